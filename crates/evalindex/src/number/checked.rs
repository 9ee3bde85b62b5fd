//! Formulas of exact fractions, written with operators.

use std::ops::{Add, Div, Mul, Neg, Sub};

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::score::Score;

/// The exact value of a formula; none once an operation has failed, because 256 bits cannot hold the result or the
/// divisor is 0.
///
/// One failed operation makes the whole formula none ([`Checked::value`]). Operations are evaluated in the order in
/// which they are written; dividing before multiplying keeps numerators short.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Checked(Option<Fraction>);

impl Checked {
    pub(crate) const ZERO: Self = Self(Some(Fraction::ZERO));
    pub(crate) const ONE: Self = Self(Some(Fraction::ONE));

    /// The exact value of a count.
    pub(crate) fn count(of: usize) -> Self {
        Self::from(Decimal::from(of))
    }

    /// The value; `None` where an operation has failed.
    pub(crate) fn value(self) -> Option<Fraction> {
        self.0
    }

    /// The nearest score, half to even; `None` also beyond the range of scores.
    pub(crate) fn to_score(self) -> Option<Score> {
        self.0?.to_score()
    }

    /// The nearest decimal; `None` also where it does not fit one.
    pub(crate) fn to_decimal(self) -> Option<Decimal> {
        self.0?.to_decimal()
    }

    /// The larger of the two.
    pub(crate) fn at_least(self, other: Self) -> Self {
        self.with(other, Fraction::max)
    }

    /// The smaller of the two.
    pub(crate) fn at_most(self, other: Self) -> Self {
        self.with(other, Fraction::min)
    }

    /// The whole part, towards zero.
    pub(crate) fn whole_part(self) -> Self {
        let down =
            |value: Fraction| if value.is_negative() { value.negated()?.floor()?.negated() } else { value.floor() };
        Self(self.0.and_then(down))
    }

    fn with(self, other: Self, operation: impl Fn(Fraction, Fraction) -> Option<Fraction>) -> Self {
        Self(self.0.zip(other.0).and_then(|(one, other)| operation(one, other)))
    }
}

impl From<Decimal> for Checked {
    fn from(value: Decimal) -> Self {
        Self(Some(Fraction::from_decimal(value)))
    }
}

impl From<Score> for Checked {
    fn from(score: Score) -> Self {
        Self(Some(Fraction::from_score(score)))
    }
}

impl From<Fraction> for Checked {
    fn from(value: Fraction) -> Self {
        Self(Some(value))
    }
}

impl From<Option<Fraction>> for Checked {
    fn from(value: Option<Fraction>) -> Self {
        Self(value)
    }
}

impl Add for Checked {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.with(other, Fraction::plus)
    }
}

impl Sub for Checked {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.with(other, Fraction::minus)
    }
}

impl Mul for Checked {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.with(other, Fraction::times)
    }
}

impl Div for Checked {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        self.with(other, Fraction::over)
    }
}

impl Neg for Checked {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.and_then(Fraction::negated))
    }
}

impl std::iter::Sum for Checked {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Self::ZERO, |sum, term| sum + term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: Checked) -> Option<String> {
        value.to_decimal().map(|value| value.to_string())
    }

    #[test]
    fn a_formula_has_the_value_of_its_fractions() {
        let [one, three] = [Checked::ONE, Checked::count(3)];
        assert_eq!(shown(one / three * three - one), Some("0".to_owned()));
        assert_eq!(shown(-(one / Checked::count(4)) + one), Some("0.75".to_owned()));
        assert_eq!(shown([one, three].into_iter().sum()), Some("4".to_owned()));
        assert_eq!(shown(one.at_least(three).at_most(Checked::count(2))), Some("2".to_owned()));
    }

    #[test]
    fn the_whole_part_goes_towards_zero() {
        let half_of_five = Checked::count(5) / Checked::count(2);
        assert_eq!(shown(half_of_five.whole_part()), Some("2".to_owned()));
        assert_eq!(shown((-half_of_five).whole_part()), Some("-2".to_owned()));
    }

    #[test]
    fn a_failed_operation_makes_the_formula_none() {
        let failed = Checked::ONE / Checked::ZERO;
        for value in
            [failed + Checked::ONE, Checked::ONE - failed, failed * Checked::ZERO, -failed, failed.whole_part()]
        {
            assert!(value.value().is_none() && value.to_score().is_none());
        }
        assert!(failed.at_least(Checked::ONE).value().is_none() && Checked::ONE.at_most(failed).value().is_none());
        let wide = Checked::from(Decimal::MAX) * Checked::from(Decimal::MAX);
        assert!((wide * wide).value().is_none());
    }
}
