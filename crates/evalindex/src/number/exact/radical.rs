//! Roots of products of fractions, such as geometric means: compared through their powers, exactly.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and a divisor of positive numbers is positive")]

use std::sync::Arc;

use dashu_int::ops::{BitTest, Gcd};
use dashu_int::{IBig, Sign, UBig};

use super::rational::Rational;
use super::{Exact, Kind};
use crate::number::real::Real;

/// A root with a real number of about 37 digits, which it is in formulas.
#[derive(Debug)]
pub(super) struct Radical {
    pub(super) real: Real,
    product: Product,
}

/// A product of powers of fractions, of which the root of this degree is meant.
#[derive(Clone, Debug)]
struct Product {
    factors: Vec<(Rational, usize)>,
    degree: usize,
}

/// The most bits of one power that is compared, and of all powers that are compared together.
const COMPARED: (usize, usize) = (1 << 18, 1 << 24);

/// The decimals to which logarithms of a root agree, however they were computed.
const AGREEING: u32 = 28;

/// The largest degree, and the most bits of the product, with which a root that is a fraction is looked for.
const LOOKED_FOR: (usize, usize) = (64, 8192);

impl Exact {
    /// The geometric mean of positive values with these weights: a fraction where one is found, else a root; of real
    /// values, or with weights that total more than 2¹⁸, a real number. `real` gives that number; none where it has
    /// none.
    pub(crate) fn geometric_mean<'a>(
        values: impl Iterator<Item = (&'a Self, u128)>,
        real: impl FnOnce() -> Option<Real>,
    ) -> Option<Self> {
        let Some(product) = Product::of(values) else { return real().map(Self::from) };
        product.root().or_else(|| Some(Self(Kind::Radical(Arc::new(Radical { real: real()?, product })))))
    }

    /// The fractions, each with its exponent, of whose product it is the root; none where it is no such root.
    pub(super) fn factors(&self) -> Option<impl Iterator<Item = (Self, usize)> + '_> {
        let Kind::Radical(radical) = &self.0 else { return None };
        let factors = radical.product.factors.iter();
        Some(factors.map(|(factor, exponent)| (Self::rational(factor.clone()), *exponent)))
    }

    /// The root of the product of these powers, of which the real number is known; none where one is not of a positive
    /// fraction, the exponents are beyond what is compared, or the real number is another one.
    pub(super) fn of_factors(real: Real, factors: &[(Self, u128)]) -> Option<Self> {
        let fit = |(factor, exponent): &(Self, u128)| factor.is_positive() && *exponent > 0;
        let powers = factors.iter().map(|(factor, exponent)| (factor, *exponent));
        let product = Product::of(powers).filter(|product| product.degree > 1 && factors.iter().all(fit))?;
        let off = product.logarithm()? - real.ln()?;
        let size = if off.is_negative() { off.negated() } else { off };
        let agrees = size.compare(Real::from_scaled(1, AGREEING)).is_lt();
        agrees.then(|| Self(Kind::Radical(Arc::new(Radical { real, product }))))
    }

    /// Whether it is a fraction or a root of fractions, so that powers of it are fractions, which can be compared.
    pub(super) fn has_power(&self) -> bool {
        !matches!(self.0, Kind::Real(_))
    }

    /// The product of which it is a root: a fraction is the first root of itself. None of another real number.
    fn product(&self) -> Option<Product> {
        match &self.0 {
            Kind::Radical(radical) => Some(radical.product.clone()),
            _ => Product::of(std::iter::once((self, 1))),
        }
    }
}

impl Product {
    /// That of these powers; none where one is not of a fraction, or the exponents are beyond what is compared.
    fn of<'a>(powers: impl Iterator<Item = (&'a Exact, u128)>) -> Option<Self> {
        let (mut factors, mut degree) = (Vec::with_capacity(powers.size_hint().0), 0_usize);
        for (value, exponent) in powers {
            let exponent = usize::try_from(exponent).ok()?;
            degree = degree.checked_add(exponent).filter(|degree| *degree <= COMPARED.0)?;
            factors.push((value.as_rational()?.clone(), exponent));
        }
        Some(Self { factors, degree })
    }

    /// Numerator and denominator of a power of it; none where they have more bits than this in all. Only a factor with
    /// the exponent 1 may be negative, and its sign stays.
    fn raised(&self, power: usize, most: usize) -> Option<(IBig, UBig)> {
        let (mut sign, mut above, mut below, mut bits) = (Sign::Positive, UBig::ONE, UBig::ONE, 0_usize);
        for (factor, exponent) in &self.factors {
            let (numerator, denominator) = factor.lowest_terms();
            let exponent = exponent.checked_mul(power)?;
            let own = exponent.checked_mul(numerator.bit_len() + denominator.bit_len())?;
            bits = bits.checked_add(own).filter(|bits| *bits <= most)?;
            let (own_sign, size) = numerator.into_parts();
            sign *= own_sign;
            above *= size.pow(exponent);
            below *= denominator.pow(exponent);
        }
        Some((IBig::from_parts(sign, above), below))
    }

    /// The logarithm of the root; none where a factor has none.
    fn logarithm(&self) -> Option<Real> {
        let size = |whole: usize| Exact::count(whole).to_real();
        let mut sum = Real::ZERO;
        for (factor, exponent) in &self.factors {
            sum = sum + size(*exponent) * factor.to_real().ln()?;
        }
        sum.over(size(self.degree))
    }

    /// The root, where a fraction is found.
    fn root(&self) -> Option<Exact> {
        let (most, bits) = LOOKED_FOR;
        let degree = Some(self.degree).filter(|degree| *degree <= most)?;
        let (above, below) = self.raised(1, bits)?;
        let above = above.into_parts().1;
        let common = (&above).gcd(&below);
        let root = |power: UBig| {
            let root = power.nth_root(degree);
            (root.pow(degree) == power).then_some(root)
        };
        Some(Exact::of_big(root(above / &common)?.into(), root(below / common)?))
    }

    /// Whether it is written in the same way.
    fn is(&self, other: &Self) -> bool {
        let same = |((one, times), (other, other_times)): (&(Rational, usize), &(Rational, usize))| {
            times == other_times && one.compare(other).is_eq()
        };
        (self.degree, self.factors.len()) == (other.degree, other.factors.len())
            && self.factors.iter().zip(&other.factors).all(same)
    }
}

/// The class of each fraction or root, from 0 for the lowest; equal ones share one. Where their powers have more bits
/// than are compared, all of them count as equal.
pub(super) fn classes(values: &[&Exact]) -> Vec<usize> {
    let mut classes = vec![0; values.len()];
    let products = values.iter().map(|value| value.product()).collect::<Option<Vec<Product>>>().unwrap_or_default();
    // Equal rows are equal without arithmetic.
    if products.first().is_none_or(|first| products.iter().all(|product| product.is(first))) {
        return classes;
    }
    let mut sorted: Vec<(usize, Rational)> = powers(&products).unwrap_or_default().into_iter().enumerate().collect();
    sorted.sort_by(|(_, one), (_, other)| one.compare(other));
    for (class, run) in sorted.chunk_by(|(_, one), (_, other)| one.compare(other).is_eq()).enumerate() {
        for (position, _) in run {
            if let Some(of_value) = classes.get_mut(*position) {
                *of_value = class;
            }
        }
    }
    classes
}

/// The powers that bring all roots to fractions: those of the least common degree; none beyond [`COMPARED`].
fn powers(products: &[Product]) -> Option<Vec<Rational>> {
    let degree = products
        .iter()
        .try_fold(1_usize, |common, product| (common / common.gcd(product.degree)).checked_mul(product.degree))?;
    let (most, mut left) = COMPARED;
    let mut powers: Vec<Rational> = Vec::with_capacity(products.len());
    let mut before: Option<&Product> = None;
    for product in products {
        // Equal rows stand together, and have one power.
        let known = powers.last().filter(|_| before.is_some_and(|before| before.is(product))).cloned();
        let power = if let Some(power) = known {
            power
        } else {
            let (above, below) = product.raised(degree / product.degree, most.min(left))?;
            let bits = above.bit_len() + below.bit_len();
            left = left.saturating_sub(bits);
            // What both have in common is not looked for.
            Rational::wide(above, below, bits)
        };
        powers.push(power);
        before = Some(product);
    }
    Some(powers)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use num_rational::BigRational;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::number::{Near, Rounding, RoundingMode};

    fn ratio(numerator: i128, denominator: i128) -> Exact {
        Exact::ratio(numerator, denominator).unwrap()
    }

    fn mean(values: &[(Exact, u128)]) -> Exact {
        let real = || {
            let total = values.iter().map(|(_, weight)| Exact::from(weight.cast_signed())).sum::<Exact>().to_real();
            let sum = values.iter().fold(Real::ZERO, |sum, (value, weight)| {
                sum + value.to_real().ln().unwrap() * Real::from_i128(weight.cast_signed())
            });
            sum.over(total)?.exp()
        };
        Exact::geometric_mean(values.iter().map(|(value, weight)| (value, *weight)), real).unwrap()
    }

    fn mean_of<const N: usize>(values: [(i128, u128); N]) -> Exact {
        mean(&values.map(|(value, weight)| (Exact::from(value), weight)))
    }

    /// 1 and 10⁻⁴⁰ more or less.
    fn nearly_one(by: i128) -> Exact {
        &Exact::ONE + &(&ratio(by, 10_i128.pow(20)) * &ratio(1, 10_i128.pow(20)))
    }

    fn near() -> Near {
        Near::on(Decimal::ONE_HUNDRED)
    }

    #[test]
    fn products_of_other_factors_are_equal_where_they_are() {
        // 2·3 = 1·6, ⁴√(4·9·1·1) = √6, and 7 is more.
        let means = [mean_of([(2, 1), (3, 1)]), mean_of([(1, 1), (6, 1)]), mean_of([(4, 1), (9, 1), (1, 2)])];
        assert!(means.iter().all(|mean| !mean.is_rational()));
        assert_eq!(near().classes(&means), [0, 0, 0]);
        let more = mean(&[(Exact::from(6), 1), (nearly_one(1), 1)]);
        let less = mean(&[(nearly_one(-1), 1), (Exact::from(6), 1)]);
        let [first, second, third] = means;
        assert_eq!(near().classes(&[more.clone(), first.clone(), less.clone(), second, third]), [2, 1, 0, 1, 1]);
        assert_eq!(near().compare(&first, &more), Ordering::Less);
        assert_eq!(near().compare(&first, &less), Ordering::Greater);
    }

    #[test]
    fn roots_and_fractions_are_compared_exactly() {
        // √2 against its first 40 decimals, OEIS A002193, and one unit more.
        let decimals = ratio(14_142_135_623_730_950_488, 10_i128.pow(19));
        let tail = &ratio(16_887_242_096_980_785_696, 10_i128.pow(21)) * &ratio(1, 10_i128.pow(19));
        let below = &decimals + &tail;
        let above = &below + &(&ratio(1, 10_i128.pow(21)) * &ratio(1, 10_i128.pow(19)));
        let root = mean_of([(2, 1), (1, 1)]);
        assert_eq!(near().compare(&root, &below), Ordering::Greater);
        assert_eq!(near().compare(&above, &root), Ordering::Greater);
        assert_eq!(near().classes(&[above, root, below, Exact::from(-2), Exact::ONE]), [4, 3, 2, 0, 1]);
    }

    #[test]
    fn negative_fractions_near_nothing_are_below_roots() {
        // √(10⁻⁷²·2) = 1.414·10⁻³⁶, less than 10⁻³⁰ of full marks from all of them.
        let tiny = ratio(1, 10_i128.pow(36));
        let root = mean(&[(&tiny * &tiny, 1), (ratio(2, 1), 1)]);
        assert_eq!(near().compare(&-&tiny, &root), Ordering::Less);
        assert_eq!(near().classes(&[root, -&tiny, Exact::ZERO, tiny]), [3, 0, 1, 2]);
    }

    #[test]
    fn halves_are_those_of_the_root_itself() {
        // The degree 65 is more than that of fractions which are looked for: (2⁶⁴/8 · (1/16)⁶⁴)^(1/65) = 1/8.
        let about_an_eighth = |factor: Exact| {
            let mean = mean(&[(&ratio(1 << 64, 8) * &factor, 1), (ratio(1, 16), 64)]);
            assert!(!mean.is_rational());
            let rounded = |mode| mean.rounded(Rounding::new(2, mode)).unwrap().to_string();
            [rounded(RoundingMode::HalfUp), rounded(RoundingMode::HalfEven), rounded(RoundingMode::Floor)]
        };
        assert_eq!(about_an_eighth(Exact::ONE), ["0.13", "0.12", "0.12"]);
        assert_eq!(about_an_eighth(nearly_one(1)), ["0.13", "0.13", "0.12"]);
        assert_eq!(about_an_eighth(nearly_one(-1)), ["0.12", "0.12", "0.12"]);
        let floor = |factor| mean(&[(ratio(1 << 64, 1) * factor, 1), (ratio(1, 2), 64)]).floor();
        assert_eq!([floor(nearly_one(-1)), floor(Exact::ONE)], [Some(0), Some(1)]);
    }

    #[test]
    fn beyond_full_marks_the_error_of_real_numbers_decides_nothing() {
        let large = 10_i128.pow(36);
        let (one, other) = (mean_of([(large, 1), (large + 2, 1)]), mean_of([(large + 1, 2), (1, 1), (large + 1, 1)]));
        assert!(!one.is_rational() && near().compare(&other, &one).is_lt());
        // n·(n + 2) < (n + 1)².
        assert_eq!(near().compare(&one, &Exact::from(large + 1)), Ordering::Less);
        assert_eq!(near().compare(&Exact::from(large), &one), Ordering::Less);
        assert_eq!(near().compare(&Exact::from(Real::from_i128(large)), &one), Ordering::Less);
    }

    #[test]
    fn powers_of_too_many_bits_count_as_equal_and_formulas_are_real() {
        let with = |weight: u128| {
            let one = mean(&[(Exact::from(6), 1), (nearly_one(1), weight)]);
            near().compare(&mean_of([(2, 1), (3, 1), (1, weight - 1)]), &one)
        };
        assert_eq!([with(500), with(3000)], [Ordering::Less, Ordering::Equal]);
        // But not where real numbers tell them apart.
        let (one, other) = (mean(&[(Exact::from(6), 1), (nearly_one(1), 3000)]), mean_of([(5, 1), (7, 1), (1, 2999)]));
        assert_eq!(near().compare(&one, &other), Ordering::Less);
        let root = mean_of([(2, 1), (3, 1)]);
        // A product is no geometric mean, and is compared as a real number.
        assert_eq!(near().compare(&(&root * &root), &(&Exact::from(6) * &nearly_one(1))), Ordering::Equal);
    }

    proptest! {
        #[test]
        fn means_have_the_order_of_their_products(
            factors in prop::collection::vec((1_i64..13, 1_i64..7, 1_i64..13, 1_i64..7, 1_i32..5), 1..5),
            off in -1_i128..=1,
        ) {
            let tiny = BigRational::new(1.into(), num_bigint::BigInt::from(10).pow(40));
            let one = BigRational::from_integer(1.into());
            let (mut first, mut second) = (one.clone(), &one + BigRational::from_integer(off.into()) * tiny);
            let (mut values, mut turned) = (vec![(Exact::ONE, 1)], vec![(Exact::ONE, 1)]);
            let mut others = vec![(nearly_one(off), 1)];
            for (a, b, c, d, weight) in factors {
                first *= BigRational::new(a.into(), b.into()).pow(weight);
                second *= BigRational::new(c.into(), d.into()).pow(weight);
                let [a, b, c, d] = [a, b, c, d].map(i128::from);
                let weight = u128::from(weight.unsigned_abs());
                values.extend([(ratio(a, b), weight), (Exact::ONE, weight)]);
                turned.extend([(ratio(a, 2 * b), weight), (Exact::from(2), weight)]);
                others.extend([(ratio(c, d), weight), (Exact::ONE, weight)]);
            }
            let [one, turned, other] = [values, turned, others].map(|values| mean(&values));
            prop_assert_eq!(near().compare(&one, &other), first.cmp(&second));
            prop_assert_eq!(near().classes(&[one, turned, other]), match first.cmp(&second) {
                Ordering::Less => [0, 0, 1],
                Ordering::Equal => [0, 0, 0],
                Ordering::Greater => [1, 1, 0],
            });
        }
    }
}
