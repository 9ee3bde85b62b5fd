//! From indicator scores up the tree: the scores of every inner node under given weights.

use std::sync::OnceLock;

use super::aggregated::AggregatedTree;
use super::column::{Column, Presence};
use super::diagnostics::{Diagnostics, Logged, Remark};
use super::node_step::{NodeStep, StepError};
use super::prepare::{SCORED, ScoredIndex};
use super::score_indicator::score_indicator;
use super::site::{Site, Values};
use crate::engine::shares::{Shares, TreeShares};
use crate::method::aggregate::Reach;
use crate::method::rule::moments;
use crate::model::{Draft, Impute, Index, Inner, Missing, NodeId, PerGroup, Row, Tree, TreeNode, TreePart};
use crate::number::Exact;
use crate::result::{NoticeKind, PreparationStep};
use crate::support::{Cancelled, Interrupt, Problem, ProblemKind, Problems, figure_path};

/// Computes every inner node, children before parents. `shares` holds those of each node's children.
///
/// All problems of aggregates and of second steps are reported together, unless the work is stopped.
pub(crate) fn aggregate_tree<'a>(
    declared: (&Draft, &Index),
    scored: &'a ScoredIndex,
    shares: &'a TreeShares,
    interrupt: Interrupt<'_>,
) -> Result<AggregatedTree<'a>, Problems> {
    let aggregated = aggregate_rows(declared, scored, shares, interrupt)?;
    if aggregated.diagnostics.problems.is_empty() { Ok(aggregated) } else { Err(aggregated.diagnostics.problems) }
}

/// The same, with its problems in the diagnostics, where the rows that have any are named: scores of the other rows hold.
///
/// # Errors
/// When the work is to be stopped.
pub(crate) fn aggregate_rows<'a>(
    (draft, index): (&Draft, &Index),
    scored: &'a ScoredIndex,
    shares: &'a TreeShares,
    interrupt: Interrupt<'_>,
) -> Result<AggregatedTree<'a>, Cancelled> {
    let nodes = scored.tree.by_node();
    let common = nodes.map(|_, _| OnceLock::new());
    let (own, stepped, diagnostics) = (nodes.filled(None), nodes.filled(None), Diagnostics::default());
    let mut aggregated = AggregatedTree { scored, shares, common, own, diagnostics, stepped, left_out: None };
    for (id, node) in nodes.iter().rev() {
        let TreePart::Inner(inner) = &node.part else { continue };
        if shares[id].is_none() && inner.by_group.is_none() {
            continue;
        }
        if let Some(given) = scored.crossed.as_ref().and_then(|crossed| crossed.given[id].as_ref()) {
            aggregated.own[id] = Some(given.clone());
            continue;
        }
        if let Some(shares) = &shares[id] {
            aggregated.fill_rows(inner, shares);
        }
        aggregated.standardise(node, inner);
        // The rounding of a node that has a second step comes after it.
        let round = node.round.filter(|_| inner.second_step.is_none());
        let tree = &aggregated;
        let step = |group| {
            let (shares, declared_total) = (shares.of(id, group)?, scored.tree.child_total(node, group));
            Some(NodeStep { tree, node: id, shares, inner, declared_total, scale: index.scale, round, interrupt })
        };
        let (mut problems, mut failed) = (Problems::new(), Vec::new());
        let fail = |row: Option<Row>, error| {
            let subject = row.map(|row| draft.subject_at(scored.subjects[row]).id.as_str());
            problems.push(refused(&scored.tree, node, subject, &error));
            match row {
                Some(row) => failed.push(row),
                None => failed.extend(scored.subjects.ids()),
            }
        };
        let column = match step(None) {
            Some(step) => step.column(fail)?,
            None => by_group(scored, &scored.tree.groups().map(|group, _| step(Some(group))), inner, fail)?,
        };
        aggregated.diagnostics.problems.append(problems);
        aggregated.diagnostics.failed.extend(failed);
        aggregated.own[id] = Some(column);
        if let Some(second) = &inner.second_step {
            interrupt.count(scored.subjects.len(), SCORED)?;
            let step = (second.step(), Values::Scores);
            let site = Site::new(draft, (&node.path, id), step, index, &scored.subjects);
            aggregated.score_again(site);
        }
    }
    Ok(aggregated)
}

/// The scores of a node under weights that differ from group to group.
///
/// # Errors
/// When the work is to be stopped.
fn by_group(
    scored: &ScoredIndex,
    steps: &PerGroup<Option<NodeStep<'_>>>,
    inner: &Inner,
    mut fail: impl FnMut(Option<Row>, StepError),
) -> Result<Column, Cancelled> {
    let mut column = Column::with_capacity(scored.subjects.len());
    for row in scored.subjects.ids() {
        match (scored.group(row).and_then(|group| steps[group].as_ref()), inner.aggregate.reach()) {
            (Some(step), Reach::One(combine)) => step.one(row, &*combine, &mut column, &mut fail)?,
            // Such documents are refused.
            _ => column.push_absent(Presence::Missing),
        }
    }
    Ok(column)
}

impl AggregatedTree<'_> {
    /// Passes the aggregated scores of a node through its second step.
    fn score_again(&mut self, site: Site<'_>) {
        let figures = self.figures(site.node);
        let entries = self.scored.crossed.as_ref().and_then(|crossed| crossed.entries[site.node].as_ref());
        let frozen = (self.scored.frozen.as_deref(), entries);
        self.own[site.node] = Some(score_indicator(site, &figures, frozen, &mut self.diagnostics));
        self.stepped[site.node] = Some(figures);
    }

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
                    let score = score.shown();
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
}

/// The problem of an aggregate that cannot take the scores of one subject, or of all subjects together.
fn refused(tree: &Tree, node: &TreeNode, subject: Option<&str>, error: &StepError) -> Problem {
    let error = match error {
        StepError::Aggregate(error) => error,
        StepError::Count { found, expected } => {
            let what = format!("this is a bug in evalindex: `{}` has {found} scores for {expected} subjects", node.id);
            return Problem::new(ProblemKind::Internal, format!("{}.aggregate", node.path), what);
        }
    };
    let whose = subject.map(|subject| format!(" of `{subject}`")).unwrap_or_default();
    let what = format!("`{}`{whose}: {error}", node.id);
    let cell = error.child().and_then(|child| Some(cell(tree, tree.find(child)?, subject?)));
    let path = cell.unwrap_or_else(|| format!("{}.aggregate", node.path));
    let mut problem = Problem::new(ProblemKind::Figure, path, what);
    problem.found = error.found().map(Exact::shown);
    problem.expected(error.expected())
}

/// The path of what a node's score is made of: the figure of an indicator, or the node itself.
fn cell(tree: &Tree, node: NodeId, subject: &str) -> String {
    let indicator = match tree.node(node).part {
        TreePart::Leaf(leaf) => Some(&tree.by_indicator()[leaf].indicator),
        TreePart::Inner(_) => None,
    };
    let observed = indicator.filter(|indicator| indicator.from.is_none());
    match observed {
        Some(indicator) => figure_path("values", subject, indicator.input_name()),
        None => tree.node(node).path.clone(),
    }
}

/// The mean of scores of equal weight.
fn equal_mean(scores: impl Iterator<Item = Exact>) -> Option<Exact> {
    let scores: Vec<Exact> = scores.collect();
    moments::mean(&scores)
}
