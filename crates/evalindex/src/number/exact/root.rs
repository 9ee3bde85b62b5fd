//! Square roots, exact where the number is the square of a fraction.

use dashu_int::UBig;
use dashu_int::ops::{SquareRoot, UnsignedAbs};

use super::Exact;

impl Exact {
    /// The square root: a fraction where numerator and denominator in lowest terms are perfect squares, else a real
    /// number; none below 0.
    pub(crate) fn root(&self) -> Option<Self> {
        if self.is_negative() {
            return None;
        }
        let of_squares = self.lowest_terms().and_then(|(numerator, denominator)| {
            Some(Self::of_big(whole_root(&numerator.unsigned_abs())?.into(), whole_root(&denominator)?))
        });
        match of_squares {
            Some(root) => Some(root),
            None => self.to_real().sqrt().map(Self::from),
        }
    }
}

/// The root of a perfect square.
#[allow(clippy::arithmetic_side_effects, reason = "big integers grow")]
fn whole_root(square: &UBig) -> Option<UBig> {
    let root = square.sqrt();
    (&root * &root == *square).then_some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Exact {
        Exact::ratio(numerator, denominator).unwrap()
    }

    #[test]
    fn squares_of_fractions_have_exact_roots() {
        assert_eq!(ratio(4, 9).root(), Some(ratio(2, 3)));
        // In lowest terms 1/4.
        assert_eq!(ratio(2, 8).root(), Some(ratio(1, 2)));
        assert_eq!(Exact::ZERO.root(), Some(Exact::ZERO));
        let large = &ratio(10_i128.pow(37) + 1, 3) * &ratio(10_i128.pow(37) + 7, 11);
        assert_eq!((&large * &large).root(), Some(large));
    }

    #[test]
    fn other_roots_are_real_and_none_is_below_nothing() {
        let root = ratio(32, 7).root().unwrap();
        // √(32/7), from mpmath at 60 digits.
        assert_eq!((root.is_rational(), root.to_string().as_str()), (false, "2.138089935299395077476427847"));
        assert!(!ratio(4, 7).root().unwrap().is_rational());
        assert!(!ratio(7, 4).root().unwrap().is_rational());
        assert_eq!(ratio(-1, 4).root(), None);
    }
}
