//! One indicator in its surroundings: what every step from figures to scores needs to know.

use rust_decimal::Decimal;

use crate::engine::diagnostics::Remark;
use crate::method::Direction;
use crate::method::rule::{ScoringRule, Setting};
use crate::model::{Draft, Indicator, NodeId, PerRow, Row, Subject, SubjectId};
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
    /// The subjects of the index's kind.
    pub(crate) subjects: &'a PerRow<SubjectId>,
    /// Whether its values are figures of the document; else they are a dimension's aggregated scores.
    pub(crate) figures: bool,
}

impl<'a> Site<'a> {
    pub(crate) fn new(
        draft: &'a Draft,
        path: &'a str,
        node: NodeId,
        indicator: &'a Indicator,
        scale: Decimal,
        subjects: &'a PerRow<SubjectId>,
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

    /// The subject of a row.
    pub(crate) fn subject(&self, row: Row) -> &'a Subject {
        self.draft.subject_at(self.subjects[row])
    }

    /// The group of a subject, if it has one.
    pub(crate) fn group(&self, row: Row) -> Option<&'a str> {
        self.subject(row).group.as_deref()
    }

    /// A problem with the value of one subject.
    pub(crate) fn figure_problem(&self, table: &str, row: Row, kind: ProblemKind, what: String) -> Problem {
        self.figure_problem_of(self.indicator.input_name(), table, row, kind, what)
    }

    /// The same of another input; values worked out from tasks or scores stand nowhere in the document.
    pub(crate) fn figure_problem_of(
        &self,
        input: &str,
        table: &str,
        row: Row,
        kind: ProblemKind,
        what: String,
    ) -> Problem {
        let path = match self.indicator.from {
            Some(_) if table == "values" => self.path.to_owned(),
            _ if !self.figures => self.path.to_owned(),
            _ => figure_path(table, &self.subject(row).id, input),
        };
        Problem::new(kind, path, what)
    }

    /// Whether the indicator's rule as a whole is among the problems already.
    pub(crate) fn is_reported(&self, problems: &[Problem]) -> bool {
        let rule = format!("{}.rule", self.path);
        problems.iter().any(|problem| problem.path == rule)
    }

    pub(crate) fn remark(&self, row: Option<Row>, what: NoticeKind, text: String) -> Remark {
        Remark { row, node: Some(self.node), what, text }
    }
}
