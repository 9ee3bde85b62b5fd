//! The weighted arithmetic mean.

use super::children::Parts;
use super::error::AggregateError;
use crate::number::{Fraction, I256, Score};

/// `Σ wᵢ·sᵢ / Σ wᵢ`: exact sums, one division, rounded once to 12 decimals.
pub(super) fn combine(parts: Parts<'_>) -> Result<Score, AggregateError> {
    mean(parts).and_then(Fraction::to_score).ok_or(AggregateError::TooLarge)
}

/// The mean before rounding.
pub(super) fn mean(parts: Parts<'_>) -> Option<Fraction> {
    let (mut sum, mut total) = (I256::ZERO, I256::ZERO);
    for part in parts.present {
        let weight = I256::from(part.weight);
        sum = sum.checked_add(weight.checked_mul(I256::new(part.score.units()))?)?;
        total = total.checked_add(weight)?;
    }
    Fraction::new(sum, total.checked_mul(crate::number::power_of_ten(Score::DECIMALS)?)?)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Arithmetic;
    use super::super::AggregateError;
    use super::super::testing::{combined, points};

    #[test]
    fn sums_are_divided_once() {
        // By hand: (0.333·70 + 0.333·80 + 0.334·90) exactly, 200/3, −1/3, and a half of the last unit.
        for (children, expected) in [
            (&[("70", 333), ("80", 333), ("90", 334)][..], "80.01"),
            (&[("100", 2), ("0", 1)], "66.666666666667"),
            (&[("-1", 1), ("0", 2)], "-0.333333333333"),
            (&[("0.000000000001", 1), ("0.000000000002", 1)], "0.000000000002"),
            (&[("0.000000000001", 1), ("0", 1)], "0"),
        ] {
            assert_eq!(combined(Arithmetic, children), Ok(points(expected)), "{children:?}");
        }
    }

    #[test]
    fn no_children_have_no_mean() {
        assert_eq!(combined(Arithmetic, &[]), Err(AggregateError::TooLarge));
    }
}
