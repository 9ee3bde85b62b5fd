//! Rank-sum weights.

use rust_decimal::Decimal;

use super::by_rank::by_rank;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::Real;

/// Rank-sum weights, most important first: `wᵢ ∝ n + 1 − i`. Source: Stillwell, Seaver & Edwards, Organizational Behavior
/// and Human Performance 28 (1981).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_sum(4)?;
/// assert_eq!(weights[0].to_string(), "0.4"); // 4/(4 + 3 + 2 + 1)
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_sum(count: usize) -> Result<Vec<Decimal>, WeightMethodError> {
    let from_below = |position: i128| Some(i128::try_from(count).ok()?.saturating_add(1).saturating_sub(position));
    by_rank(count, |position| from_below(position).map(Real::from_i128))
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("rank_sum", columns.ids(), rank_sum(columns.ids().len())?))
}
