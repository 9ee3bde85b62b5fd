//! The stability range of grades, in closed form.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::crossing;
use super::curve::{CROSSING, Curve};
use super::root::Root;
use super::stability_range::StabilityRange;
use super::total::{Total, is_above};
use crate::engine::{Placed, RankedRow, Scores, View, grade_numbers};
use crate::model::{Grade, PerRanked, Within};
use crate::number::{Exact, Real};
use crate::order::Ties;
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::grading::Grading;

/// The present grades or classes of an index. Subjects are in the order of the ranking.
pub(super) struct Grades<'a> {
    view: &'a View<'a>,
    grading: Grading<'a>,
    ranked: PerRanked<RankedRow>,
    /// The grade of each subject, 0 the best; that of one without a grade comes after the last.
    given: PerRanked<usize>,
}

impl<'a> Grades<'a> {
    /// The grades of an index; none where it has neither grades nor classes.
    pub(super) fn new(view: &'a View<'a>, placed: &Placed) -> Option<Self> {
        let grading = Grading::new(view, placed)?;
        let ranked = placed.map(|_, (ranked, _)| *ranked);
        let given = grade_numbers(view, placed).map(|_, number| number.unwrap_or(grading.count()));
        Some(Self { view, grading, ranked, given })
    }

    /// Whether there is a closed form: grades depend on cut points only, or no two present totals are equal. Subjects
    /// with equal totals are graded together, so that their grade depends on the room that others leave; and ranks
    /// without gaps change for all subjects behind a new tie.
    pub(super) fn are_closed(&self) -> bool {
        let index = self.view.index;
        let dense = index.classes.is_some() && index.ranking.ties == Ties::Dense;
        let apart =
            || self.ranked.as_slice().windows(2).all(|pair| matches!(pair, [one, other] if one.class != other.class));
        // Scores of nodes have no curves here, and rooms of groups are not told apart.
        let beside = |grade: &Grade| grade.within == Within::Group || !grade.requires.is_empty();
        !index.grades.iter().any(beside) && (!self.by_place() || !dense && apart())
    }

    /// Whether grades depend on ranks, by a quota or by classes.
    fn by_place(&self) -> bool {
        let index = self.view.index;
        index.classes.is_some() || index.grades.iter().any(|grade| grade.max_share.is_some())
    }

    /// Whether a grade depends on the room that others leave: then what becomes of several subjects at one share is known
    /// only from all of them together.
    pub(super) fn have_quotas(&self) -> bool {
        self.view.index.grades.iter().any(|grade| grade.max_share.is_some())
    }

    /// Notes what changes a grade, from the total of each subject as a function of the share. `kept` says whether two
    /// subjects keep their order where their totals are equal.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn note(
        &self,
        totals: &[Total],
        share: &Exact,
        stability: &mut StabilityRange,
        kept: &Kept<'_>,
        pulse: &Pulse<'_>,
    ) -> Result<(), Cancelled> {
        self.cuts(totals, stability, pulse)?;
        if self.by_place() {
            self.borders(totals, &Root::from(share.clone()), stability, kept, pulse)?;
        }
        Ok(())
    }

    /// A grade changes where a total falls below its cut point, which is inclusive, or rises to that of a better grade
    /// that has room.
    fn cuts(&self, curves: &[Total], stability: &mut StabilityRange, pulse: &Pulse<'_>) -> Result<(), Cancelled> {
        let totals = self.view.totals();
        let order = self.view.order();
        let cut = |cut: Decimal| (cut, Total::from(Curve::constant(order.merit(Exact::from(cut)))));
        let grades: Vec<(Option<(Decimal, Total)>, bool)> =
            (0..).zip(&self.view.index.grades).map(|(at, grade)| (grade.cut().map(cut), self.has_room(at))).collect();
        let last = grades.len().saturating_sub(1);
        // A veto takes a subject out of the better grades; the last one remains, where it meets its cut.
        let is_out = |grade: usize, (lowest, barred): (bool, bool)| grade < last && (lowest || barred && grade == 0);
        for ((at, ranked, own), curve) in self.ranked.zip(&self.given).zip(curves) {
            let vetoes = self.grading.vetoes(at);
            for (grade, (at_least, has_room)) in grades.iter().enumerate().take(own.saturating_add(1)) {
                let Some((at_least, cut)) = at_least.as_ref().filter(|_| !is_out(grade, vetoes)) else { continue };
                pulse.spend(CROSSING)?;
                match totals.against(ranked.row, *at_least).map(|scores| order.by_scores(scores)) {
                    // A total at the cut point can only fall below it.
                    Some(Ordering::Equal) if grade == *own => stability.parting(curve, cut, false),
                    Some(Ordering::Greater) if grade == *own => stability.crossing(curve, cut, |_| true),
                    // A veto gives the last grade whatever its quota.
                    Some(Ordering::Less) if vetoes.0 || *has_room => stability.crossing(cut, curve, |_| false),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Whether a grade has room for one more subject.
    fn has_room(&self, grade: usize) -> bool {
        let counts = |(at, given): &(_, &usize)| **given == grade && !self.grading.vetoes(*at).0;
        let taken = self.given.iter().filter(counts).count();
        self.grading.quota(grade).is_none_or(|quota| taken < quota)
    }

    /// Where quotas are full, and between classes, a grade changes where the total of a subject with it crosses that of
    /// a subject with a worse one.
    fn borders(
        &self,
        totals: &[Total],
        present: &Root,
        stability: &mut StabilityRange,
        kept: &Kept<'_>,
        pulse: &Pulse<'_>,
    ) -> Result<(), Cancelled> {
        for grade in 0..self.grading.count() {
            let counted = self.given.iter().zip(totals).filter(|((at, _), _)| {
                let (lowest, barred) = self.grading.vetoes(*at);
                self.view.index.classes.is_some() || !(lowest || (barred && grade == 0))
            });
            let (mut above, mut below) = (Side::default(), Side::default());
            for ((at, given), total) in counted {
                match given.cmp(&grade) {
                    Ordering::Less => {}
                    Ordering::Equal => above.push(self.ranked[at], total),
                    Ordering::Greater => below.push(self.ranked[at], total),
                }
            }
            for end in [Exact::ZERO, Exact::ONE] {
                let sides = (above.totals.as_slice(), below.totals.as_slice());
                if let Some(share) = crossing::first(sides, (present, Root::from(end)), pulse)? {
                    // Where totals that keep their order only touch, the range ends too early: the next crossing is not known.
                    let classes = self.view.index.classes.is_some();
                    stability.event(&share.as_crossing(), || !(classes && above.keeps(&below, &share, kept)));
                }
            }
        }
        Ok(())
    }
}

/// Whether two subjects, the first ahead of the second now, keep their order at a share where their totals are equal.
pub(super) type Kept<'a> = dyn Fn([RankedRow; 2], &Root) -> bool + 'a;

/// The subjects on one side of a border between grades.
#[derive(Default)]
struct Side<'a> {
    ranked: Vec<RankedRow>,
    totals: Vec<&'a Total>,
}

impl<'a> Side<'a> {
    fn push(&mut self, ranked: RankedRow, total: &'a Total) {
        self.ranked.push(ranked);
        self.totals.push(total);
    }

    /// Whether all of this side stay before those of the other where some of their totals are equal: then their grades, which
    /// are classes of places, are as now.
    fn keeps(&self, below: &Self, share: &Root, kept: &Kept<'_>) -> bool {
        let Some(at) = share.exact() else { return false };
        let lowest = self.totals.iter().map(|total| total.near_at(share.near())).min_by(|one, two| one.compare(*two));
        let Some(met) = lowest else { return false };
        let meeting = |side: &Self| -> Vec<(RankedRow, Option<Exact>)> {
            let all = side.ranked.iter().zip(&side.totals);
            let near = all.filter(|(_, total)| is_near(total.near_at(share.near()), met));
            near.map(|(ranked, total)| (*ranked, total.at(at))).collect()
        };
        let (ahead, behind) = (meeting(self), meeting(below));
        ahead.iter().all(|(one, total)| behind.iter().all(|(two, other)| total != other || kept([*one, *two], share)))
    }
}

/// Whether two totals may be the same.
fn is_near(one: Real, other: Real) -> bool {
    !is_above(one, other) && !is_above(other, one)
}
