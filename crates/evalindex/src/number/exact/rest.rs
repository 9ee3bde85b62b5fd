//! What is left of a number beyond the digits that are kept.

use std::cmp::Ordering;

use crate::number::RoundingMode;

/// What lies between a number and the largest kept number that is not above it, as a part of the last kept unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// Nothing.
    None,
    /// More than nothing, and less than half.
    LessThanHalf,
    /// Exactly half.
    Half,
    /// More than half.
    MoreThanHalf,
}

impl Rest {
    /// The rest `left` of a unit, where `other` is what lacks to the next one.
    pub(crate) fn of<T: PartialOrd + From<u8>>(left: &T, other: &T) -> Self {
        match left.partial_cmp(other) {
            _ if *left == T::from(0) => Self::None,
            Some(Ordering::Less) => Self::LessThanHalf,
            Some(Ordering::Equal) => Self::Half,
            _ => Self::MoreThanHalf,
        }
    }

    /// The count of units that is kept of `down` and this rest; none where it does not fit.
    pub(crate) fn rounded(self, down: i128, mode: RoundingMode) -> Option<i128> {
        let up = match mode {
            RoundingMode::Floor => false,
            // A half goes away from zero.
            RoundingMode::HalfUp => self == Self::MoreThanHalf || (self == Self::Half && down >= 0),
            RoundingMode::HalfEven => self == Self::MoreThanHalf || (self == Self::Half && down & 1 == 1),
        };
        if up { down.checked_add(1) } else { Some(down) }
    }
}

/// The nearest whole quotient, half to even, and whether nothing is left; the divisor is positive. None where 128 bits do
/// not hold it.
pub(crate) fn nearest(dividend: i128, divisor: i128) -> Option<(i128, bool)> {
    let down = dividend.checked_div_euclid(divisor)?;
    // One division rather than two: what is left is below the divisor.
    let left = dividend.wrapping_sub(down.wrapping_mul(divisor));
    let rest = Rest::of(&left, &divisor.checked_sub(left)?);
    Some((rest.rounded(down, RoundingMode::HalfEven)?, rest == Rest::None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_even() {
        assert_eq!([1, 2, 3, 5, -1, -3].map(|units| nearest(units, 2).unwrap().0), [0, 1, 2, 2, 0, -2]);
        assert_eq!([4, 5].map(|units| nearest(units, 2).unwrap().1), [true, false]);
    }
}
