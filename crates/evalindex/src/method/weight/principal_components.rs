//! Weights from the first principal component.

use rust_decimal::Decimal;

use super::data::Columns;
use super::derived::DerivedWeights;
use super::eigen::{multiplied, principal, product};
use super::error::WeightMethodError;
use super::proportion::{in_proportion, named, published};
use super::spread::correlations;
use crate::number::{Real, plain};

const METHOD: &str = "principal_components";

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    let correlations = correlations(METHOD, columns)?;
    let vector = principal(&correlations).ok_or(WeightMethodError::Tied { method: METHOD })?;
    let (loadings, eigenvalue) = unit(&correlations, &vector).ok_or(WeightMethodError::TooLong)?;
    let loads: Vec<Decimal> = loadings.iter().map(|loading| published(*loading)).collect::<Result<_, _>>()?;
    for (id, load) in columns.ids().iter().zip(&loads) {
        if *load < Decimal::ZERO {
            let what = format!("it loads {} on the first component", plain(*load));
            return Err(WeightMethodError::Figure { method: METHOD, child: id.clone(), what, expected: "0 or more" });
        }
    }
    // A loading below 0 that is published as 0 is rounding.
    let parts: Vec<Real> = loadings.iter().map(|loading| loading.abs()).collect();
    let weights = in_proportion(&parts).ok_or(WeightMethodError::TooLong)?;
    let count = Real::from_decimal(Decimal::from(loads.len()));
    let explained = eigenvalue.over(count).ok_or(WeightMethodError::TooLong)?;
    let mut found = DerivedWeights::new(METHOD, columns.ids(), weights);
    found.diagnostics = vec![("eigenvalue", published(eigenvalue)?), ("explained", published(explained)?)];
    found.by_child = vec![("loadings", named(columns.ids(), loads))];
    Ok(found)
}

/// The vector at length 1, most of it positive, and its eigenvalue.
fn unit(matrix: &[Vec<Real>], vector: &[Real]) -> Option<(Vec<Real>, Real)> {
    let length = product(vector, vector).sqrt()?;
    let sum = Real::total(vector.iter().copied());
    let length = if sum.is_negative() { length.negated() } else { length };
    let unit: Vec<Real> = vector.iter().map(|entry| entry.over(length)).collect::<Option<_>>()?;
    let eigenvalue = product(&multiplied(matrix, &unit), &unit);
    Some((unit, eigenvalue))
}
