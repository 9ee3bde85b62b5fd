//! The shares of nodes among their siblings, and their effective weights.

use rust_decimal::Decimal;

use super::tree::TreeShares;
use crate::model::{PerNode, Tree};
use crate::number::{Fraction, I256};

/// The effective weight of each node: the product of the shares from the index down to it, rounded to the nearest
/// decimal.
pub(crate) fn effective(tree: &Tree, weights: &TreeShares) -> PerNode<Option<Decimal>> {
    let own = own_shares(tree, weights);
    let mut whole = own.filled(None);
    for (id, node, own) in tree.by_node().zip(&own) {
        let above = node.parent.map_or(Some(Fraction::ONE), |parent| whole[parent]);
        whole[id] = own.zip(above).and_then(|(own, above)| product(own, above));
    }
    whole.map(|_, share| share.and_then(Fraction::to_decimal))
}

/// The exact product; rounded to the nearest decimal where exact fractions cannot hold it.
fn product(one: Fraction, other: Fraction) -> Option<Fraction> {
    let nearly = || one.to_real().times(other.to_real()).to_decimal().map(Fraction::from_decimal);
    one.times(other).or_else(nearly)
}

/// The share of each node among its siblings.
pub(crate) fn among_siblings(tree: &Tree, weights: &TreeShares) -> PerNode<Option<Decimal>> {
    own_shares(tree, weights).map(|_, share| share.and_then(Fraction::to_decimal))
}

/// The share of each node among its siblings as a fraction; that of the index itself is 1.
fn own_shares(tree: &Tree, weights: &TreeShares) -> PerNode<Option<Fraction>> {
    let mut own = weights.filled(None);
    own[tree.top()] = Some(Fraction::ONE);
    for (_, node, shares) in tree.by_node().zip(weights) {
        let Some(shares) = shares else { continue };
        for (child, part) in node.children().iter().zip(shares.parts()) {
            own[*child] = Fraction::new(I256::from(*part), I256::from(shares.total()));
        }
    }
    own
}
