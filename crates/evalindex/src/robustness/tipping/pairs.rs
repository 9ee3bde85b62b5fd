//! The smallest change of one share that swaps two neighbours.

use rust_decimal::Decimal;

use super::curve::Curve;
use super::search::{Jump, Search};
use crate::engine::{Placed, RankedRow};
use crate::model::Row;
use crate::order::Rank;
use crate::robustness::range::as_published;

/// A change of one node's share among its siblings, who give and take in proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShareChange {
    /// Id of the node.
    pub node: String,
    /// Its share now.
    pub from: Decimal,
    /// The other share.
    pub to: Decimal,
}

/// The smallest change found so far, for every two neighbours.
pub(super) struct Swaps {
    /// The two, the one ahead first.
    pairs: Vec<(Row, Row)>,
    nearest: Vec<Option<ShareChange>>,
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

    /// Looks where the totals of neighbours meet, by a node's share, or who changes places where somebody may lose a score or
    /// get one; the curves are in the order of the ranking.
    pub(super) fn meet(&mut self, (node, from): (&str, Decimal), curves: &[Curve], jumps: &[Jump]) {
        for ((nearest, pair), (ahead, behind)) in self.nearest.iter_mut().zip(curves.windows(2)).zip(&self.pairs) {
            for jump in jumps.iter().filter(|jump| jump.outcome.ranks_both(*ahead, *behind)) {
                if !jump.outcome.is_ahead(*ahead, *behind) {
                    keep(nearest, node, from, jump.share);
                }
            }
            if let [ahead, behind] = pair {
                let shares = ahead.meets(*behind).into_iter().map(as_published);
                let is_share = |share: &Decimal| (Decimal::ZERO..=Decimal::ONE).contains(share);
                let is_end = |share: &Decimal| share.is_zero() || *share == Decimal::ONE;
                // With gaps, the ends are as they come out.
                for to in shares.filter(|share| is_share(share) && (jumps.is_empty() || !is_end(share))) {
                    keep(nearest, node, from, to);
                }
            }
        }
    }

    /// Looks where neighbours change places among the shares tried of a node.
    pub(super) fn search(&mut self, (node, from): (&str, Decimal), search: &Search<'_>) {
        for (nearest, (ahead, behind)) in self.nearest.iter_mut().zip(&self.pairs) {
            let within = nearest.as_ref().map(ShareChange::distance);
            if let Some(to) = search.swap(*ahead, *behind, within) {
                keep(nearest, node, from, to);
            }
        }
    }

    /// The two of each pair, and the smallest change.
    pub(super) fn into_pairs(self) -> impl Iterator<Item = ((Row, Row), Option<ShareChange>)> {
        self.pairs.into_iter().zip(self.nearest)
    }
}

impl ShareChange {
    /// How far it goes.
    pub fn distance(&self) -> Decimal {
        self.to.checked_sub(self.from).unwrap_or(Decimal::MAX).abs()
    }
}

/// Keeps a change that is smaller.
fn keep(nearest: &mut Option<ShareChange>, node: &str, from: Decimal, to: Decimal) {
    let swap = ShareChange { node: node.to_owned(), from, to };
    if nearest.as_ref().is_none_or(|nearest| swap.distance() < nearest.distance()) {
        *nearest = Some(swap);
    }
}
