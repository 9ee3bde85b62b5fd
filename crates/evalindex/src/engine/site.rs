//! One indicator in its surroundings: what every step from figures to scores needs to know.

use rust_decimal::Decimal;

use crate::method::Direction;
use crate::method::rule::{ScoringRule, Setting};
use crate::model::{Draft, Indicator, NodeId};
use crate::result::NoticeKind;
use crate::support::{Problem, ProblemKind, figure_path};

/// One indicator in its surroundings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    pub(crate) draft: &'a Draft,
    /// Path of the indicator in the document.
    pub(crate) path: &'a str,
    /// The indicator's node in its tree.
    pub(crate) node: NodeId,
    pub(crate) indicator: &'a Indicator,
    pub(crate) setting: Setting,
    /// The subjects of the index's kind, by their place in the document.
    pub(crate) subjects: &'a [usize],
    /// Whether its values are figures of the document; else they are a dimension's aggregated scores.
    pub(crate) figures: bool,
}

/// Something that did not go the plain way, by subject and node.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    /// Place among the subjects of the index.
    pub(crate) subject: Option<usize>,
    pub(crate) node: Option<NodeId>,
    pub(crate) what: NoticeKind,
    pub(crate) text: String,
}

impl<'a> Site<'a> {
    pub(crate) fn new(
        draft: &'a Draft,
        path: &'a str,
        node: NodeId,
        indicator: &'a Indicator,
        scale: Decimal,
        subjects: &'a [usize],
    ) -> Self {
        let rule = indicator.rule.as_scoring();
        let direction = indicator.direction.or(rule.implied_direction()).unwrap_or(Direction::Higher);
        Self { draft, path, node, indicator, setting: Setting { scale, direction }, subjects, figures: true }
    }

    /// The second step of a dimension, from its aggregated scores.
    pub(crate) fn of_scores(self) -> Self {
        Self { figures: false, ..self }
    }

    pub(crate) fn rule(&self) -> &'a dyn ScoringRule {
        self.indicator.rule.as_scoring()
    }

    /// The group of a subject, by its place among the index's subjects.
    pub(crate) fn group(&self, place: usize) -> Option<&'a str> {
        let subject = self.draft.subjects.get(*self.subjects.get(place)?)?;
        subject.group.as_deref()
    }

    /// The id of a subject, by its place among the index's subjects.
    pub(crate) fn subject_id(&self, place: usize) -> &'a str {
        self.subjects.get(place).and_then(|subject| self.draft.subjects.get(*subject)).map_or("", |found| &found.id)
    }

    /// A problem with the value of one subject.
    pub(crate) fn figure_problem(&self, table: &str, place: usize, kind: ProblemKind, what: String) -> Problem {
        self.figure_problem_of(self.indicator.input_name(), table, place, kind, what)
    }

    /// The same of another input; values worked out from tasks or scores have no place of their own.
    pub(crate) fn figure_problem_of(
        &self,
        input: &str,
        table: &str,
        place: usize,
        kind: ProblemKind,
        what: String,
    ) -> Problem {
        let path = match self.indicator.from {
            Some(_) if table == "values" => self.path.to_owned(),
            _ if !self.figures => self.path.to_owned(),
            _ => figure_path(table, self.subject_id(place), input),
        };
        Problem::new(kind, path, what)
    }

    /// Whether the indicator's rule as a whole is among the problems already.
    pub(crate) fn is_reported(&self, problems: &[Problem]) -> bool {
        let rule = format!("{}.rule", self.path);
        problems.iter().any(|problem| problem.path == rule)
    }

    pub(crate) fn remark(&self, subject: Option<usize>, what: NoticeKind, text: String) -> Remark {
        Remark { subject, node: Some(self.node), what, text }
    }
}
