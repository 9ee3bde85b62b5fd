//! Totals and ranks of a small number of subjects under four sets of weights at a time, in registers: every two
//! subjects are compared.

use pulp::{Simd, WithSimd};

use super::kernel::{Kernel, LANES};
use super::places::{TILE, Tile};

/// Every two subjects are compared up to this number; more subjects are sorted.
pub(super) const LARGEST: usize = 24;

/// The number of subjects that are summed side by side.
const ABREAST: usize = 12;

/// The scores of a small number of subjects: one block of subjects after the other, and in a block one indicator after
/// the other.
pub(super) struct Subset {
    scores: Vec<[f64; ABREAST]>,
    added: Vec<f64>,
    leaves: usize,
    arch: pulp::Arch,
}

impl Subset {
    /// The subjects of a kernel; none where they are too many. Each total is summed in the same order as in the kernel.
    pub(super) fn new(kernel: &Kernel) -> Option<Self> {
        if kernel.subjects > LARGEST {
            return None;
        }
        let mut scores = Vec::new();
        for first in (0..kernel.subjects).step_by(ABREAST) {
            for leaf in kernel.leaves.ids() {
                let mut block = [0.0; ABREAST];
                block.iter_mut().zip(kernel.scores_at(leaf).skip(first)).for_each(|(cell, score)| *cell = score);
                scores.push(block);
            }
        }
        Some(Self { scores, added: kernel.added().collect(), leaves: kernel.leaves.len(), arch: kernel.arch })
    }

    /// Writes the ranks under four sets of weights, which are side by side by indicator, and the keys of the subjects.
    pub(super) fn write(&self, weights: &[[f64; LANES]], keys: &mut Vec<[f64; LANES]>, tile: &mut Tile, lane: usize) {
        self.arch.dispatch(Comparing { subset: self, weights, keys, tile, lane });
    }
}

/// Four draws, compiled for each width of registers.
struct Comparing<'a> {
    subset: &'a Subset,
    weights: &'a [[f64; LANES]],
    keys: &'a mut Vec<[f64; LANES]>,
    tile: &'a mut Tile,
    /// The column of the first of them in the tile.
    lane: usize,
}

impl WithSimd for Comparing<'_> {
    type Output = ();

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "compiled again for each width of registers")]
    fn with_simd<S: Simd>(self, _: S) {
        let Self { subset, weights, keys, tile, lane } = self;
        keys.clear();
        let blocks = subset.scores.chunks_exact(subset.leaves.max(1)).zip(subset.added.chunks(ABREAST));
        for (block, added) in blocks {
            let mut sums = [[0.0_f64; LANES]; ABREAST];
            for (scores, weights) in block.iter().zip(weights) {
                for (sums, score) in sums.iter_mut().zip(scores) {
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += score * weight;
                    }
                }
            }
            keys.extend(sums.iter().zip(added).map(|(sums, added)| sums.map(|sum| Kernel::key(sum, *added))));
        }
        let mut places = [[1.0_f64; LANES]; LARGEST];
        for (key, own) in keys.iter().zip(&mut places) {
            let mut ahead = [1.0; LANES];
            for other in &*keys {
                let is_ahead: [bool; LANES] = std::array::from_fn(|lane| other.get(lane) > key.get(lane));
                ahead.iter_mut().zip(is_ahead).for_each(|(count, is_ahead)| *count += if is_ahead { 1.0 } else { 0.0 });
            }
            *own = ahead;
        }
        for (row, places) in tile.iter_mut().zip(&places) {
            if let Some(room) = row.get_mut(lane..lane.saturating_add(LANES).min(TILE)) {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 24")]
                room.iter_mut().zip(places).for_each(|(room, place)| *room = *place as u32);
            }
        }
    }
}
