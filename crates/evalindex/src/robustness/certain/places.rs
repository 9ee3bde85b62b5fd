//! Whether bounds on ranks are reached: a search for weights that lead to them.

use super::WeightRegion;
use super::existence::Existence;
use super::lead::Field;
use super::least_mean::Factors;
use super::mean_tree::{MeanNode, PerMean};
use crate::model::{PerRanked, RankedId};
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::PerLeaf;

/// The search is made for at most this number of subjects: its time grows with the cube of the number.
const LARGEST: usize = 64;

/// A search for weights that lead to bounds.
pub(super) struct Search<'a> {
    field: &'a Field<'a>,
    /// Scores of all indicators: in place of a missing one stands that of the node above, whose share it takes.
    filled: PerRanked<PerLeaf<f64>>,
}

impl<'a> Search<'a> {
    /// A search; none where weights decide who has a score, or there are too many subjects.
    pub(super) fn new(field: &'a Field<'a>) -> Option<Self> {
        let is_fixed = |nodes: &PerMean<Existence>| nodes.values().all(|existence| !existence.is_open());
        let fits = field.scores.len() <= LARGEST && field.is_linear() && field.gaps.values().flatten().all(is_fixed);
        fits.then(|| Self { field, filled: field.scores.map(|subject, _| field.filled(subject)) })
    }

    /// Whether weights were found that give a subject its best rank, and weights that give it its worst.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn reaches(
        &self,
        subject: RankedId,
        (best, worst): (usize, usize),
        pulse: &Pulse<'_>,
    ) -> Result<bool, Cancelled> {
        let (field, filled) = (self.field, &self.filled);
        let (mine, count) = (&filled[subject], filled.len());
        let (mut high, mut low) = (false, false);
        let mut look = |sign: f64, against: &PerLeaf<f64>| {
            let by_leaf = mine.map(|leaf, mine| sign * (mine - against[leaf]));
            let (better, equal) = field.place(&field.weights(&by_leaf), subject);
            // Equal subjects share the better rank, or may not; the worst rank is reached with no equal subject.
            high |= better.saturating_add(1) == best && (equal == 0 || field.equals_share());
            low |= better.saturating_add(1) == worst && equal == 0;
            // Sums over all nodes for every subject, and all cuts of the region for every node.
            pulse.spend(field.operations().saturating_mul(count.saturating_add(field.operations())))
        };
        let mean = mine.map(|leaf, _| filled.values().map(|scores| scores[leaf]).sum::<f64>() / count as f64);
        for against in filled.values().chain([&mean]) {
            look(-1.0, against)?;
            look(1.0, against)?;
        }
        Ok(high && low)
    }
}

impl Field<'_> {
    /// The scores of all indicators of a subject under the declared weights: in place of a missing one stands that of the
    /// next node above that has one.
    fn filled(&self, subject: RankedId) -> PerLeaf<f64> {
        let declared = self.nodes.map(|_, node| match node {
            MeanNode::Leaf(_) => Vec::new(),
            MeanNode::Mean(mean) => mean.children.iter().map(|child| child.near).collect(),
        });
        let mut values = self.values(subject, &declared);
        for (id, node) in self.nodes.iter().rev() {
            let MeanNode::Mean(mean) = node else { continue };
            let own = values[id];
            for child in &mean.children {
                let value = &mut values[child.id];
                *value = if value.is_nan() { own } else { *value };
            }
        }
        let mut filled = self.scores[subject].clone();
        for (id, leaf) in self.nodes.iter().filter_map(|(id, node)| Some((id, node.leaf()?))) {
            filled[leaf.id] = values[id];
        }
        filled
    }

    /// The scores of all nodes of a subject under these weights; NaN where there is none.
    fn values(&self, subject: RankedId, weights: &PerMean<Vec<f64>>) -> PerMean<f64> {
        let mut values = self.nodes.filled(f64::NAN);
        for (id, node, weights) in self.nodes.zip(weights) {
            if self.existence(subject, id) != Existence::Always {
                continue;
            }
            values[id] = match node {
                MeanNode::Leaf(leaf) => self.scores[subject][leaf.id],
                MeanNode::Mean(mean) => {
                    let (mut sum, mut total) = (0.0, 0.0);
                    for (child, weight) in mean.children.iter().zip(weights) {
                        if !values[child.id].is_nan() {
                            sum += weight * values[child.id];
                            total += weight;
                        }
                    }
                    sum / total
                }
            };
        }
        values
    }

    /// The weights of the children of each node under which a value by indicator is least at the index; for arithmetic
    /// means.
    fn weights(&self, by_leaf: &PerLeaf<f64>) -> PerMean<Vec<f64>> {
        let mut values = self.nodes.filled(0.0);
        self.nodes.map(|id, node| {
            let (value, weights) = match node {
                MeanNode::Leaf(leaf) => (by_leaf[leaf.id], Vec::new()),
                MeanNode::Mean(mean) => {
                    let children = mean.children.iter();
                    let parts: Vec<(f64, f64)> = children.map(|child| (values[child.id], child.near)).collect();
                    let weights = self.arg_least(&parts);
                    let total: f64 = weights.iter().sum();
                    let sum: f64 = weights.iter().zip(&parts).map(|(weight, (value, _))| weight * value).sum();
                    (sum / total, weights.into_iter().map(|weight| weight / total).collect())
                }
            };
            values[id] = value;
            weights
        })
    }

    /// The weights of the region under which a mean is least.
    fn arg_least(&self, parts: &[(f64, f64)]) -> Vec<f64> {
        let candidates: Vec<Vec<f64>> = match self.region {
            WeightRegion::Free => (0..parts.len())
                .map(|own| (0..parts.len()).map(|at| f64::from(u8::from(at == own))).collect())
                .collect(),
            WeightRegion::Ordered => {
                let ends = (1..=parts.len()).filter(|end| {
                    let at = |number: usize| parts.get(number).map(|(_, share)| *share);
                    at(*end).is_none_or(|lighter| at(end.saturating_sub(1)).is_some_and(|share| share > lighter))
                });
                ends.map(|end| (0..parts.len()).map(|at| f64::from(u8::from(at < end))).collect()).collect()
            }
            WeightRegion::Within(_) => {
                let mut order: Vec<f64> = parts.iter().map(|(value, _)| *value).collect();
                order.sort_by(f64::total_cmp);
                let Factors { low, high } = self.factors.0;
                let of_cut = |cut: f64| {
                    parts.iter().map(|(value, share)| share * if *value <= cut { high } else { low }).collect()
                };
                order.into_iter().chain([f64::MIN]).map(of_cut).collect()
            }
        };
        let mean = |weights: &Vec<f64>| {
            let total: f64 = weights.iter().sum();
            weights.iter().zip(parts).map(|(weight, (value, _))| weight * value).sum::<f64>() / total
        };
        let sound = candidates.into_iter().filter(|weights| weights.iter().sum::<f64>() > 0.0);
        sound.min_by(|one, two| mean(one).total_cmp(&mean(two))).unwrap_or_default()
    }

    /// The number of subjects that are ahead of one under these weights, and the number of others that are equal to it.
    fn place(&self, weights: &PerMean<Vec<f64>>, subject: RankedId) -> (usize, usize) {
        let total = |at: RankedId| self.values(at, weights)[self.top] + self.added[at];
        let own = total(subject);
        let apart = self.threshold.from.max(self.threshold.doubt / 10.0);
        let (mut better, mut equal) = (0_usize, 0_usize);
        for at in self.scores.ids().filter(|at| *at != subject) {
            let other = total(at);
            better = better.saturating_add(usize::from(other > own + apart));
            equal = equal.saturating_add(usize::from((other - own).abs() <= apart));
        }
        (better, equal)
    }
}
