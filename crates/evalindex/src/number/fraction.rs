//! Exact fractions over 256-bit integers: what a rule computes with, rounded once at the end.

use std::cmp::Ordering;

use dashu_int::{IBig, Sign, UBig};
pub(crate) use ethnum::I256;
use rust_decimal::Decimal;

use super::real::Real;

/// An exact fraction. Operations give `None` only where 256 bits cannot hold the result even in lowest terms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fraction {
    numerator: I256,
    /// Always positive.
    denominator: I256,
}

/// Ten to a power of at most 76.
pub(crate) fn power_of_ten(exponent: u32) -> Option<I256> {
    I256::new(10).checked_pow(exponent)
}

/// Whether a remainder rounds up, half to even: `rest` compares it with the distance to the next unit, and `odd` is
/// whether the last digit kept is odd.
fn rounds_up(rest: Ordering, odd: bool) -> bool {
    rest == Ordering::Greater || (rest == Ordering::Equal && odd)
}

/// The product, in 128-bit arithmetic where that holds it: the usual case, and many times faster.
fn product(one: I256, other: I256) -> Option<I256> {
    let narrow = from_wide(one).zip(from_wide(other)).and_then(|(one, other)| one.checked_mul(other));
    narrow.map(I256::new).or_else(|| one.checked_mul(other))
}

/// A 256-bit integer as an `i128`, where it fits.
pub(crate) fn from_wide(value: I256) -> Option<i128> {
    i128::try_from(value).ok()
}

/// The greatest common divisor of two numbers that are not negative; 0 of two zeros.
pub(crate) fn greatest_common_divisor(one: I256, other: I256) -> I256 {
    let (mut divisor, mut rest) = (one, other);
    while let Some(next) = divisor.checked_rem(rest) {
        (divisor, rest) = (rest, next);
    }
    divisor
}

impl Fraction {
    pub(crate) const ZERO: Self = Self { numerator: I256::ZERO, denominator: I256::ONE };
    pub(crate) const ONE: Self = Self { numerator: I256::ONE, denominator: I256::ONE };

    /// `numerator / denominator`; `None` when the denominator is zero.
    pub(crate) fn new(numerator: I256, denominator: I256) -> Option<Self> {
        match denominator.cmp(&I256::ZERO) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Self { numerator, denominator }),
            Ordering::Less => {
                Some(Self { numerator: numerator.checked_neg()?, denominator: denominator.checked_neg()? })
            }
        }
    }

    /// The numerator, and the denominator, which is above 0.
    pub(super) fn terms(self) -> (I256, I256) {
        (self.numerator, self.denominator)
    }

    pub(crate) fn from_integer(value: i128) -> Self {
        Self { numerator: I256::new(value), denominator: I256::ONE }
    }

    /// The decimal, exactly.
    pub(crate) fn from_decimal(value: Decimal) -> Self {
        let value = value.normalize();
        // A decimal has at most 28 decimals.
        Self::from_scaled(value.mantissa(), value.scale())
    }

    /// `units / 10^decimals`, for at most 38 decimals: a decimal has up to 28, a score 12.
    pub(super) fn from_scaled(units: i128, decimals: u32) -> Self {
        Self { numerator: I256::new(units), denominator: I256::new(10_i128.saturating_pow(decimals.min(38))) }
    }

    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        self.either(other, |a, b| {
            if a.denominator == b.denominator {
                return Some(Self { numerator: a.numerator.checked_add(b.numerator)?, denominator: a.denominator });
            }
            let left = product(a.numerator, b.denominator)?;
            let right = product(b.numerator, a.denominator)?;
            Some(Self { numerator: left.checked_add(right)?, denominator: product(a.denominator, b.denominator)? })
        })
    }

    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    pub(crate) fn times(self, other: Self) -> Option<Self> {
        self.either(other, |a, b| {
            Some(Self {
                numerator: product(a.numerator, b.numerator)?,
                denominator: product(a.denominator, b.denominator)?,
            })
        })
    }

    /// The quotient; `None` also when `other` is zero.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    pub(crate) fn negated(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, denominator: self.denominator })
    }

    /// Numerator and denominator as big integers.
    pub(super) fn big_parts(self) -> (IBig, UBig) {
        let size = |value: I256| {
            let (high, low) = value.unsigned_abs().into_words();
            UBig::from_le_bytes(&[low.to_le_bytes(), high.to_le_bytes()].concat())
        };
        let sign = if self.numerator < I256::ZERO { Sign::Negative } else { Sign::Positive };
        (IBig::from_parts(sign, size(self.numerator)), size(self.denominator))
    }

    pub(crate) fn is_zero(self) -> bool {
        self.numerator == I256::ZERO
    }

    pub(crate) fn is_negative(self) -> bool {
        self.numerator < I256::ZERO
    }

    pub(crate) fn is_positive(self) -> bool {
        self.numerator > I256::ZERO
    }

    /// The order of two fractions; `None` where the comparison does not fit.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        self.minus(other).map(|difference| difference.numerator.cmp(&I256::ZERO))
    }

    /// The nearest integer count of 10⁻ᵈ, half to even; none where 256 bits cannot hold it.
    pub(crate) fn to_scaled(self, decimals: u32) -> Option<I256> {
        if let Some(narrow) = self.to_scaled_narrow(decimals) {
            return Some(I256::new(narrow));
        }
        let unit = power_of_ten(decimals)?;
        let whole = self.numerator.checked_div_euclid(self.denominator)?;
        let rest = self.numerator.checked_rem_euclid(self.denominator)?;
        let Some(scaled) = rest.checked_mul(unit) else {
            return self.reduced().filter(|reduced| reduced.denominator < self.denominator)?.to_scaled(decimals);
        };
        let digits = scaled.checked_div_euclid(self.denominator)?;
        let left = scaled.checked_rem_euclid(self.denominator)?;
        let down = whole.checked_mul(unit)?.checked_add(digits)?;
        let odd = down.checked_rem_euclid(I256::new(2))? == I256::ONE;
        let up = rounds_up(left.cmp(&self.denominator.checked_sub(left)?), odd);
        if up { down.checked_add(I256::ONE) } else { Some(down) }
    }

    /// The same in 128-bit arithmetic, many times faster; none where a step overflows.
    fn to_scaled_narrow(self, decimals: u32) -> Option<i128> {
        let (numerator, denominator) = (from_wide(self.numerator)?, from_wide(self.denominator)?);
        let scaled = numerator.checked_mul(10_i128.checked_pow(decimals)?)?;
        let down = scaled.checked_div_euclid(denominator)?;
        let left = scaled.checked_sub(down.checked_mul(denominator)?)?;
        let up = rounds_up(left.cmp(&denominator.checked_sub(left)?), down & 1 == 1);
        if up { down.checked_add(1) } else { Some(down) }
    }

    /// The nearest decimal, with as many of its 28 digits as fit; trailing zeros stripped.
    pub(crate) fn to_decimal(self) -> Option<Decimal> {
        (0..=Decimal::MAX_SCALE).rev().find_map(|scale| {
            let mantissa = from_wide(self.to_scaled(scale)?)?;
            Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(|value| value.normalize())
        })
    }

    /// The real number, within two units of its last bit.
    pub(crate) fn to_real(self) -> Real {
        let whole = |value: I256| {
            let (high, low) = value.unsigned_abs().into_words();
            Real::nearest(value < I256::ZERO, high, low, 128)
        };
        whole(self.numerator).quotient(whole(self.denominator))
    }

    /// Tries an operation as it stands, then in lowest terms.
    fn either(self, other: Self, operation: impl Fn(Self, Self) -> Option<Self>) -> Option<Self> {
        operation(self, other).or_else(|| operation(self.reduced()?, other.reduced()?)?.reduced())
    }

    /// The same fraction in lowest terms.
    fn reduced(self) -> Option<Self> {
        let divisor = greatest_common_divisor(self.numerator.checked_abs()?, self.denominator);
        Some(Self {
            numerator: self.numerator.checked_div(divisor)?,
            denominator: self.denominator.checked_div(divisor)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(text: &str) -> Fraction {
        Fraction::from_decimal(Decimal::from_str_exact(text).unwrap())
    }

    fn ratio(numerator: i128, denominator: i128) -> Fraction {
        Fraction::new(I256::new(numerator), I256::new(denominator)).unwrap()
    }

    #[test]
    fn a_third_three_times_is_one() {
        let third = ratio(1, 3);
        let sum = third.plus(third).unwrap().plus(third).unwrap();
        assert_eq!(sum.compare(Fraction::ONE), Some(Ordering::Equal));
        assert_eq!(third.to_scaled(12), Some(I256::new(333_333_333_333)));
        assert_eq!(third.to_decimal().unwrap().to_string(), "0.3333333333333333333333333333");
        assert_eq!(ratio(-2, 3).to_scaled(12), Some(I256::new(-666_666_666_667)));
    }

    #[test]
    fn narrow_and_wide_rounding_agree() {
        // The same fraction with terms that fit 128 bits, and with terms times 10⁴⁰, which fit 256 bits only.
        let wide = power_of_ten(40).unwrap();
        for (numerator, denominator) in [(1, 3), (-1, 3), (5, 10), (15, 10), (-5, 10), (-15, 10), (7, 8), (-2, 3)] {
            let narrow = ratio(numerator, denominator);
            let times = |value: i128| I256::new(value).checked_mul(wide).unwrap();
            let same = Fraction::new(times(numerator), times(denominator)).unwrap();
            for decimals in [0, 1, 2, 12] {
                assert!(narrow.to_scaled_narrow(decimals).is_some() && same.to_scaled_narrow(decimals).is_none());
                assert_eq!(narrow.to_scaled(decimals), same.to_scaled(decimals), "{numerator}/{denominator}");
            }
        }
    }

    #[test]
    fn halves_go_to_even_on_both_sides_of_zero() {
        assert_eq!(ratio(5, 10).to_scaled(0), Some(I256::ZERO));
        assert_eq!(ratio(15, 10).to_scaled(0), Some(I256::new(2)));
        assert_eq!(ratio(-5, 10).to_scaled(0), Some(I256::ZERO));
        assert_eq!(ratio(-15, 10).to_scaled(0), Some(I256::new(-2)));
    }

    #[test]
    fn the_widest_decimals_still_multiply_and_divide() {
        let big = fraction("79228162514264337593543950335");
        let small = fraction("0.0000000000000000000000000001");
        let product = big.times(small).unwrap();
        assert_eq!(product.to_decimal().unwrap().to_string(), "7.9228162514264337593543950335");
        let back = product.over(small).unwrap();
        assert_eq!(back.compare(big), Some(Ordering::Equal));
    }

    #[test]
    fn real_numbers_are_near_however_wide_the_fraction() {
        assert_eq!(ratio(-7, 2).to_real().to_scaled(1), Some(-35));
        assert_eq!(ratio(2, 3).to_real().to_scaled(20), Some(66_666_666_666_666_666_667));
        assert!(Fraction::ZERO.to_real().is_zero());
        let wide = power_of_ten(70).unwrap();
        let near = Fraction::new(wide.checked_add(I256::ONE).unwrap(), wide).unwrap();
        assert_eq!(near.to_real().to_scaled(30), Some(10_i128.pow(30)));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let big = fraction("79228162514264337593543950335");
        let square = big.times(big).unwrap();
        assert!(square.times(square).is_none());
        assert!(Fraction::ONE.over(Fraction::ZERO).is_none());
    }
}
