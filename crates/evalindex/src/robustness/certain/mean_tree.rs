//! The nodes of an index of means that count, children before parents: leads are computed on this tree.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{CertainError, WeightRegion};
use crate::engine::View;
use crate::method::aggregate::Aggregate;
use crate::model::{Impute, Missing, NodeId, TreePart, positions};
use crate::number::Exact;
use crate::robustness::effective::{LeafId, PerLeaf};
use crate::support::Refused;

positions! {
    /// A node that counts; children come before their parents.
    OfMean, MeanId, PerMean;
}

/// A node that counts.
pub(super) enum MeanNode {
    Leaf(Leaf),
    Mean(Mean),
}

impl MeanNode {
    pub(super) fn leaf(&self) -> Option<&Leaf> {
        match self {
            Self::Leaf(leaf) => Some(leaf),
            Self::Mean(_) => None,
        }
    }
}

/// An indicator, or a dimension that no weight changes.
pub(super) struct Leaf {
    pub(super) id: LeafId,
    /// Its node in the index's tree.
    pub(super) node: NodeId,
    /// Whether its missing scores are imputed by means of siblings that depend on weights.
    pub(super) varies: bool,
}

/// A mean of children that count.
pub(super) struct Mean {
    /// Its node in the index's tree.
    pub(super) node: NodeId,
    /// Heaviest first.
    pub(super) children: Vec<MeanChild>,
    /// Whether the mean is arithmetic.
    pub(super) is_arithmetic: bool,
    pub(super) min_coverage: Option<Decimal>,
    pub(super) min_present: Option<usize>,
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
    pub(super) fn of(view: &View<'_>, region: WeightRegion) -> Result<Self, CertainError> {
        let (mut nodes, mut leaves) = (PerMean::new(), PerLeaf::new());
        let top = add(view, region, view.scored.tree.top(), (&mut nodes, &mut leaves))?;
        let arithmetic =
            |node: &MeanNode| matches!(node, MeanNode::Leaf(_) | MeanNode::Mean(Mean { is_arithmetic: true, .. }));
        let linear = nodes.values().all(arithmetic);
        Ok(Self { nodes, top, leaves, linear })
    }

    /// The weights of the indicators where the tree has one level only; in a free region, 1 for each.
    pub(super) fn flat(&self, region: WeightRegion) -> Option<PerLeaf<f64>> {
        match (region, &self.nodes[self.top]) {
            // The lead is least with all weight on one indicator.
            (WeightRegion::Free, _) if self.linear => Some(self.leaves.filled(1.0)),
            (WeightRegion::Within(_), MeanNode::Mean(mean)) if self.linear => {
                let mut flat = self.leaves.filled(0.0);
                for child in &mean.children {
                    let MeanNode::Leaf(leaf) = &self.nodes[child.id] else { return None };
                    flat[leaf.id] = child.near;
                }
                Some(flat)
            }
            _ => None,
        }
    }
}

/// The parts of a tree under construction.
type Parts<'a> = (&'a mut PerMean<MeanNode>, &'a mut PerLeaf<NodeId>);

/// Adds a node after its children.
fn add(view: &View<'_>, region: WeightRegion, id: NodeId, (nodes, leaves): Parts<'_>) -> Result<MeanId, CertainError> {
    let no_mean = |node: &str, what| Err(CertainError::NoMean { node: node.to_owned(), what });
    let tree = &view.scored.tree;
    let node = tree.node(id);
    let inner = match &node.part {
        TreePart::Inner(inner) if !tree.is_fixed(id) => inner,
        _ => return Ok(nodes.push(MeanNode::Leaf(Leaf { id: leaves.push(id), node: id, varies: false }))),
    };
    if inner.second_step.is_some() {
        return no_mean(&node.id, "a rule or policy of its own");
    }
    if node.round.is_some() {
        return no_mean(&node.id, "a rounding of its own");
    }
    if !node.is_weighed() {
        return no_mean(&node.id, "an aggregate without weights above nodes whose weights can vary");
    }
    if !inner.aggregate.is_mean() {
        return no_mean(&node.id, "an aggregate that is no mean");
    }
    let no_share = || Refused::internal("a node of a prepared index has no share");
    let shares = view.shares[id].as_ref().ok_or_else(no_share)?;
    let mut children = Vec::new();
    for (child, part) in inner.children.iter().zip(shares.parts()).filter(|(_, part)| **part > 0) {
        let share = shares.share(*part).ok_or_else(no_share)?;
        let near = share.to_decimal().and_then(|share| share.to_f64()).ok_or_else(no_share)?;
        children.push(MeanChild { id: add(view, region, *child, (&mut *nodes, &mut *leaves))?, near, share });
    }
    // A mean of siblings is the same under all weights where they are indicators, and none can lose its weight.
    let varies = region.reaches_zero() || children.iter().any(|child| matches!(nodes[child.id], MeanNode::Mean(_)));
    for child in &children {
        if let MeanNode::Leaf(leaf) = &mut nodes[child.id] {
            leaf.varies = varies && tree.missing(leaf.node) == Some(Missing::Impute(Impute::RowMean));
        }
    }
    children.sort_by(|one, two| two.near.total_cmp(&one.near).then_with(|| two.share.cmp(&one.share)));
    let is_arithmetic = inner.aggregate == Aggregate::Arithmetic;
    let (min_coverage, min_present) = (inner.min_coverage, inner.min_present);
    Ok(nodes.push(MeanNode::Mean(Mean { node: id, children, is_arithmetic, min_coverage, min_present })))
}
