//! Contributions: the points that each node adds to the base score. They add up exactly over any full cut of the tree.

use super::aggregate_tree::AggregatedTree;
use crate::engine::shares::{Shares, TreeShares};
use crate::method::aggregate::Aggregate;
use crate::model::{Inner, NodeId, PerNode, Row, TreeNode, TreePart};
use crate::number::{Fraction, I256, Score};

/// The contribution of each node to one subject's base score; the index itself contributes all of it.
///
/// The contribution of a child is its effective weight times its score. Those of siblings are kept to 12 decimals and
/// add up exactly to their parent's: the largest of them takes what rounding leaves, a few 10⁻¹². There are none below
/// an aggregate other than the arithmetic mean, nor below a dimension that is rounded or has a second step.
pub(crate) fn contributions(aggregated: &AggregatedTree<'_>, shares: &TreeShares, row: Row) -> PerNode<Option<Score>> {
    let tree = &aggregated.scored().tree;
    let nodes = tree.by_node();
    let mut walk = Walk { aggregated, row, effective: nodes.filled(None), found: nodes.filled(None) };
    walk.effective[tree.top()] = Some(Fraction::ONE);
    walk.found[tree.top()] = aggregated.score(tree.top(), row);
    for (id, node, shares) in nodes.zip(shares) {
        if let Some(shares) = shares {
            walk.below(id, node, shares);
        }
    }
    walk.found
}

/// The contributions of one subject, computed from the index down.
struct Walk<'a> {
    aggregated: &'a AggregatedTree<'a>,
    row: Row,
    /// The effective weight of each node for this subject, after reweighting.
    effective: PerNode<Option<Fraction>>,
    found: PerNode<Option<Score>>,
}

impl Walk<'_> {
    /// Splits a node's contribution among its children; none where it cannot be split exactly.
    fn below(&mut self, id: NodeId, node: &TreeNode, shares: &Shares) -> Option<()> {
        let TreePart::Inner(inner) = &node.part else { return None };
        let Inner { children, aggregate, second_step, .. } = inner.as_ref();
        if *aggregate != Aggregate::Arithmetic || second_step.is_some() || node.round.is_some() {
            return None;
        }
        let (whole, share) = (self.found[id]?, self.effective[id]?);
        let present = self.present(children, shares);
        let total: u128 = present.iter().map(|child| child.weight).try_fold(0, u128::checked_add)?;
        let mut parts = Vec::with_capacity(present.len());
        for child in &present {
            let own = share.times(Fraction::new(I256::from(child.weight), I256::from(total))?)?;
            parts.push((child, own, own.times(Fraction::from_score(child.score))?.to_score()?));
        }
        let sum = parts.iter().try_fold(Score::ZERO, |sum, (_, _, part)| sum.plus(*part))?;
        let left = whole.minus(sum)?;
        let id = |child: &Present| self.aggregated.scored().tree.node(child.node).id.as_str();
        let taker =
            parts.iter().max_by_key(|(child, _, part)| (part.units().abs(), id(child))).map(|(child, ..)| child.node);
        for (child, own, part) in &parts {
            let part = if Some(child.node) == taker { part.plus(left)? } else { *part };
            self.found[child.node] = Some(part);
            self.effective[child.node] = Some(*own);
        }
        self.uncounted(children, shares);
        Some(())
    }

    /// Children with a score and without weight contribute 0.
    fn uncounted(&mut self, children: &[NodeId], shares: &Shares) {
        for (child, weight) in children.iter().zip(shares.parts()) {
            if *weight == 0 && self.aggregated.score(*child, self.row).is_some() {
                self.found[*child] = Some(Score::ZERO);
                self.effective[*child] = Some(Fraction::ZERO);
            }
        }
    }

    /// The children that count and have a score for the subject.
    fn present(&self, children: &[NodeId], shares: &Shares) -> Vec<Present> {
        let counted = children.iter().zip(shares.parts()).filter(|(_, weight)| **weight > 0);
        let present = counted.filter_map(|(child, weight)| {
            let score = self.aggregated.score(*child, self.row)?;
            Some(Present { node: *child, weight: *weight, score })
        });
        present.collect()
    }
}

/// A present child that counts.
struct Present {
    node: NodeId,
    weight: u128,
    score: Score,
}
