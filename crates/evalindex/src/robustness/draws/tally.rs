//! Counts over draws: places, grades, winners and their weights, all in whole numbers, so that their order does not matter.

use super::kernel::LANES;

/// One share as a whole number: 2⁵⁰.
const SHARE: f64 = 1_125_899_906_842_624.0;

/// What has been counted beside places.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) subjects: usize,
    /// Draws that gave a ranking.
    pub(super) counted: u32,
    pub(super) failed: u32,
    /// By subject and grade.
    pub(super) grades: Vec<u32>,
    pub(super) grade_count: usize,
    /// By subject and other subject: how often the one is ahead of the other.
    pub(super) ahead: Option<Vec<u32>>,
    /// By subject and indicator: the sum of its weights in the draws in which the subject is first.
    pub(super) central: Vec<u128>,
    pub(super) leaves: usize,
}

/// So many subjects, whose places in a draw lie in one line of memory.
pub(super) const SIDE_BY_SIDE: usize = 16;

/// The places that a subject took at least once, in order, each with the number of draws.
pub(super) type Counts = Vec<(usize, u32)>;

/// Counts the places of many draws, one row of places a draw, into the counts of the subjects from `first` on. A place of
/// 0 is that of a draw which gave no ranking.
pub(super) fn count_places(counts: &mut [Counts], first: usize, subjects: usize, draws: &[u32]) {
    let all = subjects.max(1);
    let mut here = vec![0_u32; all.saturating_mul(SIDE_BY_SIDE)];
    for (counts, offset) in counts.chunks_mut(SIDE_BY_SIDE).zip((0..).step_by(SIDE_BY_SIDE)) {
        for places in draws.chunks_exact(all) {
            let of_rows = places.get(first.saturating_add(offset)..).unwrap_or_default();
            for (row, place) in here.chunks_exact_mut(all).zip(of_rows).take(counts.len()) {
                if let Some(count) = row.get_mut(place.wrapping_sub(1) as usize) {
                    // No more than there are draws, which are counted in as many bits.
                    *count = count.wrapping_add(1);
                }
            }
        }
        for (counts, row) in counts.iter_mut().zip(here.chunks_exact_mut(all)) {
            merge(counts, row);
        }
    }
}

/// Adds what was counted by place, and sets it back to nothing.
fn merge(counts: &mut Counts, row: &mut [u32]) {
    const AT_ONCE: usize = 16;
    for (place, count) in &*counts {
        if let Some(more) = row.get_mut(place.wrapping_sub(1)) {
            *more = more.wrapping_add(*count);
        }
    }
    counts.clear();
    for (some, first) in row.chunks_mut(AT_ONCE).zip((1..).step_by(AT_ONCE)) {
        // Most places are never taken.
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
            central: vec![0; subjects.saturating_mul(leaves)],
            leaves,
            ..Self::default()
        }
    }

    /// Counts a draw that could not be ranked.
    pub(super) fn fail(&mut self) {
        self.failed = self.failed.saturating_add(1);
    }

    /// Counts the places of one draw; its weights by indicator stand in a lane.
    pub(super) fn draw(&mut self, places: &[u32], weights: &(impl Iterator<Item = f64> + Clone)) {
        self.counted = self.counted.saturating_add(1);
        for first in places.iter().zip(0_usize..).filter(|(place, _)| **place == 1).map(|(_, subject)| subject) {
            let from = first.saturating_mul(self.leaves);
            let sums = self.central.get_mut(from..from.saturating_add(self.leaves)).unwrap_or_default();
            for (sum, weight) in sums.iter_mut().zip(weights.clone()) {
                *sum = sum.saturating_add(whole(weight));
            }
        }
        if let Some(ahead) = &mut self.ahead {
            for (row, place) in ahead.chunks_exact_mut(self.subjects.max(1)).zip(places) {
                for (count, other) in row.iter_mut().zip(places) {
                    *count = count.saturating_add(u32::from(place < other));
                }
            }
        }
    }

    /// Counts grades of one draw, by subject.
    pub(super) fn grade(&mut self, grades: &[usize]) {
        for (row, grade) in self.grades.chunks_exact_mut(self.grade_count.max(1)).zip(grades) {
            if let Some(count) = row.get_mut(*grade) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Adds what another thread has counted.
    pub(super) fn add(&mut self, other: Self) {
        self.counted = self.counted.saturating_add(other.counted);
        self.failed = self.failed.saturating_add(other.failed);
        let sum = |all: &mut [u32], more: &[u32]| {
            all.iter_mut().zip(more).for_each(|(count, more)| *count = count.saturating_add(*more));
        };
        sum(&mut self.grades, &other.grades);
        if let (Some(all), Some(more)) = (&mut self.ahead, &other.ahead) {
            sum(all, more);
        }
        self.central.iter_mut().zip(other.central).for_each(|(sum, more)| *sum = sum.saturating_add(more));
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn whole(weight: f64) -> u128 {
    (weight * SHARE) as u128
}

/// One of four sets of weights that stand side by side.
pub(super) fn lane(weights: &[[f64; LANES]], lane: usize) -> impl Iterator<Item = f64> + Clone {
    weights.iter().map(move |row| row.get(lane).copied().unwrap_or_default())
}
