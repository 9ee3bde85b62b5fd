//! Weights in proportion to numbers, and numbers as they are published.

use rust_decimal::Decimal;

use super::error::WeightMethodError;
use crate::number::{Fraction, Real, Rounding, RoundingMode};

/// Weights keep so many decimals, and total exactly 1 with them.
pub(super) const KEPT: Rounding = Rounding { decimals: 12, mode: RoundingMode::HalfEven };

/// Weights in proportion to reals, none negative: rounded, the largest taking what rounding leaves.
pub(super) fn in_proportion(parts: &[Real]) -> Option<Vec<Decimal>> {
    let shares = normalised(parts)?.into_iter().map(|share| Some(KEPT.apply(share.to_decimal()?).normalize()));
    totalling_one(shares.collect::<Option<_>>()?)
}

/// Rounded shares, the largest taking what rounding leaves of 1; of equal ones the first.
pub(super) fn totalling_one(mut shares: Vec<Decimal>) -> Option<Vec<Decimal>> {
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, share| sum.checked_add(*share))?;
    let left = Decimal::ONE.checked_sub(sum)?;
    let largest = shares.iter().enumerate().max_by(|one, two| one.1.cmp(two.1).then(two.0.cmp(&one.0)))?.0;
    let entry = shares.get_mut(largest)?;
    *entry = entry.checked_add(left)?;
    Some(shares)
}

/// Each over the total.
pub(super) fn normalised(parts: &[Real]) -> Option<Vec<Real>> {
    let total = parts.iter().fold(Real::ZERO, |total, part| total.plus(*part));
    parts.iter().map(|part| part.over(total)).collect()
}

/// A fraction as it is published.
pub(super) fn share(value: Fraction) -> Option<Decimal> {
    Some(KEPT.apply(value.to_decimal()?).normalize())
}

/// A real as it is published.
pub(super) fn published(value: Real) -> Result<Decimal, WeightMethodError> {
    value.to_decimal().map(|value| KEPT.apply(value)).ok_or(WeightMethodError::TooLong)
}

/// Numbers by id.
pub(super) fn named(ids: &[String], numbers: Vec<Decimal>) -> Vec<(String, Decimal)> {
    ids.iter().cloned().zip(numbers).collect()
}
