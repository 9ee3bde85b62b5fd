//! Counts over draws: ranks, grades, first subjects and their weights. All are whole numbers, so that their order does
//! not matter.

use std::collections::BTreeMap;

use super::kernel::LANES;
use super::places::{Tile, last_bits};
use crate::engine::Placed;
use crate::model::{NodeId, PerRanked, RankedId};
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::PerLeaf;

/// The weight 1 as a whole number, 2⁴⁶: the sum of as many weights as a tally counts fits into 64 bits.
const SHARE: f64 = 70_368_744_177_664.0;

/// The largest number of draws in one tally.
pub(super) const MOST: u32 = 1 << 17;

/// The operations that comparing two subjects in the draws of a tile takes.
pub(super) const COMPARING: usize = 8;

/// Counts of draws, without ranks.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    /// Draws that gave a ranking.
    pub(super) counted: u32,
    pub(super) failed: u32,
    /// Why draws failed, each reason with the number of draws.
    pub(super) reasons: BTreeMap<String, u32>,
    /// The number of draws, by subject and grade.
    pub(super) grades: PerRanked<Vec<u32>>,
    /// By subject and other subject: the number of draws in which the one is ahead of the other.
    pub(super) ahead: Option<PerRanked<PerRanked<u32>>>,
    /// By subject and indicator: the sum of weights in the draws in which the subject is first; none where it never is.
    central: PerRanked<Option<PerLeaf<u64>>>,
    /// The sum of no weights.
    no_weights: PerLeaf<u64>,
}

/// The sum of several tallies.
#[derive(Debug)]
pub(super) struct Total {
    /// All counts but the weights.
    pub(super) tally: Tally,
    /// The sums of weights, by subject and indicator; none for a subject that never is first.
    pub(super) central: PerRanked<Option<PerLeaf<u128>>>,
}

/// The ranks that a subject took at least once, in order, each with the number of draws.
pub(super) type Counts = Vec<(usize, u32)>;

/// Counts the ranks in tiles, one row for each subject, into the counts of the subjects from `first` on. A rank of 0 is
/// that of a draw that gave no ranking.
pub(super) fn count_places(counts: &mut [Counts], first: RankedId, subjects: usize, tiles: &Tile) {
    let mut here = vec![0_u32; subjects];
    for (subject, counts) in (first.number()..).zip(counts) {
        for row in tiles.iter().skip(subject).step_by(subjects.max(1)) {
            for place in row {
                if let Some(count) = here.get_mut(place.wrapping_sub(1) as usize) {
                    // At most the number of draws, which has as many bits.
                    *count = count.wrapping_add(1);
                }
            }
        }
        merge(counts, &mut here);
    }
}

/// Adds counts by rank, and sets them back to 0.
fn merge(counts: &mut Counts, row: &mut [u32]) {
    const AT_ONCE: usize = 16;
    for (place, count) in &*counts {
        if let Some(more) = row.get_mut(place.wrapping_sub(1)) {
            *more = more.wrapping_add(*count);
        }
    }
    counts.clear();
    for (some, first) in row.chunks_mut(AT_ONCE).zip((1..).step_by(AT_ONCE)) {
        // Most ranks are never taken.
        if some.iter().fold(0, |any, count| any | count) > 0 {
            counts.extend((first..).zip(some.iter().copied()).filter(|(_, count)| *count > 0));
            some.fill(0);
        }
    }
}

impl Tally {
    /// An empty tally of these subjects, grades and indicators; `pairwise` says whether every two subjects are compared.
    pub(super) fn new(placed: &Placed, grades: usize, leaves: &PerLeaf<NodeId>, pairwise: bool) -> Self {
        Self {
            counted: 0,
            failed: 0,
            reasons: BTreeMap::new(),
            grades: placed.filled(vec![0; grades]),
            ahead: pairwise.then(|| placed.filled(placed.filled(0))),
            central: placed.filled(None),
            no_weights: leaves.filled(0),
        }
    }

    /// Counts a draw that gave no ranking.
    pub(super) fn fail(&mut self, reason: String) {
        self.failed = self.failed.saturating_add(1);
        add_reason(&mut self.reasons, reason, 1);
    }

    /// Counts a draw in which these subjects are first, under these weights by indicator.
    pub(super) fn won(&mut self, first: impl Iterator<Item = RankedId>, weights: &(impl Iterator<Item = f64> + Clone)) {
        self.counted = self.counted.saturating_add(1);
        for subject in first {
            let sums = self.central[subject].get_or_insert_with(|| self.no_weights.clone());
            for (sum, weight) in sums.values_mut().zip(weights.clone()) {
                // A tally does not count enough draws for an overflow.
                *sum = sum.wrapping_add(whole(weight));
            }
        }
    }

    /// Counts for every two subjects the draws of a tile in which the one is ahead of the other.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn compare(&mut self, tile: &Tile, pulse: &Pulse<'_>) -> Result<(), Cancelled> {
        let Some(ahead) = &mut self.ahead else { return Ok(()) };
        let operations = ahead.len().saturating_mul(COMPARING);
        for (row, places) in ahead.values_mut().zip(tile) {
            for (count, others) in row.values_mut().zip(tile) {
                let ahead = places.iter().zip(others).map(|(place, other)| u32::from(place < other));
                *count = count.saturating_add(ahead.sum());
            }
            pulse.spend(operations)?;
        }
        Ok(())
    }

    /// Counts the grades of one draw, by subject.
    pub(super) fn grade(&mut self, grades: &PerRanked<usize>) {
        for (row, grade) in self.grades.values_mut().zip(grades.values()) {
            if let Some(count) = row.get_mut(*grade) {
                *count = count.saturating_add(1);
            }
        }
    }
}

impl Total {
    pub(super) fn new(tally: Tally) -> Self {
        Self { central: tally.central.filled(None), tally }
    }

    /// Adds the tally of one thread.
    pub(super) fn add(&mut self, other: Tally) {
        let all = &mut self.tally;
        all.counted = all.counted.saturating_add(other.counted);
        all.failed = all.failed.saturating_add(other.failed);
        for (reason, draws) in other.reasons {
            add_reason(&mut all.reasons, reason, draws);
        }
        for (all, more) in all.grades.values_mut().zip(other.grades) {
            add_counts(all.iter_mut(), more);
        }
        for (all, more) in all.ahead.iter_mut().flat_map(PerRanked::values_mut).zip(other.ahead.into_iter().flatten()) {
            add_counts(all.values_mut(), more);
        }
        for (sums, more) in self.central.values_mut().zip(other.central) {
            let Some(more) = more else { continue };
            let sums = sums.get_or_insert_with(|| more.filled(0));
            sums.values_mut().zip(more).for_each(|(sum, more)| *sum = sum.saturating_add(u128::from(more)));
        }
    }
}

/// Adds counts to others.
fn add_counts<'a>(all: impl Iterator<Item = &'a mut u32>, more: impl IntoIterator<Item = u32>) {
    all.zip(more).for_each(|(count, more)| *count = count.saturating_add(more));
}

/// Counts a reason for failure.
pub(super) fn add_reason(reasons: &mut BTreeMap<String, u32>, reason: String, draws: u32) {
    let count = reasons.entry(reason).or_default();
    *count = count.saturating_add(draws);
}

/// A weight as a whole number, rounded.
fn whole(weight: f64) -> u64 {
    last_bits(weight * SHARE)
}

/// One of four sets of weights that are side by side.
pub(super) fn lane(weights: &[[f64; LANES]], lane: usize) -> impl Iterator<Item = f64> + Clone {
    weights.iter().map(move |row| row.get(lane).copied().unwrap_or_default())
}
