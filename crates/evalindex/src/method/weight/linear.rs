//! Between decimals and the integers of linear programs: what goes in is scaled, and weights come out in lowest terms.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and nothing is divided by 0")]

use dashu_int::IBig;
use dashu_int::ops::Gcd;
use rust_decimal::Decimal;

use crate::number::{I256, Proportion, Rounding, nearest_big};

/// Shares with a longer denominator are rounded to so many decimals before their proportion is taken.
const LONG_DECIMALS: usize = 30;

/// Sums of shares are exact as long as their denominator has at most so many bits.
const MOST_BITS: usize = 1024;

/// Sums of other shares take each share to so many decimals.
const SUMMED_DECIMALS: usize = 40;

/// Decimals times the least power of ten that makes integers of them all, and that power.
pub(super) fn integers<'a>(decimals: impl Iterator<Item = &'a Decimal> + Clone) -> (Vec<IBig>, IBig) {
    let places = decimals.clone().map(|one| one.normalize().scale()).max().unwrap_or(0);
    let integer = |one: &Decimal| {
        let one = one.normalize();
        IBig::from(one.mantissa()) * power_of_ten(places.saturating_sub(one.scale()) as usize)
    };
    (decimals.map(integer).collect(), power_of_ten(places as usize))
}

/// A ratio of 0 or more as it is published; none where the denominator is not above 0, or of what has too many digits.
pub(super) fn published_ratio(numerator: &IBig, denominator: &IBig) -> Option<Decimal> {
    let units = nearest_big(&(numerator * power_of_ten(Rounding::OF_SHARES.decimals as usize)), denominator)?;
    let units = i128::try_from(units).ok()?;
    Some(Decimal::try_from_i128_with_scale(units, Rounding::OF_SHARES.decimals).ok()?.normalize())
}

/// Parts of 0 or more over their total as they are published, each rounded by itself.
pub(super) fn published_shares(parts: &[IBig]) -> Option<Vec<Decimal>> {
    let total: IBig = parts.iter().sum();
    parts.iter().map(|part| published_ratio(part, &total)).collect()
}

/// The proportion of parts of 0 or more, one of them above 0.
pub(super) fn proportion(parts: &[IBig]) -> Option<Proportion> {
    let common = common_divisor(parts.iter());
    let short = |part: IBig| Some(I256::new(i128::try_from(part).ok()?));
    let exact: Option<Vec<I256>> = parts.iter().map(|part| short(part / &common)).collect();
    let rounded_parts = || {
        let (total, unit): (IBig, IBig) = (parts.iter().sum(), power_of_ten(LONG_DECIMALS));
        parts.iter().map(|part| short(nearest_big(&(part * &unit), &total)?)).collect()
    };
    Proportion::computed(&exact.or_else(rounded_parts)?)
}

/// Sums of shares, of which weights that are means are made.
///
/// They are exact as long as the common denominator is short enough, which depends on no order. The denominator for
/// thousands of subjects can have thousands of digits: then each share is rounded, alike for equal ones.
#[derive(Debug)]
pub(super) struct ShareSums {
    /// Numerators, and their common denominator.
    exact: Option<(Vec<IBig>, IBig)>,
    rounded: Vec<IBig>,
}

impl ShareSums {
    /// Of nobody's shares among so many parts.
    pub(super) fn among(parts: usize) -> Self {
        Self { exact: Some((vec![IBig::ZERO; parts], IBig::ONE)), rounded: vec![IBig::ZERO; parts] }
    }

    /// Adds the shares that parts are of their total; none where that is 0.
    pub(super) fn add(&mut self, parts: &[IBig]) -> Option<()> {
        let total: IBig = parts.iter().sum();
        for (sum, part) in self.rounded.iter_mut().zip(parts) {
            *sum += nearest_big(&(part * power_of_ten(SUMMED_DECIMALS)), &total)?;
        }
        if let Some((sums, denominator)) = self.exact.take() {
            // The total is above 0, as the rounding of shares has found.
            let common = common_divisor(parts.iter());
            let total = total / &common;
            let shared = IBig::from((&denominator).gcd(&total));
            let (widened, times) = (&total / &shared, &denominator / &shared);
            let denominator = denominator * &widened;
            let sums =
                sums.into_iter().zip(parts).map(|(sum, part)| sum * &widened + part / &common * &times).collect();
            self.exact = (denominator < IBig::ONE << MOST_BITS).then_some((sums, denominator));
        }
        Some(())
    }

    /// The proportion of the sums, which is that of the means.
    pub(super) fn proportion(&self) -> Option<Proportion> {
        proportion(self.exact.as_ref().map_or(&self.rounded, |(sums, _)| sums))
    }
}

/// The greatest common divisor of numbers of 0 or more; 1 where all of them are 0.
pub(super) fn common_divisor<'a>(numbers: impl Iterator<Item = &'a IBig>) -> IBig {
    // A number and 0 have that number as theirs; of two zeros there is none.
    let above = numbers.filter(|number| !number.is_zero());
    above.cloned().reduce(|common, number| IBig::from(common.gcd(number))).unwrap_or(IBig::ONE)
}

fn power_of_ten(exponent: usize) -> IBig {
    IBig::from(10).pow(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<const N: usize>(parts: [i64; N]) -> Vec<IBig> {
        parts.map(IBig::from).to_vec()
    }

    #[test]
    fn decimals_become_integers_of_one_unit() {
        let decimals = [Decimal::new(1250, 3), Decimal::from(-3), Decimal::new(1, 2)];
        assert_eq!(integers(decimals.iter()), (whole([125, -300, 1]), IBig::from(100)));
        assert_eq!(integers([].iter()), (vec![], IBig::ONE));
    }

    #[test]
    fn published_ratios_are_rounded_by_themselves_and_halves_go_to_the_even_digit() {
        let published = |numerator: i64, denominator: i64| {
            published_ratio(&numerator.into(), &denominator.into()).map(|found| found.to_string())
        };
        assert_eq!(published(5, 10_000_000_000_000).unwrap(), "0");
        assert_eq!(published(15, 10_000_000_000_000).unwrap(), "0.000000000002");
        assert_eq!(published(2, 3).unwrap(), "0.666666666667");
        assert_eq!((published(1, 0), published(-1, 3)), (None, None));
        let third = Decimal::new(333_333_333_333, 12);
        assert_eq!(published_shares(&whole([1, 1, 1])).unwrap(), [third; 3]);
    }

    #[test]
    fn proportions_are_exact_in_lowest_terms_and_rounded_where_they_are_long() {
        let long = IBig::from(7).pow(99);
        let times = |parts: [i64; 3]| parts.map(|part| &long * IBig::from(part));
        assert_eq!(proportion(&times([6, 0, 9])).unwrap().parts(), [2, 0, 3]);
        let odd = [long.clone() + IBig::ONE, long.clone(), long];
        assert_eq!(proportion(&odd).unwrap().parts(), [1, 1, 1]);
        assert_eq!(proportion(&whole([0, 0])), None);
    }

    #[test]
    fn sums_of_shares_are_exact_and_depend_on_no_order() {
        // 1/6 + 1/3 + 1/4 of the first: 3/4 of 3.
        let shares = [whole([1, 5]), whole([1, 2]), whole([2, 6])];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut sums = ShareSums::among(2);
            for at in order {
                sums.add(&shares[at]).unwrap();
            }
            assert_eq!(sums.proportion().unwrap().parts(), [1, 3]);
        }
        let mut sums = ShareSums::among(2);
        assert_eq!((sums.proportion(), sums.add(&whole([0, 0]))), (None, None));
    }

    #[test]
    fn sums_with_a_long_denominator_are_rounded_alike() {
        // Over 2 · 7⁴⁰⁰ and over 7⁴⁰⁰, more than 1,024 bits: three halves less a little, or a little more.
        let long = IBig::from(7).pow(400);
        let mut sums = ShareSums::among(2);
        for parts in [whole([1, 1]), vec![long.clone(), IBig::ONE], vec![IBig::ONE, long]] {
            sums.add(&parts).unwrap();
        }
        assert!(sums.exact.is_none());
        assert_eq!(sums.proportion().unwrap().parts(), [1, 1]);
    }
}
