//! Counts over draws: ranks, grades, first subjects and their weights. All are whole numbers, so that their order does
//! not matter.

use std::collections::BTreeMap;

use super::kernel::LANES;
use super::places::{Tile, last_bits};
use crate::model::PerRanked;

/// The weight 1 as a whole number, 2⁴⁶: the sum of as many weights as a tally counts fits into 64 bits.
const SHARE: f64 = 70_368_744_177_664.0;

/// The largest number of draws in one tally.
pub(super) const MOST: u32 = 1 << 17;

/// Counts of draws, without ranks.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) subjects: usize,
    /// Draws that gave a ranking.
    pub(super) counted: u32,
    pub(super) failed: u32,
    /// Why draws failed, each reason with the number of draws.
    pub(super) reasons: BTreeMap<String, u32>,
    /// The number of draws, by subject and grade.
    pub(super) grades: Vec<u32>,
    pub(super) grade_count: usize,
    /// By subject and other subject: the number of draws in which the one is ahead of the other.
    pub(super) ahead: Option<Vec<u32>>,
    /// By subject and indicator: the sum of weights in the draws in which the subject is first; empty where it never
    /// is.
    central: Vec<Vec<u64>>,
    leaves: usize,
}

/// The sum of several tallies.
#[derive(Debug)]
pub(super) struct Total {
    /// All counts but the weights.
    pub(super) tally: Tally,
    /// The sums of weights.
    pub(super) central: Vec<Vec<u128>>,
}

/// The ranks that a subject took at least once, in order, each with the number of draws.
pub(super) type Counts = Vec<(usize, u32)>;

/// Counts the ranks in tiles, one row for each subject, into the counts of the subjects from `first` on. A rank of 0 is
/// that of a draw that gave no ranking.
pub(super) fn count_places(counts: &mut [Counts], first: usize, subjects: usize, tiles: &Tile) {
    let mut here = vec![0_u32; subjects];
    for (subject, counts) in (first..).zip(counts) {
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
    pub(super) fn new(subjects: usize, grade_count: usize, leaves: usize, pairwise: bool) -> Self {
        Self {
            subjects,
            grades: vec![0; subjects.saturating_mul(grade_count)],
            grade_count,
            ahead: pairwise.then(|| vec![0; subjects.saturating_mul(subjects)]),
            central: vec![Vec::new(); subjects],
            leaves,
            ..Self::default()
        }
    }

    /// Counts a draw that gave no ranking.
    pub(super) fn fail(&mut self, reason: String) {
        self.failed = self.failed.saturating_add(1);
        add_reason(&mut self.reasons, reason, 1);
    }

    /// Counts a draw in which these subjects are first, under these weights by indicator.
    pub(super) fn won(&mut self, first: impl Iterator<Item = usize>, weights: &(impl Iterator<Item = f64> + Clone)) {
        self.counted = self.counted.saturating_add(1);
        for subject in first {
            let Some(sums) = self.central.get_mut(subject) else { continue };
            if sums.is_empty() {
                sums.resize(self.leaves, 0);
            }
            for (sum, weight) in sums.iter_mut().zip(weights.clone()) {
                // A tally does not count enough draws for an overflow.
                *sum = sum.wrapping_add(whole(weight));
            }
        }
    }

    /// Counts for every two subjects the draws of a tile in which the one is ahead of the other.
    pub(super) fn compare(&mut self, tile: &Tile) {
        let Some(ahead) = &mut self.ahead else { return };
        for (row, places) in ahead.chunks_exact_mut(self.subjects.max(1)).zip(tile) {
            for (count, others) in row.iter_mut().zip(tile) {
                let ahead = places.iter().zip(others).map(|(place, other)| u32::from(place < other));
                *count = count.saturating_add(ahead.sum());
            }
        }
    }

    /// Counts the grades of one draw, by subject.
    pub(super) fn grade(&mut self, grades: &PerRanked<usize>) {
        for (row, grade) in self.grades.chunks_exact_mut(self.grade_count.max(1)).zip(grades.values()) {
            if let Some(count) = row.get_mut(*grade) {
                *count = count.saturating_add(1);
            }
        }
    }
}

impl Total {
    pub(super) fn new(tally: Tally) -> Self {
        Self { central: vec![Vec::new(); tally.subjects], tally }
    }

    /// Adds the tally of one thread.
    pub(super) fn add(&mut self, other: Tally) {
        let all = &mut self.tally;
        all.counted = all.counted.saturating_add(other.counted);
        all.failed = all.failed.saturating_add(other.failed);
        for (reason, draws) in other.reasons {
            add_reason(&mut all.reasons, reason, draws);
        }
        let sum = |all: &mut [u32], more: &[u32]| {
            all.iter_mut().zip(more).for_each(|(count, more)| *count = count.saturating_add(*more));
        };
        sum(&mut all.grades, &other.grades);
        if let (Some(all), Some(more)) = (&mut all.ahead, &other.ahead) {
            sum(all, more);
        }
        for (sums, more) in self.central.iter_mut().zip(other.central) {
            sums.resize(sums.len().max(more.len()), 0);
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum = sum.saturating_add(u128::from(more)));
        }
    }
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
