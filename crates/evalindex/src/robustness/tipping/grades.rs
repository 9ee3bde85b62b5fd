//! The stability range of grades, in closed form.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::crossing::Total;
use super::curve::{CROSSING, Curve};
use super::stability_range::StabilityRange;
use crate::engine::{Placed, View, rank};
use crate::model::PerRanked;
use crate::number::Score;
use crate::order::Ties;
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::grading::Grading;
use crate::robustness::range::WeightRange;
use crate::robustness::tipping::crossing;

/// The present grades or classes of an index. Subjects are in the order of the ranking.
pub(super) struct Grades<'a> {
    view: &'a View<'a>,
    grading: Grading<'a>,
    keys: PerRanked<i128>,
    /// The grade of each subject, 0 the best.
    given: PerRanked<usize>,
}

impl<'a> Grades<'a> {
    /// The grades of an index; none where it has neither grades nor classes.
    pub(super) fn new(view: &'a View<'a>, placed: &Placed) -> Option<Self> {
        let grading = Grading::new(view, placed)?;
        let keys = placed.map(|_, (ranked, _)| rank::key(view.index, ranked.total));
        let given = grading.grades(keys.as_slice(), &(1..).take(keys.len()).collect::<Vec<u32>>());
        Some(Self { view, grading, keys, given })
    }

    /// Whether there is a closed form: grades depend on cut points only, or no two present totals are equal. Subjects
    /// with equal totals are graded together, so that their grade depends on the room that others leave; and ranks
    /// without gaps change for all subjects behind a new tie.
    pub(super) fn are_closed(&self) -> bool {
        let index = self.view.index;
        let dense = index.classes.is_some() && index.ranking.ties == Ties::Dense;
        let apart = || self.keys.as_slice().windows(2).all(|pair| matches!(pair, [one, other] if one != other));
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
        let cuts: Vec<(Option<(i128, Curve)>, bool)> = (0..)
            .zip(&self.view.index.grades)
            .map(|(at, grade)| (grade.at_least.and_then(|cut| self.cut(cut)), self.has_room(at)))
            .collect();
        let last = cuts.len().saturating_sub(1);
        for ((at, key, own), curve) in self.keys.zip(&self.given).zip(curves) {
            let (lowest, barred) = self.grading.vetoes(at);
            for (grade, (cut, has_room)) in cuts.iter().enumerate().take(last.min(own.saturating_add(1))) {
                let Some((edge, cut)) = cut.filter(|_| !(lowest || barred && grade == 0)) else { continue };
                pulse.spend(CROSSING)?;
                match key.cmp(&edge) {
                    // A total at the cut point can only fall below it.
                    Ordering::Equal if grade == *own => stability.parting(*curve, cut, false),
                    Ordering::Greater if grade == *own => stability.crossing(*curve, cut, || true),
                    Ordering::Less if *has_room => stability.crossing(cut, *curve, || false),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// The key of a cut point, and the cut point as a constant total.
    fn cut(&self, at_least: Decimal) -> Option<(i128, Curve)> {
        let cut = Score::from_decimal(at_least)?;
        Some((rank::key(self.view.index, cut), Curve::constant(cut)))
    }

    /// Whether a grade has room for one more subject.
    fn has_room(&self, grade: usize) -> bool {
        let taken = self.given.values().filter(|given| **given == grade).count();
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
        let totals: Vec<Total> = curves.iter().copied().map(Total::from).collect();
        for grade in 0..self.grading.count().saturating_sub(1) {
            let counted = self.given.iter().zip(&totals).filter(|((at, _), _)| {
                let (lowest, barred) = self.grading.vetoes(*at);
                self.view.index.classes.is_some() || !(lowest || (barred && grade == 0))
            });
            let (mut above, mut below) = (Vec::new(), Vec::new());
            for ((_, given), total) in counted {
                match given.cmp(&grade) {
                    Ordering::Less => {}
                    Ordering::Equal => above.push(*total),
                    Ordering::Greater => below.push(*total),
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
