//! Fractions of any size: 64 bits over 64 bits while both fit, big integers beyond.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "the bound of every 128-bit operand is beside it; big integers grow, and divisors are denominators, which are positive"
)]

use std::cmp::Ordering;
use std::sync::Arc;

use dashu_int::ops::{BitTest, DivRemEuclid, Gcd};
use dashu_int::{IBig, UBig};

use super::rest::Rest;
use crate::number::real::Real;

/// A fraction. Small ones are in lowest terms; wide ones need not be, as a greatest common divisor costs more than the
/// operations that it would save.
#[derive(Clone, Debug)]
pub(super) enum Rational {
    /// The numerator, and the denominator, which is positive.
    Small(i64, i64),
    /// A fraction that 64 bits do not hold.
    Wide(Arc<Wide>),
}

/// A numerator over a positive denominator.
#[derive(Debug)]
pub(super) struct Wide {
    numerator: IBig,
    denominator: UBig,
    /// The bits of both when they were last in lowest terms, or when nobody looked.
    settled: usize,
}

/// Wide fractions are brought to lowest terms when they have grown by so many bits, and to twice their size.
const GROWTH: usize = 4096;

impl Rational {
    pub(super) const ZERO: Self = Self::Small(0, 1);

    /// The fraction of two integers; none where the denominator is 0.
    pub(super) fn of(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator {
            0 => None,
            i128::MIN..0 => {
                let wide = |value: i128| IBig::from(value);
                Some(Self::wide(-wide(numerator), (-wide(denominator)).into_parts().1, 0))
            }
            _ => Some(Self::reduced(numerator, denominator.unsigned_abs())),
        }
    }

    /// The fraction in lowest terms, which are small where they fit.
    fn reduced(numerator: i128, denominator: u128) -> Self {
        let divisor = gcd(numerator.unsigned_abs(), denominator);
        // The divisor is at most the denominator, which is positive.
        let size = numerator.unsigned_abs() / divisor;
        let below = denominator / divisor;
        let narrow = i64::try_from(size).ok().zip(i64::try_from(below).ok());
        if let Some((size, below)) = narrow {
            return Self::Small(if numerator < 0 { -size } else { size }, below);
        }
        let size = IBig::from(size);
        let numerator = if numerator < 0 { -size } else { size };
        Self::Wide(Arc::new(Wide { settled: 256, numerator, denominator: UBig::from(below) }))
    }

    /// The fraction of big integers; the denominator is positive.
    pub(super) fn wide(numerator: IBig, denominator: UBig, settled: usize) -> Self {
        if let (Ok(numerator), Ok(denominator)) = (i128::try_from(&numerator), u128::try_from(&denominator)) {
            return Self::reduced(numerator, denominator);
        }
        if numerator.is_zero() {
            return Self::ZERO;
        }
        let bits = numerator.bit_len() + denominator.bit_len();
        if bits <= settled.saturating_mul(2).max(GROWTH) {
            return Self::Wide(Arc::new(Wide { numerator, denominator, settled }));
        }
        let divisor = (&numerator).gcd(&denominator);
        let (numerator, denominator) = (numerator / &divisor, denominator / &divisor);
        if let (Ok(numerator), Ok(denominator)) = (i128::try_from(&numerator), u128::try_from(&denominator)) {
            return Self::reduced(numerator, denominator);
        }
        let settled = numerator.bit_len() + denominator.bit_len();
        Self::Wide(Arc::new(Wide { numerator, denominator, settled }))
    }

    /// Numerator and denominator as big integers.
    pub(super) fn parts(&self) -> (IBig, UBig) {
        match self {
            Self::Small(numerator, denominator) => (IBig::from(*numerator), UBig::from(denominator.unsigned_abs())),
            Self::Wide(wide) => (wide.numerator.clone(), wide.denominator.clone()),
        }
    }

    /// Numerator and denominator in lowest terms.
    pub(super) fn lowest_terms(&self) -> (IBig, UBig) {
        let (numerator, denominator) = self.parts();
        if let Self::Small(..) = self {
            return (numerator, denominator);
        }
        let divisor = (&numerator).gcd(&denominator);
        (numerator / &divisor, denominator / divisor)
    }

    fn settled(&self) -> usize {
        match self {
            Self::Small(..) => 0,
            Self::Wide(wide) => wide.settled,
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other) {
            let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
            // Each product is below 2¹²⁶ in size.
            return if b == d {
                Self::reduced(a + c, b.unsigned_abs())
            } else {
                Self::reduced(a * d + c * b, (b * d).unsigned_abs())
            };
        }
        let settled = self.settled().max(other.settled());
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        if b == d { Self::wide(a + c, b, settled) } else { Self::wide(a * &d + c * &b, b * d, settled) }
    }

    /// The difference, not brought to lowest terms where it is wide: for differences of which many are made and few are used
    /// in further formulas.
    pub(super) fn less(&self, other: &Self) -> Self {
        if let (Self::Small(..), Self::Small(..)) = (self, other) {
            return self.plus(&other.negated());
        }
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        let (numerator, denominator) = if b == d { (a - c, b) } else { (a * &d - c * &b, b * d) };
        let bits = numerator.bit_len() + denominator.bit_len();
        Self::wide(numerator, denominator, bits)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        if let (Self::Small(a, b), Self::Small(c, d)) = (self, other) {
            let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
            return Self::reduced(a * c, (b * d).unsigned_abs());
        }
        let settled = self.settled().max(other.settled());
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        Self::wide(a * c, b * d, settled)
    }

    /// One divided by it; none of 0.
    pub(super) fn reciprocal(&self) -> Option<Self> {
        match self {
            Self::Small(0, _) => None,
            Self::Small(a, b) => Self::of(i128::from(*b), i128::from(*a)),
            Self::Wide(wide) => {
                let (sign, size) = wide.numerator.clone().into_parts();
                (!size.is_zero())
                    .then(|| Self::wide(IBig::from_parts(sign, wide.denominator.clone()), size, wide.settled))
            }
        }
    }

    pub(super) fn negated(&self) -> Self {
        match self {
            Self::Small(a, b) => Self::reduced(-i128::from(*a), u128::from(b.unsigned_abs())),
            Self::Wide(wide) => Self::Wide(Arc::new(Wide {
                numerator: -wide.numerator.clone(),
                denominator: wide.denominator.clone(),
                settled: wide.settled,
            })),
        }
    }

    /// Less, equal or greater than 0.
    pub(super) fn sign(&self) -> Ordering {
        match self {
            Self::Small(a, _) => a.cmp(&0),
            Self::Wide(wide) => wide.numerator.cmp(&IBig::ZERO),
        }
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a, b), Self::Small(c, d)) => {
                let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
                (a * d).cmp(&(c * b))
            }
            (Self::Wide(one), Self::Wide(two)) if one.denominator == two.denominator => {
                one.numerator.cmp(&two.numerator)
            }
            _ => {
                let ((a, b), (c, d)) = (self.parts(), other.parts());
                (a * d).cmp(&(c * b))
            }
        }
    }

    /// The largest count of 10⁻ᵈ that is not above it, and what is left; none where 128 bits do not hold the count.
    pub(super) fn split(&self, decimals: u32) -> Option<(i128, Rest)> {
        if let Self::Small(a, b) = self
            && let Some(scaled) = 10_i128.checked_pow(decimals).and_then(|unit| i128::from(*a).checked_mul(unit))
        {
            let below = i128::from(*b);
            let left = scaled.rem_euclid(below);
            return Some((scaled.div_euclid(below), Rest::of(&left, &(below - left))));
        }
        let (numerator, denominator) = self.parts();
        let denominator = IBig::from(denominator);
        let scaled = numerator * IBig::from(10).pow(decimals as usize);
        let (whole, left) = scaled.div_rem_euclid(&denominator);
        let other = denominator - IBig::from(left.clone());
        Some((i128::try_from(whole).ok()?, Rest::of(&IBig::from(left), &other)))
    }

    /// The nearest real number, half to even.
    pub(super) fn to_real(&self) -> Real {
        match self {
            Self::Small(a, b) => Real::from_i128(i128::from(*a)).quotient(Real::from_i128(i128::from(*b))),
            Self::Wide(wide) => near(&wide.numerator, &wide.denominator),
        }
    }
}

/// Bits of the quotient from which a real number is rounded: more than the 128 that it keeps.
const QUOTIENT_BITS: usize = 192;

fn near(numerator: &IBig, denominator: &UBig) -> Real {
    let negative = numerator < &IBig::ZERO;
    let (_, size) = numerator.clone().into_parts();
    let (above, below) = (size.bit_len(), denominator.bit_len());
    // size · 2^shift / denominator has 192 or 193 bits.
    let up = (QUOTIENT_BITS + below).saturating_sub(above);
    let down = above.saturating_sub(QUOTIENT_BITS + below);
    let (quotient, left) = (size << up).div_rem_euclid(denominator << down);
    let sticky = u128::from(!left.is_zero());
    let high = u128::try_from(&quotient >> 128).unwrap_or_default();
    let low = u128::try_from(quotient.clone() - ((&quotient >> 128) << 128)).unwrap_or_default() | sticky;
    let exponent = i32::try_from(down).ok().zip(i32::try_from(up).ok()).map_or(i32::MAX / 2, |(down, up)| down - up);
    Real::nearest(negative, high, low, exponent.saturating_add(128))
}

/// The greatest common divisor; the second is positive.
fn gcd(one: u128, other: u128) -> u128 {
    if let (Ok(one), Ok(other)) = (u64::try_from(one), u64::try_from(other)) {
        return u128::from(narrow_gcd(one, other));
    }
    let (mut divisor, mut rest) = (other, one);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
        if let (Ok(one), Ok(other)) = (u64::try_from(divisor), u64::try_from(rest)) {
            return u128::from(narrow_gcd(other, one));
        }
    }
    divisor
}

/// The same in 64 bits.
fn narrow_gcd(one: u64, other: u64) -> u64 {
    let (mut divisor, mut rest) = (other, one);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    divisor
}
