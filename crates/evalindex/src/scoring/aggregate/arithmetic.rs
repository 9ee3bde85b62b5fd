//! The weighted arithmetic mean.

use super::{AggregateError, Parts};
use crate::number::{Fraction, I256, Score};

/// `Σ wᵢ·sᵢ / Σ wᵢ`: exact sums, one division, rounded once to 12 decimals.
pub(super) fn combine(parts: Parts<'_>) -> Result<Score, AggregateError> {
    mean(parts).and_then(Fraction::to_score).ok_or(AggregateError::TooLarge)
}

/// The mean before rounding.
pub(super) fn mean(parts: Parts<'_>) -> Option<Fraction> {
    let (mut sum, mut total) = (I256::ZERO, I256::ZERO);
    for part in parts.present {
        let weight = I256::try_from(part.weight).ok()?;
        sum = sum.checked_add(weight.checked_mul(I256::new(part.score.units()))?)?;
        total = total.checked_add(weight)?;
    }
    Fraction::new(sum, total.checked_mul(crate::number::power_of_ten(Score::DECIMALS)?)?)
}
