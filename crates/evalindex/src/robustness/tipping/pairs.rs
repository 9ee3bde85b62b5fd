//! Swaps: the smallest change of one share that swaps two neighbours.

use rust_decimal::Decimal;

use super::curve::Curve;
use super::search::{Jump, Search};
use crate::engine::{Placed, RankedRow};
use crate::model::{NodeId, Row, Tree};
use crate::order::Rank;
use crate::robustness::control::Cancelled;
use crate::robustness::range::as_published;

/// A change of the share of one node among its siblings, which give and take in proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShareChange {
    /// Id of the node.
    pub node: String,
    /// Its present share, 0 to 1, to 12 decimals.
    pub from: Decimal,
    /// Its new share, 0 to 1, to 12 decimals.
    pub to: Decimal,
}

/// The smallest change found so far, for every two neighbours.
pub(super) struct Swaps {
    /// The two, the one ahead first.
    pairs: Vec<(Row, Row)>,
    nearest: Vec<Option<Swap>>,
}

/// A change of the share of a node that swaps two neighbours.
#[derive(Clone, Copy)]
struct Swap {
    distance: Decimal,
    node: NodeId,
    from: Decimal,
    to: Decimal,
}

impl Swaps {
    /// No change for any two neighbours yet.
    pub(super) fn new(placed: &Placed) -> Self {
        let pair = |pair: &[(RankedRow, Rank)]| match pair {
            [(ahead, _), (behind, _)] => Some((ahead.row, behind.row)),
            _ => None,
        };
        let pairs: Vec<(Row, Row)> = placed.as_slice().windows(2).filter_map(pair).collect();
        Self { nearest: vec![None; pairs.len()], pairs }
    }

    /// Notes the crossings of the totals of neighbours by the share of a node, and the swaps where a subject may lose a
    /// score or get one. The curves are in the order of the ranking.
    pub(super) fn note_crossings(&mut self, (node, from): (NodeId, Decimal), curves: &[Curve], jumps: &[Jump]) {
        for ((nearest, pair), (ahead, behind)) in self.nearest.iter_mut().zip(curves.windows(2)).zip(&self.pairs) {
            for jump in jumps.iter().filter(|jump| jump.outcome.ranks_both(*ahead, *behind)) {
                if !jump.outcome.is_ahead(*ahead, *behind) {
                    keep(nearest, Swap::new(node, from, jump.share));
                }
            }
            if let [ahead, behind] = pair {
                let shares = ahead.crossings(behind).into_iter().map(as_published);
                let is_share = |share: &Decimal| (Decimal::ZERO..=Decimal::ONE).contains(share);
                let is_end = |share: &Decimal| share.is_zero() || *share == Decimal::ONE;
                // With missing scores, the outcome at the ends is that of the trials there.
                for to in shares.filter(|share| is_share(share) && (jumps.is_empty() || !is_end(share))) {
                    keep(nearest, Swap::new(node, from, to));
                }
            }
        }
    }

    /// Notes the swaps of neighbours among the shares of a node that a search tried.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn search(&mut self, (node, from): (NodeId, Decimal), search: &Search<'_>) -> Result<(), Cancelled> {
        for (nearest, pair) in self.nearest.iter_mut().zip(&self.pairs) {
            let within = nearest.as_ref().map(|nearest| nearest.distance);
            if let Some(to) = search.swap(*pair, within)? {
                keep(nearest, Swap::new(node, from, to));
            }
        }
        Ok(())
    }

    /// Notes the changes that another thread found for other nodes.
    pub(super) fn merge(&mut self, other: Self) {
        for (nearest, swap) in self.nearest.iter_mut().zip(other.nearest) {
            if let Some(swap) = swap {
                keep(nearest, swap);
            }
        }
    }

    /// The two of each pair, and the smallest change.
    pub(super) fn into_pairs(self, tree: &Tree) -> impl Iterator<Item = ((Row, Row), Option<ShareChange>)> {
        let named = |swap: Swap| ShareChange { node: tree.node(swap.node).id.clone(), from: swap.from, to: swap.to };
        self.pairs.into_iter().zip(self.nearest).map(move |(pair, swap)| (pair, swap.map(named)))
    }
}

impl Swap {
    fn new(node: NodeId, from: Decimal, to: Decimal) -> Self {
        Self { distance: distance(from, to), node, from, to }
    }
}

/// Keeps a change that is smaller than the one known, or as small by a node that comes before.
fn keep(nearest: &mut Option<Swap>, swap: Swap) {
    if nearest.as_ref().is_none_or(|nearest| (swap.distance, swap.node) < (nearest.distance, nearest.node)) {
        *nearest = Some(swap);
    }
}

fn distance(from: Decimal, to: Decimal) -> Decimal {
    to.checked_sub(from).unwrap_or(Decimal::MAX).abs()
}

impl ShareChange {
    /// The size of the change: the absolute difference of the two shares, 0 to 1.
    ///
    /// ```
    /// # use evalindex::Document;
    /// # use evalindex::robustness::Control;
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 40}}}"#)?;
    /// let tipping = document.prepare()?.tipping("i", Control::new())?;
    /// let change = tipping.pairs[0].change.as_ref().unwrap(); // x and y are equal where the share of a is 0.6
    /// assert_eq!((change.to.to_string(), change.distance().to_string()), ("0.6".to_owned(), "0.1".to_owned()));
    /// # Ok::<(), evalindex::robustness::Unfinished>(())
    /// ```
    pub fn distance(&self) -> Decimal {
        distance(self.from, self.to)
    }
}
