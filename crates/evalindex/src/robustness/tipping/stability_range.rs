//! A stability range under construction: the nearest events on either side of the present share.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::curve::Curve;
use crate::robustness::range::{WeightRange, as_published, with_ends};

/// A stability range under construction, around the present share.
#[derive(Clone, Copy, Debug)]
pub(super) struct StabilityRange {
    present: Decimal,
    range: WeightRange,
}

impl StabilityRange {
    /// The range without any event.
    pub(super) fn new(present: Decimal) -> Self {
        Self { present, range: WeightRange::default() }
    }

    /// Notes a share at which something changes.
    pub(super) fn event(&mut self, share: Decimal) {
        let share = with_ends(share);
        if share <= self.present && share >= Decimal::ZERO && self.range.low.is_none_or(|low| low < share) {
            self.range.low = Some(share);
        }
        if share >= self.present && share <= Decimal::ONE && self.range.high.is_none_or(|high| high > share) {
            self.range.high = Some(share);
        }
    }

    /// Notes the crossings of a total with one below it. `unless` says whether nothing changes where the two are equal:
    /// then nothing does at a share of 0 or 1, as there are no shares beyond.
    pub(super) fn crossing(&mut self, ahead: &Curve, behind: &Curve, unless: impl Fn() -> bool) {
        for share in ahead.crossings(behind) {
            let is_end = |share: Decimal| share.is_zero() || share == Decimal::ONE;
            if !(is_end(with_ends(share)) && unless()) {
                self.event(share);
            }
        }
    }

    /// Notes the changes of two totals that are equal at the present share. `either` says whether the first getting
    /// ahead is a change, too; else only its falling behind is. There are no shares below 0.
    pub(super) fn parting(&mut self, one: &Curve, other: &Curve, either: bool) {
        let mut shares = one.crossings(other);
        if shares.is_empty() {
            return;
        }
        shares.sort_by_key(|share| share.checked_sub(self.present).unwrap_or(Decimal::MAX).abs());
        // The nearest is the present share itself.
        shares.into_iter().skip(1).for_each(|share| self.event(share));
        let slopes = one.compare_slopes(other, self.present);
        if (either || slopes != Ordering::Less) && !self.present.is_zero() {
            self.range.low = Some(self.present);
        }
        if either || slopes != Ordering::Greater {
            self.range.high = Some(self.present);
        }
    }

    /// The range.
    pub(super) fn range(self) -> WeightRange {
        WeightRange { low: self.range.low.map(as_published), high: self.range.high.map(as_published) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: i64, slope: i64) -> Curve {
        Curve::line(from.into(), slope.into())
    }

    #[test]
    fn the_nearest_events_on_either_side_make_the_range() {
        let mut stability = StabilityRange::new(Decimal::new(4, 1));
        for event in [Decimal::new(1, 1), Decimal::new(3, 1), Decimal::new(9, 1), Decimal::TWO, Decimal::NEGATIVE_ONE] {
            stability.event(event);
        }
        let range = stability.range();
        assert_eq!((range.low, range.high), (Some(Decimal::new(3, 1)), Some(Decimal::new(9, 1))));
        assert_eq!(serde_json::to_string(&range).unwrap(), "[0.3,0.9]");
        assert_eq!(serde_json::to_string(&WeightRange::default()).unwrap(), "[null,null]");
    }

    #[test]
    fn equals_part_at_once_or_only_where_the_first_falls_behind() {
        let half = Decimal::new(5, 1);
        let range = |one: Curve, other: Curve, either| {
            let mut stability = StabilityRange::new(half);
            stability.parting(&one, &other, either);
            (stability.range().low, stability.range().high)
        };
        // 50 + 20t and 55 + 10t are both 60 at 0.5; below, the first is behind.
        assert_eq!(range(line(50, 20), line(55, 10), true), (Some(half), Some(half)));
        assert_eq!(range(line(50, 20), line(55, 10), false), (Some(half), None));
        assert_eq!(range(line(55, 10), line(50, 20), false), (None, Some(half)));
        assert_eq!(range(line(50, 20), line(50, 20), true), (None, None));
    }

    #[test]
    fn a_third_is_on_both_sides_of_itself() {
        let third = Decimal::ONE / Decimal::from(3);
        let mut stability = StabilityRange::new(third);
        // 60t and 30 − 30t are equal at 1/3.
        stability.event(line(0, 60).crossings(&line(30, -30))[0]);
        let third = Some(Decimal::new(333_333_333_333, 12));
        assert_eq!((stability.range().low, stability.range().high), (third, third));
    }
}
