//! The published score: an integer count of 10⁻¹², so that sums are exact whatever their order.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use super::render::plain;

/// A score as results hold it: rounded once from the exact value ([`Exact`](crate::number::Exact)), at the decimals that
/// the index declares, 12 at most.
///
/// It is an integer count of 10⁻¹², so that adding is exact. The range is that of [`Decimal`] at 12 decimals, ±7.9·10¹⁶.
///
/// ```
/// use evalindex::{Decimal, Score};
///
/// let score = Score::from_decimal(Decimal::new(8753, 2)).unwrap();
/// assert_eq!(score.to_decimal().to_string(), "87.530000000000");
/// assert_eq!(score.units(), 87_530_000_000_000);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(i128);

/// The largest magnitude that a 96-bit decimal mantissa holds.
const LIMIT: i128 = (1 << 96) - 1;

impl Score {
    /// The decimals that a score keeps.
    pub const DECIMALS: u32 = 12;
    /// 0 points.
    pub const ZERO: Self = Self(0);

    /// The score of this number of units of 10⁻¹²; `None` beyond ±(2⁹⁶ − 1) units.
    pub const fn from_units(units: i128) -> Option<Self> {
        if units < -LIMIT || units > LIMIT { None } else { Some(Self(units)) }
    }

    /// The nearest score to a decimal number (half to even); `None` out of range.
    pub fn from_decimal(value: Decimal) -> Option<Self> {
        let kept = value.round_dp_with_strategy(Self::DECIMALS, RoundingStrategy::MidpointNearestEven);
        let scale = Self::DECIMALS.checked_sub(kept.scale())?;
        let units = kept.mantissa().checked_mul(10_i128.checked_pow(scale)?)?;
        Self::from_units(units)
    }

    /// This score as a count of 10⁻¹².
    pub const fn units(self) -> i128 {
        self.0
    }

    /// This score as a decimal number with 12 decimals.
    pub fn to_decimal(self) -> Decimal {
        let magnitude = self.0.unsigned_abs();
        #[allow(clippy::cast_possible_truncation, reason = "each cast takes one 32-bit limb of a 96-bit magnitude")]
        let (low, middle, high) = (magnitude as u32, (magnitude >> 32) as u32, (magnitude >> 64) as u32);
        Decimal::from_parts(low, middle, high, self.0 < 0, Self::DECIMALS)
    }

    /// The sum, exactly; `None` out of range.
    ///
    /// ```
    /// use evalindex::Score;
    ///
    /// let third = Score::from_units(333_333_333_333).unwrap();
    /// assert_eq!(third.plus(third).unwrap().to_string(), "0.666666666666");
    /// ```
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::from_units)
    }

    /// The difference, exactly; `None` out of range.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).and_then(Self::from_units)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&plain(self.to_decimal()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn halves_at_the_thirteenth_decimal_go_to_the_even_neighbour() {
        let units = |text| Score::from_decimal(decimal(text)).unwrap().units();
        assert_eq!(units("0.0000000000005"), 0);
        assert_eq!(units("0.0000000000015"), 2);
        assert_eq!(units("-0.0000000000015"), -2);
        assert_eq!(units("-0.0000000000005000000000000001"), -1);
    }

    #[test]
    fn range_ends_are_kept_and_nothing_beyond() {
        let top = Score::from_units(LIMIT).unwrap();
        assert_eq!(top.to_decimal().mantissa(), LIMIT);
        assert_eq!(Score::from_units(-LIMIT).unwrap().to_decimal().mantissa(), -LIMIT);
        assert_eq!(Score::from_units(LIMIT + 1), None);
        assert_eq!(top.plus(Score::from_units(1).unwrap()), None);
        assert_eq!(Score::from_decimal(Decimal::MAX), None);
    }

    #[test]
    fn shows_no_trailing_zeros() {
        assert_eq!(Score::from_units(87_530_000_000_000).unwrap().to_string(), "87.53");
        assert_eq!(Score::ZERO.to_string(), "0");
    }
}
