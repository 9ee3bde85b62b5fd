//! Whether bounds on ranks are reached: a search for weights that lead to them.

use super::WeightRegion;
use super::lead::Field;
use super::mean_tree::{MeanNode, PerMean};
use crate::model::RankedId;
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::PerLeaf;

/// The search is made for at most this number of subjects: its time grows with the cube of the number.
const LARGEST: usize = 64;

/// Whether weights were found that give a subject its best rank, and weights that give it its worst.
///
/// # Errors
/// When the job is stopped.
pub(super) fn are_reached(
    field: &Field<'_>,
    subject: RankedId,
    (best, worst): (usize, usize),
    pulse: &Pulse<'_>,
) -> Result<bool, Cancelled> {
    let count = field.scores.len();
    let mine = &field.scores[subject];
    if count > LARGEST || !field.is_linear() || field.complete.values().any(|complete| !complete) {
        return Ok(false);
    }
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
    let mean = mine.map(|leaf, _| field.scores.values().map(|scores| scores[leaf]).sum::<f64>() / count as f64);
    for against in field.scores.values().chain([&mean]) {
        look(-1.0, against)?;
        look(1.0, against)?;
    }
    Ok(high && low)
}

impl Field<'_> {
    /// The weights of the children of each node under which a value by indicator is least at the index; for arithmetic
    /// means.
    fn weights(&self, by_leaf: &PerLeaf<f64>) -> PerMean<Vec<f64>> {
        let mut values = self.nodes.filled(0.0);
        self.nodes.map(|id, node| {
            let (value, weights) = match node {
                MeanNode::Leaf(leaf, _) => (by_leaf[*leaf], Vec::new()),
                MeanNode::Mean(children) => {
                    let parts: Vec<(f64, f64)> = children.iter().map(|child| (values[child.id], child.near)).collect();
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
                let (low, high) = self.factors();
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
        let total = |at: RankedId| {
            let mut values = self.nodes.filled(0.0);
            for (id, node, weights) in self.nodes.zip(weights) {
                values[id] = match node {
                    MeanNode::Leaf(leaf, _) => self.scores[at][*leaf],
                    MeanNode::Mean(children) => {
                        children.iter().zip(weights).map(|(child, weight)| weight * values[child.id]).sum()
                    }
                };
            }
            values[self.top] + self.added[at]
        };
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
