//! Between decimals and the integers of linear programs: what goes in is scaled, what comes out is rounded once.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and nothing is divided by 0")]

use dashu_int::IBig;
use rust_decimal::Decimal;

use super::proportion::totalling_one;

/// What a linear program gives is published with so many decimals.
const PUBLISHED_DECIMALS: u32 = 10;

/// Shares that are summed for a mean keep so many decimals.
const MEAN_DECIMALS: usize = 40;
/// Means keep so many before they are published.
const SNAP_DECIMALS: usize = 30;

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
    let units = rounded(&(numerator * power_of_ten(PUBLISHED_DECIMALS as usize)), denominator)?;
    let units = i128::try_from(units).ok()?;
    Some(Decimal::try_from_i128_with_scale(units, PUBLISHED_DECIMALS).ok()?.normalize())
}

/// Parts of 0 or more over their total as they are published, the largest taking what rounding leaves.
pub(super) fn published_shares(parts: &[IBig]) -> Option<Vec<Decimal>> {
    let total: IBig = parts.iter().sum();
    totalling_one(parts.iter().map(|part| published_ratio(part, &total)).collect::<Option<_>>()?)
}

/// Means of shares, whose exact sum would have a denominator of thousands of digits: each share is kept to 40 decimals, and
/// means to 30 before they are published, so that they depend on no order and a half is a half.
#[derive(Debug)]
pub(super) struct MeanShares {
    sums: Vec<IBig>,
    count: usize,
}

impl MeanShares {
    /// Of nobody's shares among so many parts.
    pub(super) fn among(parts: usize) -> Self {
        Self { sums: vec![IBig::ZERO; parts], count: 0 }
    }

    /// Adds the shares that parts are of their total; none where that is 0.
    pub(super) fn add(&mut self, parts: &[IBig]) -> Option<()> {
        let total: IBig = parts.iter().sum();
        for (sum, part) in self.sums.iter_mut().zip(parts) {
            *sum += rounded(&(part * power_of_ten(MEAN_DECIMALS)), &total)?;
        }
        self.count = self.count.saturating_add(1);
        Some(())
    }

    /// The means as they are published.
    pub(super) fn published(&self) -> Option<Vec<Decimal>> {
        let unit = power_of_ten(MEAN_DECIMALS.saturating_sub(SNAP_DECIMALS)) * IBig::from(self.count);
        published_shares(&self.sums.iter().map(|sum| rounded(sum, &unit)).collect::<Option<Vec<_>>>()?)
    }
}

/// The integer nearest to a ratio of 0 or more, a half going to the even one.
fn rounded(numerator: &IBig, denominator: &IBig) -> Option<IBig> {
    if denominator <= &IBig::ZERO || numerator < &IBig::ZERO {
        return None;
    }
    let whole = numerator / denominator;
    let twice = (numerator - &whole * denominator) * IBig::from(2);
    let is_odd = !(&whole % IBig::from(2)).is_zero();
    let up = twice > *denominator || (twice == *denominator && is_odd);
    Some(if up { whole + IBig::ONE } else { whole })
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
    fn halves_go_to_the_even_digit_and_the_largest_share_takes_what_is_left() {
        let published = |numerator: i64, denominator: i64| {
            published_ratio(&numerator.into(), &denominator.into()).map(|found| found.to_string())
        };
        assert_eq!(published(5, 100_000_000_000).unwrap(), "0");
        assert_eq!(published(15, 100_000_000_000).unwrap(), "0.0000000002");
        assert_eq!(published(2, 3).unwrap(), "0.6666666667");
        assert_eq!((published(1, 0), published(-1, 3)), (None, None));
        let published =
            published_shares(&whole([1, 3, 2])).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(published, ["0.1666666667", "0.5", "0.3333333333"]);
        assert_eq!(published_shares(&whole([1, 1, 1])).unwrap()[0], Decimal::new(3_333_333_334, 10));
    }

    #[test]
    fn means_depend_on_no_order_and_find_halves() {
        // Thirds that add up to 0.25 exactly, or to a half of the last digit.
        let shares = [whole([1, 5]), whole([1, 2]), whole([1, 3])];
        let mut means = MeanShares::among(2);
        for parts in &shares {
            means.add(parts).unwrap();
        }
        assert_eq!(means.published().unwrap(), [Decimal::new(25, 2), Decimal::new(75, 2)]);
        let mut means = MeanShares::among(2);
        // 10⁻¹¹ · (2/6 + 1/6 + 87/6)/3 = 5 · 10⁻¹¹, which goes to 0.
        let one = 600_000_000_000;
        for sixths in [2, 1, 87] {
            means.add(&whole([sixths, one - sixths])).unwrap();
        }
        assert_eq!(means.published().unwrap(), [Decimal::ZERO, Decimal::ONE]);
    }
}
