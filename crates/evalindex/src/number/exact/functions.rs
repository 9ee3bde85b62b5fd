//! Logarithms and powers, exact where they are fractions.

use super::Exact;
use crate::number::real::Real;

/// The largest whole exponent up to which factors are multiplied exactly.
const MOST_FACTORS: i128 = 64;

impl Exact {
    /// The natural logarithm; none of 0 and below.
    pub(crate) fn ln(&self) -> Option<Self> {
        if *self == Self::ONE { Some(Self::ZERO) } else { self.to_real().ln().map(Self::from) }
    }

    /// The decimal logarithm, a whole number of powers of ten; none of 0 and below.
    pub(crate) fn log10(&self) -> Option<Self> {
        power_of_ten(self).or_else(|| Some(self.to_real().ln()?.over(Real::from_i128(10).ln()?)?.into()))
    }

    /// This number to a power: a fraction where both are fractions and the power is a whole number of at most 64, else a
    /// real number; none of a negative number then, nor of 0 to a power below 0.
    pub(crate) fn power(&self, exponent: &Self) -> Option<Self> {
        let whole = exponent.floor().filter(|whole| self.is_rational() && Self::from(*whole) == *exponent);
        match whole.filter(|whole| whole.unsigned_abs() <= MOST_FACTORS.unsigned_abs()) {
            Some(times) if times < 0 => Self::ONE.over(&raised(self.clone(), times.unsigned_abs())),
            Some(times) => Some(raised(self.clone(), times.unsigned_abs())),
            None => self.to_real().powr(exponent.to_real()).map(Self::from),
        }
    }
}

/// A number times itself so many times, by squaring.
fn raised(base: Exact, times: u128) -> Exact {
    let (mut result, mut square, mut left) = (Exact::ONE, base, times);
    while left > 0 {
        if left & 1 == 1 {
            result = &result * &square;
        }
        square = &square * &square;
        left >>= 1;
    }
    result
}

/// The exponent of a power of ten of at most 38 digits or decimals; none of another number.
fn power_of_ten(x: &Exact) -> Option<Exact> {
    let exponent = |value: &Exact| {
        (0_i32..=38).find(|power| 10_i128.checked_pow(power.unsigned_abs()).map(Exact::from).as_ref() == Some(value))
    };
    exponent(x).map(Exact::from).or_else(|| exponent(&Exact::ONE.over(x)?).map(|power| -Exact::from(power)))
}
