//! Rank-reciprocal weights.

use super::by_rank::{reciprocals, weighed};
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::Proportion;

/// Rank-reciprocal weights, most important first: `wᵢ ∝ 1/i`. Source: as [`rank_sum`](super::rank_sum()).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_reciprocal(3)?;
/// assert_eq!(weights.parts(), [6, 3, 2]); // 1, 1/2, 1/3
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_reciprocal(count: usize) -> Result<Proportion, WeightMethodError> {
    weighed(reciprocals(count))
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("rank_reciprocal", columns.ids(), rank_reciprocal(columns.ids().len())?))
}
