//! Rank-sum weights.

use super::by_rank::weighed;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::{I256, Proportion};

/// Rank-sum weights, most important first: `wᵢ ∝ n + 1 − i`. Source: Stillwell, Seaver & Edwards, Organizational Behavior
/// and Human Performance 28 (1981).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_sum(4)?;
/// assert_eq!((weights.parts(), weights.total()), (&[4, 3, 2, 1][..], 10));
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_sum(count: usize) -> Result<Proportion, WeightMethodError> {
    let mut from_below: Vec<I256> = (1_i128..).take(count).map(I256::new).collect();
    from_below.reverse();
    weighed(Some(from_below))
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("rank_sum", columns.ids(), rank_sum(columns.ids().len())?))
}
