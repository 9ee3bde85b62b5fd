//! Weights from the position in an order of importance alone.

use rust_decimal::Decimal;

use super::error::WeightMethodError;
use super::proportion::in_proportion;
use crate::number::Real;

/// Weights in proportion to a part of each position, from 1 for the most important of so many children.
pub(super) fn by_rank(count: usize, part: impl Fn(i128) -> Option<Real>) -> Result<Vec<Decimal>, WeightMethodError> {
    if count == 0 {
        return Err(WeightMethodError::Nothing);
    }
    let parts: Option<Vec<Real>> = (1..).take(count).map(part).collect();
    parts.and_then(|parts| in_proportion(&parts)).ok_or(WeightMethodError::TooLong)
}
