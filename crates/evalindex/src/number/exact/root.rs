//! Roots, exact where the number is the power of a fraction.

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
        self.rational_root(2).or_else(|| self.to_real().sqrt().map(Self::from))
    }

    /// The root of this degree, where it is a fraction; the number is not negative, and the degree at least 2.
    pub(super) fn rational_root(&self, degree: usize) -> Option<Self> {
        let (numerator, denominator) = self.lowest_terms()?;
        Some(Self::of_big(whole_root(&numerator.unsigned_abs(), degree)?.into(), whole_root(&denominator, degree)?))
    }
}

/// The root of a whole power.
fn whole_root(power: &UBig, degree: usize) -> Option<UBig> {
    let root = if degree == 2 { power.sqrt() } else { power.nth_root(degree) };
    (root.pow(degree) == *power).then_some(root)
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
    fn powers_by_fractions_are_fractions_where_their_roots_are() {
        let power = |base: Exact, numerator, denominator| base.power(&ratio(numerator, denominator)).unwrap();
        assert_eq!(power(ratio(27, 8), 1, 3), ratio(3, 2));
        assert_eq!(power(ratio(8, 27), -2, 3), ratio(9, 4));
        assert_eq!(power(Exact::ZERO, 1, 5), Exact::ZERO);
        // 2^(1/3), from mpmath at 60 digits.
        let third = power(ratio(2, 1), 1, 3);
        assert_eq!((third.is_rational(), third.to_string().as_str()), (false, "1.259921049894873164767210607"));
        assert_eq!(ratio(-8, 1).power(&ratio(1, 3)), None);
        assert_eq!(Exact::ZERO.power(&ratio(-1, 2)), None);
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
