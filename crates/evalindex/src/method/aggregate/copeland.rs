//! Copeland: how many of the others a subject beats, child by child.

use super::canonical::lowest_terms;
use super::error::AggregateError;
use super::field::Field;
use crate::number::Exact;

/// `S·(beaten + half of the drawn)/(n − 1)`; a single subject scores `S`.
pub(super) fn combine(field: &Field<'_>) -> Result<Vec<Exact>, AggregateError> {
    let weights = lowest_terms(field.weights.iter().copied());
    let weights: Option<Vec<i128>> = weights.into_iter().map(|weight| i128::try_from(weight).ok()).collect();
    let weights = weights.ok_or(AggregateError::TooLarge)?;
    let rows = rows_of_classes(field);
    let mut doubled: Vec<(&[Option<usize>], usize)> = rows.iter().map(|row| (row.as_slice(), 0)).collect();
    let mut left = doubled.as_mut_slice();
    while let Some(((mine, points), others)) = left.split_first_mut() {
        for (theirs, their_points) in others.iter_mut() {
            let balance = balance(mine, theirs, &weights).ok_or(AggregateError::TooLarge)?;
            let (for_one, for_other) = match balance.signum() {
                1 => (2, 0),
                -1 => (0, 2),
                _ => (1, 1),
            };
            *points = points.saturating_add(for_one);
            *their_points = their_points.saturating_add(for_other);
        }
        left = others;
    }
    let all = doubled.len().saturating_sub(1).saturating_mul(2);
    let full = Exact::from(field.scale);
    let score =
        |points: usize| (&full * &Exact::count(points)).over(&Exact::count(all)).unwrap_or_else(|| full.clone());
    Ok(doubled.into_iter().map(|(_, points)| score(points)).collect())
}

/// The class of each subject in each child, subject by subject.
fn rows_of_classes(field: &Field<'_>) -> Vec<Vec<Option<usize>>> {
    let mut rows = vec![Vec::with_capacity(field.weights.len()); field.rows.len()];
    for column in field.columns() {
        for (row, class) in rows.iter_mut().zip(field.classes(&column)) {
            row.push(class);
        }
    }
    rows
}

/// The weight of the children in which one is ahead, less that of those in which it is behind.
fn balance(mine: &[Option<usize>], theirs: &[Option<usize>], weights: &[i128]) -> Option<i128> {
    let mut balance = 0_i128;
    for ((mine, theirs), weight) in mine.iter().zip(theirs).zip(weights) {
        let (Some(mine), Some(theirs)) = (mine, theirs) else { continue };
        balance = match mine.cmp(theirs) {
            std::cmp::Ordering::Greater => balance.checked_add(*weight)?,
            std::cmp::Ordering::Less => balance.checked_sub(*weight)?,
            std::cmp::Ordering::Equal => balance,
        };
    }
    Some(balance)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Copeland;
    use super::super::testing::across;

    #[test]
    fn a_subject_scores_by_those_it_beats() {
        // By hand: a beats b and c on the first child, which weighs more; b beats c on both but one draw.
        let rows = [&["90", "10"][..], &["80", "30"], &["80", "20"]];
        assert_eq!(across(&Copeland, &[3, 2], &rows), ["100", "50", "0"]);
        // With equal weights a draws with both, b still beats c.
        assert_eq!(across(&Copeland, &[1, 1], &rows), ["50", "75", "25"]);
    }

    #[test]
    fn the_order_of_the_subjects_makes_no_difference() {
        // Equal subjects share their points, in whatever order they stand.
        let rows = [&["50", "50"][..], &["50", "50"], &["70", "70"], &["20", "90"]];
        assert_eq!(across(&Copeland, &[1, 1], &rows), ["33.333333333333", "33.333333333333", "83.333333333333", "50"]);
        let turned = [rows[3], rows[2], rows[1], rows[0]];
        assert_eq!(
            across(&Copeland, &[1, 1], &turned),
            ["50", "83.333333333333", "33.333333333333", "33.333333333333"]
        );
    }

    #[test]
    fn children_count_where_both_have_them() {
        let rows = [&["90", ""][..], &["80", "99"], &["", "10"]];
        // a beats b on the first; b beats c on the second; a and c share no child and draw.
        assert_eq!(across(&Copeland, &[1, 1], &rows), ["75", "50", "25"]);
        assert_eq!(across(&Copeland, &[1], &[&["3"]]), ["100"]);
    }
}
