//! Shares of nodes among their siblings and in the whole tree.

use rust_decimal::Decimal;

use super::siblings::Shares;
use crate::model::Tree;
use crate::number::{Fraction, I256};

/// The share of each node in the whole tree: the product of the shares on the way from the top, to the nearest decimal.
pub(crate) fn effective(tree: &Tree, weights: &[Option<Shares>]) -> Vec<(String, Decimal)> {
    let own = own_shares(tree, weights);
    let mut whole: Vec<Option<Fraction>> = Vec::with_capacity(own.len());
    for (node, own) in tree.nodes().iter().zip(own) {
        let above = match node.parent {
            Some(parent) => whole.get(parent).copied().flatten(),
            None => Some(Fraction::ONE),
        };
        whole.push(own.zip(above).and_then(|(own, above)| product(own, above)));
    }
    with_ids(tree, whole)
}

/// The product, as near as a decimal comes where exact fractions cannot hold it.
fn product(one: Fraction, other: Fraction) -> Option<Fraction> {
    let nearly = || one.to_real().times(other.to_real()).to_decimal().map(Fraction::from_decimal);
    one.times(other).or_else(nearly)
}

/// The share of each node among its siblings.
pub(crate) fn among_siblings(tree: &Tree, weights: &[Option<Shares>]) -> Vec<(String, Decimal)> {
    with_ids(tree, own_shares(tree, weights))
}

/// By node number; the index itself has the whole.
fn own_shares(tree: &Tree, weights: &[Option<Shares>]) -> Vec<Option<Fraction>> {
    let mut own = vec![None; tree.nodes().len()];
    if let Some(top) = own.first_mut() {
        *top = Some(Fraction::ONE);
    }
    for (node, shares) in tree.nodes().iter().zip(weights) {
        let Some(shares) = shares else { continue };
        for (child, part) in node.children().iter().zip(shares.parts()) {
            if let Some(entry) = own.get_mut(*child) {
                *entry = Fraction::new(I256::from(*part), I256::from(shares.total()));
            }
        }
    }
    own
}

fn with_ids(tree: &Tree, shares: Vec<Option<Fraction>>) -> Vec<(String, Decimal)> {
    let named = tree.nodes().iter().zip(shares).skip(1);
    named.filter_map(|(node, share)| Some((node.id.clone(), share?.to_decimal()?))).collect()
}
