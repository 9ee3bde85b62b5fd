//! Draws of indexes that are no plain arithmetic means: each climbs the tree exactly, with shares to 2⁻⁴⁰.

use std::collections::HashMap;

use super::places::Tile;
use super::sample::{Sampler, whole};
use super::tally::Tally;
use crate::evaluation::Rank;
use crate::number::I256;
use crate::prepared::{Standing, View};
use crate::robustness::grading::Grading;
use crate::system::{Ties, TreePart};
use crate::weighting::{Shares, TreeShares};

/// Drawn shares as whole numbers of this.
const PART: f64 = 1_099_511_627_776.0;

/// An index to be drawn one draw after the other.
pub(super) struct General<'a> {
    view: &'a View<'a>,
    sampler: &'a Sampler,
    /// The indicators that count, by node.
    pub(super) leaves: Vec<usize>,
    /// The position in the ranking as it is of each subject, by its place among the index's subjects.
    positions: HashMap<usize, usize>,
}

impl<'a> General<'a> {
    pub(super) fn new(view: &'a View<'a>, sampler: &'a Sampler, placed: &[(Standing, Rank)]) -> Self {
        let nodes = view.prepared.tree.nodes();
        let counted = sampler.groups().iter().flat_map(|group| &group.members).map(|(child, _)| *child);
        let is_leaf = |node: &usize| nodes.get(*node).is_some_and(|node| matches!(node.part, TreePart::Leaf(_)));
        let mut leaves: Vec<usize> = counted.filter(is_leaf).collect();
        leaves.sort_unstable();
        let positions = placed.iter().enumerate().map(|(at, (standing, _))| (standing.place, at)).collect();
        Self { view, sampler, leaves, positions }
    }

    /// Makes one draw, writes its places where it stands and counts the rest; the places of one that fails are 0.
    pub(super) fn draw(
        &self,
        number: u32,
        (tile, at): (&mut Tile, usize),
        grading: Option<&Grading<'_>>,
        tally: &mut Tally,
    ) {
        let room = tile.iter_mut().filter_map(|row| row.get_mut(at));
        let mut shares = Vec::new();
        self.sampler.draw(number, &mut shares);
        let Some((places, keys)) = self.shares(&shares).and_then(|shares| self.places(&shares)) else {
            room.for_each(|place| *place = 0);
            tally.fail();
            return;
        };
        let mut of_nodes = vec![0.0; self.view.prepared.tree.nodes().len()];
        whole(self.sampler, &shares, &mut of_nodes);
        let weights = self.leaves.iter().map(|leaf| of_nodes.get(*leaf).copied().unwrap_or_default());
        room.zip(&places).for_each(|(room, place)| *room = *place);
        let first = (0..).zip(&places).filter(|(_, place)| **place == 1).map(|(subject, _)| subject);
        tally.won(first, &weights);
        if let Some(grading) = grading {
            tally.grade(&grading.grades(&keys, &places));
        }
    }

    /// The drawn shares; those that are as declared exactly so.
    fn shares(&self, drawn: &[f64]) -> Option<TreeShares> {
        let mut all = self.view.shares.to_vec();
        let mut next = drawn.iter();
        for group in self.sampler.groups() {
            let of_group: Vec<f64> = next.by_ref().take(group.members.len()).copied().collect();
            let declared = group.members.iter().map(|(_, share)| share);
            if of_group.iter().zip(declared).all(|(drawn, declared)| (drawn - declared).abs() < 1e-15) {
                continue;
            }
            let children = self.view.prepared.tree.nodes().get(group.parent)?.children();
            let mut parts = vec![I256::ZERO; children.len()];
            for ((member, _), share) in group.members.iter().zip(of_group) {
                let position = children.iter().position(|child| child == member)?;
                #[allow(clippy::cast_possible_truncation, reason = "a share is at most 1")]
                let part = libm::round(share * PART) as i64;
                *parts.get_mut(position)? = I256::from(part.max(0));
            }
            *all.get_mut(group.parent)? = Some(Shares::of_parts(&parts)?);
        }
        Some(all)
    }

    /// Everybody's place, from 1, and key, in the order of the ranking as it is; none where somebody has no place.
    fn places(&self, shares: &TreeShares) -> Option<(Vec<u32>, Vec<i128>)> {
        let view = self.view.under(shares)?;
        let mut places = vec![0_u32; self.positions.len()];
        let mut keys = vec![0_i128; self.positions.len()];
        for (standing, rank) in view.without_tie_breaks(Ties::Competition) {
            let position = *self.positions.get(&standing.place)?;
            *places.get_mut(position)? = u32::try_from(rank.doubled() / 2).ok()?;
            *keys.get_mut(position)? = crate::ranking::key(view.index, standing.total);
        }
        places.iter().all(|place| *place > 0).then_some((places, keys))
    }
}
