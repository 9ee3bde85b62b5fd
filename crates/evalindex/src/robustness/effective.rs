//! Effective weights of the indicators that count, and of dimensions that no weight changes, which are taken as indicators.

use crate::engine::{View, limit_of};
use crate::model::{NodeId, Row, positions};
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

/// Whether no weights bring a total to the floor or the cap of the index: its totals are weighted means, and with points of
/// adjustments every score of an indicator that counts lies between the two.
pub(super) fn limits_are_idle(view: &View<'_>) -> bool {
    !view.index.has_total_limits()
        || leaves_of_means(view).is_some_and(|leaves| {
            let nodes = leaves.values().map(|(node, _)| *node);
            view.ranked.iter().all(|ranked| are_within_limits(view, nodes.clone(), ranked.row))
        })
}

/// Whether the scores of a subject at these nodes, with points of adjustments, lie between the floor and the cap.
pub(super) fn are_within_limits(view: &View<'_>, nodes: impl Iterator<Item = NodeId>, row: Row) -> bool {
    let mut scores = nodes.filter_map(|node| view.aggregated.exact(node, row));
    scores.all(|score| limit_of(view.index, &(&score + view.added(row)), view.scored.near).is_none())
}

/// The indicators that count; none where an inner node that counts does not fit.
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
