//! Marks of several raters for one thing, brought to their pooled mean and spread.

use super::aggregated::AggregatedTree;
use super::column::Column;
use super::diagnostics::Remark;
use crate::method::rule::{Calibration, moments};
use crate::model::{Inner, NodeId, Row, TreeNode};
use crate::number::{Exact, Formula, Function};
use crate::result::{IndicatorCalibration, NoticeKind};
use crate::support::{Problem, ProblemKind};

/// What the calibration of a node is by whose children are raters.
const BY: &str = "raters";

/// What brings the marks of one rater to the pooled mean and spread.
#[derive(Clone, Debug)]
pub(crate) struct Standard {
    /// The pooled mean.
    pooled: Exact,
    /// The mean of the rater, and the pooled variance over the rater's; none of a rater whose marks are all equal.
    own: Option<(Exact, Exact)>,
}

impl Standard {
    /// The standard of a rater from what is known of all: none where nothing is known of the rater.
    fn of(calibration: &Calibration, rater: &str) -> Option<Self> {
        let statistic = |name: &str| {
            calibration.statistics().iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        };
        let (pooled, all) = (statistic("mean")?, statistic("variance")?);
        let (mean, own) = (statistic(&format!("{rater}.mean"))?, statistic(&format!("{rater}.variance"))?);
        let own = if own.is_zero() { None } else { Some((mean, all.over(&own)?)) };
        Some(Self { pooled, own })
    }

    /// A mark brought to the pooled mean and spread: `M + (x − m)·√(V/v)`.
    fn apply(&self, mark: &Exact) -> Option<Exact> {
        match &self.own {
            Some((mean, ratio)) => Some(&self.pooled + &(&mark.less(mean) * &ratio.root()?)),
            None => Some(self.pooled.clone()),
        }
    }

    /// The same with its numbers.
    pub(crate) fn formula(&self, mark: &Exact) -> Formula {
        match &self.own {
            Some((mean, ratio)) => {
                let spread = Formula::from(ratio).of(Function::Sqrt);
                Formula::from(&self.pooled) + (Formula::from(mark) - mean) * spread
            }
            None => Formula::from(&self.pooled),
        }
    }
}

impl AggregatedTree<'_> {
    /// Brings the marks of a node's children to their pooled mean and spread, where the node asks for it.
    pub(super) fn standardise(&mut self, node: &TreeNode, inner: &Inner) {
        if inner.raters.is_none() {
            return;
        }
        let marks: Vec<(NodeId, Vec<(Row, Exact)>)> =
            inner.children.iter().map(|child| (*child, self.marks(*child))).collect();
        let calibration = match &self.scored.frozen {
            Some(frozen) => match kept(frozen, node) {
                Ok(kept) => kept,
                Err(problem) => return self.refuse_raters(*problem),
            },
            None => self.pooled(&marks),
        };
        for (child, marks) in marks {
            let rater = &self.scored.tree.node(child).id;
            let Some(standard) = Standard::of(&calibration, rater) else {
                if !marks.is_empty() {
                    self.refuse_raters(uncalibrated(node, rater));
                }
                continue;
            };
            if standard.own.is_none() && !marks.is_empty() {
                let (rater, pooled) = (rater.clone(), standard.pooled.shown());
                let text = match marks.as_slice() {
                    [_] => {
                        format!("`{rater}` gives one mark, which has no spread: it counts as the pooled mean {pooled}")
                    }
                    _ => format!("all marks of `{rater}` are equal: each counts as the pooled mean {pooled}"),
                };
                let what = NoticeKind::Constant;
                self.diagnostics.remarks.push(Remark { row: None, node: Some(child), what, text });
            }
            let Some(column) = self.standardised(child, &standard) else {
                let what = format!("marks of `{rater}` are too large to be standardised");
                let at = format!("{}.raters", node.path);
                return self.refuse_raters(Problem::new(ProblemKind::Number, at, what).expected("smaller marks"));
            };
            self.own[child] = Some(column);
        }
        if calibration != Calibration::default() {
            let parts = vec![(None, calibration)];
            let (node, rule) = (node.id.clone(), Some(BY.to_owned()));
            self.diagnostics.calibration.push(IndicatorCalibration { node, rule, parts, treated: None });
        }
    }

    /// What brings the marks of a node to the pooled mean and spread; none of a node that is not a rater of a parent that
    /// asks for it.
    pub(crate) fn standard(&self, node: NodeId) -> Option<Standard> {
        let tree = &self.scored.tree;
        let above = tree.node(tree.node(node).parent?);
        let is_by_raters = |one: &&IndicatorCalibration| one.node == above.id && one.rule.as_deref() == Some(BY);
        let found = self.diagnostics.calibration.iter().find(is_by_raters)?;
        Standard::of(&found.parts.first()?.1, &tree.node(node).id)
    }

    /// The marks that a child gives, each with its subject.
    fn marks(&self, child: NodeId) -> Vec<(Row, Exact)> {
        self.column(child).rows().filter_map(|row| Some((row, self.exact(child, row)?))).collect()
    }

    /// Mean and sample variance of the marks of all children that count as declared, and of each child's; the variance of
    /// equal marks is 0.
    fn pooled(&self, marks: &[(NodeId, Vec<(Row, Exact)>)]) -> Calibration {
        let moments_of = |values: &[Exact]| {
            let is_equal = values
                .first()
                .is_none_or(|first| values.iter().all(|value| self.scored.near.compare(value, first).is_eq()));
            let variance = if is_equal { Some(Exact::ZERO) } else { moments::sample_variance(values) };
            moments::mean(values).zip(variance)
        };
        let values = |marks: &[(Row, Exact)]| marks.iter().map(|(_, mark)| mark.clone()).collect::<Vec<Exact>>();
        let counted = marks.iter().filter(|(child, _)| !self.scored.tree.node(*child).weight.is_zero());
        let all: Vec<Exact> = counted.flat_map(|(_, marks)| values(marks)).collect();
        let Some((mean, variance)) = moments_of(&all) else { return Calibration::default() };
        let pooled = Calibration::default().with("mean", mean).with("variance", variance);
        marks.iter().fold(pooled, |pooled, (child, marks)| {
            let rater = &self.scored.tree.node(*child).id;
            match moments_of(&values(marks)) {
                Some((mean, variance)) => {
                    pooled.with(format!("{rater}.mean"), mean).with(format!("{rater}.variance"), variance)
                }
                None => pooled,
            }
        })
    }

    /// The marks of a child on the pooled mean and spread.
    fn standardised(&self, child: NodeId, standard: &Standard) -> Option<Column> {
        let own = self.column(child);
        let mut column = Column::with_capacity(own.rows().len());
        for row in own.rows() {
            match self.exact(child, row) {
                Some(mark) => column.push(standard.apply(&mark)?)?,
                None => column.push_absent(own.presence(row)),
            }
        }
        Some(column)
    }

    /// Reports a problem with the marks of raters, which leaves all subjects without a score.
    fn refuse_raters(&mut self, problem: Problem) {
        self.diagnostics.problems.push(problem);
        let all = self.scored.subjects.ids();
        self.diagnostics.failed.extend(all);
    }
}

/// The frozen calibration of a node whose children are raters.
fn kept(frozen: &[IndicatorCalibration], node: &TreeNode) -> Result<Calibration, Box<Problem>> {
    let Some(found) = frozen.iter().find(|one| one.node == node.id) else { return Ok(Calibration::default()) };
    if let Some(rule) = found.rule.as_deref().filter(|rule| *rule != BY) {
        let what = format!("the calibration of `{}` is of a rule", node.id);
        let problem = Problem::new(ProblemKind::Reference, format!("{}.raters", node.path), what);
        return Err(Box::new(problem.found(format!("`{rule}`")).expected(format!("`{BY}`"))));
    }
    Ok(found.parts.first().map(|(_, part)| part.clone()).unwrap_or_default())
}

/// The problem of a rater of whom nothing is known where the calibration is given.
fn uncalibrated(node: &TreeNode, rater: &str) -> Problem {
    let what = format!("there is no calibration of the rater `{rater}` of `{}`", node.id);
    Problem::new(ProblemKind::Reference, format!("{}.raters", node.path), what)
        .found("marks")
        .expected("a calibration in which the rater has marks")
}
