//! Which nodes count: those with a weight, below nothing but nodes with a weight; weights of any group are enough.

use super::tree::TreeShares;
use crate::model::{PerNode, Tree};

/// Whether each node of a tree counts: whether it and all nodes above it have a weight.
pub(crate) fn counting(tree: &Tree, shares: &TreeShares) -> PerNode<bool> {
    let mut counts = shares.filled(true);
    for (id, node) in tree.by_node().iter() {
        for (child, weighs) in node.children().iter().zip(shares.weigh(id, node.children().len())) {
            counts[*child] = counts[id] && weighs;
        }
    }
    counts
}
