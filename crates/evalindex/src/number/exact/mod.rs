//! Exact values: fractions of any size, roots of products of fractions, and real numbers to 37 digits.

mod exchange;
mod functions;
mod near;
mod normal;
mod operators;
mod radical;
mod rational;
mod rest;
mod root;
mod text;

use std::cmp::Ordering;
use std::sync::Arc;

use dashu_int::{IBig, UBig};
use rust_decimal::Decimal;

use self::radical::Radical;
use self::rational::Rational;
use super::integer::{I256, to_big};
use super::real::Real;
use super::rounding::{Rounding, RoundingMode};
use super::score::Score;

pub(crate) use self::near::Near;
pub(crate) use self::rest::{Rest, nearest};
pub(crate) use self::text::{AsFraction, json_fraction};

/// An exact value: what rules, aggregates and decisions work with. Nothing of it is rounded.
///
/// A value is a fraction of integers of any size, or a real number that no fraction is: a logarithm, a root, a power, an
/// exponential. A real number is computed in integers to about 37 significant digits, the same on every machine; formulas
/// with one in them are real. Two values count as equal where they are equal, or, with a real number among them, where
/// they differ by at most 10⁻³⁰ of full marks.
///
/// A geometric mean of fractions is a real number in formulas, but keeps its product and is compared and rounded through
/// it: two of them, or one and a fraction, are equal where their powers are, `√(2·8) = 4`. Powers of more than 2¹⁸ bits,
/// or of more than 2²⁴ bits for all values that are within 10⁻³⁰ of each other, are not computed; these values count as
/// equal, as other real numbers do.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::number::{Exact, Rounding};
///
/// let third = Exact::ratio(1, 3).unwrap();
/// let hundred = Exact::from(100);
/// assert_eq!(&(&third + &third) + &third, Exact::from(1));
/// assert_eq!((&third * &hundred).rounded(Rounding::half_up(2)), Some(Decimal::new(3333, 2)));
/// assert_eq!(third.to_string(), "1/3");
/// ```
#[derive(Clone)]
pub struct Exact(Kind);

#[derive(Clone)]
enum Kind {
    Rational(Rational),
    Real(Arc<Real>),
    Radical(Arc<Radical>),
}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self(Kind::Rational(Rational::ZERO));
    /// One.
    pub const ONE: Self = Self(Kind::Rational(Rational::Small(1, 1)));

    /// The fraction of two integers; `None` where the denominator is 0.
    ///
    /// ```
    /// use evalindex::number::Exact;
    ///
    /// assert_eq!(Exact::ratio(2, 4), Exact::ratio(1, 2));
    /// assert_eq!(Exact::ratio(1, 0), None);
    /// ```
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        Rational::of(numerator, denominator).map(Self::rational)
    }

    /// `units / 10^decimals`, for at most 38 decimals.
    pub(crate) fn from_scaled(units: i128, decimals: u32) -> Self {
        let fraction = 10_i128.checked_pow(decimals).and_then(|unit| Rational::of(units, unit));
        Self::rational(fraction.unwrap_or(Rational::ZERO))
    }

    /// The count, exactly.
    pub(crate) fn count(of: usize) -> Self {
        Self::from(u128::try_from(of).unwrap_or(u128::MAX))
    }

    /// The fraction of big integers; the denominator is positive.
    pub(crate) fn of_big(numerator: IBig, denominator: UBig) -> Self {
        Self::rational(Rational::wide(numerator, denominator, 0))
    }

    fn rational(fraction: Rational) -> Self {
        Self(Kind::Rational(fraction))
    }

    fn as_rational(&self) -> Option<&Rational> {
        match &self.0 {
            Kind::Rational(fraction) => Some(fraction),
            Kind::Real(_) | Kind::Radical(_) => None,
        }
    }

    /// Whether it is a fraction, and not a real number.
    pub fn is_rational(&self) -> bool {
        self.as_rational().is_some()
    }

    /// Numerator and positive denominator in lowest terms; none of a real number.
    pub(crate) fn lowest_terms(&self) -> Option<(IBig, UBig)> {
        self.as_rational().map(Rational::lowest_terms)
    }

    /// Numerator and positive denominator, not always in lowest terms; none of a real number.
    pub(crate) fn parts(&self) -> Option<(IBig, UBig)> {
        self.as_rational().map(Rational::parts)
    }

    /// Numerator and positive denominator of a fraction that 64 bits hold.
    pub(crate) fn small(&self) -> Option<(i64, i64)> {
        match self.as_rational()? {
            Rational::Small(numerator, denominator) => Some((*numerator, *denominator)),
            Rational::Wide(_) => None,
        }
    }

    /// Less, equal or greater than 0.
    fn sign(&self) -> Ordering {
        match &self.0 {
            Kind::Rational(fraction) => fraction.sign(),
            _ => self.to_real().compare(Real::ZERO),
        }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.sign().is_eq()
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.sign().is_lt()
    }

    /// The size of the number, without its sign.
    pub(crate) fn abs(self) -> Self {
        if self.is_negative() { -self } else { self }
    }

    /// Whether it is above 0.
    pub fn is_positive(&self) -> bool {
        self.sign().is_gt()
    }

    /// The quotient; `None` where the divisor is 0.
    ///
    /// ```
    /// use evalindex::number::Exact;
    ///
    /// assert_eq!(Exact::from(2).over(&Exact::from(6)), Exact::ratio(1, 3));
    /// assert_eq!(Exact::ONE.over(&Exact::ZERO), None);
    /// ```
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        match (&self.0, &divisor.0) {
            (Kind::Rational(one), Kind::Rational(other)) => Some(Self::rational(one.times(&other.reciprocal()?))),
            _ => self.to_real().over(divisor.to_real()).map(Self::from),
        }
    }

    /// The difference, as `-` gives it, but sooner for long fractions: it is not brought to lowest terms.
    pub(crate) fn less(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Kind::Rational(one), Kind::Rational(other)) => Self::rational(one.less(other)),
            _ => self - other,
        }
    }

    /// The largest whole number that is not above it; `None` where 128 bits do not hold it.
    pub fn floor(&self) -> Option<i128> {
        self.split(0, None).map(|(whole, _)| whole)
    }

    /// The nearest real number.
    pub(crate) fn to_real(&self) -> Real {
        match &self.0 {
            Kind::Rational(fraction) => fraction.to_real(),
            Kind::Real(real) => **real,
            Kind::Radical(root) => root.real,
        }
    }

    /// The nearest decimal, with as many of its 28 digits as fit, half to even; trailing zeros stripped. `None` where it
    /// is too large for one.
    ///
    /// ```
    /// use evalindex::number::Exact;
    ///
    /// let two_thirds = Exact::ratio(2, 3).unwrap();
    /// assert_eq!(two_thirds.to_decimal().unwrap().to_string(), "0.6666666666666666666666666667");
    /// ```
    pub fn to_decimal(&self) -> Option<Decimal> {
        let Kind::Rational(fraction) = &self.0 else { return self.to_real().to_decimal() };
        (0..=Decimal::MAX_SCALE).rev().find_map(|scale| {
            let (down, rest) = fraction.split(scale)?;
            let mantissa = rest.rounded(down, RoundingMode::HalfEven)?;
            Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(|value| value.normalize())
        })
    }

    /// The value rounded once, with the declared decimals. A real number within 10⁻³⁰ of its size of a half counts as
    /// that half, unless it is a geometric mean, which is rounded exactly. `None` where a decimal does not hold it.
    ///
    /// ```
    /// use evalindex::Decimal;
    /// use evalindex::number::{Exact, Rounding};
    ///
    /// let total = Exact::from(Decimal::new(61875, 3));
    /// assert_eq!(total.rounded(Rounding::half_up(2)), Some(Decimal::new(6188, 2)));
    /// ```
    pub fn rounded(&self, rounding: Rounding) -> Option<Decimal> {
        self.published(rounding, Near::among([self]))
    }

    /// The same, where a real number that is near a half counts as that half.
    pub(crate) fn published(&self, rounding: Rounding, near: Near) -> Option<Decimal> {
        let units = self.units(rounding, near)?;
        Decimal::try_from_i128_with_scale(units, rounding.decimals).ok()
    }

    /// The same as a count of its last digit.
    pub(crate) fn units(&self, rounding: Rounding, near: Near) -> Option<i128> {
        let (down, rest) = self.split(rounding.decimals, Some(near))?;
        rest.rounded(down, rounding.mode)
    }

    /// The nearest score to 12 decimals, half to even, and whether it is this value exactly.
    pub(crate) fn nearest_score(&self) -> Option<(Score, bool)> {
        let (down, rest) = self.split(Score::DECIMALS, None)?;
        let score = Score::from_units(rest.rounded(down, RoundingMode::HalfEven)?)?;
        Some((score, rest == Rest::None && self.is_rational()))
    }

    fn split(&self, decimals: u32, near: Option<Near>) -> Option<(i128, Rest)> {
        match &self.0 {
            Kind::Rational(fraction) => fraction.split(decimals),
            _ => near.unwrap_or_else(|| Near::among([self])).split(self, decimals),
        }
    }
}

impl From<i128> for Exact {
    fn from(value: i128) -> Self {
        Self::rational(Rational::of(value, 1).unwrap_or(Rational::ZERO))
    }
}

impl From<u128> for Exact {
    fn from(value: u128) -> Self {
        Self::of_big(value.into(), UBig::ONE)
    }
}

impl From<i32> for Exact {
    fn from(value: i32) -> Self {
        Self::from(i128::from(value))
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self::from_scaled(value.mantissa(), value.scale())
    }
}

impl From<Score> for Exact {
    fn from(score: Score) -> Self {
        Self::from_scaled(score.units(), Score::DECIMALS)
    }
}

impl From<I256> for Exact {
    fn from(value: I256) -> Self {
        Self::of_big(to_big(value), UBig::ONE)
    }
}

impl From<Real> for Exact {
    fn from(real: Real) -> Self {
        Self(Kind::Real(Arc::new(real)))
    }
}

/// A total order: by value; a fraction goes before the real number that is nearest to it. Decisions are taken with
/// a tolerance.
impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Kind::Rational(one), Kind::Rational(other)) = (&self.0, &other.0) {
            return one.compare(other);
        }
        let by_value = self.to_real().compare(other.to_real());
        by_value.then_with(|| other.is_rational().cmp(&self.is_rational()))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Exact {}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

#[cfg(test)]
mod tests;
