//! A stability range under construction: the nearest events on either side of the present share.

use std::cmp::Ordering;

use super::root::Root;
use super::total::Total;
use crate::number::{Exact, Near, Real};
use crate::robustness::range::{RangeEnd, WeightRange};

/// A stability range under construction, around the present share.
#[derive(Clone, Debug)]
pub(super) struct StabilityRange {
    present: Root,
    low: Option<End>,
    high: Option<End>,
    /// Whether trials decide what changes at a share of 0, and of 1.
    tried: [bool; 2],
}

/// The nearest event on one side.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub(super) share: Root,
    /// Whether something has changed at the share itself.
    pub(super) open: bool,
    /// Whether several events fall on this share.
    pub(super) several: bool,
}

impl StabilityRange {
    /// The range without any event, around a fraction. `tried` says whether trials decide what changes at a share of 0,
    /// and of 1.
    pub(super) fn new(present: &Exact, tried: [bool; 2]) -> Self {
        Self { present: Root::from(present.clone()), low: None, high: None, tried }
    }

    /// The ends found so far, to 37 digits; those of the scale where there are none.
    fn reached(&self) -> [Real; 2] {
        let near = |end: &Option<End>, else_: Real| end.as_ref().map_or(else_, |end| end.share.near());
        [near(&self.low, Real::ZERO), near(&self.high, Real::ONE)]
    }

    /// Both ends.
    pub(super) fn ends(&mut self) -> impl Iterator<Item = &mut End> {
        [&mut self.low, &mut self.high].into_iter().flatten()
    }

    /// Notes a share from which on something changes, or beyond which it does where nothing has changed at the share itself
    /// (`open` is false). Nothing lies beyond 0 and 1, nor has changed beyond where two totals only touch.
    pub(super) fn event(&mut self, share: &Root, open: impl Fn() -> bool) {
        if !share.is_share() {
            return;
        }
        let [at_zero, at_one] = self.tried;
        let is_end = share.is_end_of_scale();
        let from = share.compare(&self.present);
        if is_end && from.is_ne() && if from.is_lt() { at_zero } else { at_one } {
            return;
        }
        let nearer = |end: &Option<End>, side: Ordering| {
            from != side.reverse() && end.as_ref().is_none_or(|end| share.compare(&end.share) != side)
        };
        let [below, above] = [nearer(&self.low, Ordering::Less), nearer(&self.high, Ordering::Greater)];
        if !(below || above) {
            return;
        }
        let open = open();
        if !open && (is_end || share.touches()) {
            return;
        }
        for side in [below.then_some(&mut self.low), above.then_some(&mut self.high)].into_iter().flatten() {
            match side {
                Some(end) if end.share.compare(share).is_eq() => (end.open, end.several) = (end.open || open, true),
                _ => *side = Some(End { share: share.clone(), open, several: false }),
            }
        }
    }

    /// Notes the crossings of a total with one below it. `kept` says whether nothing has changed where the two are equal.
    pub(super) fn crossing(&mut self, ahead: &Total, behind: &Total, kept: impl Fn(&Root) -> bool) {
        if ahead.may_meet(behind, self.reached()) {
            for share in ahead.crossings(behind) {
                self.event(&share, || !kept(&share));
            }
        }
    }

    /// Notes the changes of two totals that are equal at the present share. `either` says whether the first getting
    /// ahead is a change, too; else only its falling behind is, and the two are in order where they are equal again.
    pub(super) fn parting(&mut self, one: &Total, other: &Total, either: bool) {
        let present = self.present.value();
        let equation = one.curve().equation(other.curve());
        let [before, after] = equation.signs_around(&present);
        let mut shares = equation.roots();
        shares.sort_by_key(|share| (share.value() - present.clone()).abs());
        if shares.is_empty() {
            return;
        }
        // The nearest is the present share itself.
        shares.iter().skip(1).for_each(|share| self.event(share, || false));
        let at_present = || End { share: self.present.clone(), open: false, several: false };
        if (either || before.is_lt()) && !present.is_zero() {
            self.low = Some(at_present());
        }
        if either || after.is_lt() {
            self.high = Some(at_present());
        }
    }

    /// Notes a change at a share of 0 or 1 that a trial has shown, where no nearer one is known; above a present share of
    /// 0, at once.
    pub(super) fn jump(&mut self, share: &Exact, above: bool) {
        let share = Root::from(share.clone());
        let side = if above { &mut self.high } else { &mut self.low };
        if share.compare(&self.present).is_eq() {
            *side = Some(End { share, open: false, several: false });
        } else {
            side.get_or_insert(End { share, open: true, several: false });
        }
    }

    /// The range; `near` says when real totals count as equal.
    pub(super) fn range(&self, near: Near) -> WeightRange {
        let present = self.present.value();
        let end = |end: &End, up: bool| match end.share.exact() {
            Some(share) => RangeEnd::exact(share, end.open, up, &present),
            None => RangeEnd::inside(end.share.inside(up, near), true, up, &present),
        };
        WeightRange {
            low: self.low.as_ref().map(|low| end(low, true)),
            high: self.high.as_ref().map(|high| end(high, false)),
        }
    }
}
