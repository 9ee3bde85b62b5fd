//! Declared rounding: the only way in which a number loses digits.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::score::Score;
use crate::support::named_enum;

named_enum! {
    /// What happens to digits beyond those that are kept.
    ///
    /// ```
    /// use evalindex::number::RoundingMode;
    ///
    /// assert_eq!(RoundingMode::from_name("half_even"), Some(RoundingMode::HalfEven));
    /// ```
    #[non_exhaustive]
    pub enum RoundingMode {
        /// Half and more goes away from zero (四舍五入): 2.5 → 3, −2.5 → −3.
        HalfUp = "half_up",
        /// A half goes to the even neighbour: 2.5 → 2, 3.5 → 4.
        HalfEven = "half_even",
        /// Towards minus infinity: 2.9 → 2, −2.1 → −3.
        Floor = "floor",
    }
}

/// The number of decimals that a number keeps, and the treatment of the digits beyond them.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::number::{Rounding, RoundingMode};
///
/// let two = Rounding::half_up(2);
/// assert_eq!(two.apply(Decimal::new(99_995, 3)).to_string(), "100.00");
/// assert_eq!(Rounding::new(0, RoundingMode::Floor).apply(Decimal::new(-21, 1)).to_string(), "-3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rounding {
    /// Number of decimals kept, 0 to 12.
    pub decimals: u32,
    /// How the digits beyond them are rounded.
    pub mode: RoundingMode,
}

impl Rounding {
    /// Half even to 12 decimals: how weights, shares and statistics are published.
    pub(crate) const OF_SHARES: Self = Self::new(12, RoundingMode::HalfEven);

    /// Rounding to this number of decimals, 0 to 12, in this mode.
    pub const fn new(decimals: u32, mode: RoundingMode) -> Self {
        Self { decimals, mode }
    }

    /// Rounding half up to this number of decimals, 0 to 12.
    pub const fn half_up(decimals: u32) -> Self {
        Self::new(decimals, RoundingMode::HalfUp)
    }

    /// The number rounded, with exactly the declared decimals (zeros appended; a rounded zero has no sign).
    #[allow(clippy::disallowed_methods, reason = "the only function that rounds a decimal")]
    pub fn apply(self, value: Decimal) -> Decimal {
        let strategy = match self.mode {
            RoundingMode::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            RoundingMode::HalfEven => RoundingStrategy::MidpointNearestEven,
            RoundingMode::Floor => RoundingStrategy::ToNegativeInfinity,
        };
        let mut rounded = value.round_dp_with_strategy(self.decimals, strategy);
        rounded.rescale(self.decimals);
        if rounded.is_zero() {
            rounded.set_sign_positive(true);
        }
        rounded
    }

    /// The score rounded; `None` where rounding leaves the range of scores.
    ///
    /// ```
    /// use evalindex::Score;
    /// use evalindex::number::Rounding;
    ///
    /// let score = Score::from_units(87_525_000_000_000).unwrap();
    /// assert_eq!(Rounding::half_up(2).score(score).unwrap().to_string(), "87.53");
    /// ```
    pub fn score(self, score: Score) -> Option<Score> {
        Score::from_decimal(self.apply(score.to_decimal()))
    }
}

impl Default for Rounding {
    /// Two decimals, half up.
    fn default() -> Self {
        Self::half_up(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(text: &str, mode: RoundingMode) -> String {
        Rounding::new(2, mode).apply(Decimal::from_str_exact(text).unwrap()).to_string()
    }

    #[test]
    fn each_mode_treats_halves_as_declared() {
        for (text, half_up, half_even, floor) in [
            ("99.995", "100.00", "100.00", "99.99"),
            ("61.205", "61.21", "61.20", "61.20"),
            ("61.215", "61.22", "61.22", "61.21"),
            ("-0.004", "0.00", "0.00", "-0.01"),
            ("-2.345", "-2.35", "-2.34", "-2.35"),
            ("7", "7.00", "7.00", "7.00"),
        ] {
            assert_eq!(rounded(text, RoundingMode::HalfUp), half_up, "{text}");
            assert_eq!(rounded(text, RoundingMode::HalfEven), half_even, "{text}");
            assert_eq!(rounded(text, RoundingMode::Floor), floor, "{text}");
        }
    }
}
