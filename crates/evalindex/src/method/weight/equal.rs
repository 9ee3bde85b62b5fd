//! The same weight for all.

use super::by_rank::weighed;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use crate::number::{I256, Proportion};

/// The same weight for each of so many children: `wᵢ = 1/n`.
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::equal_weights(3)?;
/// assert_eq!(weights.parts(), [1, 1, 1]);
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn equal_weights(count: usize) -> Result<Proportion, WeightMethodError> {
    weighed(Some(vec![I256::ONE; count]))
}

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    Ok(DerivedWeights::new("equal", columns.ids(), equal_weights(columns.ids().len())?))
}
