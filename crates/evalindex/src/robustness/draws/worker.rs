//! The draws of one thread for an index of arithmetic means, one tile at a time.

use std::ops::Range;

use super::given::Given;
use super::kernel::{Kernel, LANES};
use super::places::{Placing, TILE, Tile};
use super::sample::Sampler;
use super::sharing::Sharing;
use super::subset::Subset;
use super::tally::{Tally, lane};
use crate::engine::{Placed, View};
use crate::model::{Ids, OfRanked, PerNode};
use crate::robustness::grading::{Grading, Lacking};

/// The number of groups of four draws that are multiplied at once.
const GROUPS: usize = TILE / LANES;

/// Draws weights, multiplies them with scores, and writes ranks.
pub(super) struct Worker<'a> {
    kernel: &'a Kernel,
    subset: Option<&'a Subset>,
    sharing: &'a Sharing,
    weights: [Vec<[f64; LANES]>; GROUPS],
    keys: [[Vec<f64>; LANES]; GROUPS],
    keys_of_subset: Vec<[f64; LANES]>,
    placing: Placing,
    shares: Vec<f64>,
    whole: PerNode<f64>,
    /// The subjects.
    subjects: Ids<OfRanked>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(
        kernel: &'a Kernel,
        subset: Option<&'a Subset>,
        sharing: &'a Sharing,
        (view, placed): (&View<'_>, &Placed),
    ) -> Self {
        Self {
            kernel,
            subset,
            sharing,
            weights: std::array::from_fn(|_| vec![[0.0; LANES]; kernel.leaves.len()]),
            keys: std::array::from_fn(|_| std::array::from_fn(|_| Vec::new())),
            keys_of_subset: Vec::new(),
            placing: Placing::new(placed.ids()),
            shares: Vec::new(),
            whole: view.scored.tree.by_node().filled(0.0),
            subjects: placed.ids(),
        }
    }

    /// Makes the draws of one tile, writes their ranks and counts the rest.
    pub(super) fn fill(
        &mut self,
        numbers: Range<u32>,
        weights: (Option<&Sampler>, Option<&Given<'_>>),
        tile: &mut Tile,
        (grading, tally): (Option<&Grading<'_>>, &mut Tally),
    ) {
        let firsts = || numbers.clone().step_by(LANES);
        let filled = |first: u32| (numbers.end.saturating_sub(first) as usize).min(LANES);
        for (group, first) in firsts().enumerate() {
            self.weigh(group, first, filled(first), weights);
        }
        let groups = firsts().count();
        if let (None, Some(weights), Some(keys)) =
            (self.subset, self.weights.get(..groups), self.keys.get_mut(..groups))
        {
            self.kernel.keys(weights, keys);
        }
        for ((group, first), at) in firsts().enumerate().zip((0..).step_by(LANES)) {
            if let (Some(subset), Some(weights)) = (self.subset, self.weights.get(group)) {
                subset.write(weights, &mut self.keys_of_subset, tile, at);
            }
            for number in 0..filled(first) {
                self.count((group, number), at.saturating_add(number), tile, (grading, &mut *tally));
            }
        }
    }

    /// Counts one of four draws, which is at this column of the tile. Where subjects are sorted, its ranks are written
    /// first.
    fn count(
        &mut self,
        (group, number): (usize, usize),
        at: usize,
        tile: &mut Tile,
        (grading, tally): (Option<&Grading<'_>>, &mut Tally),
    ) {
        let weights = lane(self.weights.get(group).map(Vec::as_slice).unwrap_or_default(), number);
        let keys = self.keys.get(group).and_then(|keys| keys.get(number)).map(Vec::as_slice).unwrap_or_default();
        if self.subset.is_some() {
            let rows = self.subjects.clone().zip(&*tile);
            tally.won(rows.filter(|(_, row)| row.get(at) == Some(&1)).map(|(subject, _)| subject), &weights);
        } else {
            self.placing.write(keys, self.sharing, tile, at);
            tally.won(self.placing.first(), &weights);
        }
        if let Some(grading) = grading {
            #[allow(clippy::cast_possible_truncation, reason = "keys are whole numbers below 2⁵³")]
            let whole = |key: f64| key as i128;
            let keys: Vec<i128> = if self.subset.is_some() {
                lane(&self.keys_of_subset, number).map(whole).collect()
            } else {
                keys.iter().copied().map(whole).collect()
            };
            let places: Vec<u32> = tile.iter().filter_map(|row| row.get(at).copied()).collect();
            tally.grade(&grading.grades(&keys, &places, &Lacking::new()));
        }
    }

    /// Writes the weights of these draws side by side.
    fn weigh(
        &mut self,
        group: usize,
        first: u32,
        filled: usize,
        (sampler, given): (Option<&Sampler>, Option<&Given<'_>>),
    ) {
        let Some(weights) = self.weights.get_mut(group) else { return };
        if let Some(given) = given {
            given.write(first, weights);
        } else if let Some(sampler) = sampler {
            for (number, lane) in (first..).zip(0..filled) {
                sampler.draw(number, &mut self.shares);
                sampler.whole(&self.shares, &mut self.whole);
                for (entry, leaf) in weights.iter_mut().zip(self.kernel.leaves.values()) {
                    if let Some(cell) = entry.get_mut(lane) {
                        *cell = self.whole[*leaf];
                    }
                }
            }
        }
    }
}
