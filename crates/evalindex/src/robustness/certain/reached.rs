//! Whether weights lead to the bounds on the ranks of a subject.

use super::existence::Existence;
use super::lead::Field;
use super::mean_tree::{MeanNode, PerMean};
use crate::model::{PerRanked, RankedId};
use crate::robustness::effective::PerLeaf;

/// Which of the bounds of a subject are reached by weights that were looked at.
pub(super) struct Reached<'a> {
    field: &'a Field<'a>,
    pub(super) subject: RankedId,
    bounds: (usize, usize),
    pub(super) best: bool,
    pub(super) worst: bool,
}

impl<'a> Reached<'a> {
    /// Neither of these bounds, the best and the worst rank.
    pub(super) fn new(field: &'a Field<'a>, subject: RankedId, bounds: (usize, usize)) -> Self {
        Self { field, subject, bounds, best: false, worst: false }
    }

    /// Looks at weights by node.
    pub(super) fn look(&mut self, weights: &PerMean<Vec<f64>>) {
        let (better, equal) = self.field.place(weights, self.subject);
        let place = better.saturating_add(1);
        // Equal subjects share the better rank, or may not; the worst rank is reached with no equal subject.
        self.best |= place == self.bounds.0 && (equal == 0 || self.field.equals_share());
        self.worst |= place == self.bounds.1 && equal == 0;
    }

    /// Whether both are reached.
    pub(super) fn both(&self) -> bool {
        self.best && self.worst
    }
}

impl Field<'_> {
    /// The declared weights.
    pub(super) fn declared(&self) -> PerMean<Vec<f64>> {
        self.nodes.map(|_, node| match node {
            MeanNode::Leaf(_) => Vec::new(),
            MeanNode::Mean(mean) => mean.children.iter().map(|child| child.near).collect(),
        })
    }

    /// The scores of all indicators of every subject under these weights, points of adjustments in each of them.
    pub(super) fn all_filled(&self, weights: &PerMean<Vec<f64>>) -> PerRanked<PerLeaf<f64>> {
        self.scores.map(|subject, _| {
            let filled = self.filled(subject, weights);
            filled.map(|_, score| score + self.added[subject])
        })
    }

    /// The scores of all indicators of a subject under these weights: in place of a missing one stands that of the next
    /// node above that has one, whose share it takes.
    fn filled(&self, subject: RankedId, weights: &PerMean<Vec<f64>>) -> PerLeaf<f64> {
        let mut values = self.values(subject, weights);
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

    /// The number of subjects that are ahead of one under these weights, and the number of others that are equal to it.
    fn place(&self, weights: &PerMean<Vec<f64>>, subject: RankedId) -> (usize, usize) {
        let total = |at: RankedId| self.values(at, weights)[self.top] + self.added[at];
        let own = total(subject);
        let apart = self.threshold.apart();
        let (mut better, mut equal) = (0_usize, 0_usize);
        for at in self.scores.ids().filter(|at| *at != subject) {
            let other = total(at);
            better = better.saturating_add(usize::from(other > own + apart));
            equal = equal.saturating_add(usize::from((other - own).abs() <= apart));
        }
        (better, equal)
    }
}
