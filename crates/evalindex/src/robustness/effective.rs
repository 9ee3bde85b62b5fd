//! Effective weights of the indicators that count, and of dimensions that no weight changes, which are taken as indicators.

use crate::engine::View;
use crate::model::{NodeId, positions};
use crate::number::Exact;

positions! {
    /// An indicator that counts, or a dimension that no weight changes.
    OfLeaf, LeafId, PerLeaf;
}

/// The indicators that count with their effective weights, which total 1; none where some below a node that counts have
/// none.
pub(super) fn leaves(view: &View<'_>) -> Option<PerLeaf<(NodeId, Exact)>> {
    leaves_below(view, |node| view.scored.tree.node(node).is_weighed())
}

/// The same; none where totals are not linear in them: an inner node that counts is no arithmetic mean, or points that
/// are added depend on scores.
pub(super) fn leaves_of_means(view: &View<'_>) -> Option<PerLeaf<(NodeId, Exact)>> {
    if view.has_percentages() {
        return None;
    }
    leaves_below(view, |node| view.scored.tree.is_plain_mean(node))
}

/// The same; none where an inner node that counts does not fit.
fn leaves_below(view: &View<'_>, fits: impl Fn(NodeId) -> bool) -> Option<PerLeaf<(NodeId, Exact)>> {
    let tree = &view.scored.tree;
    let mut whole = tree.by_node().filled(Exact::ZERO);
    whole[tree.top()] = Exact::ONE;
    let mut leaves = PerLeaf::new();
    for (id, node, shares) in tree.by_node().zip(view.shares) {
        let own = whole[id].clone();
        if own.is_zero() {
            continue;
        }
        if tree.is_fixed(id) {
            leaves.push((id, own));
            continue;
        }
        if !fits(id) {
            return None;
        }
        let shares = shares.as_ref()?;
        for (child, part) in node.children().iter().zip(shares.parts()) {
            whole[*child] = &own * &shares.share(*part)?;
        }
    }
    Some(leaves)
}
