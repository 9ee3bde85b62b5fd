//! The nodes of an index of means that count, children before parents: leads are computed on this tree.

use rust_decimal::prelude::ToPrimitive;

use super::{CertainError, WeightRegion};
use crate::engine::View;
use crate::model::{NodeId, TreePart, positions};
use crate::number::Exact;
use crate::robustness::effective::{LeafId, PerLeaf};
use crate::support::Refused;

positions! {
    /// A node that counts; children come before their parents.
    OfMean, MeanId, PerMean;
}

/// A node that counts.
pub(super) enum MeanNode {
    /// An indicator, and its node in the index's tree.
    Leaf(LeafId, NodeId),
    /// The mean of children that count, each with its share, heaviest first.
    Mean(Vec<MeanChild>),
}

/// A child that counts.
#[derive(Clone)]
pub(super) struct MeanChild {
    pub(super) id: MeanId,
    /// Its share as the nearest binary float.
    pub(super) near: f64,
    pub(super) share: Exact,
}

/// The nodes that count.
pub(super) struct MeanTree {
    pub(super) nodes: PerMean<MeanNode>,
    /// The index itself.
    pub(super) top: MeanId,
    /// The indicators.
    pub(super) leaves: PerLeaf<NodeId>,
    /// Whether every node is an arithmetic mean.
    pub(super) linear: bool,
}

impl MeanTree {
    /// The tree of an index.
    ///
    /// # Errors
    /// When a node that counts is no mean of its children.
    pub(super) fn of(view: &View<'_>) -> Result<Self, CertainError> {
        let (mut nodes, mut leaves, mut linear) = (PerMean::new(), PerLeaf::new(), true);
        let top = add(view, view.scored.tree.top(), (&mut nodes, &mut leaves, &mut linear))?;
        Ok(Self { nodes, top, leaves, linear })
    }

    /// The weights of the indicators where the tree has one level only; in a free region, 1 for each.
    pub(super) fn flat(&self, region: WeightRegion) -> Option<PerLeaf<f64>> {
        match (region, &self.nodes[self.top]) {
            // The lead is least with all weight on one indicator.
            (WeightRegion::Free, _) if self.linear => Some(self.leaves.filled(1.0)),
            (WeightRegion::Within(_), MeanNode::Mean(children)) if self.linear => {
                let mut flat = self.leaves.filled(0.0);
                for child in children {
                    let MeanNode::Leaf(leaf, _) = self.nodes[child.id] else { return None };
                    flat[leaf] = child.near;
                }
                Some(flat)
            }
            _ => None,
        }
    }
}

/// The parts of a tree under construction.
type Parts<'a> = (&'a mut PerMean<MeanNode>, &'a mut PerLeaf<NodeId>, &'a mut bool);

/// Adds a node after its children.
fn add(view: &View<'_>, id: NodeId, (nodes, leaves, linear): Parts<'_>) -> Result<MeanId, CertainError> {
    let no_mean = |node: &str, what| Err(CertainError::NoMean { node: node.to_owned(), what });
    let node = view.scored.tree.node(id);
    let TreePart::Inner(inner) = &node.part else {
        return Ok(nodes.push(MeanNode::Leaf(leaves.push(id), id)));
    };
    if inner.second_step.is_some() {
        return no_mean(&node.id, "a rule or policy of its own");
    }
    if node.round.is_some() {
        return no_mean(&node.id, "a rounding of its own");
    }
    if !inner.aggregate.is_mean() {
        return no_mean(&node.id, "an aggregate that is no mean");
    }
    *linear &= view.scored.tree.is_plain_mean(id);
    let no_share = || Refused::internal("a node of a prepared index has no share");
    let shares = view.shares[id].as_ref().ok_or_else(no_share)?;
    let mut children = Vec::new();
    for (child, part) in inner.children.iter().zip(shares.parts()).filter(|(_, part)| **part > 0) {
        let share = shares.share(*part).ok_or_else(no_share)?;
        let near = share.to_decimal().and_then(|share| share.to_f64()).ok_or_else(no_share)?;
        children.push(MeanChild { id: add(view, *child, (&mut *nodes, &mut *leaves, &mut *linear))?, near, share });
    }
    children.sort_by(|one, two| two.near.total_cmp(&one.near));
    Ok(nodes.push(MeanNode::Mean(children)))
}
