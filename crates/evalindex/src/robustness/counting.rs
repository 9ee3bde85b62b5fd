//! Which nodes count.

use crate::engine::{Shares, TreeShares};
use crate::model::Tree;

/// For each node of a tree whether it counts: whether it and all above it have a weight.
pub(super) fn counting(tree: &Tree, shares: &TreeShares) -> Vec<bool> {
    let mut counts = vec![true; tree.nodes().len()];
    for (number, (node, group)) in tree.nodes().iter().zip(shares).enumerate() {
        let above = counts.get(number).copied().unwrap_or_default();
        let parts = group.iter().flat_map(Shares::parts);
        for (child, part) in node.children().iter().zip(parts) {
            if let Some(cell) = counts.get_mut(*child) {
                *cell = above && *part > 0;
            }
        }
    }
    counts
}
