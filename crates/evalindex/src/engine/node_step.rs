//! The scores of one inner node from its children's.

use rust_decimal::Decimal;

use super::aggregated::AggregatedTree;
use super::column::{Column, Presence};
use super::decide::digits;
use super::estimate::Estimate;
use crate::engine::shares::Shares;
use crate::method::aggregate::{Aggregate, AggregateError, Field, FieldError, OfAll, OfOne, Part, Parts, Reach, Takes};
use crate::model::{Inner, NodeId, PerRow, Row};
use crate::number::{Exact, I256, Near, Rounding, nearest};
use crate::support::{Cancelled, Interrupt};

/// The operations that a score takes in a mean of estimates, and as an exact number.
const ESTIMATED: usize = 2;
const EXACT: usize = 500;

/// One inner node with its children's scores and shares.
pub(super) struct NodeStep<'a> {
    pub(super) tree: &'a AggregatedTree<'a>,
    pub(super) node: NodeId,
    pub(super) shares: &'a Shares,
    pub(super) inner: &'a Inner,
    pub(super) declared_total: Exact,
    pub(super) scale: Decimal,
    pub(super) round: Option<Rounding>,
    /// What is asked whether to stop.
    pub(super) interrupt: Interrupt<'a>,
}

/// Why an inner node has no score.
pub(super) enum StepError {
    /// The aggregate cannot take the scores.
    Aggregate(AggregateError),
    /// The aggregate returned a wrong number of scores.
    Count { found: usize, expected: usize },
}

impl NodeStep<'_> {
    /// The scores of the node. `fail` gets each error with the row that has no score because of it, or without a row
    /// where no row has one.
    ///
    /// # Errors
    /// When the work is to be stopped.
    pub(super) fn column(&self, fail: impl FnMut(Option<Row>, StepError)) -> Result<Column, Cancelled> {
        if self.inner.aggregate == Aggregate::Arithmetic {
            self.work_on(self.tree.scored().subjects.len(), ESTIMATED)?;
            return self.narrow_means().map_or_else(|| self.means(fail), Ok);
        }
        match self.inner.aggregate.reach() {
            Reach::One(combine) => self.one_by_one(&*combine, fail),
            Reach::All(combine) => self.all_at_once(&*combine, fail),
        }
    }

    /// The scores of an aggregate that takes one subject at a time.
    fn one_by_one(
        &self,
        combine: &OfOne<'_>,
        mut fail: impl FnMut(Option<Row>, StepError),
    ) -> Result<Column, Cancelled> {
        let rows = self.tree.scored().subjects.ids();
        let mut column = Column::with_capacity(rows.len());
        for row in rows {
            self.one(row, combine, &mut column, &mut fail)?;
        }
        Ok(column)
    }

    /// Adds the score of one row.
    ///
    /// # Errors
    /// When the work is to be stopped.
    pub(super) fn one(
        &self,
        row: Row,
        combine: &OfOne<'_>,
        column: &mut Column,
        fail: &mut impl FnMut(Option<Row>, StepError),
    ) -> Result<(), Cancelled> {
        if let Some(absent) = self.absence(row) {
            column.push_absent(absent);
            return Ok(());
        }
        self.work_on(1, EXACT)?;
        let present: Vec<Part<'_>> = self.present(row).collect();
        let (scale, near) = (self.scale, self.near());
        let parts = Parts { present: &present, scale, near, declared_total: &self.declared_total };
        let score = combine(parts).and_then(|score| self.rounded(score));
        Self::push(column, row, score, fail);
        Ok(())
    }

    /// The scores of an aggregate that compares all subjects which get a score.
    fn all_at_once(
        &self,
        combine: &OfAll<'_>,
        mut fail: impl FnMut(Option<Row>, StepError),
    ) -> Result<Column, Cancelled> {
        let rows = self.tree.scored().subjects.ids();
        let weights: Vec<u128> = self.counted().map(|(_, weight)| weight).collect();
        let absent: PerRow<Option<Presence>> = rows.map(|row| self.absence(row)).collect();
        let complete_rows = absent.iter().filter(|(_, absent)| absent.is_none());
        let scores_of = |(row, _)| {
            self.work_on(1, EXACT)?;
            Ok(self.counted().map(|(child, _)| self.tree.exact(child, row)).collect())
        };
        let table: Vec<Vec<Option<Exact>>> = complete_rows.map(scores_of).collect::<Result<_, Cancelled>>()?;
        let interrupt = self.interrupt;
        let field = Field { rows: &table, weights: &weights, scale: self.scale, near: self.near(), interrupt };
        let scores = match combine(&field) {
            Ok(scores) => Ok(scores),
            Err(FieldError::Aggregate(error)) => Err(error),
            Err(FieldError::Cancelled) => return Err(Cancelled),
        };
        let complete = |scores: Vec<Exact>| {
            let (found, expected) = (scores.len(), table.len());
            if found == expected { Ok(scores) } else { Err(StepError::Count { found, expected }) }
        };
        let scores = scores.map_err(StepError::Aggregate).and_then(complete).unwrap_or_else(|error| {
            fail(None, error);
            Vec::new()
        });
        let (mut scores, mut column) = (scores.into_iter().peekable(), Column::with_capacity(absent.len()));
        for (row, absent) in absent.iter() {
            match (absent, scores.next_if(|_| absent.is_none())) {
                (None, Some(score)) => Self::push(&mut column, row, self.rounded(score), &mut fail),
                // Where the aggregate failed there are no scores at all.
                (absent, _) => column.push_absent(absent.unwrap_or(Presence::Missing)),
            }
        }
        Ok(column)
    }

    /// Weighted means row by row: estimates where nothing is rounded, and exact scores where they are.
    fn means(&self, mut fail: impl FnMut(Option<Row>, StepError)) -> Result<Column, Cancelled> {
        let rows = self.tree.scored().subjects.ids();
        let bound = self.bound().saturating_add(1);
        let mut column = match self.round {
            None => Column::empty_means(rows.len(), bound),
            Some(_) => Column::with_capacity(rows.len()),
        };
        for row in rows {
            if let Some(absent) = self.absence(row) {
                column.push_absent(absent);
                continue;
            }
            self.work_on(1, if self.round.is_some() { EXACT } else { ESTIMATED })?;
            let estimate = self.mean_units(row).map(|units| Estimate { units, bound });
            match (self.round, estimate) {
                (None, Some(estimate)) => column.push_mean(estimate.units),
                (None, None) => {
                    fail(Some(row), StepError::Aggregate(AggregateError::TooLarge));
                    column.push_absent(Presence::Missing);
                }
                (Some(rounding), estimate) => {
                    let digits = digits(estimate, || self.tree.mean(self.node, row), rounding, self.near());
                    let score = digits.map(|digits| Exact::from_scaled(digits, rounding.decimals));
                    let score = score.ok_or(AggregateError::TooLarge);
                    Self::push(&mut column, row, score, &mut fail);
                }
            }
        }
        Ok(column)
    }

    /// Weighted means of whole columns, from 64-bit scores in 128-bit sums; none where a score, a share or a policy does
    /// not fit.
    fn narrow_means(&self) -> Option<Column> {
        if self.round.is_some() || self.inner.min_present.is_some() {
            return None;
        }
        let total = i128::from(i64::try_from(self.shares.total()).ok()?);
        let weighed = |(child, share): (&NodeId, &u128)| {
            Some((self.tree.column(*child).narrow()?, i128::from(i64::try_from(*share).ok()?)))
        };
        let columns = self.inner.children.iter().zip(self.shares.parts()).map(weighed);
        let columns: Vec<(&[i64], i128)> = columns.collect::<Option<_>>()?;
        let mut sums = vec![0_i128; self.tree.scored().subjects.len()];
        // Shares total at most 2⁶³ and scores stay below 2⁶³, so the sum stays below 2¹²⁶.
        let points = |share: i128, score: i64| share.wrapping_mul(i128::from(score));
        // Two columns at a time read and write the sums half as often.
        let (pairs, last) = columns.as_chunks();
        for [(scores, share), (others, other_share)] in pairs {
            for ((sum, score), other) in sums.iter_mut().zip(*scores).zip(*others) {
                *sum = sum.wrapping_add(points(*share, *score)).wrapping_add(points(*other_share, *other));
            }
        }
        for (scores, share) in last {
            for (sum, score) in sums.iter_mut().zip(*scores) {
                *sum = sum.wrapping_add(points(*share, *score));
            }
        }
        let (mut units, mut whole) = (Vec::with_capacity(sums.len()), true);
        for sum in sums {
            let (nearest, is_whole) = nearest(sum, total)?;
            units.push(i64::try_from(nearest).ok()?);
            whole &= is_whole;
        }
        let bound = self.bound().saturating_add(u32::from(!whole));
        Some(Column::means(units.into_iter().collect(), bound))
    }

    /// Adds a score, or reports why there is none.
    fn push(
        column: &mut Column,
        row: Row,
        score: Result<Exact, AggregateError>,
        fail: &mut impl FnMut(Option<Row>, StepError),
    ) {
        let pushed = score.and_then(|score| column.push(score).ok_or(AggregateError::TooLarge));
        if let Err(error) = pushed {
            fail(Some(row), StepError::Aggregate(error));
            column.push_absent(Presence::Missing);
        }
    }

    /// Asks whether to stop, before work on the children of so many rows.
    fn work_on(&self, rows: usize, each: usize) -> Result<(), Cancelled> {
        self.interrupt.count(rows.saturating_mul(self.inner.children.len()), each)
    }

    /// The children that count, with their weights.
    pub(super) fn counted(&self) -> impl Iterator<Item = (NodeId, u128)> {
        let all = self.inner.children.iter().copied().zip(self.shares.parts().iter().copied());
        all.filter(|(_, weight)| *weight > 0)
    }

    /// The children that count and have a score for a subject.
    pub(super) fn present(&self, row: Row) -> impl Iterator<Item = Part<'_>> {
        let id = |child| self.tree.scored().tree.node(child).id.as_str();
        let part = move |(child, weight)| Some(Part { id: id(child), weight, score: self.tree.exact(child, row)? });
        self.counted().filter_map(part)
    }

    /// The largest bound of the children that count: no mean of them errs by more.
    fn bound(&self) -> u32 {
        self.counted().map(|(child, _)| self.tree.column(child).bound()).max().unwrap_or_default()
    }

    /// The mean of the estimates of a row, in whole units; none beyond the range of scores.
    fn mean_units(&self, row: Row) -> Option<i128> {
        let (mut sum, mut total) = (I256::ZERO, I256::ZERO);
        for (child, weight) in self.counted() {
            let Some(units) = self.tree.column(child).units(row) else { continue };
            let weight = I256::from(weight);
            sum = sum.checked_add(weight.checked_mul(I256::new(units))?)?;
            total = total.checked_add(weight)?;
        }
        let narrow = i128::try_from(sum).ok().zip(i128::try_from(total).ok());
        if let Some((units, _)) = narrow.and_then(|(sum, total)| nearest(sum, total)) {
            return Some(units);
        }
        // Any unit within half a unit of the quotient will do.
        let half = total.checked_div(I256::new(2))?;
        i128::try_from(sum.checked_add(half)?.checked_div_euclid(total)?).ok()
    }

    /// Why a row gets no score; none where it gets one.
    pub(super) fn absence(&self, row: Row) -> Option<Presence> {
        let (mut applicable, mut covered) = (0_u128, 0_u128);
        let (mut applying, mut present) = (0_usize, 0_usize);
        for (child, weight) in self.counted() {
            match self.tree.presence(child, row) {
                Presence::NotApplicable => {}
                Presence::Missing => {
                    applicable = applicable.saturating_add(weight);
                    applying = applying.saturating_add(1);
                }
                Presence::Present => {
                    applicable = applicable.saturating_add(weight);
                    applying = applying.saturating_add(1);
                    covered = covered.saturating_add(weight);
                    present = present.saturating_add(1);
                }
            }
        }
        let needs_all = self.inner.aggregate.takes() == Takes::Factors;
        if applicable == 0 || needs_all && applying < self.counted().count() {
            return Some(Presence::NotApplicable);
        }
        if needs_all && present < applying {
            return Some(Presence::Missing);
        }
        let enough = present > 0
            && !self.is_thin(covered, applicable)
            // Children that do not apply are not asked for, neither by weight nor by number.
            && self.inner.min_present.is_none_or(|least| present >= least.min(applying));
        if enough { None } else { Some(Presence::Missing) }
    }

    /// The score with the declared rounding of the node.
    fn rounded(&self, score: Exact) -> Result<Exact, AggregateError> {
        match self.round {
            Some(rounding) => score.published(rounding, self.near()).map(Exact::from).ok_or(AggregateError::TooLarge),
            None => Ok(score),
        }
    }

    /// Whether less of the applicable weight is present than the node asks for.
    fn is_thin(&self, covered: u128, applicable: u128) -> bool {
        self.inner.min_coverage.is_some_and(|least| Exact::from(covered) < Exact::from(applicable) * Exact::from(least))
    }

    pub(super) fn near(&self) -> Near {
        self.tree.scored().near
    }
}
