//! Integers of 256 bits: what whole weights and sums of products of scores need.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and nothing is divided by 0")]

use dashu_int::{IBig, Sign, UBig};
pub(crate) use ethnum::I256;
use ethnum::U256;

/// Ten to a power of at most 76.
pub(crate) fn power_of_ten(exponent: u32) -> Option<I256> {
    I256::new(10).checked_pow(exponent)
}

/// The greatest common divisor of two numbers that are not negative; 0 of two zeros.
pub(crate) fn greatest_common_divisor(one: I256, other: I256) -> I256 {
    let (mut divisor, mut rest) = (one, other);
    while let Some(next) = divisor.checked_rem(rest) {
        (divisor, rest) = (rest, next);
    }
    divisor
}

/// The same number as an integer of any size.
pub(crate) fn to_big(value: I256) -> IBig {
    let (high, low) = value.unsigned_abs().into_words();
    let sign = if value < I256::ZERO { Sign::Negative } else { Sign::Positive };
    IBig::from_parts(sign, UBig::from_le_bytes(&[low.to_le_bytes(), high.to_le_bytes()].concat()))
}

/// The same number in 256 bits; none where they do not hold it and its opposite.
pub(crate) fn from_big(value: &IBig) -> Option<I256> {
    let (sign, size) = value.clone().into_parts();
    let size = size.to_le_bytes();
    let mut bytes = [0; 32];
    bytes.get_mut(..size.len())?.copy_from_slice(&size);
    let size = U256::from_le_bytes(bytes);
    match sign {
        Sign::Positive => I256::try_from(size).ok(),
        Sign::Negative => I256::try_from(size).ok().and_then(I256::checked_neg),
    }
}

/// The integer nearest to a ratio of 0 or more, a half going to the even one.
pub(crate) fn nearest_big(numerator: &IBig, denominator: &IBig) -> Option<IBig> {
    if denominator <= &IBig::ZERO || numerator < &IBig::ZERO {
        return None;
    }
    let whole = numerator / denominator;
    let twice = (numerator - &whole * denominator) * IBig::from(2);
    let is_odd = !(&whole % IBig::from(2)).is_zero();
    let up = twice > *denominator || (twice == *denominator && is_odd);
    Some(if up { whole + IBig::ONE } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn big_integers_and_those_of_256_bits_are_the_same() {
        for value in [-I256::MAX, I256::new(i128::MIN), I256::MINUS_ONE, I256::ZERO, I256::ONE, I256::MAX] {
            assert_eq!(to_big(value).to_string(), value.to_string());
            assert_eq!(from_big(&to_big(value)), Some(value));
        }
        assert_eq!(from_big(&(to_big(I256::MAX) + IBig::ONE)), None);
        assert_eq!(from_big(&(to_big(-I256::MAX) - IBig::ONE)), None);
        assert_eq!(from_big(&(to_big(I256::MAX) * IBig::from(256))), None);
    }
}
