//! Spread and correlation of figures, for the methods that weigh by data.

use rust_decimal::Decimal;

use super::data::Columns;
use super::derived::DerivedWeights;
use super::eigen::product;
use super::error::WeightMethodError;
use super::proportion::in_proportion;
use crate::number::Real;

/// Figures less their mean.
pub(super) fn offsets(figures: &[Real]) -> Option<Vec<Real>> {
    let mean = Real::total(figures.iter().copied()).over(Real::from_decimal(Decimal::from(figures.len())))?;
    Some(figures.iter().map(|x| x.minus(mean)).collect())
}

/// The root of the sum of squared offsets; the number of subjects, which would divide it, is the same for all children.
pub(super) fn deviation(figures: &[Real]) -> Option<Real> {
    Real::total(offsets(figures)?.iter().map(|off| off.times(*off))).sqrt()
}

/// Weights in proportion to parts; refused where all of them are 0.
pub(super) fn weighed(
    method: &'static str,
    columns: &Columns,
    parts: &[Real],
) -> Result<DerivedWeights, WeightMethodError> {
    if parts.is_empty() {
        return Err(WeightMethodError::Nothing);
    }
    // None of them is below 0, but for rounding.
    let parts: Vec<Real> = parts.iter().map(|part| if part.is_negative() { Real::ZERO } else { *part }).collect();
    if parts.iter().all(|part| part.is_zero()) {
        return Err(WeightMethodError::NobodySeparated { method });
    }
    let weights = in_proportion(&parts).ok_or(WeightMethodError::TooLong)?;
    Ok(DerivedWeights::new(method, columns.ids(), weights))
}

/// Pearson's correlation of every two children; refused where a child is the same for all subjects.
pub(super) fn correlations(method: &'static str, columns: &Columns) -> Result<Vec<Vec<Real>>, WeightMethodError> {
    let mut standard = Vec::new();
    for (id, column) in columns.each() {
        if column.ends().is_none_or(|(least, greatest)| least == greatest) {
            let (what, expected) = ("all subjects score the same".to_owned(), "scores that differ");
            return Err(WeightMethodError::Figure { method, child: id.to_owned(), what, expected });
        }
        let figures: Vec<Real> = column.reals().collect();
        let scaled = || {
            let (offsets, deviation) = (offsets(&figures)?, deviation(&figures)?);
            offsets.iter().map(|off| off.over(deviation)).collect::<Option<Vec<Real>>>()
        };
        standard.push(scaled().ok_or(WeightMethodError::TooLong)?);
    }
    Ok(standard.iter().map(|one| standard.iter().map(|other| product(one, other)).collect()).collect())
}
