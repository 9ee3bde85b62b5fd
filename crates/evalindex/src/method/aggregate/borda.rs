//! Borda: the mean share of the others that a subject leaves behind, child by child.

use rust_decimal::Decimal;

use super::arithmetic;
use super::error::AggregateError;
use super::field::Field;
use crate::number::{Checked, Score};
use crate::order::to_ten_decimals;

/// `Σ wᵢ·bᵢ / Σ wᵢ` of the points that each child gives.
pub(super) fn combine(field: &Field<'_>) -> Result<Vec<Score>, AggregateError> {
    let mut points = vec![Vec::with_capacity(field.weights.len()); field.rows.len()];
    for column in field.columns() {
        let of_child = points_of(&column, field.scale).ok_or(AggregateError::TooLarge)?;
        for (row, score) in points.iter_mut().zip(of_child) {
            row.push(score);
        }
    }
    let mut parts = Vec::new();
    points.iter().map(|row| arithmetic::combine(field.present(row, &mut parts))).collect()
}

/// `S·(worse + half of the other equals)/(n − 1)`; a single subject scores `S`.
fn points_of(column: &[Option<Score>], scale: Decimal) -> Option<Vec<Option<Score>>> {
    let key = |score: &Option<Score>| score.map(|score| to_ten_decimals(score.units()));
    let keys: Vec<Option<i128>> = column.iter().map(key).collect();
    let mut sorted: Vec<i128> = keys.iter().copied().flatten().collect();
    sorted.sort_unstable();
    let others = sorted.len().saturating_sub(1);
    let full = Checked::from(scale);
    let points = |key: i128| {
        if others == 0 {
            return full.to_score();
        }
        let worse = sorted.partition_point(|other| *other < key);
        let not_better = sorted.partition_point(|other| *other <= key);
        // Twice the worse and once the other equals.
        let doubled = worse.saturating_add(not_better).saturating_sub(1);
        (full * Checked::count(doubled) / Checked::count(others.saturating_mul(2))).to_score()
    };
    keys.into_iter().map(|key| key.map_or(Some(None), |key| points(key).map(Some))).collect()
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
