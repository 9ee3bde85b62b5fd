//! The weights of nodes in the whole index, the points that they add and the points that they lose, exactly.

use crate::engine::contribution::{shares_of, splits_points};
use crate::engine::shares::effective_exact;
use crate::engine::view::View;
use crate::model::{PerNode, Row};
use crate::number::Exact;

/// The weights and points of one node for one subject.
#[derive(Clone, Debug, Default)]
pub(crate) struct NodePoints {
    /// Its share of the whole index as declared: the product of the shares from the index down to it; 0 to 1.
    pub(crate) declared: Exact,
    /// The same after reweighting, among the siblings that have a score for the subject; none where it has none itself,
    /// or a node above has none.
    pub(crate) counted: Option<Exact>,
    /// The points that it adds to the base score: its counted share times its score. None below a node whose points are
    /// not the sum of its children's: an aggregate other than the arithmetic mean, a rounded dimension, one with a rule.
    pub(crate) added: Option<Exact>,
    /// The points of the index that it lacks to full marks: its counted share times (scale − score); negative above full
    /// marks. Those of siblings add up to their parent's, and all to scale − base score. None where `added` is none.
    pub(crate) lost: Option<Exact>,
}

/// The weights and points of all nodes for one subject.
pub(crate) fn points(view: &View<'_>, row: Row) -> PerNode<NodePoints> {
    let declared = match view.scored.group(row) {
        None => effective_exact(&view.scored.tree, view.shares),
        group => effective_exact(&view.scored.tree, &view.shares.for_group(group)),
    };
    let counted = shares_of(view, row, |_| true);
    let (split, full) = (shares_of(view, row, splits_points), Exact::from(view.index.scale));
    let is_ascending = view.order().is_ascending();
    declared.map(|node, declared| {
        let scored = split[node].as_ref().zip(view.aggregated.exact(node, row));
        NodePoints {
            declared: declared.clone().unwrap_or_default(),
            counted: counted[node].clone().filter(|_| view.aggregated.exact(node, row).is_some()),
            added: scored.as_ref().map(|(share, score)| *share * score),
            lost: scored.as_ref().filter(|_| !is_ascending).map(|(share, score)| *share * &(&full - score)),
        }
    })
}
