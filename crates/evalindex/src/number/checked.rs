//! Formulas of exact values that may divide by 0, written with operators.

use std::ops::{Add, Div, Mul, Neg, Sub};

use super::exact::Exact;

/// The exact value of a formula; none once it has divided by 0 ([`Checked::value`]).
#[derive(Clone, Debug)]
pub(crate) struct Checked(Option<Exact>);

impl Checked {
    pub(crate) const ZERO: Self = Self(Some(Exact::ZERO));
    pub(crate) const ONE: Self = Self(Some(Exact::ONE));

    /// The value; `None` where an operation has failed.
    pub(crate) fn value(self) -> Option<Exact> {
        self.0
    }

    /// The whole part, towards zero.
    pub(crate) fn whole_part(self) -> Self {
        let down = |value: Exact| {
            let whole = if value.is_negative() { (-value).floor()?.checked_neg() } else { value.floor() };
            whole.map(Exact::from)
        };
        Self(self.0.and_then(down))
    }

    fn with(self, other: Self, operation: impl Fn(&Exact, &Exact) -> Option<Exact>) -> Self {
        Self(self.0.zip(other.0).and_then(|(one, other)| operation(&one, &other)))
    }
}

impl<T: Into<Exact>> From<T> for Checked {
    fn from(value: T) -> Self {
        Self(Some(value.into()))
    }
}

impl From<&Exact> for Checked {
    fn from(value: &Exact) -> Self {
        Self(Some(value.clone()))
    }
}

impl Add for Checked {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.with(other, |one, other| Some(one + other))
    }
}

impl Sub for Checked {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.with(other, |one, other| Some(one - other))
    }
}

impl Mul for Checked {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.with(other, |one, other| Some(one * other))
    }
}

impl Div for Checked {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        self.with(other, Exact::over)
    }
}

impl Neg for Checked {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.map(|value| -value))
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
        value.value().map(|value| value.to_string())
    }

    #[test]
    fn a_formula_has_the_value_of_its_fractions() {
        let of = |number: i32| Checked::from(number);
        assert_eq!(shown(of(1) / of(3) * of(3) - of(1)), Some("0".to_owned()));
        assert_eq!(shown(-(of(1) / of(4)) + of(1)), Some("0.75".to_owned()));
        assert_eq!(shown([of(1), of(3)].into_iter().sum()), Some("4".to_owned()));
    }

    #[test]
    fn the_whole_part_goes_towards_zero() {
        let half_of_five = || Checked::from(5) / Checked::from(2);
        assert_eq!(shown(half_of_five().whole_part()), Some("2".to_owned()));
        assert_eq!(shown((-half_of_five()).whole_part()), Some("-2".to_owned()));
    }

    #[test]
    fn a_failed_operation_makes_the_formula_none() {
        let failed = || Checked::ONE / Checked::ZERO;
        let all = [
            failed() + Checked::ONE,
            Checked::ONE - failed(),
            failed() * Checked::ZERO,
            -failed(),
            failed().whole_part(),
        ];
        assert!(all.into_iter().all(|value| value.value().is_none()));
    }
}
