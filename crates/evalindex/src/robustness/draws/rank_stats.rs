//! The places that one subject took: mean, deviation and quantiles, from whole numbers.

use rust_decimal::Decimal;

use super::tally::Counts;

/// Statistics are published to so many decimals.
pub(super) const PUBLISHED: u32 = 10;

/// Quantiles of a place: between two draws in proportion (type 7 of Hyndman & Fan).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quantiles {
    /// 5 %.
    pub q05: Decimal,
    /// 25 %.
    pub q25: Decimal,
    /// The median.
    pub median: Decimal,
    /// 75 %.
    pub q75: Decimal,
    /// 95 %.
    pub q95: Decimal,
}

/// The places that a subject took, with what they come to.
pub(super) struct RankStats<'a> {
    places: &'a Counts,
    /// For each place, how many draws took it or a better one.
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

    pub(super) fn mean(&self) -> Decimal {
        of_counted(self.sum, self.counted)
    }

    /// `√((Σx² − (Σx)²/N)/(N − 1))`; 0 of one draw.
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

    pub(super) fn quantiles(&self) -> Quantiles {
        let of = |percent: u64| self.quantile(percent);
        Quantiles { q05: of(5), q25: of(25), median: of(50), q75: of(75), q95: of(95) }
    }

    /// The place at `(N − 1)·percent/100`, counted from 0 in order, between two in proportion.
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

/// A count, or a sum over draws, divided by the draws that were counted; half up.
pub(super) fn of_counted(count: u128, counted: u32) -> Decimal {
    const UNIT: u128 = 10_u128.pow(PUBLISHED);
    let n = u128::from(counted.max(1));
    let doubled = count.saturating_mul(UNIT).saturating_mul(2).saturating_add(n).checked_div(n.saturating_mul(2));
    let units = doubled.and_then(|units| i128::try_from(units).ok()).unwrap_or_default();
    Decimal::try_from_i128_with_scale(units, PUBLISHED).unwrap_or_default().normalize()
}
