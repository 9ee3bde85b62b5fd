//! Joint changes: the smallest change of all weights together that makes two neighbours equal.

use std::cmp::Ordering;

use super::path::{Moved, Paths};
use super::{Found, JointChange};
use crate::engine::{Placed, RankedRow, View};
use crate::model::NodeId;
use crate::number::Fraction;
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
/// until their totals are equal. None where a score is missing or fractions are too long.
fn moved(
    view: &View<'_>,
    leaves: &PerLeaf<(NodeId, Fraction)>,
    ahead: &RankedRow,
    behind: &RankedRow,
) -> Option<Moved> {
    let score = |node: NodeId, ranked: &RankedRow| view.aggregated.score(node, ranked.row).map(Fraction::from_score);
    let mut leads = Vec::with_capacity(leaves.len());
    for (node, weight) in leaves.values() {
        leads.push((*node, *weight, score(*node, ahead)?.minus(score(*node, behind)?)?));
    }
    // The lead is computed from exact sums, as totals are rounded.
    let added = |ranked: &RankedRow| Some(Fraction::from_score(ranked.total.minus(ranked.base)?));
    let mut lead = added(ahead)?.minus(added(behind)?)?;
    for (_, weight, own) in &leads {
        lead = lead.plus(weight.times(*own)?)?;
    }
    let mut comparable = true;
    let mut compare = |one: &Fraction, other: &Fraction| {
        one.compare(*other).unwrap_or_else(|| {
            comparable = false;
            Ordering::Equal
        })
    };
    let (taker, least) =
        leads.iter().map(|(node, _, lead)| (*node, *lead)).min_by(|one, two| compare(&one.1, &two.1))?;
    leads.sort_by(|one, two| compare(&two.2, &one.2));
    if !comparable {
        return None;
    }
    let (mut distance, mut received) = (Fraction::ZERO, Fraction::ZERO);
    for (node, weight, own) in &mut leads {
        let gain = own.minus(least)?;
        if !lead.is_positive() || *node == taker || !gain.is_positive() {
            break;
        }
        let amount = lead.over(gain)?.min(*weight)?;
        lead = lead.minus(amount.times(gain)?)?;
        *weight = weight.minus(amount)?;
        received = received.plus(amount)?;
        distance = distance.plus(amount.plus(amount)?)?;
    }
    if lead.is_positive() {
        return Some((None, Vec::new()));
    }
    leads.sort_by_key(|(node, ..)| *node);
    let mut weights = Vec::with_capacity(leads.len());
    for (node, weight, _) in leads {
        let weight = if node == taker { weight.plus(received)? } else { weight };
        weights.push((view.scored.tree.node(node).id.clone(), fraction_as_published(weight)?));
    }
    Some((fraction_as_published(distance), weights))
}
