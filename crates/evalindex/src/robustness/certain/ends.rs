//! The least and the greatest scores that a subject can have, given by indicator.

use super::existence::Existence;
use super::lead::{Field, Side};
use super::mean_tree::{MeanId, MeanNode};
use crate::model::RankedId;
use crate::robustness::effective::PerLeaf;

/// Scores by indicator whose mean is never above, or never below, the total of a subject, whatever the weights with which
/// it has one. Points of adjustments are in every score.
pub(super) struct Ends {
    pub(super) least: PerLeaf<f64>,
    pub(super) greatest: PerLeaf<f64>,
}

impl Field<'_> {
    /// The least and the greatest scores of a subject; none where one has no value.
    pub(super) fn ends(&self, subject: RankedId) -> Option<Ends> {
        let end = |side: Side| {
            let mut scores = self.leaves.filled(self.added[subject]);
            self.add_end(subject, (self.top, None), side, &mut scores)?;
            Some(scores)
        };
        Some(Ends { least: end(Side::Least)?, greatest: end(Side::Greatest)? })
    }

    /// Adds the scores of the indicators below a node. In place of those that cannot be told apart by weights stands a
    /// bound on the score of the node, the given one where a node above has it: of equal scores, every mean is the same.
    fn add_end(
        &self,
        subject: RankedId,
        (node, whole): (MeanId, Option<f64>),
        side: Side,
        scores: &mut PerLeaf<f64>,
    ) -> Option<()> {
        let mean = match &self.nodes[node] {
            MeanNode::Leaf(leaf) => {
                scores[leaf.id] += match whole {
                    Some(whole) => whole,
                    None => self.extreme(subject, node, side)?,
                };
                return Some(());
            }
            MeanNode::Mean(mean) => mean,
        };
        let is_open = |existence: Existence| existence.is_open();
        let is_whole =
            !mean.is_arithmetic || mean.children.iter().any(|child| is_open(self.existence(subject, child.id)));
        let own = || whole.map_or_else(|| self.extreme(subject, node, side), Some);
        let whole = if is_whole { Some(own()?) } else { whole };
        for child in &mean.children {
            let of_child = if self.existence(subject, child.id).is_never() { Some(own()?) } else { whole };
            self.add_end(subject, (child.id, of_child), side, scores)?;
        }
        Some(())
    }
}
