//! Rank-order centroid weights.

use super::by_rank::{reciprocals, weighed};
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::{I256, Proportion};

/// Rank-order centroid weights, most important first: `wᵢ = Σₖ₌ᵢⁿ (1/k) / n`, the mean of all weights in that order.
/// Source: Barron & Barrett, Management Science 42 (1996).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_order_centroid(3)?;
/// assert_eq!(weights.parts(), [11, 5, 2]); // (1 + 1/2 + 1/3)/3 = 11/18
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_order_centroid(count: usize) -> Result<Proportion, WeightMethodError> {
    weighed(reciprocals(count).and_then(|all| sums_from_each(&all)))
}

/// For each number the sum of it and of those after it.
fn sums_from_each(numbers: &[I256]) -> Option<Vec<I256>> {
    let mut sums = Vec::with_capacity(numbers.len());
    let mut sum = I256::ZERO;
    for number in numbers.iter().rev() {
        sum = sum.checked_add(*number)?;
        sums.push(sum);
    }
    sums.reverse();
    Some(sums)
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("rank_order_centroid", columns.ids(), rank_order_centroid(columns.ids().len())?))
}
