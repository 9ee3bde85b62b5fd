//! Exact totals of many weighted fractions, without a greatest common divisor at every step.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "big integers grow, and denominators are positive; what 128 bits hold is checked"
)]

use dashu_int::ops::Gcd;
use dashu_int::{IBig, UBig};

use crate::number::Exact;

/// The total of fractions with their weights.
///
/// Terms are put over one denominator as long as 128 bits hold it. What these pieces come to is added by pairs, so that
/// big numbers meet numbers of their own size.
pub(super) struct Total {
    pieces: Vec<(IBig, UBig)>,
    /// The piece that terms are added to; its denominator is positive.
    open: (i128, i128),
}

impl Total {
    /// Of nothing yet.
    pub(super) fn new() -> Self {
        Self { pieces: Vec::new(), open: (0, 1) }
    }

    /// Adds `weight · value`; none where the value is a real number, of which nothing is added.
    pub(super) fn add(&mut self, weight: u128, value: &Exact) -> Option<()> {
        if let Some((numerator, denominator)) = value.small() {
            self.add_small(weight, i128::from(numerator), i128::from(denominator));
        } else {
            let (numerator, denominator) = value.parts()?;
            self.pieces.push((numerator * IBig::from(weight), denominator));
        }
        Some(())
    }

    /// Adds `weight / value` for a value above 0; none where the value is a real number, of which nothing is added.
    pub(super) fn add_reciprocal(&mut self, weight: u128, value: &Exact) -> Option<()> {
        if let Some((numerator, denominator)) = value.small() {
            self.add_small(weight, i128::from(denominator), i128::from(numerator));
        } else {
            let (numerator, denominator) = value.parts()?;
            self.pieces.push((IBig::from(denominator) * IBig::from(weight), numerator.into_parts().1));
        }
        Some(())
    }

    fn add_small(&mut self, weight: u128, numerator: i128, denominator: i128) {
        let weighted = i128::try_from(weight).ok().and_then(|weight| weight.checked_mul(numerator));
        let joined = weighted.and_then(|weighted| joined(self.open, (weighted, denominator)));
        if let Some(joined) = joined {
            self.open = joined;
            return;
        }
        self.close();
        match weighted {
            Some(weighted) => self.open = (weighted, denominator),
            None => self.pieces.push((IBig::from(weight) * IBig::from(numerator), positive(denominator))),
        }
    }

    /// Makes a finished piece of the open one.
    fn close(&mut self) {
        let (numerator, denominator) = std::mem::replace(&mut self.open, (0, 1));
        if numerator != 0 {
            self.pieces.push((IBig::from(numerator), positive(denominator)));
        }
    }

    /// Numerator and denominator of all that was added.
    pub(super) fn parts(mut self) -> (IBig, UBig) {
        self.close();
        while self.pieces.len() > 1 {
            let mut pairs = Vec::with_capacity(self.pieces.len().div_ceil(2));
            let mut pieces = self.pieces.into_iter();
            while let Some(one) = pieces.next() {
                pairs.push(match pieces.next() {
                    Some(other) => sum(one, other),
                    None => one,
                });
            }
            self.pieces = pairs;
        }
        self.pieces.pop().unwrap_or((IBig::ZERO, UBig::ONE))
    }
}

/// The sum of two fractions, over the product of their denominators or, where that is too large, over their lowest common
/// one; none where 128 bits do not hold it.
fn joined(one: (i128, i128), other: (i128, i128)) -> Option<(i128, i128)> {
    let over = |common: i128| {
        let (missing, times) = (other.1 / common, one.1 / common);
        let sum = one.0.checked_mul(missing)?.checked_add(other.0.checked_mul(times)?)?;
        Some((sum, one.1.checked_mul(missing)?))
    };
    if one.1 % other.1 == 0 {
        return over(other.1);
    }
    over(1).or_else(|| over(i128::try_from(one.1.unsigned_abs().gcd(other.1.unsigned_abs())).ok()?))
}

fn sum(one: (IBig, UBig), other: (IBig, UBig)) -> (IBig, UBig) {
    let ((a, b), (c, d)) = (one, other);
    if b == d { (a + c, b) } else { (a * &d + c * &b, b * d) }
}

fn positive(denominator: i128) -> UBig {
    UBig::from(denominator.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use num_rational::BigRational;

    use super::*;

    fn check(terms: &[(u128, i128, i128)]) {
        let (mut total, mut reciprocals) = (Total::new(), Total::new());
        let (mut expected, mut expected_reciprocals) = (BigRational::default(), BigRational::default());
        for (weight, numerator, denominator) in terms {
            let value = Exact::ratio(*numerator, *denominator).unwrap();
            total.add(*weight, &value).unwrap();
            reciprocals.add_reciprocal(*weight, &value).unwrap();
            let weight = BigRational::from_integer((*weight).into());
            let value = BigRational::new((*numerator).into(), (*denominator).into());
            expected += &weight * &value;
            expected_reciprocals += weight / value;
        }
        for (total, expected) in [(total, expected), (reciprocals, expected_reciprocals)] {
            let (numerator, denominator) = total.parts();
            let (numerator, denominator) = Exact::of_big(numerator, denominator).lowest_terms().unwrap();
            assert_eq!(format!("{numerator}/{denominator}"), format!("{}/{}", expected.numer(), expected.denom()));
        }
    }

    #[test]
    fn totals_are_those_of_rationals() {
        check(&[]);
        check(&[(1, 1, 3), (1, 1, 3), (1, 1, 3)]);
        check(&[(7, 5, 12), (3, 9, 4), (1, 77, 30), (2, 1, 1)]);
        // Coprime denominators near 2^15, of which about eight fill 128 bits, and the first of them again.
        let coprime = |at: i128| (1, 1 + at, 32_749 + if at % 2 == 0 { at } else { -at });
        check(&(0..60).chain(0..9).map(coprime).collect::<Vec<_>>());
    }

    #[test]
    fn terms_that_128_bits_do_not_hold_are_no_obstacle() {
        let large = i128::from(i64::MAX);
        check(&[(7, 1, i128::MAX), (3, i128::MAX, 2)]);
        check(&[(u128::MAX, 2, 3), (1, 1, 5), (u128::MAX, large, large - 1), (3, large - 2, 2), (1, 1, i128::MAX)]);
        // The lowest common denominator of the last two fits where their product does not.
        check(&[(1, 1, large - 1), (1, 1, (large - 1) / 2), (1, 1, 2), (1, 1, large / 7), (1, 3, large)]);
    }
}
