//! Real numbers in integer arithmetic: about 37 digits, and the same logarithm, exponential and root on every machine.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "exponents stay within ±LIMIT and gain or lose a few hundred, and the bound of every mantissa is beside it"
)]

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use rust_decimal::Decimal;

use super::wide::{LOW_HALF, long_division_step, power_of_ten, product, rounds_up, shifted_right};

/// A real number to about 37 significant digits: ± mantissa · 2^exponent.
///
/// The mantissa has its top bit set and the exponent lies within ±[`LIMIT`]; only [`Real::ZERO`] has the mantissa 0.
/// The four operations and the conversions give the nearest such number, half to even. A result beyond the range
/// becomes the largest number, and one below it zero: magnitudes of about 2^±65536. Sums, differences and products
/// always have a result and are operators; a quotient may have none, and is [`Real::over`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Real {
    pub(super) negative: bool,
    pub(super) mantissa: u128,
    pub(super) exponent: i32,
}

impl Real {
    /// Zero has the lowest exponent, so that it is the smallest magnitude by exponent and mantissa.
    pub(crate) const ZERO: Self = Self { negative: false, mantissa: 0, exponent: -LIMIT };
    pub(crate) const ONE: Self = Self { negative: false, mantissa: 1 << 127, exponent: -127 };

    /// The integer, exactly.
    pub(crate) fn from_i128(value: i128) -> Self {
        Self::nearest(value < 0, value.unsigned_abs(), 0, 0)
    }

    /// The nearest number to a decimal.
    pub(crate) fn from_decimal(value: Decimal) -> Self {
        Self::from_scaled(value.mantissa(), value.scale())
    }

    /// The nearest number to `value / 10^decimals`.
    pub(crate) fn from_scaled(value: i128, decimals: u32) -> Self {
        let unit = match power_of_ten(decimals) {
            Some(unit) => Self::nearest(false, unit, 0, 0),
            None => Self::from_i128(10).raised(decimals),
        };
        Self::from_i128(value).quotient(unit)
    }

    pub(crate) fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    pub(crate) fn is_negative(self) -> bool {
        self.negative && !self.is_zero()
    }

    pub(crate) fn negated(self) -> Self {
        Self { negative: !self.negative && !self.is_zero(), ..self }
    }

    /// The size of the number, without its sign.
    pub(crate) fn abs(self) -> Self {
        Self { negative: false, ..self }
    }

    pub(crate) fn compare(self, other: Self) -> Ordering {
        let difference = self.minus(other);
        if difference.is_negative() {
            Ordering::Less
        } else if difference.is_zero() {
            Ordering::Equal
        } else {
            Ordering::Greater
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let swap = (self.exponent, self.mantissa) < (other.exponent, other.mantissa);
        let (large, small) = if swap { (other, self) } else { (self, other) };
        // Both are shifted right by one bit, so that a carry has room.
        let (high, low) = (large.mantissa >> 1, large.mantissa << 127);
        let gap = large.exponent.abs_diff(small.exponent);
        let (small_high, small_low) = shifted_right(small.mantissa, 0, gap + 1);
        let (high, low) = if large.negative == small.negative {
            let (low, carry) = low.overflowing_add(small_low);
            (high + small_high + u128::from(carry), low)
        } else {
            let (low, borrow) = low.overflowing_sub(small_low);
            (high - small_high - u128::from(borrow), low)
        };
        Self::nearest(large.negative, high, low, large.exponent + 1)
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    pub(crate) fn times(self, other: Self) -> Self {
        let (high, low) = product(self.mantissa, other.mantissa);
        Self::nearest(self.negative != other.negative, high, low, self.exponent + other.exponent + 128)
    }

    /// The quotient; `None` for a division by zero.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        if other.is_zero() { None } else { Some(self.quotient(other)) }
    }

    /// The quotient; the largest number for a division by zero.
    pub(super) fn quotient(self, other: Self) -> Self {
        if other.is_zero() {
            return Self { negative: self.negative, ..LARGEST };
        }
        let divisor = other.mantissa;
        // The dividend's high half is below the divisor, so the quotient fits 128 bits; its top bit is set.
        let (high, low, shift) = if self.mantissa < divisor {
            (self.mantissa, 0, 128)
        } else {
            (self.mantissa >> 1, self.mantissa << 127, 127)
        };
        let (first, rest) = long_division_step(high, low >> 64, divisor);
        let (second, rest) = long_division_step(rest, low & LOW_HALF, divisor);
        // A quotient of two mantissas never lies halfway between two mantissas.
        let beyond_half = if rest > divisor - rest { u128::MAX } else { 0 };
        let exponent = self.exponent - other.exponent - shift;
        Self::nearest(self.negative != other.negative, (first << 64) | second, beyond_half, exponent)
    }

    /// The nearest integer count of 10^-decimals, half to even; `None` when it does not fit, or above 38 decimals.
    pub(crate) fn to_scaled(self, decimals: u32) -> Option<i128> {
        let (high, low) = product(self.mantissa, power_of_ten(decimals)?);
        let shift = self.exponent + 128;
        let by = shift.unsigned_abs();
        let (whole, rest) = if shift <= 0 {
            shifted_right(high, low, by)
        } else if by <= high.leading_zeros() {
            (high.unbounded_shl(by) | low.unbounded_shr(128 - by), low.unbounded_shl(by))
        } else {
            return None;
        };
        let size = whole.checked_add(u128::from(rounds_up(whole, rest)))?;
        if self.negative { 0_i128.checked_sub_unsigned(size) } else { 0_i128.checked_add_unsigned(size) }
    }

    /// The nearest decimal with at most 28 significant digits and 28 decimals, trailing zeros stripped; `None` when it
    /// is too large.
    pub(crate) fn to_decimal(self) -> Option<Decimal> {
        // The power of ten in the value, or one less: 1233/4096 is just below the logarithm of 2.
        let power = ((self.exponent + 127) * 1233) >> 12;
        let most = (27 - power).min(28);
        [most, most - 1].into_iter().find_map(|decimals| {
            // 29 digits before the point: a count of tens.
            let (value, unit) = if decimals < 0 { (self.over(Self::from_i128(10))?, 10) } else { (self, 1) };
            let scale = decimals.max(0).unsigned_abs();
            let digits = value.to_scaled(scale)?;
            if decimals < -1 || digits.unsigned_abs() > power_of_ten(28)? {
                return None;
            }
            Decimal::try_from_i128_with_scale(digits * unit, scale).ok().map(|decimal| decimal.normalize())
        })
    }

    /// The nearest number to ±(high + low / 2^128) · 2^exponent.
    pub(super) fn nearest(negative: bool, high: u128, low: u128, exponent: i32) -> Self {
        let (high, low, exponent) = if high == 0 { (low, 0, exponent - 128) } else { (high, low, exponent) };
        if high == 0 {
            return Self::ZERO;
        }
        let shift = high.leading_zeros();
        let (mantissa, rest) = ((high << shift) | low.unbounded_shr(128 - shift), low << shift);
        let exponent = exponent - shift.cast_signed();
        let (mantissa, exponent) = match mantissa.checked_add(u128::from(rounds_up(mantissa, rest))) {
            Some(mantissa) => (mantissa, exponent),
            None => (1 << 127, exponent + 1),
        };
        if exponent < -LIMIT {
            Self::ZERO
        } else if exponent > LIMIT {
            Self { negative, ..LARGEST }
        } else {
            Self { negative, mantissa, exponent }
        }
    }

    /// `self` times itself `power` times, by squaring.
    pub(super) fn raised(self, power: u32) -> Self {
        let (mut result, mut square, mut left) = (Self::ONE, self, power);
        loop {
            if left & 1 == 1 {
                result = result.times(square);
            }
            left >>= 1;
            if left == 0 {
                return result;
            }
            square = square.times(square);
        }
    }
}

/// The largest magnitude of an exponent.
const LIMIT: i32 = 1 << 16;

const LARGEST: Real = Real { negative: false, mantissa: u128::MAX, exponent: LIMIT };

impl Add for Real {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.plus(other)
    }
}

impl Sub for Real {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.minus(other)
    }
}

impl Mul for Real {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.times(other)
    }
}

impl Neg for Real {
    type Output = Self;

    fn neg(self) -> Self {
        self.negated()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn shown(value: Real) -> String {
        value.to_decimal().unwrap().to_string()
    }

    fn whole(value: i128) -> Real {
        Real::from_i128(value)
    }

    /// 2^power.
    fn two_to(power: i32) -> Real {
        Real { exponent: power - 127, ..Real::ONE }
    }

    #[test]
    fn integers_come_back_exactly() {
        for value in [0, 1, -1, 750, 10_i128.pow(38), i128::MAX, i128::MIN, i128::MIN + 1] {
            assert_eq!(whole(value).to_scaled(0), Some(value));
            assert_eq!(whole(value).negative, value < 0);
            assert_eq!(whole(value).is_zero(), value == 0);
        }
        assert_eq!(whole(1), Real::ONE);
        assert_eq!(whole(0), Real::ZERO);
    }

    #[test]
    fn sums_are_rounded_once_half_to_even() {
        let (odd, even) = (whole((1 << 126) + 1), whole(1 << 126));
        // The last bit counts 1/2 here, so that 1/4 is half of it.
        assert_eq!(even.plus(two_to(-2)), even);
        assert_eq!(odd.plus(two_to(-1)).plus(two_to(-2)), odd.plus(Real::ONE));
        assert_eq!(even.plus(two_to(-2)).plus(two_to(-300)), even);
        assert_eq!(even.plus(two_to(-2).plus(two_to(-129))), even.plus(two_to(-1)));
        assert_eq!(even.minus(two_to(-300)), even);
        assert_eq!(odd.minus(even), Real::ONE);
        assert_eq!(even.minus(odd), Real::ONE.negated());
    }

    #[test]
    fn a_carry_out_of_the_mantissa_goes_up_one_doubling() {
        let full = Real { negative: false, mantissa: u128::MAX, exponent: 0 };
        assert_eq!(full.plus(two_to(0)), two_to(128));
        assert_eq!(full.plus(two_to(-1)), two_to(128));
        assert_eq!(full.plus(full), Real { exponent: 1, ..full });
    }

    #[test]
    fn zero_has_one_form() {
        let third = Real::from_scaled(-1, 0).over(whole(3)).unwrap();
        for zero in [third.minus(third), third.times(Real::ZERO), Real::ZERO.over(third).unwrap(), Real::ZERO.negated()]
        {
            assert_eq!(zero, Real::ZERO);
        }
        assert_eq!(third.plus(Real::ZERO), third);
        assert_eq!(Real::ZERO.minus(third), third.negated());
        assert_eq!(third.over(Real::ZERO), None);
    }

    #[test]
    fn products_and_quotients_keep_exact_results() {
        let (a, b) = (whole(-123_456_789_012_345_678_901), whole(987_654_321_987_654_321));
        let product = a.times(b);
        // 2^127 < the product < 2^128, so it is exact.
        assert_eq!(product.over(a), Some(b));
        assert_eq!(product.over(b), Some(a));
        assert_eq!(whole(1).over(whole(3)).unwrap().times(whole(3)), Real::ONE);
        assert_eq!(shown(whole(-2).over(whole(3)).unwrap()), "-0.6666666666666666666666666667");
    }

    #[test]
    fn too_large_stays_large_and_too_small_is_zero() {
        let (mut large, mut small) = (two_to(100), two_to(-100));
        for _ in 0..20 {
            large = large.times(large);
            small = small.times(small);
        }
        assert_eq!(large, Real { negative: false, mantissa: u128::MAX, exponent: LIMIT });
        assert_eq!(large.plus(large), large);
        assert_eq!(small, Real::ZERO);
        assert_eq!(large.to_decimal(), None);
    }

    #[test]
    fn scaled_values_are_the_nearest_beyond_38_decimals_too() {
        assert_eq!(Real::from_scaled(25, 1), Real::from_scaled(2500, 3));
        assert_eq!(Real::from_scaled(1, 38).to_scaled(38), Some(1));
        let small = Real::from_scaled(123_456_789, 60);
        assert_eq!(small.times(Real::from_i128(10).raised(60)).to_scaled(20), Some(123_456_789 * 10_i128.pow(20)));
        assert_eq!(Real::from_scaled(i128::MAX, u32::MAX), Real::ZERO);
    }

    #[test]
    fn halves_go_to_the_even_neighbour() {
        for (quarters, tenths, units) in
            [(2, 5, 0), (6, 15, 2), (10, 25, 2), (14, 35, 4), (1, 2, 0), (3, 8, 1), (5, 12, 1)]
        {
            let value = whole(quarters).over(whole(4)).unwrap();
            assert_eq!(value.to_scaled(0), Some(units));
            assert_eq!(value.negated().to_scaled(0), Some(-units));
            assert_eq!(value.to_scaled(1), Some(tenths));
        }
        let half = two_to(-1);
        assert_eq!(half.plus(two_to(-120)).to_scaled(0), Some(1));
        assert_eq!(half.minus(two_to(-120)).to_scaled(0), Some(0));
        assert_eq!(two_to(-300).to_scaled(12), Some(0));
    }

    #[test]
    fn scaled_values_that_do_not_fit_are_refused() {
        assert_eq!(two_to(127).to_scaled(0), None);
        assert_eq!(two_to(127).negated().to_scaled(0), Some(i128::MIN));
        assert_eq!(two_to(126).to_scaled(1), None);
        assert_eq!(two_to(129).to_scaled(0), None);
        assert_eq!(Real::ONE.to_scaled(38), Some(10_i128.pow(38)));
        assert_eq!(Real::ONE.to_scaled(39), None);
    }

    #[test]
    fn decimals_come_back_without_trailing_zeros() {
        for text in [
            "0",
            "12.5",
            "-0.1",
            "100",
            "0.0000000000000000000000000001",
            "9999999999999999999999999999",
            "-1.234567890123456789012345678",
            "70000000000000000000000000000",
            "10000000000000000000000000000",
        ] {
            assert_eq!(shown(Real::from_decimal(decimal(text))), text);
        }
        assert_eq!(shown(Real::from_decimal(decimal("2.500"))), "2.5");
    }

    #[test]
    fn decimals_are_cut_to_28_digits() {
        let shown_of = |text| shown(Real::from_decimal(decimal(text)));
        assert_eq!(shown_of("1.2345678901234567890123456789"), "1.234567890123456789012345679");
        assert_eq!(shown(Real::from_scaled(10_i128.pow(38) - 1, 37)), "10");
        assert_eq!(shown_of("12345678901234567890123456789"), "12345678901234567890123456790");
        assert_eq!(shown_of("12345678901234567890123456785"), "12345678901234567890123456780");
        assert_eq!(shown(Real::from_scaled(4, 29)), "0");
        assert_eq!(shown(Real::from_scaled(6, 29)), "0.0000000000000000000000000001");
        // To 28 digits, the largest decimal would be above itself.
        assert_eq!(Real::from_decimal(Decimal::MAX).to_decimal(), None);
        assert_eq!(whole(10_i128.pow(29)).to_decimal(), None);
    }
}
