//! Places where no weight varies: those of the ranking as it stands.

use super::{Certain, CertainPlaces, WeightRegion};
use crate::engine::{Placed, View};
use crate::robustness::control::{Cancelled, Pulse};

/// The ranking as it stands. A place between two, which equal subjects share by `average`, is bounded by these two.
///
/// # Errors
/// When the job is stopped.
pub(super) fn as_declared(
    view: &View<'_>,
    placed: &Placed,
    within: WeightRegion,
    pulse: &Pulse<'_>,
) -> Result<Certain, Cancelled> {
    let mut subjects = Vec::with_capacity(placed.len());
    for (ranked, rank) in placed.values() {
        let twice = rank.doubled();
        // Ranks do not fall in this order.
        let first = placed.as_slice().partition_point(|(_, other)| other.doubled() <= twice);
        let behind = placed.values().skip(first).map(|(other, _)| view.subject(other.row).id.clone());
        let behind: Vec<String> = behind.collect();
        pulse.spend(behind.len().saturating_mul(super::NAMED))?;
        pulse.done(placed.len() / 2);
        subjects.push(CertainPlaces {
            subject: view.subject(ranked.row).id.clone(),
            best: twice / 2,
            worst: twice.div_ceil(2),
            exact: true,
            behind,
        });
    }
    Ok(Certain { within, subjects, loose: Vec::new(), cut_short: 0 })
}
