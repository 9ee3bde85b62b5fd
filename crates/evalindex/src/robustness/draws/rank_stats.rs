//! Rank statistics of one subject: mean, deviation and quantiles of its ranks in draws, from counts in whole numbers.

use rust_decimal::Decimal;

use super::tally::Counts;

/// The number of decimals of published statistics.
pub(super) const PUBLISHED: u32 = 10;

/// Quantiles of the rank of one subject over draws, linear between two draws (type 7 of Hyndman & Fan, The American
/// Statistician 50 (1996)); from 1, to 10 decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quantiles {
    /// 5 %: a twentieth of the draws give this rank or a better one.
    pub q05: Decimal,
    /// The lower quartile.
    pub q25: Decimal,
    /// The median.
    pub median: Decimal,
    /// The upper quartile.
    pub q75: Decimal,
    /// 95 %: a twentieth of the draws give a worse rank or this one.
    pub q95: Decimal,
}

/// The ranks of one subject, with their sums.
pub(super) struct RankStats<'a> {
    places: &'a Counts,
    /// For each rank, the number of draws with it or a better one.
    up_to: Vec<u64>,
    counted: u32,
    sum: u128,
    squares: u128,
}

impl<'a> RankStats<'a> {
    pub(super) fn new(places: &'a Counts, counted: u32) -> Self {
        let mut stats = Self { places, up_to: Vec::with_capacity(places.len()), counted, sum: 0, squares: 0 };
        let mut before = 0_u64;
        for (place, count) in places {
            let (place, count) = (u64::try_from(*place).unwrap_or(u64::MAX), u64::from(*count));
            let weighed = place.saturating_mul(count);
            before = before.saturating_add(count);
            stats.up_to.push(before);
            stats.sum = stats.sum.saturating_add(u128::from(weighed));
            stats.squares = stats.squares.saturating_add(u128::from(weighed).saturating_mul(u128::from(place)));
        }
        stats
    }

    /// The mean rank.
    pub(super) fn mean(&self) -> Decimal {
        of_counted(self.sum, self.counted)
    }

    /// The sample standard deviation, `√((Σx² − (Σx)²/N)/(N − 1))`; 0 for one draw.
    pub(super) fn deviation(&self) -> Decimal {
        let n = u128::from(self.counted);
        let above = self.squares.saturating_mul(n).saturating_sub(self.sum.saturating_mul(self.sum));
        let below = n.saturating_mul(n.saturating_sub(1));
        if below == 0 {
            return Decimal::ZERO;
        }
        #[allow(clippy::cast_possible_truncation, reason = "a deviation of places")]
        let units = libm::round(libm::sqrt(above as f64 / below as f64) * 1e10) as i64;
        Decimal::new(units, PUBLISHED).normalize()
    }

    /// The published quantiles.
    pub(super) fn quantiles(&self) -> Quantiles {
        let of = |percent: u64| self.quantile(percent);
        Quantiles { q05: of(5), q25: of(25), median: of(50), q75: of(75), q95: of(95) }
    }

    /// The rank at the position `(N − 1)·percent/100` of the sorted ranks, counted from 0; linear between two
    /// positions.
    fn quantile(&self, percent: u64) -> Decimal {
        let hundredths = u64::from(self.counted.saturating_sub(1)).saturating_mul(percent);
        let (at, rest) = (hundredths / 100, hundredths % 100);
        let place = |number: u64| {
            let reached = self.places.get(self.up_to.partition_point(|up_to| *up_to <= number));
            Decimal::from(reached.map_or(0, |(place, _)| *place))
        };
        let low = place(at);
        if rest == 0 {
            return low;
        }
        let step = place(at.saturating_add(1)).saturating_sub(low);
        let part = step.saturating_mul(Decimal::new(i64::try_from(rest).unwrap_or_default(), 2));
        low.saturating_add(part).normalize()
    }
}

/// A count or a sum over draws, divided by the number of counted draws, to 10 decimals, half up.
pub(super) fn of_counted(count: u128, counted: u32) -> Decimal {
    const UNIT: u128 = 10_u128.pow(PUBLISHED);
    let n = u128::from(counted.max(1));
    let doubled = count.saturating_mul(UNIT).saturating_mul(2).saturating_add(n).checked_div(n.saturating_mul(2));
    let units = doubled.and_then(|units| i128::try_from(units).ok()).unwrap_or_default();
    Decimal::try_from_i128_with_scale(units, PUBLISHED).unwrap_or_default().normalize()
}
