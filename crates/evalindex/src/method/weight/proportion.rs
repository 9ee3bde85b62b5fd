//! Weights in proportion to reals, and numbers as they are published.

use rust_decimal::Decimal;

use super::error::WeightMethodError;
use crate::number::{Exact, Proportion, Real, Rounding};

/// Reals are computed to 37 digits, of which so many decimals of a share are taken as certain: what differs beyond them,
/// such as by the order of the children, does not decide which way a half is rounded.
const CERTAIN_DECIMALS: u32 = 30;

/// Weights in proportion to reals, none negative: each share is rounded by itself, so that equal numbers have equal
/// weights. None where all of them are 0.
pub(super) fn in_proportion(parts: &[Real]) -> Option<Proportion> {
    let share = |share: Real| Some(Exact::from_scaled(share.to_scaled(CERTAIN_DECIMALS)?, CERTAIN_DECIMALS));
    let shares: Vec<Exact> = normalised(parts)?.into_iter().map(share).collect::<Option<_>>()?;
    Proportion::of_shares(&shares)
}

/// Each over the total.
pub(super) fn normalised(parts: &[Real]) -> Option<Vec<Real>> {
    let total = Real::total(parts.iter().copied());
    parts.iter().map(|part| part.over(total)).collect()
}

/// A fraction as it is published.
pub(super) fn share(value: &Exact) -> Option<Decimal> {
    Some(Rounding::OF_SHARES.apply(value.to_decimal()?).normalize())
}

/// A real as it is published.
pub(super) fn published(value: Real) -> Result<Decimal, WeightMethodError> {
    value.to_decimal().map(|value| Rounding::OF_SHARES.apply(value)).ok_or(WeightMethodError::TooLong)
}

/// Numbers by id.
pub(super) fn named(ids: &[String], numbers: Vec<Decimal>) -> Vec<(String, Decimal)> {
    ids.iter().cloned().zip(numbers).collect()
}
