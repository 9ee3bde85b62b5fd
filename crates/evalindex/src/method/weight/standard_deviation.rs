//! Weights by the standard deviation of figures between their ends.

use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::spread::{deviation, weighed};
use crate::number::Real;

const METHOD: &str = "standard_deviation";

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    let parts: Option<Vec<Real>> = columns.each().map(|(_, column)| deviation(&column.between_ends()?)).collect();
    weighed(METHOD, columns, &parts.ok_or(WeightMethodError::TooLong)?)
}
