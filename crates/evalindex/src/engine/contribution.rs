//! Contributions: the points that each node adds to the base score, adding up exactly over any full cut of the tree.

use super::aggregate_tree::AggregatedTree;
use crate::engine::shares::Shares;
use crate::method::aggregate::Aggregate;
use crate::model::{Inner, TreeNode, TreePart};
use crate::number::{Fraction, I256, Score};

/// The contribution of each node to one subject's base score, by node number; the index itself contributes all of it.
///
/// A child's is its share of the whole tree times its score. Those of siblings are kept to 12 decimals so that they add
/// up to their parent's exactly: the largest of them takes what rounding leaves, a few 10⁻¹². There are none below an
/// aggregate other than the arithmetic mean, nor below a dimension that is rounded or has a rule or policy of its own.
pub(crate) fn contributions(
    aggregated: &AggregatedTree<'_>,
    shares: &[Option<Shares>],
    subject: usize,
) -> Vec<Option<Score>> {
    let nodes = aggregated.prepared().tree.nodes();
    let mut walk =
        Walk { aggregated, shares, subject, shares_of_whole: vec![None; nodes.len()], found: vec![None; nodes.len()] };
    walk.start();
    for (number, node) in nodes.iter().enumerate() {
        walk.below(number, node);
    }
    walk.found
}

struct Walk<'a> {
    aggregated: &'a AggregatedTree<'a>,
    shares: &'a [Option<Shares>],
    subject: usize,
    /// The share of the whole tree that each node has for this subject.
    shares_of_whole: Vec<Option<Fraction>>,
    found: Vec<Option<Score>>,
}

impl Walk<'_> {
    fn start(&mut self) {
        if let (Some(share), Some(found)) = (self.shares_of_whole.first_mut(), self.found.first_mut()) {
            *share = Some(Fraction::ONE);
            *found = self.aggregated.score(0, self.subject);
        }
    }

    /// Hands a node's contribution down to its children.
    fn below(&mut self, number: usize, node: &TreeNode) -> Option<()> {
        let TreePart::Inner(inner) = &node.part else { return None };
        let Inner { children, aggregate, second_step, .. } = inner.as_ref();
        if *aggregate != Aggregate::Arithmetic || second_step.is_some() || node.round.is_some() {
            return None;
        }
        let (whole, share) = (*self.found.get(number)?, *self.shares_of_whole.get(number)?);
        let (whole, share) = (whole?, share?);
        let present = self.present(number, children)?;
        let total: u128 = present.iter().map(|child| child.weight).try_fold(0, u128::checked_add)?;
        let mut parts = Vec::with_capacity(present.len());
        for child in &present {
            let own = share.times(Fraction::new(I256::from(child.weight), I256::from(total))?)?;
            parts.push((child, own, own.times(Fraction::from_score(child.score))?.to_score()?));
        }
        let sum = parts.iter().try_fold(Score::ZERO, |sum, (_, _, part)| sum.plus(*part))?;
        let left = whole.minus(sum)?;
        let id = |child: &Present| self.aggregated.prepared().tree.nodes().get(child.node).map(|node| node.id.as_str());
        let taker =
            parts.iter().max_by_key(|(child, _, part)| (part.units().abs(), id(child))).map(|(child, ..)| child.node);
        for (child, own, part) in &parts {
            let part = if Some(child.node) == taker { part.plus(left)? } else { *part };
            *self.found.get_mut(child.node)? = Some(part);
            *self.shares_of_whole.get_mut(child.node)? = Some(*own);
        }
        self.uncounted(number, children)
    }

    /// Children with a score but no weight add nothing.
    fn uncounted(&mut self, number: usize, children: &[usize]) -> Option<()> {
        let shares = self.shares.get(number)?.as_ref()?;
        for (child, weight) in children.iter().zip(shares.parts()) {
            if *weight == 0 && self.aggregated.score(*child, self.subject).is_some() {
                *self.found.get_mut(*child)? = Some(Score::ZERO);
                *self.shares_of_whole.get_mut(*child)? = Some(Fraction::ZERO);
            }
        }
        Some(())
    }

    fn present(&self, number: usize, children: &[usize]) -> Option<Vec<Present>> {
        let shares = self.shares.get(number)?.as_ref()?;
        let counted = children.iter().zip(shares.parts()).filter(|(_, weight)| **weight > 0);
        let present = counted.filter_map(|(child, weight)| {
            let score = self.aggregated.score(*child, self.subject)?;
            Some(Present { node: *child, weight: *weight, score })
        });
        Some(present.collect())
    }
}

/// A present child that counts.
struct Present {
    node: usize,
    weight: u128,
    score: Score,
}
