//! A score as a count of 10⁻¹² and a bound of its error: what decides most questions without exact arithmetic.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::number::{Rest, Rounding, Score};

/// A score to the nearest 10⁻¹², or nearly, with a proven bound of the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Estimate {
    /// The count of 10⁻¹².
    pub(crate) units: i128,
    /// By how many halves of 10⁻¹² the score may differ from it at most; 0 where it is the score.
    pub(crate) bound: u32,
}

impl Estimate {
    /// The order of two scores, where their bounds decide it.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        let apart = self.units.abs_diff(other.units).saturating_mul(2);
        let bound = u128::from(self.bound).saturating_add(u128::from(other.bound));
        (bound == 0 || apart > bound).then(|| self.units.cmp(&other.units))
    }

    /// The order of the score and a cut, where the bound decides it.
    pub(crate) fn against(self, cut: Decimal) -> Option<Ordering> {
        let cut = cut.normalize();
        let more = Score::DECIMALS.checked_sub(cut.scale())?;
        let units = cut.mantissa().checked_mul(10_i128.checked_pow(more)?)?;
        self.compare(Self { units, bound: 0 })
    }

    /// The score rounded, as a count of the last kept digit, where the bound decides it: rounding never turns the order
    /// round, so that it is decided where both ends round alike.
    pub(crate) fn rounded(self, rounding: Rounding) -> Option<i128> {
        // All in halves of 10⁻¹².
        let unit = 10_i128.checked_pow(Score::DECIMALS.checked_sub(rounding.decimals)?)?.checked_mul(2)?;
        let bound = i128::from(self.bound);
        let low = self.units.checked_mul(2)?.checked_sub(bound)?;
        let down = low.checked_div_euclid(unit)?;
        let left = low.checked_sub(down.checked_mul(unit)?)?;
        let right = left.checked_add(bound.checked_mul(2)?)?;
        let kept = |left: i128| {
            let (more, left) = if left < unit { (0, left) } else { (left.checked_div(unit)?, left.checked_rem(unit)?) };
            Rest::of(&left, &unit.checked_sub(left)?).rounded(down.checked_add(more)?, rounding.mode)
        };
        kept(left).filter(|low| kept(right) == Some(*low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::RoundingMode;

    const fn estimate(units: i128, bound: u32) -> Estimate {
        Estimate { units, bound }
    }

    #[test]
    fn an_order_is_decided_beyond_the_bounds_only() {
        assert_eq!(estimate(5, 0).compare(estimate(5, 0)), Some(Ordering::Equal));
        assert_eq!(estimate(5, 1).compare(estimate(5, 0)), None);
        // Halves: 5 ± 1/2 and 6 ± 1/2 touch, 5 ± 1/2 and 6 do not.
        assert_eq!(estimate(5, 1).compare(estimate(6, 1)), None);
        assert_eq!(estimate(5, 1).compare(estimate(6, 0)), Some(Ordering::Less));
        assert_eq!(estimate(7, 3).compare(estimate(5, 0)), Some(Ordering::Greater));
        assert_eq!(estimate(7, 4).compare(estimate(5, 0)), None);
    }

    #[test]
    fn cuts_are_compared_in_units() {
        let cut = Decimal::new(60, 0);
        assert_eq!(estimate(60_000_000_000_000, 0).against(cut), Some(Ordering::Equal));
        assert_eq!(estimate(60_000_000_000_000, 1).against(cut), None);
        assert_eq!(estimate(60_000_000_000_001, 1).against(cut), Some(Ordering::Greater));
        assert_eq!(estimate(60_000_000_000_001, 2).against(cut), None);
        assert_eq!(estimate(0, 0).against(Decimal::new(1, 13)), None);
    }

    #[test]
    fn a_digit_is_decided_where_both_ends_round_alike() {
        let two = Rounding::half_up(2);
        assert_eq!(estimate(61_875_000_000_000, 0).rounded(two), Some(6188));
        assert_eq!(estimate(61_875_000_000_000, 1).rounded(two), None);
        assert_eq!(estimate(61_875_000_000_001, 1).rounded(two), Some(6188));
        assert_eq!(estimate(61_874_999_999_999, 1).rounded(two), Some(6187));
        assert_eq!(estimate(61_874_999_999_999, 2).rounded(two), None);
        assert_eq!(estimate(-61_875_000_000_000, 0).rounded(two), Some(-6188));
        assert_eq!(estimate(-1, 0).rounded(Rounding::new(2, RoundingMode::Floor)), Some(-1));
        assert_eq!(estimate(0, 1).rounded(Rounding::new(2, RoundingMode::Floor)), None);
        // Up to 0.01 itself, which a floor would keep.
        assert_eq!(estimate(9_999_999_999, 2).rounded(Rounding::new(2, RoundingMode::Floor)), None);
        assert_eq!(estimate(9_999_999_999, 1).rounded(Rounding::new(2, RoundingMode::Floor)), Some(0));
        assert_eq!(estimate(7, 0).rounded(Rounding::half_up(12)), Some(7));
        assert_eq!(estimate(7, 1).rounded(Rounding::half_up(12)), None);
    }
}
