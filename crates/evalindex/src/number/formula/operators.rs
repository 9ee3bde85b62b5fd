//! Formulas written with operators.

use std::ops::{Add, Div, Mul, Sub};

use rust_decimal::Decimal;

use super::Formula;
use crate::number::Exact;

impl<T: Into<Exact>> From<T> for Formula {
    fn from(number: T) -> Self {
        Self::Number(number.into())
    }
}

impl From<&Exact> for Formula {
    fn from(number: &Exact) -> Self {
        Self::Number(number.clone())
    }
}

impl From<&Decimal> for Formula {
    fn from(number: &Decimal) -> Self {
        Self::Number((*number).into())
    }
}

impl<T: Into<Self>> Add<T> for Formula {
    type Output = Self;

    fn add(self, other: T) -> Self {
        let mut terms = match self {
            Self::Sum(terms) => terms,
            one => vec![one],
        };
        terms.push(other.into());
        Self::Sum(terms)
    }
}

impl<T: Into<Self>> Sub<T> for Formula {
    type Output = Self;

    fn sub(self, other: T) -> Self {
        Self::Difference(Box::new([self, other.into()]))
    }
}

impl<T: Into<Self>> Mul<T> for Formula {
    type Output = Self;

    fn mul(self, other: T) -> Self {
        let mut factors = match self {
            Self::Product(factors) => factors,
            one => vec![one],
        };
        factors.push(other.into());
        Self::Product(factors)
    }
}

impl<T: Into<Self>> Div<T> for Formula {
    type Output = Self;

    fn div(self, other: T) -> Self {
        Self::Quotient(Box::new([self, other.into()]))
    }
}
