//! The scores of the ranked subjects at every node, and what is computed from them.

use rust_decimal::Decimal;

use super::sums::{Column, Joint, cronbach};
use crate::engine::{View, counting};
use crate::model::{NodeId, PerNode, Tree, TreePart};
use crate::number::{Real, nearest};
use crate::robustness::range::as_published;

/// The scores of the ranked subjects at every node of an index, in units of 10⁻¹².
pub(crate) struct RankedScores<'a> {
    view: &'a View<'a>,
    columns: PerNode<Column>,
    /// Whether each node counts.
    counting: PerNode<bool>,
}

impl<'a> RankedScores<'a> {
    pub(crate) fn of(view: &'a View<'a>) -> Self {
        let tree = &view.scored.tree;
        let columns = tree
            .by_node()
            .map(|node, _| view.ranked.iter().map(|ranked| view.aggregated.column(node).units(ranked.row)).collect());
        Self { view, columns, counting: counting(tree, view.shares) }
    }

    fn tree(&self) -> &'a Tree {
        &self.view.scored.tree
    }

    fn joint(&self, one: NodeId, other: NodeId) -> Option<Joint> {
        Joint::of(&self.columns[one], &self.columns[other])
    }

    /// Pearson's correlation of the scores of two nodes, to 12 decimals, over the subjects that have both; none for fewer
    /// than two, or where the scores of one node are all the same.
    pub(crate) fn correlation(&self, one: NodeId, other: NodeId) -> Option<Decimal> {
        self.joint(one, other)?.correlation().map(as_published)
    }

    /// The influence of every node.
    pub(super) fn influences(&self) -> PerNode<Option<Decimal>> {
        let mut found = self.columns.filled(None);
        for (parent, node) in self.tree().by_node().iter() {
            let counted = node.children().iter().filter(|child| self.counting[**child]);
            let squares: Vec<(NodeId, Option<Real>)> =
                counted.map(|child| (*child, self.joint(*child, parent).and_then(|joint| joint.square()))).collect();
            let total = squares.iter().filter_map(|(_, square)| *square).fold(Real::ZERO, Real::plus);
            for (child, square) in squares {
                found[child] = square.and_then(|square| square.over(total)?.to_decimal()).map(as_published);
            }
        }
        found
    }

    pub(super) fn alpha(&self, node: NodeId) -> Option<Decimal> {
        let counted = self.leaves(node).into_iter().filter(|leaf| self.counting[*leaf]);
        let columns: Vec<&Column> = counted.map(|leaf| &self.columns[leaf]).collect();
        cronbach(&columns).map(as_published)
    }

    /// The indicators at or below a node, in the order of the document.
    fn leaves(&self, node: NodeId) -> Vec<NodeId> {
        match &self.tree().node(node).part {
            TreePart::Inner(inner) => inner.children.iter().flat_map(|child| self.leaves(*child)).collect(),
            TreePart::Leaf(_) => vec![node],
        }
    }

    /// The pairs of indicators whose correlation is at least so large, positive or negative.
    pub(crate) fn duplicates(&self, least: Decimal) -> impl Iterator<Item = (NodeId, NodeId, Decimal)> {
        let leaves = self.leaves(self.tree().top());
        let mut found = Vec::new();
        for (at, one) in leaves.iter().enumerate() {
            for other in leaves.iter().skip(at.saturating_add(1)) {
                if let Some(correlation) = self.correlation(*one, *other).filter(|r| r.abs() >= least) {
                    found.push((*one, *other, correlation));
                }
            }
        }
        found.into_iter()
    }

    /// The indicators in which all ranked subjects have the same score.
    pub(super) fn constant(&self) -> impl Iterator<Item = NodeId> {
        let same = |leaf: &NodeId| {
            let mut scores = self.columns[*leaf].values().flatten();
            scores.next().is_some_and(|first| scores.all(|score| score == first))
        };
        self.leaves(self.tree().top()).into_iter().filter(same)
    }

    /// The number of subjects that have a score at a node.
    pub(crate) fn scored(&self, node: NodeId) -> usize {
        self.columns[node].values().flatten().count()
    }

    /// The number of subjects that have a score at both nodes.
    pub(crate) fn scored_at_both(&self, one: NodeId, other: NodeId) -> usize {
        self.columns[one].zip(&self.columns[other]).filter(|(_, one, other)| one.is_some() && other.is_some()).count()
    }

    /// For each indicator that counts, Pearson's correlation of its scores with the means of the subjects' scores at the
    /// other ones, and the number of subjects. Means are rounded to units; a subject without another score is left out.
    pub(crate) fn with_others(&self) -> Vec<(NodeId, usize, Option<Decimal>)> {
        let leaves = self.leaves(self.tree().top()).into_iter().filter(|leaf| self.counting[*leaf]);
        let leaves: Vec<NodeId> = leaves.collect();
        let mut totals = self.columns[self.tree().top()].filled((0_i128, 0_i128));
        for leaf in &leaves {
            for (id, score) in self.columns[*leaf].iter() {
                let (sum, count) = totals[id];
                // A score has less than 97 bits.
                totals[id] = score.map_or((sum, count), |score| (sum.saturating_add(score), count.saturating_add(1)));
            }
        }
        let of_leaf = |leaf: NodeId| {
            let others = self.columns[leaf].map(|id, score| {
                let (sum, count) = totals[id];
                nearest(sum.checked_sub((*score)?)?, count.checked_sub(1)?).map(|(mean, _)| mean)
            });
            let correlation = Joint::of(&self.columns[leaf], &others).and_then(|joint| joint.correlation());
            (leaf, others.values().flatten().count(), correlation.map(as_published))
        };
        leaves.into_iter().map(of_leaf).collect()
    }
}
