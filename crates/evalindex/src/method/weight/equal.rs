//! The same weight for all.

use rust_decimal::Decimal;

use super::by_rank::by_rank;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::Real;

/// The same weight for each of so many children: `wᵢ = 1/n`.
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::equal_weights(4)?;
/// assert_eq!(weights[3].to_string(), "0.25");
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn equal_weights(count: usize) -> Result<Vec<Decimal>, WeightMethodError> {
    by_rank(count, |_| Some(Real::ONE))
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("equal", columns.ids(), equal_weights(columns.ids().len())?))
}
