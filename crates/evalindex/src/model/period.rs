//! Earlier periods, and the rows of their subjects among the figures of all periods.

use std::sync::Arc;

use super::adjustment::Adjustment;
use super::figures::Figures;
use super::positions::{PerSubject, SubjectId};
use super::task::Task;

/// What was observed in one earlier period: all evidence but the subjects, which are those of the document.
///
/// The figures of a subject that did not exist then are `"n/a"`. A period without targets has those of the document.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::{Figures, Observation, Period};
///
/// let mut values = Figures::new();
/// values.set("gdp_growth", 0, Observation::Value(Decimal::new(31, 1)));
/// assert_eq!(Period::new("2022", values).period, "2022");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Period {
    /// Its name, such as `2022`.
    pub period: String,
    /// The observed figures, in rows of the document's subjects.
    pub values: Figures,
    /// The subjects' own targets.
    pub targets: Figures,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Bonuses, deductions and vetoes.
    pub adjustments: Vec<Adjustment>,
}

impl Period {
    /// A period with these figures, without targets, tasks and adjustments of its own.
    pub fn new(period: impl Into<String>, values: Figures) -> Self {
        Self { period: period.into(), values, ..Self::default() }
    }

    /// With these targets of the subjects' own.
    pub fn targets(mut self, targets: Figures) -> Self {
        self.targets = targets;
        self
    }

    /// With one more task.
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }

    /// With one more bonus, deduction or veto.
    pub fn adjustment(mut self, adjustment: Adjustment) -> Self {
        self.adjustments.push(adjustment);
        self
    }
}

/// The row and period of each subject among the figures of all periods.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Timeline {
    /// The figures of every period, the oldest first, the document's own last.
    pub(super) tables: Arc<Vec<Figures>>,
    /// For each subject of the draft, the subject of the document that it is, and the number of its period.
    pub(super) at: PerSubject<(SubjectId, usize)>,
}

impl Timeline {
    /// The figures of all periods, the subject that one stands for in them, and the number of its own period.
    pub(crate) fn of(&self, subject: SubjectId) -> (&[Figures], SubjectId, usize) {
        let (row, period) = self.at[subject];
        (&self.tables, row, period)
    }
}
