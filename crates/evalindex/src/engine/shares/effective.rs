//! The shares of nodes among their siblings, and their effective weights.

use rust_decimal::Decimal;

use super::tree::TreeShares;
use crate::model::{PerNode, Tree};
use crate::number::Exact;

/// The effective weight of each node: the product of the shares from the index down to it, rounded to the nearest
/// decimal.
pub(crate) fn effective(tree: &Tree, weights: &TreeShares) -> PerNode<Option<Decimal>> {
    effective_exact(tree, weights).map(|_, share| share.as_ref()?.to_decimal())
}

/// The same, exactly.
pub(crate) fn effective_exact(tree: &Tree, weights: &TreeShares) -> PerNode<Option<Exact>> {
    let own = own_shares(tree, weights);
    let mut whole = own.filled(None);
    for (id, node, own) in tree.by_node().zip(&own) {
        let above = node.parent.map_or(Some(&Exact::ONE), |parent| whole[parent].as_ref());
        whole[id] = own.as_ref().zip(above).map(|(own, above)| own * above);
    }
    whole
}

/// The share of each node among its siblings.
pub(crate) fn among_siblings(tree: &Tree, weights: &TreeShares) -> PerNode<Option<Decimal>> {
    own_shares(tree, weights).map(|_, share| share.as_ref()?.to_decimal())
}

/// The share of each node among its siblings as a fraction; that of the index itself is 1.
fn own_shares(tree: &Tree, weights: &TreeShares) -> PerNode<Option<Exact>> {
    let mut own = weights.filled(None);
    own[tree.top()] = Some(Exact::ONE);
    for (_, node, shares) in tree.by_node().zip(weights) {
        let Some(shares) = shares else { continue };
        for (child, part) in node.children().iter().zip(shares.parts()) {
            own[*child] = Exact::from(*part).over(&Exact::from(shares.total()));
        }
    }
    own
}
