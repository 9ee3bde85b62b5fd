//! Puts an explanation together.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::closing::Closer;
use super::explanation::{ExplainedSubject, Explanation, Reason};
use super::node::{Absence, ExplainedNode, PartRounding};
use super::steps::{figure, node_steps};
use crate::engine::{NodePoints, Placed, Prepared, Presence, Shares, StepTrace, Trace, View, assemble, points};
use crate::model::{IndexId, NodeId, PerNode, Row, TreeNode, TreePart};
use crate::number::{Exact, Rounding, RoundingMode};
use crate::result::{IndexResult, Notice, RankedSubject};
use crate::support::{Interrupt, Refused};

/// How many reasons an explanation opens with.
const MOST_REASONS: usize = 4;

/// What an explanation is made from.
pub(super) struct Builder<'a> {
    prepared: &'a Prepared,
    id: IndexId,
    pub(super) view: &'a View<'a>,
    pub(super) row: Row,
    /// The node that is asked for; all where none is.
    only: Option<NodeId>,
    result: IndexResult,
    notices: Vec<Notice>,
    pub(super) placed: Placed,
    points: PerNode<NodePoints>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        (prepared, id): (&'a Prepared, IndexId),
        view: &'a View<'a>,
        row: Row,
        only: Option<NodeId>,
    ) -> Result<Self, Refused> {
        let (result, notices) = assemble(view)?;
        let (placed, points) = (view.placed(view.index.ranking.ties), points(view, row));
        Ok(Self { prepared, id, view, row, only, result, notices, placed, points })
    }

    pub(super) fn explanation(&self) -> Result<Explanation, Refused> {
        let (index, subject) = (self.view.index, self.view.subject(self.row));
        let trace = self.prepared.trace(self.view, Interrupt::NEVER);
        let mut closer = Closer::new(
            (self.prepared, self.id),
            self.view,
            (&self.placed, &self.points),
            self.row,
            self.only.is_some(),
        );
        let mut nodes = Vec::new();
        for (id, _) in self.view.scored.tree.by_node().iter().filter(|(id, _)| self.is_asked(*id)) {
            nodes.push(self.node(&trace, id, &mut closer)?);
        }
        let reasons = self.reasons(&nodes);
        let here = |notice: &Notice| match (&notice.node, self.only) {
            (Some(id), Some(_)) => nodes.iter().any(|node| node.node == *id),
            _ => true,
        };
        let told = |notice: &&Notice| notice.subject.as_ref().is_none_or(|one| *one == subject.id) && here(notice);
        let notices = self.notices.iter().filter(told).cloned().collect();
        Ok(Explanation {
            index: index.id.clone(),
            name: index.name.clone(),
            name_zh: index.name_zh.clone(),
            kind: index.kind.clone(),
            order: self.view.order(),
            scale: index.scale,
            subject: ExplainedSubject {
                id: subject.id.clone(),
                name: subject.name.clone(),
                name_zh: subject.name_zh.clone(),
            },
            standing: self.standing(),
            unranked: self.view.why_unranked(self.row),
            total: self.total_sum(),
            reasons,
            nodes,
            notices,
        })
    }

    /// The ranked subject; none where it has no place.
    pub(super) fn ranked(&self) -> Option<&RankedSubject> {
        self.result.subject(&self.view.subject(self.row).id)
    }

    /// Whether a node is asked for: the node itself, and those below it.
    fn is_asked(&self, node: NodeId) -> bool {
        let above = || self.view.scored.tree.ancestors(node);
        self.only.is_none_or(|only| node == only || above().any(|one| one == only))
    }

    /// A number of points as the index publishes them.
    pub(super) fn published(&self, points: &Exact) -> Option<Decimal> {
        points.published(self.view.index.rounding, self.view.scored.near)
    }

    /// The difference of published numbers, which has no more decimals than they.
    pub(super) fn difference(&self, whole: Decimal, parts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
        let rest = Exact::from(whole) - parts.map(Exact::from).sum();
        let decimals = self.view.index.rounding.decimals;
        rest.rounded(Rounding { decimals, mode: RoundingMode::HalfUp })
    }

    fn node(&self, trace: &Trace<'_>, id: NodeId, closer: &mut Closer<'_>) -> Result<ExplainedNode, Refused> {
        let (tree, node) = (&self.view.scored.tree, self.view.scored.tree.node(id));
        let (step, points) = (trace.step(id)?, &self.points[id]);
        let indicator = step.as_ref().and_then(StepTrace::indicator);
        let score = self.view.aggregated.exact(id, self.row);
        let gain = |closer: &mut Closer<'_>| closer.gain_at_full_marks(id).filter(|_| score.is_some());
        let is_ascending = self.view.order().is_ascending();
        let lost = points.lost.clone().or_else(|| if is_ascending { None } else { gain(closer) });
        let closings = match (&step, indicator) {
            (Some(step), Some(_)) => closer.closings(id, step)?,
            _ => [None, None],
        };
        let [next_place, next_grade] = closings;
        let method = match &node.part {
            TreePart::Leaf(leaf) => tree.by_indicator()[*leaf].indicator.rule.name().to_owned(),
            TreePart::Inner(inner) => inner.aggregate.name().to_owned(),
        };
        Ok(ExplainedNode {
            node: node.id.clone(),
            name: node.name.clone(),
            name_zh: node.name_zh.clone(),
            depth: node.depth,
            unit: indicator.and_then(|one| one.unit.clone()),
            source: indicator.and_then(|one| one.source.clone()),
            owner: indicator.and_then(|one| one.owner.clone()),
            method,
            figure: step.as_ref().map(|step| figure(step, self.row)).transpose()?,
            steps: node_steps(trace, step.as_ref(), id, self.row)?,
            score: score.as_ref().and_then(|score| self.published(score)),
            rank: self.node_rank(id),
            absent: self.absence(id, node),
            weight: self.weight(id, node),
            share: points.declared.clone(),
            counted: points.counted.clone(),
            contribution: points.added.as_ref().and_then(|added| self.published(added)),
            lost: lost.as_ref().and_then(|lost| self.published(lost)),
            rounding: self.rounding(node, points),
            next_place,
            next_grade,
        })
    }

    /// The place of the subject in a node.
    fn node_rank(&self, id: NodeId) -> Option<crate::order::Rank> {
        let ranked = self.ranked()?;
        match id.number().checked_sub(1) {
            None => Some(ranked.rank),
            Some(below) => ranked.nodes.get(below)?.rank,
        }
    }

    /// The weight of a node among its siblings, in the unit of the declared ones.
    fn weight(&self, id: NodeId, node: &TreeNode) -> Decimal {
        let tree = &self.view.scored.tree;
        let present = node.parent.and_then(|parent| {
            let shares = self.view.shares_for(parent, self.row)?;
            let mut siblings = tree.node(parent).children().iter().zip(shares.ids());
            let (_, position) = siblings.find(|(child, _)| **child == id)?;
            Some(Shares::weight(
                shares,
                position,
                &tree.child_total(tree.node(parent), self.view.scored.group(self.row)),
            ))
        });
        present.or_else(|| node.weight.to_decimal()).unwrap_or_default()
    }

    fn absence(&self, id: NodeId, node: &TreeNode) -> Option<Absence> {
        let presence = |node: NodeId| self.view.aggregated.presence(node, self.row);
        match presence(id) {
            Presence::Present => None,
            Presence::NotApplicable => Some(Absence::NotApplicable),
            Presence::Missing => {
                let is_partial = node.children().iter().any(|child| presence(*child) == Presence::Present);
                let absence = if is_partial { Absence::LowCoverage } else { Absence::Missing };
                Some(if self.view.lacks_previous(id, self.row) { Absence::NoPrevious } else { absence })
            }
        }
    }

    /// What rounding the points of the children one by one leaves; none where their points are not split, or add up.
    fn rounding(&self, node: &TreeNode, own: &NodePoints) -> Option<PartRounding> {
        let children = || node.children().iter().map(|child| &self.points[*child]);
        let left = |of: fn(&NodePoints) -> &Option<Exact>| {
            let parts: Vec<Decimal> = children().filter_map(|child| self.published(of(child).as_ref()?)).collect();
            let whole = self.published(of(own).as_ref()?)?;
            self.difference(whole, parts.into_iter())
        };
        children().find_map(|child| child.added.as_ref())?;
        let (contribution, lost) = (left(|points| &points.added)?, left(|points| &points.lost));
        let is_shown = !contribution.is_zero() || lost.is_some_and(|lost| !lost.is_zero());
        is_shown.then_some(PartRounding { contribution, lost })
    }

    /// The indicators at which most points are lost; where the lowest total is the best, those that add most.
    fn reasons(&self, nodes: &[ExplainedNode]) -> Vec<Reason> {
        let leaves = nodes.iter().filter(|node| node.figure.is_some() && self.is_leaf(&node.node));
        let is_ascending = self.view.order().is_ascending();
        let points = |node: &ExplainedNode| if is_ascending { node.contribution } else { node.lost };
        let costing = leaves.filter_map(|node| Some((points(node).filter(|points| *points > Decimal::ZERO)?, node)));
        let mut costing: Vec<(Decimal, &ExplainedNode)> = costing.collect();
        costing.sort_by_key(|(points, _)| Reverse(*points));
        let reason = |(_, node): (Decimal, &ExplainedNode)| Reason {
            node: node.node.clone(),
            rule: node.method.clone(),
            figure: node.figure.as_ref().and_then(|one| one.observed.or_else(|| one.used.as_ref()?.to_decimal())),
            lost: node.lost,
            contribution: node.contribution.filter(|_| is_ascending),
            next_place: node.next_place.clone(),
            next_grade: node.next_grade.clone(),
        };
        costing.into_iter().take(MOST_REASONS).map(reason).collect()
    }

    fn is_leaf(&self, id: &str) -> bool {
        let tree = &self.view.scored.tree;
        tree.find(id).is_some_and(|node| matches!(tree.node(node).part, TreePart::Leaf(_)))
    }
}
