//! The stability range of grades, in closed form.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::crossing::Total;
use super::curve::{CROSSING, Curve};
use super::stability_range::StabilityRange;
use crate::engine::{Placed, RankedRow, Scores, View};
use crate::model::PerRanked;
use crate::number::Exact;
use crate::order::Ties;
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::grading::Grading;
use crate::robustness::range::WeightRange;
use crate::robustness::tipping::crossing;

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
        let keys: Vec<i128> = ranked.values().map(|one| view.draw_key(one.row)).collect::<Option<_>>()?;
        let given = grading.grades(&keys, &(1..).take(keys.len()).collect::<Vec<u32>>());
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
        !self.by_place() || !dense && apart()
    }

    /// Whether grades depend on ranks, by a quota or by classes.
    fn by_place(&self) -> bool {
        let index = self.view.index;
        index.classes.is_some() || index.grades.iter().any(|grade| grade.max_share.is_some())
    }

    /// The stability range around a share, from the total of each subject as a function of it.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn range(&self, curves: &[Curve], share: Decimal, pulse: &Pulse<'_>) -> Result<WeightRange, Cancelled> {
        let mut stability = StabilityRange::new(share);
        self.cuts(curves, &mut stability, pulse)?;
        if self.by_place() {
            self.borders(curves, share, &mut stability, pulse)?;
        }
        Ok(stability.range())
    }

    /// A grade changes where a total falls below its cut point, or rises to that of a better grade that has room.
    fn cuts(&self, curves: &[Curve], stability: &mut StabilityRange, pulse: &Pulse<'_>) -> Result<(), Cancelled> {
        let totals = self.view.totals();
        let grades: Vec<(Option<Decimal>, bool)> =
            (0..).zip(&self.view.index.grades).map(|(at, grade)| (grade.at_least, self.has_room(at))).collect();
        let last = grades.len().saturating_sub(1);
        // A veto takes a subject out of the better grades; the last one remains, where it meets its cut.
        let is_out = |grade: usize, (lowest, barred): (bool, bool)| grade < last && (lowest || barred && grade == 0);
        for ((at, ranked, own), curve) in self.ranked.zip(&self.given).zip(curves) {
            let vetoes = self.grading.vetoes(at);
            for (grade, (at_least, has_room)) in grades.iter().enumerate().take(own.saturating_add(1)) {
                let Some(at_least) = at_least.filter(|_| !is_out(grade, vetoes)) else { continue };
                pulse.spend(CROSSING)?;
                let cut = &Curve::constant(Exact::from(at_least));
                match totals.against(ranked.row, at_least) {
                    // A total at the cut point can only fall below it.
                    Some(Ordering::Equal) if grade == *own => stability.parting(curve, cut, false),
                    Some(Ordering::Greater) if grade == *own => stability.crossing(curve, cut, || true),
                    // A veto gives the last grade whatever its quota.
                    Some(Ordering::Less) if vetoes.0 || *has_room => stability.crossing(cut, curve, || false),
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
        curves: &[Curve],
        share: Decimal,
        stability: &mut StabilityRange,
        pulse: &Pulse<'_>,
    ) -> Result<(), Cancelled> {
        let totals: Vec<Total> = curves.iter().cloned().map(Total::from).collect();
        for grade in 0..self.grading.count() {
            let counted = self.given.iter().zip(&totals).filter(|((at, _), _)| {
                let (lowest, barred) = self.grading.vetoes(*at);
                self.view.index.classes.is_some() || !(lowest || (barred && grade == 0))
            });
            let (mut above, mut below) = (Vec::new(), Vec::new());
            for ((_, given), total) in counted {
                match given.cmp(&grade) {
                    Ordering::Less => {}
                    Ordering::Equal => above.push(total.clone()),
                    Ordering::Greater => below.push(total.clone()),
                }
            }
            for end in [Decimal::ZERO, Decimal::ONE] {
                if let Some(share) = crossing::first((&above, &below), (share, end), pulse)? {
                    stability.event(share);
                }
            }
        }
        Ok(())
    }
}
