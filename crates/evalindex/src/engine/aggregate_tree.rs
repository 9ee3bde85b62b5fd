//! From indicator scores up the tree: the scores of every inner node under given weights.

use std::sync::OnceLock;

use super::column::{Column, Presence};
use super::decide::Scores;
use super::diagnostics::{Diagnostics, Logged, Remark};
use super::estimate::Estimate;
use super::exact_mean::CommonDenominator;
use super::figure::Figure;
use super::node_step::{NodeStep, StepError};
use super::prepare::ScoredIndex;
use super::score_indicator::{score_indicator, twelve_decimals};
use super::site::{Site, Values};
use crate::engine::shares::{Shares, TreeShares};
use crate::method::rule::moments;
use crate::model::{Draft, Impute, Index, Inner, Missing, NodeId, PerNode, PerRow, Row, TreeNode, TreePart};
use crate::number::{Exact, Near};
use crate::result::{NoticeKind, PreparationStep};
use crate::support::{Problem, ProblemKind};

/// The scores of all nodes of an index under given weights.
#[derive(Debug)]
pub(crate) struct AggregatedTree<'a> {
    scored: &'a ScoredIndex,
    shares: &'a TreeShares,
    /// The common denominators of the children of each node, made when the first exact mean is asked for.
    common: PerNode<OnceLock<CommonDenominator>>,
    /// The columns of inner nodes, and of indicators that were imputed from their siblings.
    own: PerNode<Option<Column>>,
    /// Remarks and preparation steps of inner nodes; no problems.
    diagnostics: Diagnostics,
    /// A node that is left out, with all below it: its policies for missing figures bar no subject.
    left_out: Option<NodeId>,
}

/// Computes every inner node, children before parents. `shares` holds those of each node's children.
///
/// All problems of aggregates and of second steps are reported together.
pub(crate) fn aggregate_tree<'a>(
    draft: &Draft,
    index: &Index,
    scored: &'a ScoredIndex,
    shares: &'a TreeShares,
) -> Result<AggregatedTree<'a>, Vec<Problem>> {
    let nodes = scored.tree.by_node();
    let common = nodes.map(|_, _| OnceLock::new());
    let (own, diagnostics) = (nodes.filled(None), Diagnostics::default());
    let mut aggregated = AggregatedTree { scored, shares, common, own, diagnostics, left_out: None };
    for (id, node, shares) in nodes.zip(shares).rev() {
        let (TreePart::Inner(inner), Some(shares)) = (&node.part, shares) else { continue };
        aggregated.fill_rows(inner, shares);
        let declared_total = scored.tree.child_total(node);
        // The rounding of a node that has a second step comes after it.
        let round = node.round.filter(|_| inner.second_step.is_none());
        let step =
            NodeStep { tree: &aggregated, node: id, shares, inner, declared_total, scale: index.scale, round };
        let mut failed = Vec::new();
        let column = step.column(|row, error| {
            let subject = row.map(|row| draft.subject_at(scored.subjects[row]).id.as_str());
            failed.push(refused(node, subject, &error));
        });
        aggregated.diagnostics.problems.append(&mut failed);
        aggregated.own[id] = Some(column);
        if let Some(second) = &inner.second_step {
            let step = (second.step(), Values::Scores);
            let site = Site::new(draft, (&node.path, id), step, index.scale, &scored.subjects);
            let figures = aggregated.figures(id);
            let column = score_indicator(site, &figures, scored.frozen.as_deref(), &mut aggregated.diagnostics);
            aggregated.own[id] = Some(column);
        }
    }
    if aggregated.diagnostics.problems.is_empty() { Ok(aggregated) } else { Err(aggregated.diagnostics.problems) }
}

impl<'a> AggregatedTree<'a> {
    /// Imputes the missing scores of children that declare `row_mean`: the mean of the subject's scores in the other
    /// children that count.
    fn fill_rows(&mut self, inner: &Inner, shares: &Shares) {
        let policy = |child: &NodeId| self.scored.tree.missing(*child) == Some(Missing::Impute(Impute::RowMean));
        let filled: Vec<(NodeId, Column)> = {
            let imputed = inner.children.iter().copied().filter(policy);
            imputed.filter_map(|child| Some((child, self.row_means(child, inner, shares)?))).collect()
        };
        for (child, column) in filled {
            let mut cells = Vec::new();
            for row in column.rows() {
                if let (Some(score), Presence::Missing) = (column.exact(row), self.presence(child, row)) {
                    cells.push((row, None, score.to_decimal()));
                    let id = &self.scored.tree.node(child).id;
                    let score = twelve_decimals(&score);
                    let text = format!(
                        "no score of `{id}`: {score}, the mean of its siblings, is put in its place (row_mean)"
                    );
                    let what = NoticeKind::Imputed;
                    self.diagnostics.remarks.push(Remark { row: Some(row), node: Some(child), what, text });
                }
            }
            let step = PreparationStep::Imputed { how: Impute::RowMean };
            self.diagnostics.steps.push(Logged { node: Some(child), step, cells });
            self.own[child] = Some(column);
        }
    }

    /// A child's scores with the missing ones imputed from its siblings; none where no score is missing.
    fn row_means(&self, child: NodeId, inner: &Inner, shares: &Shares) -> Option<Column> {
        let own = self.column(child);
        if own.rows().all(|row| own.presence(row) != Presence::Missing) {
            return None;
        }
        let counted =
            inner.children.iter().zip(shares.parts()).filter(|(other, weight)| **other != child && **weight > 0);
        let siblings: Vec<NodeId> = counted.map(|(other, _)| *other).collect();
        let mut filled = Column::with_capacity(own.rows().len());
        for row in own.rows() {
            let score = match own.presence(row) {
                Presence::Present => self.exact(child, row),
                Presence::Missing => equal_mean(siblings.iter().filter_map(|sibling| self.exact(*sibling, row))),
                Presence::NotApplicable => None,
            };
            if score.and_then(|score| filled.push(score)).is_none() {
                filled.push_absent(own.presence(row));
            }
        }
        Some(filled)
    }

    /// The scores of a node.
    pub(crate) fn column(&self, node: NodeId) -> &Column {
        match (&self.own[node], &self.scored.tree.node(node).part) {
            (Some(column), _) => column,
            (None, TreePart::Leaf(indicator)) => &self.scored.columns[*indicator],
            // A dimension without shares, in a document that is refused.
            (None, TreePart::Inner(_)) => &self.scored.not_applicable,
        }
    }

    /// The index that was aggregated.
    pub(crate) fn scored(&self) -> &'a ScoredIndex {
        self.scored
    }

    /// The diagnostics of indicators, and those of inner nodes.
    pub(crate) fn diagnostics(&self) -> [&Diagnostics; 2] {
        [&self.scored.diagnostics, &self.diagnostics]
    }

    /// Why a subject may not be ranked.
    pub(crate) fn barred(&self, row: Row) -> Option<&str> {
        let reasons = self.diagnostics().into_iter().filter_map(|diagnostics| diagnostics.barred.get(&row)).flatten();
        reasons
            .filter(|(node, _)| node.is_none_or(|node| !self.is_left_out(node)))
            .map(|(_, reason)| reason.as_str())
            .next()
    }

    /// The same scores with a node left out, and all below it.
    pub(crate) fn without(mut self, node: NodeId) -> Self {
        self.left_out = Some(node);
        self
    }

    /// Whether a node is left out.
    pub(crate) fn is_left_out(&self, node: NodeId) -> bool {
        self.left_out.is_some_and(|out| node == out || self.scored.tree.ancestors(node).any(|above| above == out))
    }

    /// The exact score of a node for a subject; none where it has none.
    pub(crate) fn exact(&self, node: NodeId, row: Row) -> Option<Exact> {
        let column = self.column(node);
        if column.presence(row) != Presence::Present {
            return None;
        }
        column.exact(row).or_else(|| self.mean(node, row))
    }

    /// The exact mean of the children of a node for a subject.
    pub(super) fn mean(&self, node: NodeId, row: Row) -> Option<Exact> {
        let (children, shares) = (self.scored.tree.node(node).children(), self.shares[node].as_ref()?);
        let weighed = children.iter().zip(shares.parts()).map(|(child, weight)| (self.column(*child), *weight));
        let common = self.common[node].get_or_init(|| CommonDenominator::new(weighed.clone()));
        common.mean(weighed, row, |position| self.exact(*children.get(position)?, row))
    }

    /// The scores of a node, as what its second step scores.
    fn figures(&self, node: NodeId) -> PerRow<Figure> {
        let figure = |row: Row| match (self.exact(node, row), self.presence(node, row)) {
            (Some(score), _) => Figure::Value(score),
            (None, Presence::NotApplicable) => Figure::NotApplicable,
            (None, _) => Figure::Missing,
        };
        self.scored.subjects.ids().map(figure).collect()
    }

    /// The scores of a node, to be compared and rounded.
    pub(crate) fn scores(&self, node: NodeId) -> NodeScores<'_> {
        NodeScores { tree: self, node }
    }

    /// Whether a node has a score for a subject, and if not why.
    pub(crate) fn presence(&self, node: NodeId, row: Row) -> Presence {
        self.column(node).presence(row)
    }
}

/// The problem of an aggregate that cannot take the scores of one subject, or of all subjects together.
fn refused(node: &TreeNode, subject: Option<&str>, error: &StepError) -> Problem {
    let error = match error {
        StepError::Aggregate(error) => error,
        StepError::Count { found, expected } => {
            let what = format!("this is a bug in evalindex: `{}` has {found} scores for {expected} subjects", node.id);
            return Problem::new(ProblemKind::Internal, format!("{}.aggregate", node.path), what);
        }
    };
    let whose = subject.map(|subject| format!(" of `{subject}`")).unwrap_or_default();
    let what = format!("`{}`{whose}: {error}", node.id);
    let mut problem = Problem::new(ProblemKind::Figure, format!("{}.aggregate", node.path), what);
    problem.found = error.found().map(twelve_decimals);
    problem.expected(error.expected())
}

/// The mean of scores of equal weight.
fn equal_mean(scores: impl Iterator<Item = Exact>) -> Option<Exact> {
    let scores: Vec<Exact> = scores.collect();
    moments::mean(&scores)
}

/// The scores of one node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeScores<'a> {
    tree: &'a AggregatedTree<'a>,
    node: NodeId,
}

impl Scores for NodeScores<'_> {
    fn estimate(&self, row: Row) -> Option<Estimate> {
        self.tree.column(self.node).estimate(row)
    }

    fn exact(&self, row: Row) -> Option<Exact> {
        self.tree.exact(self.node, row)
    }

    fn near(&self) -> Near {
        self.tree.scored.near
    }
}
