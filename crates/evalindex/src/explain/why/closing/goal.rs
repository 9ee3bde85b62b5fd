//! What a subject must reach for the next place and the next grade.

use std::cell::OnceCell;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::alone::Scored;
use crate::engine::{Candidate, Fit, GroupNumbers, Placed, RankedRow, Scores, View, grade, meets_requirements};
use crate::model::{GradeId, PerRanked, PerRow, RankedId, Row, VetoEffect};
use crate::number::Exact;
use crate::order::{CompareBy, Rank, Ties};

/// A subject among the others.
pub(super) struct Field<'a> {
    view: &'a View<'a>,
    row: Row,
    /// The others, best first.
    others: Vec<(RankedRow, Rank)>,
    own: Scored,
    rank: Rank,
    totals: PerRow<OnceCell<Option<Exact>>>,
}

/// What is to be reached.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// To be placed as this subject is, or before it.
    Place {
        /// The one to be reached.
        rival: Row,
        /// Its place.
        rank: Rank,
        /// Whether to share its scores is not enough.
        beyond: bool,
    },
    /// A total, for a grade.
    Total {
        /// The total.
        total: Exact,
        /// Whether the total itself is not enough.
        beyond: bool,
        /// The grade of that total.
        grade: GradeId,
    },
}

impl<'a> Field<'a> {
    /// A ranked subject among the others; none of one without a place.
    pub(super) fn new(view: &'a View<'a>, placed: &Placed, row: Row) -> Option<Self> {
        let (_, rank) = placed.values().find(|(one, _)| one.row == row)?;
        let others = placed.values().filter(|(one, _)| one.row != row).copied().collect();
        let (own, totals) = (Scored::of(view, row)?, view.adjusted.map(|_, _| OnceCell::new()));
        Some(Self { view, row, others, own, rank: *rank, totals })
    }

    /// The present scores of the subject.
    pub(super) fn own(&self) -> &Scored {
        &self.own
    }

    /// The next place; none for the first.
    pub(super) fn place_goal(&self) -> Option<Goal> {
        let is_tied = |(_, rank): &&(RankedRow, Rank)| *rank == self.rank;
        // Of equal subjects that share the mean of their places, whoever gets ahead gains.
        if self.view.index.ranking.ties == Ties::Average
            && let Some((rival, rank)) = self.others.iter().find(is_tied)
        {
            return Some(Goal::Place { rival: rival.row, rank: *rank, beyond: true });
        }
        let (rival, rank) = self.others.iter().rev().find(|(_, rank)| *rank < self.rank)?;
        // What nothing decides stands in the order of the document.
        let beyond = self.view.index.ranking.ties == Ties::Ordinal && rival.row < self.row;
        Some(Goal::Place { rival: rival.row, rank: *rank, beyond })
    }

    /// Whether these scores of the subject reach a goal.
    pub(super) fn reaches(&self, goal: &Goal, scored: &Scored) -> Option<bool> {
        match goal {
            Goal::Total { total, beyond, .. } => Some(is_reached(self.order(&scored.total, total), *beyond)),
            Goal::Place { rival, beyond, .. } => {
                let order = self.order(&scored.total, self.total(*rival)?);
                let order = order.then_with(|| self.order_of_breakers(scored, *rival));
                Some(is_reached(order, *beyond))
            }
        }
    }

    /// The total that a goal asks for at least.
    pub(super) fn total_of(&self, goal: &Goal) -> Option<Exact> {
        match goal {
            Goal::Total { total, .. } => Some(total.clone()),
            Goal::Place { rival, .. } => self.total(*rival).cloned(),
        }
    }

    fn order_of_breakers(&self, scored: &Scored, rival: Row) -> Ordering {
        let Some(theirs) = Scored::of(self.view, rival) else { return Ordering::Equal };
        let pairs = scored.breakers.iter().zip(&theirs.breakers);
        let order = |(mine, theirs): (&Option<Exact>, &Option<Exact>)| match (mine, theirs) {
            (Some(mine), Some(theirs)) => self.order(mine, theirs),
            _ => mine.is_some().cmp(&theirs.is_some()),
        };
        pairs.map(order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// The order of two scores as the index compares them, greater for the better.
    fn order(&self, one: &Exact, other: &Exact) -> Ordering {
        let (near, rounding) = (self.view.scored.near, self.view.index.rounding);
        let scores = match self.view.index.ranking.by {
            CompareBy::Exact => near.compare(one, other),
            CompareBy::Published => one.units(rounding, near).cmp(&other.units(rounding, near)),
        };
        self.view.order().by_scores(scores)
    }

    /// The total of another subject.
    fn total(&self, row: Row) -> Option<&Exact> {
        self.totals[row].get_or_init(|| self.view.totals().exact(row)).as_ref()
    }

    /// The next grade; none where there is none, or a veto decides.
    pub(super) fn grade_goal(&self) -> Result<Option<Goal>, GradeFault> {
        let vetoed = |effect| self.view.adjusted[self.row].veto(effect).is_some();
        if self.view.index.grades.is_empty() {
            return Ok(None);
        }
        let now = self.grade_at(&self.own.total, false);
        let better = |grade: Option<GradeId>| is_better_grade(grade, now);
        if now.is_some_and(|now| self.view.index.by_grade().next().is_some_and(|(best, _)| best == now)) {
            return Ok(None);
        }
        if vetoed(VetoEffect::LowestGrade) {
            return Err(GradeFault::Vetoed);
        }
        // A better total never has a worse grade. The others of at least the same total, the nearest last.
        let is_ahead = |(other, _): &(RankedRow, Rank)| {
            self.total(other.row).is_some_and(|total| self.order(total, &self.own.total).is_ge())
        };
        let ahead = self.others.get(..self.others.partition_point(is_ahead)).unwrap_or_default();
        let at = |other: &(RankedRow, Rank), beyond| {
            self.total(other.0.row).map(|total| (total, self.grade_at(total, beyond)))
        };
        let enough = ahead.partition_point(|other| at(other, true).is_some_and(|(_, grade)| better(grade)));
        let by_others = enough.checked_sub(1).and_then(|last| ahead.get(last)).and_then(|other| {
            let (total, grade) = at(other, false)?;
            let beyond = !better(grade);
            let grade = if beyond { self.grade_at(total, true) } else { grade }?;
            Some(Goal::Total { total: total.clone(), beyond, grade })
        });
        let cuts = self.view.index.by_grade().filter_map(|(_, grade)| grade.cut()).map(Exact::from);
        let by_cuts = cuts.filter(|cut| self.order(cut, &self.own.total).is_gt()).filter_map(|total| {
            let grade = self.grade_at(&total, false).filter(|grade| better(Some(*grade)))?;
            Some(Goal::Total { total, beyond: false, grade })
        });
        let least = by_others.into_iter().chain(by_cuts).min_by(|one, other| match (one, other) {
            (Goal::Total { total: one, .. }, Goal::Total { total: other, .. }) => {
                self.view.order().by_scores(one.cmp(other))
            }
            _ => Ordering::Equal,
        });
        if self.lacks_before(least.as_ref(), now) {
            return Err(GradeFault::Lacking);
        }
        let barred = vetoed(VetoEffect::BarTopGrade);
        least.map(Some).ok_or(if barred { GradeFault::Vetoed } else { GradeFault::OutOfReach })
    }

    /// Whether a node does not score as a better grade requires, whose cut lies within a total; within any where there is
    /// none.
    fn lacks_before(&self, least: Option<&Goal>, now: Option<GradeId>) -> bool {
        let within = |cut: Decimal| match least {
            Some(Goal::Total { total, .. }) => self.meets(total, cut),
            _ => true,
        };
        self.view.index.by_grade().any(|(id, grade)| {
            is_better_grade(Some(id), now)
                && grade.cut().is_none_or(within)
                && !meets_requirements(self.view, self.row, grade)
        })
    }

    /// The grade of the subject with this total, or one just above it.
    fn grade_at(&self, total: &Exact, beyond: bool) -> Option<GradeId> {
        let is_before = |other: &(RankedRow, Rank)| {
            let order = self.total(other.0.row).map(|other| self.order(other, total));
            order.is_some_and(|order| order.is_gt() || (order.is_eq() && !beyond))
        };
        let position = self.others.partition_point(is_before);
        let equal = |other: &&(RankedRow, Rank)| {
            !beyond && self.total(other.0.row).is_some_and(|other| self.order(other, total).is_eq())
        };
        // The one before it is equal, where one is; a class of its own is none of the others.
        let last = position.checked_sub(1).and_then(|last| self.others.get(last)).filter(equal);
        let class = last.map_or(usize::MAX, |(other, _)| other.class);
        let groups = GroupNumbers::new(self.view);
        let candidate = |row: Row, class: usize| groups.candidate(self.view, row, class);
        let (above, below) = self.others.split_at_checked(position)?;
        let all = |others: &[(RankedRow, Rank)]| {
            others.iter().map(|(other, _)| (other.row, candidate(other.row, other.class))).collect::<Vec<_>>()
        };
        let own = (self.row, candidate(self.row, class));
        let rows: PerRanked<(Row, Candidate<usize>)> = all(above).into_iter().chain([own]).chain(all(below)).collect();
        let fit = |at: RankedId, grade: GradeId| {
            let (row, grade) = (rows[at].0, self.view.index.grade_at(grade));
            let meets = |cut| if row == self.row { self.meets(total, cut) } else { self.view.reaches(row, cut) };
            Fit::of(grade.cut().is_none_or(meets), || meets_requirements(self.view, row, grade))
        };
        let graded = grade(self.view.index, &rows.map(|_, (_, candidate)| *candidate), fit)?;
        let own = rows.ids().find(|at| rows[*at].0 == self.row)?;
        graded[own].grade
    }

    /// Whether a total reaches a cut.
    fn meets(&self, total: &Exact, cut: Decimal) -> bool {
        let near = self.view.scored.near;
        let scores = match self.view.index.ranking.by {
            CompareBy::Exact => Some(near.compare(total, &cut.into())),
            CompareBy::Published => {
                total.published(self.view.index.rounding, near).map(|published| published.cmp(&cut))
            }
        };
        scores.is_some_and(|scores| self.view.order().by_scores(scores).is_ge())
    }
}

/// Why there is no total that brings the next grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GradeFault {
    /// A veto decides.
    Vetoed,
    /// A node does not score as a better grade requires.
    Lacking,
    /// No total brings it.
    OutOfReach,
}

fn is_reached(order: Ordering, beyond: bool) -> bool {
    order.is_gt() || (order.is_eq() && !beyond)
}

/// Whether one grade is better than the present one; none is the worst.
pub(super) fn is_better_grade<G: PartialOrd>(one: Option<G>, now: Option<G>) -> bool {
    one.is_some_and(|one| now.is_none_or(|now| one < now))
}
