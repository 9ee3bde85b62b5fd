//! A subject's own target and own previous figure, on the scale that a rule scores.

use super::site::{Site, Values};
use crate::engine::measure::{lacks_previous, previous_level};
use crate::model::{Observation, Row};
use crate::number::Exact;
use crate::support::{Problem, ProblemKind};

impl Site<'_> {
    /// The subject's own target, on the transformed scale of the values; none for a rule that scores against none. An
    /// error where it has no transform.
    pub(crate) fn own_target(&self, row: Row) -> Result<Option<Exact>, Box<Problem>> {
        if !self.step.scoring().uses_target() {
            return Ok(None);
        }
        let figure = self.draft.targets.figure(self.input(), self.subjects[row]);
        let Observation::Value(target) = figure else { return Ok(None) };
        self.own("targets", "target", target.into(), row).map(Some)
    }

    /// The subject's own previous figure, on the transformed scale of the values; none for a rule that starts from none.
    /// An error where it has no transform.
    pub(crate) fn own_previous(&self, row: Row) -> Result<Option<Exact>, Box<Problem>> {
        if !self.step.scoring().uses_previous() {
            return Ok(None);
        }
        let (draft, subject) = (self.draft, self.subjects[row]);
        let previous = match self.values {
            Values::Figures(indicator) => previous_level(draft, indicator, subject),
            Values::Scores => match draft.previous.figure(self.input(), subject) {
                Observation::Value(value) => Some(value.into()),
                _ => None,
            },
        };
        previous.map(|previous| self.own("previous", "previous figure", previous, row)).transpose()
    }

    /// Whether the value of a row is missing because there is a figure of this period and none of the one before.
    pub(crate) fn lacks_previous(&self, row: Row) -> bool {
        matches!(self.values, Values::Figures(indicator) if lacks_previous(self.draft, indicator, self.subjects[row]))
    }

    /// A subject's own number in a table, on the transformed scale of the values.
    fn own(&self, table: &str, name: &str, value: Exact, row: Row) -> Result<Exact, Box<Problem>> {
        let Some(transform) = self.transform() else { return Ok(value) };
        transform.apply(&value).ok_or_else(|| {
            let id = &self.subject(row).id;
            let what =
                format!("the {name} of `{}` for `{id}` is outside the domain of `{}`", self.step.id, transform.name());
            let problem = self.figure_problem(table, row, ProblemKind::Figure, what);
            Box::new(problem.found(value.shown()).expected(transform.domain()))
        })
    }
}
