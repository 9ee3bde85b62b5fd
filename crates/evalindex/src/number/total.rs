//! Sums of reals that depend on no order.

use super::real::Real;

impl Real {
    /// The sum of terms, digit for digit the same in whatever order they come: the smallest are added first.
    pub(crate) fn total(terms: impl IntoIterator<Item = Self>) -> Self {
        let mut terms: Vec<Self> = terms.into_iter().collect();
        terms.sort_unstable_by_key(|term| (term.exponent, term.mantissa, term.negative));
        terms.into_iter().fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_the_same_in_any_order() {
        let small = Real { exponent: -255, ..Real::ONE };
        let (one, twice) = (Real::ONE, Real { exponent: -254, ..Real::ONE });
        // 1 + 2⁻¹²⁸ is 1, but two of the small ones together count.
        assert_eq!(one.plus(small).plus(small), one);
        for terms in [[one, small, small], [small, one, small], [small, small, one]] {
            assert_eq!(Real::total(terms), one.plus(twice));
        }
        assert_eq!(Real::total([]), Real::ZERO);
    }

    #[test]
    fn sums_of_thirds_do_not_depend_on_their_order() {
        let thirds: Vec<Real> = (1..40).map(|of| Real::from_i128(of).over(Real::from_i128(3)).unwrap()).collect();
        let turned = thirds.iter().rev().copied();
        assert!(Real::total(thirds.clone()).compare(Real::total(turned)).is_eq());
    }
}
