//! Rank-order centroid weights.

use rust_decimal::Decimal;

use super::by_rank::by_rank;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::Real;

/// Rank-order centroid weights, most important first: `wᵢ = Σₖ₌ᵢⁿ (1/k) / n`, the mean of all weights in that order.
/// Source: Barron & Barrett, Management Science 42 (1996).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_order_centroid(3)?;
/// assert_eq!(weights[0].to_string(), "0.611111111111"); // (1 + 1/2 + 1/3)/3
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_order_centroid(count: usize) -> Result<Vec<Decimal>, WeightMethodError> {
    by_rank(count, |position| {
        let reciprocals = (position..=i128::try_from(count).ok()?).map(|k| Real::ONE.over(Real::from_i128(k)));
        reciprocals.into_iter().try_fold(Real::ZERO, |sum, term| Some(sum.plus(term?)))
    })
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("rank_order_centroid", columns.ids(), rank_order_centroid(columns.ids().len())?))
}
