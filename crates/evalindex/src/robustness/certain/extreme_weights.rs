//! The weights of the region under which a mean is least, by node and by indicator.

use super::WeightRegion;
use super::lead::Field;
use super::least_mean::Factors;
use super::mean_tree::{MeanChild, MeanNode, PerMean};
use crate::robustness::effective::PerLeaf;

impl Field<'_> {
    /// The weights of the children of each node under which a value by indicator is least at the index, where all means
    /// are arithmetic. They total 1.
    pub(super) fn weights(&self, by_leaf: &PerLeaf<f64>) -> PerMean<Vec<f64>> {
        let mut values = self.nodes.filled(0.0);
        self.nodes.map(|id, node| {
            let (value, weights) = match node {
                MeanNode::Leaf(leaf) => (by_leaf[leaf.id], Vec::new()),
                MeanNode::Mean(mean) => {
                    let parts: Vec<(f64, &MeanChild)> =
                        mean.children.iter().map(|child| (values[child.id], child)).collect();
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

    /// The weights of the region under which a mean is least; heaviest first.
    fn arg_least(&self, parts: &[(f64, &MeanChild)]) -> Vec<f64> {
        let Factors { low, high } = self.factors.0;
        match self.region {
            WeightRegion::Free => {
                let values = parts.iter().enumerate().map(|(at, (value, _))| (at, *value));
                let least = values.min_by(|(_, one), (_, two)| one.total_cmp(two)).map(|(at, _)| at);
                (0..parts.len()).map(|at| f64::from(u8::from(Some(at) == least))).collect()
            }
            WeightRegion::Ordered => {
                let values = parts.iter().map(|(value, child)| (*value, 1.0, *child));
                // Equal weights stay equal: none is left out beside an equal one.
                let lighter = parts.iter().skip(1).map(|(_, child)| Some(*child)).chain([None]);
                let is_end = |(child, lighter): (&MeanChild, Option<&MeanChild>)| {
                    lighter.is_none_or(|lighter| child.share > lighter.share)
                };
                let ends = parts.iter().map(|(_, child)| *child).zip(lighter).map(is_end);
                let count =
                    least_cut((0.0, 0.0), values.zip(ends).map(|((value, weight, _), end)| (value, weight, end)));
                (0..parts.len()).map(|at| f64::from(u8::from(at < count))).collect()
            }
            WeightRegion::Within(_) => {
                let mut order: Vec<(usize, f64, f64)> =
                    parts.iter().enumerate().map(|(at, (value, child))| (at, *value, child.near)).collect();
                order.sort_by(|(_, one, _), (_, two, _)| one.total_cmp(two));
                let (sum, total) = order.iter().fold((0.0, 0.0), |(sum, total), (_, value, share)| {
                    (sum + low * share * value, total + low * share)
                });
                let more = order.iter().map(|(_, value, share)| (*value, (high - low) * share, true));
                let count = least_cut((sum, total), more);
                let mut weights: Vec<f64> = parts.iter().map(|(_, child)| low * child.near).collect();
                for (at, _, share) in order.into_iter().take(count) {
                    if let Some(weight) = weights.get_mut(at) {
                        *weight = high * share;
                    }
                }
                weights
            }
        }
    }

    /// The effective weights of the indicators under weights by node.
    pub(super) fn by_leaf(&self, weights: &PerMean<Vec<f64>>) -> PerLeaf<f64> {
        let (mut whole, mut effective) = (self.nodes.filled(0.0), self.leaves.filled(0.0));
        whole[self.top] = 1.0;
        for (id, node, weights) in self.nodes.zip(weights).rev() {
            match node {
                MeanNode::Leaf(leaf) => effective[leaf.id] = whole[id],
                MeanNode::Mean(mean) => {
                    for (child, weight) in mean.children.iter().zip(weights) {
                        whole[child.id] = whole[id] * weight;
                    }
                }
            }
        }
        effective
    }

    /// The weights by node that give effective weights of the indicators.
    pub(super) fn by_node(&self, effective: &PerLeaf<f64>) -> PerMean<Vec<f64>> {
        let mut whole = self.nodes.filled(0.0);
        self.nodes.map(|id, node| {
            let (own, weights) = match node {
                MeanNode::Leaf(leaf) => (effective[leaf.id], Vec::new()),
                MeanNode::Mean(mean) => {
                    let weights: Vec<f64> = mean.children.iter().map(|child| whole[child.id]).collect();
                    (weights.iter().sum(), weights)
                }
            };
            whole[id] = own;
            weights
        })
    }
}

/// How many values, of those that are added with their weights to a sum and a total, make the mean least. Only after some
/// of them may the sum end.
fn least_cut((mut sum, mut total): (f64, f64), values: impl Iterator<Item = (f64, f64, bool)>) -> usize {
    let mut least = if total > 0.0 { (sum / total, 0) } else { (f64::INFINITY, 0) };
    for (at, (value, weight, can_end)) in values.enumerate() {
        sum += weight * value;
        total += weight;
        if can_end && total > 0.0 && sum / total < least.0 {
            least = (sum / total, at.saturating_add(1));
        }
    }
    least.1
}
