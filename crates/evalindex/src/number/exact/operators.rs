//! Formulas of exact values, written with operators. A formula with a real number in it is real.

use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use super::{Exact, Kind};

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        match (&self.0, &other.0) {
            (Kind::Rational(one), Kind::Rational(other)) => Exact::rational(one.plus(other)),
            _ => self.to_real().plus(other.to_real()).into(),
        }
    }
}

impl Sub for &Exact {
    type Output = Exact;

    #[allow(clippy::suspicious_arithmetic_impl, reason = "a difference is the sum with the negated number")]
    fn sub(self, other: Self) -> Exact {
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        match (&self.0, &other.0) {
            (Kind::Rational(one), Kind::Rational(other)) => Exact::rational(one.times(other)),
            _ => self.to_real().times(other.to_real()).into(),
        }
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        match &self.0 {
            Kind::Rational(fraction) => Exact::rational(fraction.negated()),
            _ => self.to_real().negated().into(),
        }
    }
}

/// The same for values themselves.
macro_rules! by_value {
    ($($operator:ident::$method:ident),+) => { $(
        impl $operator for Exact {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                (&self).$method(&other)
            }
        }
    )+ };
}

by_value!(Add::add, Sub::sub, Mul::mul);

impl Neg for Exact {
    type Output = Self;

    fn neg(self) -> Self {
        -&self
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, |sum, value| &sum + &value)
    }
}

impl<'a> Sum<&'a Self> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(values: I) -> Self {
        values.fold(Self::ZERO, |sum, value| &sum + value)
    }
}
