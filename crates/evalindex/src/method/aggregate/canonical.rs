//! What the means of roots share: scores of 0 and more, in one order and with weights in one unit.

use super::children::{Part, Parts};
use super::error::AggregateError;
use crate::number::{I256, Real, Score, greatest_common_divisor};

/// Children by score and weight, their weights in lowest terms: reals are rounded at every step, and so the steps are
/// the same whatever the order of the children and the unit of their weights.
#[derive(Debug)]
pub(super) struct Canonical {
    parts: Vec<Part>,
    lowest: Score,
    highest: Score,
}

impl Canonical {
    /// The children of a mean of that name, which is not defined for negative scores.
    pub(super) fn new(parts: Parts<'_>, aggregate: &'static str) -> Result<Self, AggregateError> {
        let weights = parts.present.iter().map(|part| I256::from(part.weight));
        let divisor = weights.fold(I256::ZERO, greatest_common_divisor);
        let reduced = |part: &Part| {
            let weight = u128::try_from(I256::from(part.weight).checked_div(divisor)?).ok()?;
            Some(Part { weight, score: part.score })
        };
        let parts: Option<Vec<Part>> = parts.present.iter().map(reduced).collect();
        let mut parts = parts.ok_or(AggregateError::TooLarge)?;
        parts.sort_unstable_by_key(|part| (part.score, part.weight));
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return Err(AggregateError::TooLarge);
        };
        let (lowest, highest) = (first.score, last.score);
        if lowest < Score::ZERO {
            return Err(AggregateError::Negative { aggregate, score: lowest });
        }
        Ok(Self { parts, lowest, highest })
    }

    /// The children, lowest score first.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The lowest score.
    pub(super) fn lowest(&self) -> Score {
        self.lowest
    }

    /// The highest score.
    pub(super) fn highest(&self) -> Score {
        self.highest
    }

    /// `Σ wᵢ·f(sᵢ) / Σ wᵢ`, with scores in units of 10⁻¹².
    pub(super) fn mean(&self, of: impl Fn(Real) -> Option<Real>) -> Option<Real> {
        let (mut sum, mut total) = (Real::ZERO, Real::ZERO);
        for part in &self.parts {
            let weight = whole(part.weight);
            sum = sum + weight * of(units(part.score))?;
            total = total + weight;
        }
        sum.over(total)
    }
}

/// A score in units of 10⁻¹², exactly.
pub(super) fn units(score: Score) -> Real {
    Real::from_i128(score.units())
}

/// The nearest score to a number of units of 10⁻¹².
pub(super) fn score(units: Option<Real>) -> Result<Score, AggregateError> {
    units.and_then(|units| units.to_scaled(0)).and_then(Score::from_units).ok_or(AggregateError::TooLarge)
}

/// The number, exactly: its halves fit the signed integers that reals are made from.
fn whole(value: u128) -> Real {
    let half = Real::from_i128((value >> 1).cast_signed());
    half + half + Real::from_i128((value & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::super::testing::parts_of;
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn order_and_unit_of_weights_are_gone() {
        let canonical = |children: &[(&str, u128)]| {
            let parts = Parts { present: &parts_of(children), declared_total: Decimal::ONE };
            let parts = Canonical::new(parts, "geometric").unwrap().parts;
            parts.into_iter().map(|part| (part.score.to_string(), part.weight)).collect::<Vec<_>>()
        };
        let expected = [("1", 3), ("1", 5), ("2", 2)].map(|(score, weight)| (score.to_owned(), weight));
        assert_eq!(canonical(&[("2", 20), ("1", 50), ("1", 30)]), expected);
        assert_eq!(canonical(&[("1", 5 << 120), ("2", 2 << 120), ("1", 3 << 120)]), expected);
    }

    #[test]
    fn the_largest_weights_are_exact() {
        for value in [0, 1, u128::MAX, u128::MAX - 1, 1 << 127] {
            let back = whole(value) - whole(value >> 1) - whole(value >> 1);
            assert_eq!(back.to_scaled(0), Some((value & 1).cast_signed()));
        }
    }
}
