//! Which nodes count: those with a weight, below nothing but nodes with a weight.

use super::siblings::Shares;
use super::tree::TreeShares;
use crate::model::{PerNode, Tree};

/// Whether each node of a tree counts: whether it and all nodes above it have a weight.
pub(crate) fn counting(tree: &Tree, shares: &TreeShares) -> PerNode<bool> {
    let mut counts = shares.filled(true);
    for (id, node, group) in tree.by_node().zip(shares) {
        let parts = group.iter().flat_map(Shares::parts);
        for (child, part) in node.children().iter().zip(parts) {
            counts[*child] = counts[id] && *part > 0;
        }
    }
    counts
}
