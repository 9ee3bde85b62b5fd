//! The quantiles of the normal distribution, in integers of as many bits as their tail needs.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and divisors are not 0 as said beside them")]

use std::cell::RefCell;

use dashu_int::ops::BitTest;
use dashu_int::{IBig, UBig};
use foldhash::HashMap;

use super::Exact;
use crate::number::real::Real;

impl Exact {
    /// The number below which this share of a normal distribution lies, Φ⁻¹: 0 of one half, else a real number; none
    /// unless it is a fraction between 0 and 1, and neither is 2⁻¹²⁸ or nearer.
    ///
    /// Of shares that add up to 1 it is the same but for the sign, to the last digit.
    pub(crate) fn normal_quantile(&self) -> Option<Self> {
        let other = &Self::ONE - self;
        if !self.is_positive() || !other.is_positive() {
            return None;
        }
        let half = Self::ratio(1, 2)?;
        if *self == half {
            return Some(Self::ZERO);
        }
        let upper = *self > half;
        let tail = if upper { &other } else { self };
        let beyond = REMEMBERED.with_borrow_mut(|remembered| remembered.above(tail, MOST_REMEMBERED))?;
        Some(Self::from(if upper { beyond } else { beyond.negated() }))
    }
}

/// How many numbers a thread remembers before it begins anew.
const MOST_REMEMBERED: usize = 1 << 14;

thread_local! {
    /// Indicators of equally many subjects have the same places, and so the same tails: each is computed once.
    static REMEMBERED: RefCell<Remembered> = RefCell::default();
}

/// Numbers above which tails lie, by the numerator and denominator of these.
#[derive(Default)]
struct Remembered(HashMap<(IBig, UBig), Real>);

impl Remembered {
    /// The number above which a tail lies, computed by [`above`] unless it is among the so many that are remembered.
    fn above(&mut self, tail: &Exact, most: usize) -> Option<Real> {
        let key = tail.lowest_terms()?;
        if let Some(known) = self.0.get(&key) {
            return Some(*known);
        }
        let found = above(tail, &key)?;
        if self.0.len() >= most {
            self.0.clear();
        }
        self.0.insert(key, found);
        Some(found)
    }
}

/// The number above which this share of less than a half lies.
///
/// Halley's method on `Φ(z) − ½ = φ(z)·(z + z³/3 + z⁵/15 + …)`, all terms positive, in units of 2⁻ᵇ with b = 208 + 3t bits
/// for a tail above 2⁻ᵗ. There φ(z) ≥ 2⁻ᵗ; it is found to 2¹⁸ + 2^(t + 2) units of its size, Φ to as many units, and z to
/// 2^(2t + 20) at most, which is below 2⁻¹⁸⁰. A step that is below 2⁻⁶⁰ leaves less than 2⁻¹⁷⁰ of its cube.
fn above(tail: &Exact, (numerator, denominator): &(IBig, UBig)) -> Option<Real> {
    let tail_bits = denominator.bit_len().checked_sub(numerator.bit_len())? + 1;
    let unit = Unit::new(tail_bits).filter(|_| tail_bits <= MOST_TAIL_BITS)?;
    let wanted = unit.one(1) - ((numerator.clone() << unit.bits) / IBig::from(denominator.clone()));
    let mut z = unit.guess(tail.to_real())?;
    for _ in 0..MOST_STEPS {
        let density = unit.density(&z);
        // The density is at least 2⁻ᵗ, which is 2^(208 + 2t) units.
        let newton = unit.over(unit.central(&z, &density) - &wanted, &density);
        let step = unit.over(newton.clone(), &(unit.one(0) + (unit.times(&z, &newton) >> 1)));
        z -= step;
        if newton.into_parts().1.bit_len() + 60 <= unit.bits {
            let (_, size) = z.into_parts();
            return Some(Exact::of_big(size.into(), UBig::ONE << unit.bits).to_real());
        }
    }
    None
}

/// The longest tail, in bits.
const MOST_TAIL_BITS: usize = 128;
/// More steps than any start needs: the guess is off by less than 10⁻³, and each step triples its digits.
const MOST_STEPS: usize = 16;

/// √(2π) in units of 2⁻⁶³⁸, the highest bits first; from mpmath at 400 digits, `floor(sqrt(2*pi) * 2**638)`.
const ROOT_OF_TWO_PI: [u128; 5] = [
    0xa06c_98ff_b138_2cb2_be52_0fd7_3916_7717,
    0xc67c_fa99_0580_02d4_370b_d04b_77ba_e522,
    0xd41a_0cde_d95a_61c9_a11f_5582_e206_3ee6,
    0x0c1f_c3cd_f50a_85f0_70ae_1aeb_b27f_e966,
    0x3258_88c9_06f7_2e43_16b3_a550_cb24_49fd,
];
const ROOT_BITS: usize = 638;

/// Numbers as counts of 2⁻ᵇ.
struct Unit {
    bits: usize,
    root_of_two_pi: IBig,
}

impl Unit {
    /// Of as many bits as a tail above 2⁻ᵗ needs; none where the constants are too short.
    fn new(tail_bits: usize) -> Option<Self> {
        let bits = 208 + 3 * tail_bits;
        let root: IBig = ROOT_OF_TWO_PI.iter().fold(IBig::ZERO, |root, word| (root << 128) + IBig::from(*word));
        Some(Self { bits, root_of_two_pi: root >> ROOT_BITS.checked_sub(bits)? })
    }

    /// One divided by two, so many times.
    fn one(&self, halved: usize) -> IBig {
        IBig::ONE << (self.bits - halved)
    }

    fn times(&self, one: &IBig, other: &IBig) -> IBig {
        (one * other) >> self.bits
    }

    fn over(&self, dividend: IBig, divisor: &IBig) -> IBig {
        (dividend << self.bits) / divisor
    }

    /// The number above which a tail lies, to less than 10⁻³ (Abramowitz & Stegun 26.2.23).
    fn guess(&self, tail: Real) -> Option<IBig> {
        let constant = |units: i128| Real::from_scaled(units, 6);
        let t = (constant(-2_000_000) * tail.ln()?).sqrt()?;
        let above = constant(2_515_517) + t * (constant(802_853) + t * constant(10_328));
        let below = Real::ONE + t * (constant(1_432_788) + t * (constant(189_269) + t * constant(1_308)));
        let decimals = 12;
        let units = (t - above.over(below)?).to_scaled(decimals)?;
        Some((IBig::from(units) << self.bits) / IBig::from(10_i128.pow(decimals)))
    }

    /// `e^(−z²/2)/√(2π)`.
    fn density(&self, z: &IBig) -> IBig {
        self.over(self.exponential(&(self.times(z, z) >> 1)), &self.root_of_two_pi)
    }

    /// `e^(−x)` of a positive number: by its series below 2⁻⁸, squared again.
    fn exponential(&self, x: &IBig) -> IBig {
        let halvings = (x.clone() >> self.bits).into_parts().1.bit_len() + 8;
        let small = x.clone() >> halvings;
        let (mut sum, mut term, mut factor) = (IBig::ZERO, self.one(0), 0_u32);
        while !term.is_zero() {
            sum = if factor % 2 == 0 { sum + &term } else { sum - &term };
            factor += 1;
            term = self.times(&term, &small) / factor;
        }
        (0..halvings).fold(sum, |power, _| self.times(&power, &power))
    }

    /// `Φ(z) − ½`, by the density at a positive `z`.
    fn central(&self, z: &IBig, density: &IBig) -> IBig {
        let square = self.times(z, z);
        let (mut sum, mut term, mut odd) = (IBig::ZERO, z.clone(), 1_u32);
        while !term.is_zero() {
            sum += &term;
            odd += 2;
            term = self.times(&term, &square) / odd;
        }
        self.times(&sum, density)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPECTED: [(i128, i128, &str); 10] = [
        (29, 34, "1.049131397963971184847557516"),
        (5, 17, "-0.541395085129087759994472993"),
        (4, 5, "0.8416212335729142051787061214"),
        (49, 100, "-0.0250689082587110357623634318"),
        (1, 1_000, "-3.09023230616781354154039983"),
        (999_999, 1_000_000, "4.753424308822898948193988187"),
        (1, 3, "-0.4307272992954574902059403928"),
        (1, 1_000_000_000_000, "-7.034483825301131929809515069"),
        (1, 100_000_000_000_000_000_000_000_000_000_000_000, "-12.42141203943784308046158265"),
        (500_001, 1_000_000, "0.0000025066282746336254374067"),
    ];

    fn quantile(numerator: i128, denominator: i128) -> Exact {
        Exact::ratio(numerator, denominator).unwrap().normal_quantile().unwrap()
    }

    #[test]
    fn quantiles_agree_to_28_digits() {
        // mpmath 1.3.0 at 100 digits: nstr(sqrt(2)*erfinv(2*mpf(p)-1), 28).
        for (numerator, denominator, expected) in EXPECTED {
            assert_eq!(quantile(numerator, denominator).to_string(), expected, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn the_other_tail_differs_in_its_sign_alone() {
        assert_eq!(quantile(1, 2), Exact::ZERO);
        for (numerator, denominator) in [(1, 3), (29, 34), (1, 1_000_003), (499, 1000)] {
            let (low, high) = (quantile(numerator, denominator), quantile(denominator - numerator, denominator));
            assert_eq!(low, -high);
        }
    }

    #[test]
    fn what_is_remembered_is_what_was_computed_and_no_more_than_asked_for() {
        let mut remembered = Remembered::default();
        let tails = [(1, 3), (1, 4), (1, 5), (1, 3)].map(|(one, all)| Exact::ratio(one, all).unwrap());
        for tail in &tails {
            let first = remembered.above(tail, 2).unwrap();
            assert_eq!(Some(first), above(tail, &tail.lowest_terms().unwrap()));
            assert_eq!(remembered.above(tail, 2), Some(first));
            assert!(remembered.0.len() <= 2);
        }
        assert!(remembered.0.contains_key(&tails[0].lowest_terms().unwrap()));
    }

    #[test]
    fn shares_of_nothing_and_of_all_have_none() {
        for share in [0, 1, 2, -1].map(Exact::from) {
            assert_eq!(share.normal_quantile(), None);
        }
        assert_eq!(Exact::ratio(1, 2).unwrap().ln().unwrap().normal_quantile(), None);
        let tiny = Exact::ratio(1, i128::MAX).unwrap();
        assert!(tiny.normal_quantile().is_some());
        assert_eq!((&tiny * &tiny).normal_quantile(), None);
    }

    #[test]
    fn quantiles_rise_with_their_shares() {
        let all: Vec<Exact> = (1..400).map(|share| quantile(share, 400)).collect();
        assert!(all.is_sorted_by(|one, other| one < other));
    }
}
