//! What scoring does not keep: the figures that rules scored and where they came from, effective weights, points lost.
//!
//! Ordinary evaluation drops each figure once it is scored. A trace measures and fills again, one node at a time, with the
//! calibrations and treatments that the evaluation has: nothing is calibrated again.

mod formula;
mod points;
mod steps;

use crate::engine::measure::TaskBook;
use crate::engine::prepared::Prepared;
use crate::engine::stages::Views;
use crate::engine::view::View;
use crate::support::Interrupt;

pub(crate) use self::points::{NodePoints, points};
pub(crate) use self::steps::StepTrace;

/// What the figures of an index are measured from, and the index as it was scored.
pub(crate) struct Trace<'a> {
    pub(crate) view: &'a View<'a>,
    tasks: TaskBook<'a>,
    /// The indexes that it rolls up.
    parts: Views<'a>,
}

impl Prepared {
    /// The trace of an index under the present weights.
    pub(crate) fn trace<'a>(&'a self, view: &'a View<'a>, interrupt: Interrupt<'_>) -> Trace<'a> {
        let made = self.indexes.values().zip(self.weights.values());
        let made = made.map(|(index, weights)| (Some(&**index), Some(&**weights)));
        let parts = Views::new((&self.draft, view.index), made, interrupt);
        Trace { view, tasks: TaskBook::new(&self.draft.tasks), parts }
    }
}
