//! Joint changes: the smallest change of all weights together that makes two neighbours equal.

use super::path::{Moved, Paths};
use super::{Found, JointChange};
use crate::engine::{Placed, RankedRow, Scores, View};
use crate::model::NodeId;
use crate::number::Exact;
use crate::robustness::effective::{PerLeaf, leaves_of_means};
use crate::robustness::range::fraction_as_published;

/// The joint change of every two neighbours in the ranking.
pub(super) fn joint_changes(view: &View<'_>, placed: &Placed) -> Vec<JointChange> {
    let leaves = leaves_of_means(view);
    let pairs = placed.as_slice().windows(2).filter_map(|pair| match pair {
        [(ahead, _), (behind, _)] => Some([*ahead, *behind]),
        _ => None,
    });
    let mut paths = None;
    let one = |[ahead, behind]: [RankedRow; 2]| {
        let name = |ranked: RankedRow| view.subject(ranked.row).id.clone();
        let closed = leaves.as_ref().and_then(|leaves| moved(view, leaves, &ahead, &behind));
        let found = if closed.is_some() { Found::Closed } else { Found::Searched };
        let (distance, weights) = closed.unwrap_or_else(|| {
            let paths = paths.get_or_insert_with(|| Paths::new(view));
            paths.as_ref().and_then(|paths| paths.shortest(ahead.row, behind.row)).unwrap_or_default()
        });
        JointChange { ahead: name(ahead), behind: name(behind), distance, weights, found }
    };
    pairs.map(one).collect()
}

/// Moves weight from the indicators that favour the subject ahead most to the one that favours the subject behind most,
/// until their totals are equal. None where a score is missing.
fn moved(view: &View<'_>, leaves: &PerLeaf<(NodeId, Exact)>, ahead: &RankedRow, behind: &RankedRow) -> Option<Moved> {
    let score = |node: NodeId, ranked: &RankedRow| view.aggregated.exact(node, ranked.row);
    let mut leads = Vec::with_capacity(leaves.len());
    for (node, weight) in leaves.values() {
        leads.push((*node, weight.clone(), score(*node, ahead)? - score(*node, behind)?));
    }
    let totals = view.totals();
    let mut lead = totals.exact(ahead.row)? - totals.exact(behind.row)?;
    let (taker, least) =
        leads.iter().map(|(node, _, lead)| (*node, lead.clone())).min_by(|one, two| one.1.cmp(&two.1))?;
    leads.sort_by(|one, two| two.2.cmp(&one.2));
    let (mut distance, mut received) = (Exact::ZERO, Exact::ZERO);
    for (node, weight, own) in &mut leads {
        let gain = &*own - &least;
        if !lead.is_positive() || *node == taker || !gain.is_positive() {
            break;
        }
        let amount = lead.over(&gain)?.min(weight.clone());
        lead = lead - &amount * &gain;
        *weight = &*weight - &amount;
        received = &received + &amount;
        distance = &distance + &(&amount + &amount);
    }
    if lead.is_positive() {
        return Some((None, Vec::new()));
    }
    leads.sort_by_key(|(node, ..)| *node);
    let mut weights = Vec::with_capacity(leads.len());
    for (node, weight, _) in leads {
        let weight = if node == taker { &weight + &received } else { weight };
        weights.push((view.scored.tree.node(node).id.clone(), fraction_as_published(&weight)?));
    }
    Some((fraction_as_published(&distance), weights))
}
