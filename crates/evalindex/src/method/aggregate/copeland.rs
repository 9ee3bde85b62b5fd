//! Copeland: how many of the others a subject beats, child by child.

#![allow(clippy::arithmetic_side_effects, reason = "a balance stays within the total of the weights, which fits")]

use std::ops::{Add, Sub};

use super::canonical::lowest_terms;
use super::error::{AggregateError, FieldError};
use super::field::Field;
use crate::number::{Exact, Formula};

/// `S·(beaten + half of the drawn)/(n − 1)`; a single subject scores `S`.
pub(super) fn combine(field: &Field<'_>) -> Result<Vec<Exact>, FieldError> {
    let weights = lowest_terms(field.weights.iter().copied());
    let total = weights.iter().try_fold(0_u128, |total, weight| total.checked_add(*weight));
    let total = total.and_then(|total| i128::try_from(total).ok()).ok_or(AggregateError::TooLarge)?;
    let children = children(field, &weights)?;
    // Narrow balances are compared several at a time.
    let doubled = if i32::try_from(total).is_ok() {
        doubled_points::<i32>(field, &children)
    } else {
        doubled_points::<i128>(field, &children)
    }?;
    let all = doubled.len().saturating_sub(1).saturating_mul(2);
    let full = Exact::from(field.scale);
    let score =
        |points: usize| (&full * &Exact::count(points)).over(&Exact::count(all)).unwrap_or_else(|| full.clone());
    Ok(doubled.into_iter().map(score).collect())
}

/// A child: its weight, and the class of each subject in it.
type Child = (u128, Vec<i32>);

/// The class of a subject that has no score in a child; all others are above it.
const ABSENT: i32 = -1;

fn children(field: &Field<'_>, weights: &[u128]) -> Result<Vec<Child>, FieldError> {
    let child = |(column, weight): (Vec<Option<Exact>>, &u128)| {
        field.work_on(column.len())?;
        let class = |class: Option<usize>| class.map_or(Ok(ABSENT), i32::try_from);
        let classes = field.classes(&column).into_iter().map(class).collect::<Result<_, _>>();
        Ok((*weight, classes.map_err(|_| AggregateError::TooLarge)?))
    };
    field.columns().into_iter().zip(weights).map(child).collect()
}

/// Twice the number of subjects that each subject beats, and once the number of those that it draws with.
fn doubled_points<T>(field: &Field<'_>, children: &[Child]) -> Result<Vec<usize>, FieldError>
where
    T: Copy + Default + Ord + TryFrom<u128> + Add<Output = T> + Sub<Output = T>,
{
    let weights = children.iter().map(|(weight, _)| T::try_from(*weight).map_err(|_| AggregateError::TooLarge));
    let weights: Vec<T> = weights.collect::<Result<_, _>>()?;
    let mut classes: Vec<&[i32]> = children.iter().map(|(_, classes)| classes.as_slice()).collect();
    let mut doubled = vec![0_usize; field.rows.len()];
    let mut balances = vec![T::default(); doubled.len()];
    let mut left = doubled.as_mut_slice();
    while let Some((points, others)) = left.split_first_mut() {
        field.interrupt.count(others.len(), children.len())?;
        balances.truncate(others.len());
        balances.fill(T::default());
        for (classes, weight) in classes.iter_mut().zip(&weights) {
            let Some((mine, theirs)) = classes.split_first() else { continue };
            *classes = theirs;
            if *mine != ABSENT {
                compare(*mine, theirs, *weight, &mut balances);
            }
        }
        for (balance, their_points) in balances.iter().zip(others.iter_mut()) {
            // Half of a draw for each.
            let (for_one, for_other) = match balance.cmp(&T::default()) {
                std::cmp::Ordering::Greater => (2, 0),
                std::cmp::Ordering::Less => (0, 2),
                std::cmp::Ordering::Equal => (1, 1),
            };
            *points += for_one;
            *their_points += for_other;
        }
        left = others;
    }
    Ok(doubled)
}

/// Adds the weight of a child to the balance with each subject that one is ahead of in it, and takes it from those that
/// it is behind; without a branch, for as many at a time as the processor compares.
fn compare<T>(mine: i32, theirs: &[i32], weight: T, balances: &mut [T])
where
    T: Copy + Default + Add<Output = T> + Sub<Output = T>,
{
    let weight_if = |counts: bool| if counts { weight } else { T::default() };
    for (balance, theirs) in balances.iter_mut().zip(theirs) {
        let is_ahead = mine > *theirs && *theirs != ABSENT;
        *balance = *balance + weight_if(is_ahead) - weight_if(mine < *theirs);
    }
}

/// The beaten and the drawn of a subject with their numbers.
pub(super) fn formula(field: &Field<'_>, row: usize) -> Formula {
    let others = field.rows.len().saturating_sub(1);
    if others == 0 {
        return field.scale.into();
    }
    let weights = lowest_terms(field.weights.iter().copied());
    let classes: Vec<_> = field.columns().iter().map(|column| field.classes(column)).collect();
    let (mut beaten, mut drawn) = (0_usize, 0_usize);
    for other in (0..field.rows.len()).filter(|other| *other != row) {
        let (mut ahead, mut behind) = (Exact::ZERO, Exact::ZERO);
        for (classes, weight) in classes.iter().zip(&weights) {
            let (Some(Some(mine)), Some(Some(theirs))) = (classes.get(row), classes.get(other)) else { continue };
            let weight_if = |counts: bool| Exact::from(if counts { *weight } else { 0 });
            (ahead, behind) = (&ahead + &weight_if(mine > theirs), &behind + &weight_if(mine < theirs));
        }
        match ahead.cmp(&behind) {
            std::cmp::Ordering::Greater => beaten += 1,
            std::cmp::Ordering::Equal => drawn += 1,
            std::cmp::Ordering::Less => {}
        }
    }
    let points = Formula::count(beaten) + Formula::count(drawn) / 2;
    Formula::from(field.scale) * points / Formula::count(others)
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

    #[test]
    fn weights_of_any_length_are_compared_exactly() {
        // One unit decides: of 2⁴⁰ + 1 against 2⁴⁰, as of 3 against 2, and of equal ones none.
        let rows = [&["90", "10"][..], &["80", "30"], &["70", ""]];
        for (weights, expected) in
            [([(1 << 40) + 1, 1 << 40], ["100", "50", "0"]), ([3, 2], ["100", "50", "0"]), ([7, 7], ["75", "75", "0"])]
        {
            assert_eq!(across(&Copeland, &weights, &rows), expected, "{weights:?}");
        }
    }
}
