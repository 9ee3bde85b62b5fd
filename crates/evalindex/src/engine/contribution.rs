//! Contributions: the points that each node adds to the base score. They add up exactly over any full cut of the tree.

use super::decide::{digits, score_of};
use super::estimate::Estimate;
use super::view::View;
use crate::engine::shares::Shares;
use crate::method::aggregate::Aggregate;
use crate::model::{NodeId, PerNode, Row, TreeNode, TreePart};
use crate::number::{Exact, Score};

/// The contribution of each node to one subject's base score, rounded as published; the index itself contributes all of
/// it.
///
/// The contribution of a child is its effective weight times its score: exact contributions of siblings add up to their
/// parent's, and each is rounded once. There are none below an aggregate other than the arithmetic mean, nor below a
/// dimension that is rounded or has a second step.
pub(crate) fn contributions(view: &View<'_>, row: Row) -> PerNode<Option<Score>> {
    shares_of(view, row, splits_points).map(|node, share| contribution(view, node, row, share.as_ref()?))
}

/// Whether the points of a node are the sum of its children's.
pub(crate) fn splits_points(node: &TreeNode) -> bool {
    let TreePart::Inner(inner) = &node.part else { return false };
    inner.aggregate == Aggregate::Arithmetic && inner.second_step.is_none() && node.round.is_none()
}

/// The effective weight of each node for one subject, after reweighting: the product of the shares from the index down to
/// it, among the siblings that have a score. None below a node that `goes_on` stops at, nor for a node without a score.
pub(crate) fn shares_of(view: &View<'_>, row: Row, goes_on: impl Fn(&TreeNode) -> bool) -> PerNode<Option<Exact>> {
    let tree = &view.scored.tree;
    let nodes = tree.by_node();
    let mut shares = nodes.filled(None);
    shares[tree.top()] = Some(Exact::ONE);
    for (id, node) in nodes.iter() {
        if let (Some(of_children), Some(own)) = (view.shares.of(id, view.scored.group(row)), shares[id].clone())
            && goes_on(node)
        {
            split(view, row, (node, of_children), &own, &mut shares);
        }
    }
    shares
}

/// Gives the children of a node their effective weights for a subject, after reweighting.
fn split(
    view: &View<'_>,
    row: Row,
    (node, of_children): (&TreeNode, &Shares),
    own: &Exact,
    shares: &mut PerNode<Option<Exact>>,
) {
    let children = || node.children().iter().copied().zip(of_children.parts().iter().copied());
    let present = || children().filter(|(child, _)| view.aggregated.column(*child).units(row).is_some());
    let total: Exact = present().map(|(_, weight)| Exact::from(weight)).sum();
    for (child, weight) in present() {
        shares[child] = (own * &Exact::from(weight)).over(&total);
    }
}

/// An effective weight times the score of a node, rounded as published.
fn contribution(view: &View<'_>, node: NodeId, row: Row, share: &Exact) -> Option<Score> {
    let estimate = view.aggregated.column(node).estimate(row)?;
    let exact = || Some(share * &view.aggregated.exact(node, row)?);
    let rounding = view.index.rounding;
    score_of(digits(part(estimate, share), exact, rounding, view.scored.near)?, rounding)
}

/// A share of 0 to 1 of an estimate: it errs by no more than the whole, and by half a unit of its own.
fn part(whole: Estimate, share: &Exact) -> Option<Estimate> {
    let (numerator, denominator) = share.small()?;
    let product = whole.units.checked_mul(numerator.into())?;
    let half = i128::from(denominator).checked_div(2)?;
    let units = product.checked_add(half)?.checked_div_euclid(denominator.into())?;
    Some(Estimate { units, bound: whole.bound.saturating_add(1) })
}
