//! Integers of 256 bits in two halves: product, shift and long division, as [`Real`](super::Real) needs them.

#![allow(clippy::arithmetic_side_effects, reason = "the bound of every operand is beside it")]

/// The lower half of 128 bits.
pub(super) const LOW_HALF: u128 = u64::MAX as u128;

/// The whole 256-bit product, high and low.
pub(super) fn product(a: u128, b: u128) -> (u128, u128) {
    // Each product of halves is at most (2^64 − 1)², which leaves room for two more halves.
    let (a_high, a_low, b_high, b_low) = (a >> 64, a & LOW_HALF, b >> 64, b & LOW_HALF);
    let low = a_low * b_low;
    let middle = a_high * b_low + (low >> 64);
    let other = a_low * b_high + (middle & LOW_HALF);
    (a_high * b_high + (middle >> 64) + (other >> 64), (other << 64) | (low & LOW_HALF))
}

/// Whether `whole + rest / 2^128` rounds up, half to even.
pub(super) fn rounds_up(whole: u128, rest: u128) -> bool {
    rest > 1 << 127 || (rest == 1 << 127 && whole & 1 == 1)
}

/// The 256-bit number shifted right; its last bit is set where any bit that is shifted out was.
pub(super) fn shifted_right(high: u128, low: u128, bits: u32) -> (u128, u128) {
    let (high, low, lost) = if bits < 128 {
        let back = 128 - bits;
        (high >> bits, low.unbounded_shr(bits) | high.unbounded_shl(back), low.unbounded_shl(back))
    } else {
        (0, high.unbounded_shr(bits - 128), low | high.unbounded_shl(256_u32.saturating_sub(bits)))
    };
    (high, low | u128::from(lost != 0))
}

/// One 64-bit digit of the quotient `(rest · 2^64 + next) / divisor`, and the remainder, where `rest < divisor`, `next`
/// is one digit and the divisor has its top bit set (Knuth's algorithm D).
pub(super) fn long_division_step(rest: u128, next: u128, divisor: u128) -> (u128, u128) {
    let (top, bottom) = (divisor >> 64, divisor & LOW_HALF);
    let mut digit = (rest / top).min(LOW_HALF);
    let mut over = rest - digit * top;
    // The estimate is at most two too large.
    while over <= LOW_HALF && digit * bottom > (over << 64 | next) {
        digit -= 1;
        over += top;
    }
    // The remainder is below the divisor, so that 128 bits hold it.
    (digit, (rest << 64 | next).wrapping_sub(digit.wrapping_mul(divisor)))
}

/// Ten to a power of at most 38.
pub(super) fn power_of_ten(power: u32) -> Option<u128> {
    #[allow(clippy::indexing_slicing, reason = "in range, or this would not compile")]
    const POWERS: [u128; 39] = {
        let mut powers = [1; 39];
        let mut power = 1;
        while power < powers.len() {
            powers[power] = powers[power - 1] * 10;
            power += 1;
        }
        powers
    };
    POWERS.get(power as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_bit_tells_what_is_shifted_out() {
        assert_eq!(shifted_right(0, 0b110, 1), (0, 0b11));
        assert_eq!(shifted_right(0, 0b111, 1), (0, 0b11));
        assert_eq!(shifted_right(0, 0b101, 1), (0, 0b11));
        assert_eq!(shifted_right(0b11, 0, 1), (1, 1 << 127));
        // By 129 bits: the top bit of the low half and the last one of the high half are both lost.
        assert_eq!(shifted_right(0b100, 0, 129), (0, 0b10));
        assert_eq!(shifted_right(0b101, 1 << 127, 129), (0, 0b11));
    }
}
