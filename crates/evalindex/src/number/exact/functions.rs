//! Logarithms and powers, exact where they are fractions.

use super::Exact;
use crate::number::real::Real;

/// The largest whole exponent up to which factors are multiplied exactly.
const MOST_FACTORS: u128 = 64;

impl Exact {
    /// The natural logarithm; none of 0 and below.
    pub(crate) fn ln(&self) -> Option<Self> {
        if *self == Self::ONE { Some(Self::ZERO) } else { self.to_real().ln().map(Self::from) }
    }

    /// The decimal logarithm, a whole number of powers of ten; none of 0 and below.
    pub(crate) fn log10(&self) -> Option<Self> {
        power_of_ten(self).or_else(|| Some(self.to_real().ln()?.over(Real::from_i128(10).ln()?)?.into()))
    }

    /// This number to a power: a fraction where both are fractions, the root that the power asks for is one, and it has at
    /// most 64 factors; else a real number. None of a negative number to a broken power, nor of 0 to a power below 0.
    pub(crate) fn power(&self, exponent: &Self) -> Option<Self> {
        match exponent.small().and_then(|(times, degree)| self.rational_power(times, degree)) {
            Some(power) if exponent.is_negative() => Self::ONE.over(&power),
            Some(power) => Some(power),
            None => self.to_real().powr(exponent.to_real()).map(Self::from),
        }
    }

    /// The root of a degree as so many factors, whatever the sign of their number.
    fn rational_power(&self, times: i64, degree: i64) -> Option<Self> {
        let times = u128::from(times.unsigned_abs());
        if !self.is_rational() || times > MOST_FACTORS {
            return None;
        }
        let root = match usize::try_from(degree).ok()? {
            1 => self.clone(),
            _ if self.is_negative() => return None,
            degree => self.rational_root(degree)?,
        };
        Some(raised(root, times))
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
