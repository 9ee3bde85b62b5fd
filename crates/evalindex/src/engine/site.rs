//! One node with its surroundings: what every step from its values to its scores needs.

use crate::engine::diagnostics::Remark;
use crate::method::rule::Setting;
use crate::model::{Draft, Index, Indicator, NodeId, PerRow, Row, ScoreStep, Subject, SubjectId, Transform, Treatment};
use crate::number::Near;
use crate::order::Order;
use crate::result::NoticeKind;
use crate::support::{Problem, ProblemKind, figure_path};

/// One node with its surroundings, on the step from its values to its scores.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    pub(crate) draft: &'a Draft,
    /// Path of the node in the document.
    pub(crate) path: &'a str,
    pub(crate) node: NodeId,
    pub(crate) step: ScoreStep<'a>,
    pub(crate) values: Values<'a>,
    pub(crate) setting: Setting,
    /// Which total of the index is the best.
    pub(crate) order: Order,
    /// The subjects of the index's kind.
    pub(crate) subjects: &'a PerRow<SubjectId>,
}

/// What is scored.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Values<'a> {
    /// The measured figures of an indicator.
    Figures(&'a Indicator),
    /// The aggregated scores of a dimension.
    Scores,
}

impl Values<'_> {
    /// The word for one of them in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Figures(_) => "figure",
            Self::Scores => "score",
        }
    }
}

impl<'a> Site<'a> {
    /// An indicator, or the second step of a dimension.
    pub(crate) fn new(
        draft: &'a Draft,
        (path, node): (&'a str, NodeId),
        (step, values): (ScoreStep<'a>, Values<'a>),
        index: &Index,
        subjects: &'a PerRow<SubjectId>,
    ) -> Self {
        Self {
            draft,
            path,
            node,
            step,
            values,
            setting: step.setting(index.scale),
            order: index.ranking.order,
            subjects,
        }
    }

    /// The name of the input that holds the own target and previous figure of a subject.
    pub(crate) fn input(&self) -> &'a str {
        match self.values {
            Values::Figures(indicator) => indicator.input_name(),
            Values::Scores => self.step.id,
        }
    }

    /// The transform that is applied before the rule.
    pub(crate) fn transform(&self) -> Option<Transform> {
        match self.values {
            Values::Figures(indicator) => indicator.transform,
            Values::Scores => None,
        }
    }

    /// The treatment of outliers that is declared.
    pub(crate) fn treatment(&self) -> Option<Treatment> {
        match self.values {
            Values::Figures(indicator) => indicator.treat,
            Values::Scores => None,
        }
    }

    /// When real scores count as equal.
    pub(crate) fn near(&self) -> Near {
        Near::on(self.setting.scale)
    }

    /// The subject of a row.
    pub(crate) fn subject(&self, row: Row) -> &'a Subject {
        self.draft.subject_at(self.subjects[row])
    }

    /// The group of a subject; none where it has none.
    pub(crate) fn group(&self, row: Row) -> Option<&'a str> {
        self.subject(row).group.as_deref()
    }

    /// A problem with the value of one subject.
    pub(crate) fn figure_problem(&self, table: &str, row: Row, kind: ProblemKind, what: String) -> Problem {
        self.figure_problem_of(self.input(), table, row, kind, what)
    }

    /// The same for another input. Values computed from tasks or scores have no cell in the document, so that the path
    /// is that of the node.
    pub(crate) fn figure_problem_of(
        &self,
        input: &str,
        table: &str,
        row: Row,
        kind: ProblemKind,
        what: String,
    ) -> Problem {
        let is_cell = match self.values {
            Values::Figures(indicator) => indicator.from.is_none() || table != "values",
            Values::Scores => false,
        };
        let path = if is_cell { figure_path(table, &self.subject(row).id, input) } else { self.path.to_owned() };
        Problem::new(kind, path, what)
    }

    /// The path of one of its rules in turn, the first of which has the number 0.
    pub(crate) fn rule_path(&self, number: usize) -> String {
        self.step.rule.path(number, &format!("{}.rule", self.path))
    }

    /// A problem with the node's rule as a whole.
    pub(crate) fn rule_problem(&self, kind: ProblemKind, what: String) -> Problem {
        Problem::new(kind, format!("{}.rule", self.path), what)
    }

    /// The problem of a node, or a group of it, of which a frozen calibration has nothing.
    pub(crate) fn uncalibrated(&self, group: Option<&str>) -> Problem {
        let of_group = group.map(|group| format!(" for group `{group}`")).unwrap_or_default();
        let what = format!("there is no calibration of `{}`{of_group} to score by", self.step.id);
        self.rule_problem(ProblemKind::Reference, what)
            .expected("a calibration on figures of the same nodes and groups")
    }

    /// A remark on one subject, or on all of them, at this node.
    pub(crate) fn remark(&self, row: Option<Row>, what: NoticeKind, text: String) -> Remark {
        Remark { row, node: Some(self.node), what, text }
    }
}
