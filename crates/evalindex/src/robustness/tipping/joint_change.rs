//! Joint changes: the smallest change of all weights together that makes two neighbours equal.

use rust_decimal::Decimal;

use super::path::{Moved, Paths};
use super::{Found, JointChange};
use crate::engine::{Placed, RankedRow, Scores, View};
use crate::model::NodeId;
use crate::number::Exact;
use crate::robustness::control::{Cancelled, Job};
use crate::robustness::effective::{PerLeaf, leaves_of_means, limits_are_idle};
use crate::robustness::range::published;

/// The joint change of every two neighbours in the ranking.
///
/// # Errors
/// When the job is stopped.
pub(super) fn joint_changes(view: &View<'_>, placed: &Placed, job: &Job<'_>) -> Result<Vec<JointChange>, Cancelled> {
    let leaves = leaves_of_means(view).filter(|_| limits_are_idle(view));
    let pairs = placed.as_slice().windows(2).filter_map(|pair| match pair {
        [(ahead, _), (behind, _)] => Some([*ahead, *behind]),
        _ => None,
    });
    let pairs: Vec<[RankedRow; 2]> = pairs.collect();
    let closed = in_closed_form(view, leaves.as_ref(), &pairs, job)?;
    // The paths are needed by the others alone.
    let paths = if closed.iter().all(Option::is_some) { None } else { job.alone(|pulse| Paths::new(view, pulse))? };
    let parts = pairs.into_iter().zip(closed);
    job.in_order(parts, &|([ahead, behind], closed), (): &mut (), pulse| {
        let name = |ranked: RankedRow| view.subject(ranked.row).id.clone();
        let found = if closed.is_some() { Found::Closed } else { Found::Searched };
        let exact_distance = closed.as_ref().and_then(|(distance, _)| distance.clone()).filter(Exact::is_rational);
        let (distance, weights) = match (closed, &paths) {
            (Some((distance, weights)), _) => (distance.as_ref().map(published), weights),
            (None, Some(paths)) => paths.shortest(ahead.row, behind.row, pulse)?.unwrap_or_default(),
            (None, None) => Moved::default(),
        };
        pulse.done(1);
        Ok(JointChange { ahead: name(ahead), behind: name(behind), distance, exact_distance, weights, found })
    })
}

/// The exact sum of absolute changes of weights, and the new weights; none and empty where there is no change.
type ExactMoved = (Option<Exact>, Vec<(String, Decimal)>);

/// The joint changes that have a closed form.
fn in_closed_form(
    view: &View<'_>,
    leaves: Option<&PerLeaf<(NodeId, Exact)>>,
    pairs: &[[RankedRow; 2]],
    job: &Job<'_>,
) -> Result<Vec<Option<ExactMoved>>, Cancelled> {
    // Some exact fractions for each indicator.
    const MOVED: usize = 2000;
    let Some(leaves) = leaves else { return Ok(vec![None; pairs.len()]) };
    let operations = leaves.len().saturating_mul(MOVED);
    let done = job.in_order(pairs.chunks(job.part(pairs.len(), operations)), &|pairs, (): &mut (), pulse| {
        let one = |[ahead, behind]: &[RankedRow; 2]| {
            pulse.spend(operations)?;
            Ok(moved(view, leaves, ahead, behind))
        };
        pairs.iter().map(one).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(done.into_iter().flatten().collect())
}

/// Moves weight from the indicators that favour the subject ahead most to the one that favours the subject behind most,
/// until their totals are equal. None where a score is missing.
fn moved(
    view: &View<'_>,
    leaves: &PerLeaf<(NodeId, Exact)>,
    ahead: &RankedRow,
    behind: &RankedRow,
) -> Option<ExactMoved> {
    let merit = |score: Exact| view.order().merit(score);
    let score = |node: NodeId, ranked: &RankedRow| view.aggregated.exact(node, ranked.row).map(merit);
    let mut leads = Vec::with_capacity(leaves.len());
    for (node, weight) in leaves.values() {
        leads.push((*node, weight.clone(), score(*node, ahead)? - score(*node, behind)?));
    }
    let totals = view.totals();
    let mut lead = merit(totals.exact(ahead.row)? - totals.exact(behind.row)?);
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
        weights.push((view.scored.tree.node(node).id.clone(), published(&weight)));
    }
    Some((Some(distance), weights))
}
