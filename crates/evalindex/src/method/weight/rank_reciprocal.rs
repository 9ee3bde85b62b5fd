//! Rank-reciprocal weights.

use rust_decimal::Decimal;

use super::by_rank::by_rank;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::Real;

/// Rank-reciprocal weights, most important first: `wᵢ ∝ 1/i`. Source: as [`rank_sum`](super::rank_sum()).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_reciprocal(2)?;
/// assert_eq!(weights[1].to_string(), "0.333333333333"); // (1/2)/(1 + 1/2)
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_reciprocal(count: usize) -> Result<Vec<Decimal>, WeightMethodError> {
    by_rank(count, |position| Real::ONE.over(Real::from_i128(position)))
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("rank_reciprocal", columns.ids(), rank_reciprocal(columns.ids().len())?))
}
