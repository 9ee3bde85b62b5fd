//! Weights by the standard deviation of figures in their units.

use super::data::{Column, Columns};
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::spread::{deviation, weighed};
use crate::number::Real;

const METHOD: &str = "standard_deviation_raw";

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    let raw = |column: &Column| deviation(&column.reals().collect::<Vec<Real>>());
    let parts: Option<Vec<Real>> = columns.each().map(|(_, column)| raw(column)).collect();
    weighed(METHOD, columns, &parts.ok_or(WeightMethodError::TooLong)?)
}
