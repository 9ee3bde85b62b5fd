//! Borda: the mean share of the others that a subject leaves behind, child by child.

use rust_decimal::Decimal;

use super::arithmetic;
use super::error::FieldError;
use super::field::Field;
use crate::number::{Exact, Formula};

/// `Σ wᵢ·bᵢ / Σ wᵢ` of the points that each child gives.
pub(super) fn combine(field: &Field<'_>) -> Result<Vec<Exact>, FieldError> {
    let mut points = vec![Vec::with_capacity(field.weights.len()); field.rows.len()];
    for column in field.columns() {
        field.work_on(column.len())?;
        let of_child = points_of(&field.classes(&column), field.scale);
        for (row, score) in points.iter_mut().zip(of_child) {
            row.push(score);
        }
    }
    let mut parts = Vec::new();
    let score = |row: &Vec<Option<Exact>>| {
        field.work_on(row.len())?;
        Ok(arithmetic::combine(field.present(row, &mut parts))?)
    };
    points.iter().map(score).collect()
}

/// `S·(worse + half of the other equals)/(n − 1)`; a single subject scores `S`.
fn points_of(classes: &[Option<usize>], scale: Decimal) -> Vec<Option<Exact>> {
    let mut sorted: Vec<usize> = classes.iter().copied().flatten().collect();
    sorted.sort_unstable();
    let others = sorted.len().saturating_sub(1);
    let full = Exact::from(scale);
    let points = |class: usize| {
        let worse = sorted.partition_point(|other| *other < class);
        let not_better = sorted.partition_point(|other| *other <= class);
        // Twice the worse and once the other equals.
        let doubled = Exact::count(worse.saturating_add(not_better).saturating_sub(1));
        (&full * &doubled).over(&Exact::count(others.saturating_mul(2))).unwrap_or_else(|| full.clone())
    };
    classes.iter().map(|class| class.map(points)).collect()
}

/// The mean of the points of a subject with its numbers.
pub(super) fn formula(field: &Field<'_>, row: usize) -> Option<Formula> {
    let (mut terms, mut total) = (Vec::new(), Exact::ZERO);
    for (column, weight) in field.columns().iter().zip(field.weights) {
        let Some(points) = points_of(&field.classes(column), field.scale).into_iter().nth(row)? else { continue };
        terms.push(Formula::from(*weight) * points);
        total = &total + &Exact::from(*weight);
    }
    Some(Formula::sum(terms) / total)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Borda;
    use super::super::testing::across;

    #[test]
    fn points_are_shares_of_the_others() {
        // By hand: the first child gives 100, 25, 25 (b and c are equal), the second 0, 100, 50.
        let rows = [&["90", "10"][..], &["80", "30"], &["80", "20"]];
        assert_eq!(across(&Borda, &[1, 1], &rows), ["50", "62.5", "37.5"]);
        assert_eq!(across(&Borda, &[3, 1], &rows), ["75", "43.75", "31.25"]);
    }

    #[test]
    fn a_missing_child_leaves_the_others_their_weight() {
        let rows = [&["90", ""][..], &["80", "30"], &["70", "40"]];
        assert_eq!(across(&Borda, &[1, 1], &rows), ["100", "25", "50"]);
        assert_eq!(across(&Borda, &[1], &[&["3"]]), ["100"]);
    }
}
