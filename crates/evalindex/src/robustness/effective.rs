//! Effective weights: the part of the whole tree that each indicator has.

use crate::engine::View;
use crate::model::TreePart;
use crate::number::{Fraction, I256};

/// The indicators that count with their effective weights, which total 1.
pub(super) fn leaves(view: &View<'_>) -> Option<Vec<(usize, Fraction)>> {
    leaves_below(view, |_| true)
}

/// The same; none where the index is no arithmetic mean throughout.
pub(super) fn leaves_of_means(view: &View<'_>) -> Option<Vec<(usize, Fraction)>> {
    leaves_below(view, |number| view.prepared.tree.is_plain_mean(number))
}

/// The same; none where an inner node that counts is not as it should be.
fn leaves_below(view: &View<'_>, fits: impl Fn(usize) -> bool) -> Option<Vec<(usize, Fraction)>> {
    let nodes = view.prepared.tree.nodes();
    let mut whole = vec![Fraction::ZERO; nodes.len()];
    *whole.first_mut()? = Fraction::ONE;
    let mut leaves = Vec::new();
    for (number, node) in nodes.iter().enumerate() {
        let own = *whole.get(number)?;
        if own.is_zero() {
            continue;
        }
        let TreePart::Inner(inner) = &node.part else {
            leaves.push((number, own));
            continue;
        };
        if !fits(number) {
            return None;
        }
        let shares = view.shares.get(number)?.as_ref()?;
        for (child, part) in inner.children.iter().zip(shares.parts()) {
            let share = Fraction::new(I256::from(*part), I256::from(shares.total()))?;
            *whole.get_mut(*child)? = own.times(share)?;
        }
    }
    Some(leaves)
}
