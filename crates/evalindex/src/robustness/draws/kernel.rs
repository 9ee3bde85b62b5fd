//! Totals of all subjects under many sets of weights: a product of matrices, in which each total is summed in one fixed
//! order.

use pulp::{Simd, WithSimd};

use crate::engine::{Column, Placed, RankedRow, View};
use crate::model::NodeId;
use crate::order::Rank;
use crate::robustness::control::{Cancelled, Job};
use crate::robustness::effective::{LeafId, PerLeaf, leaves_of_means, limits_are_idle};

/// The number of subjects that are summed side by side.
const ROWS: usize = 8;
/// The number of draws that are summed side by side.
pub(super) const LANES: usize = 4;

/// Adding and subtracting 1.5·2⁵² rounds to whole numbers, halves to even.
const WHOLE: f64 = 6_755_399_441_055_744.0;
/// Totals are compared to 10 decimals: the factor from units of 10⁻¹² to units of 10⁻¹⁰.
const COMPARED: f64 = 0.01;
/// The limit of scores, 2⁵³ units: about 9,000 points.
const MOST: f64 = 9_007_199_254_740_992.0;

/// The scores of an index of arithmetic means, in which every ranked subject has every indicator that counts.
pub(super) struct Kernel {
    /// The indicators that count, by node.
    pub(super) leaves: PerLeaf<NodeId>,
    /// The number of subjects; they are in the order of the ranking.
    pub(super) subjects: usize,
    /// Scores in units of 10⁻¹²: one block of subjects after the other, and in a block one indicator after the other.
    scores: Vec<[f64; ROWS]>,
    /// The points that adjustments add, in units of 10⁻¹², in the same blocks.
    added: Vec<[f64; ROWS]>,
    /// The widest registers of the machine. Each total is summed in the same order in any of them, without fused
    /// operations, so that the result is the same in all.
    pub(super) arch: pulp::Arch,
}

impl Kernel {
    /// The kernel of an index; none where the index is of another kind, or its scores are too large for exact sums.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn new(view: &View<'_>, placed: &Placed, job: &Job<'_>) -> Result<Option<Self>, Cancelled> {
        let Some(leaves) = leaves_of_means(view).filter(|_| limits_are_idle(view)) else { return Ok(None) };
        let leaves = leaves.map(|_, (node, _)| *node);
        let columns: Vec<&Column> = leaves.values().map(|node| view.aggregated.column(*node)).collect();
        let placed = placed.as_slice();
        let blocks = placed.len().div_ceil(ROWS);
        let mut scores = vec![[0.0; ROWS]; blocks.saturating_mul(leaves.len())];
        let of_block = leaves.len().saturating_mul(ROWS);
        let each = job.part(blocks, of_block);
        let parts =
            scores.chunks_mut(each.saturating_mul(leaves.len()).max(1)).zip(placed.chunks(each.saturating_mul(ROWS)));
        let filled = job.in_order(parts, &|(scores, placed), (): &mut (), pulse| {
            pulse.spend(scores.len().saturating_mul(ROWS))?;
            Ok(fill(view, scores, placed, &columns))
        })?;
        let filled: Option<()> = filled.into_iter().collect();
        let added = filled.and_then(|()| added(view, placed));
        let arch = pulp::Arch::new();
        Ok(added.map(|added| Self { leaves, subjects: placed.len(), scores, added, arch }))
    }

    /// The scores of all subjects at an indicator, in units of 10⁻¹².
    pub(super) fn scores_at(&self, leaf: LeafId) -> impl Iterator<Item = f64> {
        self.scores.iter().skip(leaf.number()).step_by(self.leaves.len()).flatten().take(self.subjects).copied()
    }

    /// The points that adjustments add to each subject's total, in units of 10⁻¹².
    pub(super) fn added(&self) -> impl Iterator<Item = f64> {
        self.added.iter().flatten().take(self.subjects).copied()
    }

    /// The key of a total: a whole number of the units that are compared.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "compiled again for each width of registers")]
    pub(super) fn key(sum: f64, added: f64) -> f64 {
        ((sum + added) * COMPARED + WHOLE) - WHOLE
    }

    /// The keys of all subjects under groups of four sets of weights, which are side by side by indicator: whole
    /// numbers, larger for the better total. Scores are read once for all of them.
    pub(super) fn keys(&self, weights: &[Vec<[f64; LANES]>], keys: &mut [[Vec<f64>; LANES]]) {
        self.arch.dispatch(Summing { kernel: self, weights, keys });
    }
}

/// The points that adjustments add, in blocks of subjects.
fn added(view: &View<'_>, placed: &[(RankedRow, Rank)]) -> Option<Vec<[f64; ROWS]>> {
    let mut added = vec![[0.0; ROWS]; placed.len().div_ceil(ROWS)];
    for (row, block) in added.iter_mut().zip(placed.chunks(ROWS)) {
        for (cell, (ranked, _)) in row.iter_mut().zip(block) {
            *cell = view.added_units(ranked.row)? as f64;
        }
    }
    Some(added)
}

/// Writes the scores of some subjects into their blocks; none where a subject lacks a score.
fn fill(view: &View<'_>, scores: &mut [[f64; ROWS]], placed: &[(RankedRow, Rank)], columns: &[&Column]) -> Option<()> {
    for (number, column) in columns.iter().enumerate() {
        let rows = scores.iter_mut().skip(number).step_by(columns.len());
        for (row, block) in rows.zip(placed.chunks(ROWS)) {
            for (cell, (ranked, _)) in row.iter_mut().zip(block) {
                *cell = view.near_merit(column, ranked.row).filter(|units| units.abs() < MOST)?;
            }
        }
    }
    Some(())
}

/// The sums of groups of four draws, compiled for each width of registers.
struct Summing<'a> {
    kernel: &'a Kernel,
    weights: &'a [Vec<[f64; LANES]>],
    keys: &'a mut [[Vec<f64>; LANES]],
}

impl WithSimd for Summing<'_> {
    type Output = ();

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "compiled again for each width of registers")]
    fn with_simd<S: Simd>(self, _: S) {
        let Self { kernel, weights, keys } = self;
        keys.iter_mut().flatten().for_each(Vec::clear);
        let blocks = kernel.scores.chunks_exact(kernel.leaves.len().max(1)).zip(&kernel.added);
        for (block, added) in blocks {
            for (weights, keys) in weights.iter().zip(keys.iter_mut()) {
                let mut sums = [[0.0_f64; ROWS]; LANES];
                for (scores, weights) in block.iter().zip(weights) {
                    for (sums, weight) in sums.iter_mut().zip(weights) {
                        for (sum, score) in sums.iter_mut().zip(scores) {
                            *sum += score * weight;
                        }
                    }
                }
                for (keys, sums) in keys.iter_mut().zip(sums) {
                    let mut shown = [0.0; ROWS];
                    for ((key, sum), added) in shown.iter_mut().zip(sums).zip(added) {
                        *key = Kernel::key(sum, *added);
                    }
                    keys.extend_from_slice(&shown);
                }
            }
        }
        for keys in keys.iter_mut().flatten() {
            keys.truncate(kernel.subjects);
        }
    }
}
