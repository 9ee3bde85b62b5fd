//! The children's scores of all subjects together, for aggregates that compare subjects.

use rust_decimal::Decimal;

use super::children::{Part, Parts};
use crate::number::{Exact, Near};
use crate::support::{Cancelled, Interrupt};

/// The declared total of weights that no such aggregate asks for.
static WHOLE: Exact = Exact::ONE;

/// The operations that comparing or adding one exact score takes.
const EACH: usize = 200;

/// What an aggregate over all subjects works on: the subjects that get a score, each with its children's scores.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    /// One row a subject: a child's score, where it has one that counts.
    pub(crate) rows: &'a [Vec<Option<Exact>>],
    /// One weight a child.
    pub(crate) weights: &'a [u128],
    /// Full marks of the index.
    pub(crate) scale: Decimal,
    /// When real numbers count as equal.
    pub(crate) near: Near,
    /// What is asked whether to stop.
    pub(crate) interrupt: Interrupt<'a>,
}

impl Field<'_> {
    /// Asks whether to stop, before work on so many scores.
    ///
    /// # Errors
    /// When the work is to be stopped.
    pub(super) fn work_on(&self, scores: usize) -> Result<(), Cancelled> {
        self.interrupt.count(scores, EACH)
    }

    /// The scores child by child, those of a child a subject after the other.
    pub(super) fn columns(&self) -> Vec<Vec<Option<Exact>>> {
        let mut columns = vec![Vec::with_capacity(self.rows.len()); self.weights.len()];
        for row in self.rows {
            for (column, score) in columns.iter_mut().zip(row) {
                column.push(score.clone());
            }
        }
        columns
    }

    /// The classes of a child's scores, from 0 for the lowest: those that count as equal share one.
    pub(super) fn classes(&self, column: &[Option<Exact>]) -> Vec<Option<usize>> {
        let present: Vec<Exact> = column.iter().flatten().cloned().collect();
        let mut classes = self.near.classes(&present).into_iter();
        column.iter().map(|score| score.as_ref().and_then(|_| classes.next())).collect()
    }

    /// The children that one subject has, without their ids.
    pub(super) fn present<'p>(&self, scores: &[Option<Exact>], parts: &'p mut Vec<Part<'static>>) -> Parts<'p> {
        parts.clear();
        let both = scores.iter().zip(self.weights);
        parts.extend(both.filter_map(|(score, weight)| Some(Part { id: "", weight: *weight, score: score.clone()? })));
        Parts { present: parts, scale: self.scale, declared_total: &WHOLE, near: self.near }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::Meter;

    struct Stopped;

    impl Meter for Stopped {
        fn count(&self, _: usize) -> Result<(), Cancelled> {
            Err(Cancelled)
        }
    }

    #[test]
    fn a_comparison_of_all_subjects_can_be_stopped() {
        let (scale, near) = (Decimal::ONE_HUNDRED, Near::on(Decimal::ONE_HUNDRED));
        let field = |interrupt| Field { rows: &[], weights: &[], scale, near, interrupt };
        assert_eq!(field(Interrupt::by(&Stopped)).work_on(1), Err(Cancelled));
        assert_eq!(field(Interrupt::NEVER).work_on(1), Ok(()));
    }
}
