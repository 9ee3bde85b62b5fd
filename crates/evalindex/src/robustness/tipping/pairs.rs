//! Swaps: the smallest change of one share that swaps two neighbours.

use rust_decimal::Decimal;

use super::search::{Jump, Search};
use super::total::Total;
use crate::engine::{Placed, RankedRow};
use crate::model::{NodeId, Row, Tree};
use crate::number::{Exact, Real};
use crate::order::Rank;
use crate::robustness::control::Cancelled;
use crate::robustness::range::published;

/// A change of the share of one node among its siblings, which give and take in proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShareChange {
    /// Id of the node.
    pub node: String,
    /// Its present share, 0 to 1, to 12 decimals.
    pub from: Decimal,
    /// Its new share, 0 to 1, to the nearest of 12 decimals.
    pub to: Decimal,
    /// Its new share itself, where it is a fraction and known in closed form; none of the root of a quadratic that no
    /// fraction is, where scores are real numbers, and where the change was searched.
    pub exact_to: Option<Exact>,
}

/// The smallest change found so far, for every two neighbours.
pub(super) struct Swaps {
    /// The two, the one ahead first.
    pairs: Vec<(Row, Row)>,
    nearest: Vec<Option<Swap>>,
}

/// A change of the share of a node that swaps two neighbours.
struct Swap {
    /// The size of the change.
    distance: Exact,
    node: NodeId,
    /// The present share to 12 decimals.
    from: Decimal,
    to: Exact,
    /// Whether the new share was searched.
    searched: bool,
}

impl Swaps {
    /// No change for any two neighbours yet.
    pub(super) fn new(placed: &Placed) -> Self {
        let pair = |pair: &[(RankedRow, Rank)]| match pair {
            [(ahead, _), (behind, _)] => Some((ahead.row, behind.row)),
            _ => None,
        };
        let pairs: Vec<(Row, Row)> = placed.as_slice().windows(2).filter_map(pair).collect();
        Self { nearest: pairs.iter().map(|_| None).collect(), pairs }
    }

    /// Notes the crossings of the totals of neighbours by the share of a node, and the swaps where a subject may lose a
    /// score or get one. The totals are in the order of the ranking.
    pub(super) fn note_crossings(&mut self, (node, from): (NodeId, &Exact), totals: &[Total], jumps: &[Jump]) {
        let weight = published(from);
        let swap = |to: Exact| Swap { distance: distance(from, &to), node, from: weight, to, searched: false };
        for ((nearest, pair), (ahead, behind)) in self.nearest.iter_mut().zip(totals.windows(2)).zip(&self.pairs) {
            for jump in jumps.iter().filter(|jump| jump.outcome.ranks_both(*ahead, *behind)) {
                if !jump.outcome.is_ahead(*ahead, *behind) {
                    keep(nearest, swap(jump.share.clone()));
                }
            }
            let [ahead, behind] = pair else { continue };
            if !ahead.may_meet(behind, within(from, nearest.as_ref())) {
                continue;
            }
            // With missing scores, the outcome at the ends is that of the trials there.
            let shares = ahead
                .crossings(behind)
                .into_iter()
                .filter(|share| share.is_share() && (jumps.is_empty() || !share.is_end_of_scale()));
            shares.for_each(|share| keep(nearest, swap(share.value())));
        }
    }

    /// Notes the swaps of neighbours among the shares of a node that a search tried.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn search(&mut self, (node, from): (NodeId, &Exact), search: &Search<'_>) -> Result<(), Cancelled> {
        let weight = published(from);
        for (nearest, pair) in self.nearest.iter_mut().zip(&self.pairs) {
            let known = nearest.as_ref().map(|nearest| published(&nearest.distance));
            if let Some(to) = search.swap(*pair, known)? {
                let to = Exact::from(to);
                let distance = distance(&weight.into(), &to);
                keep(nearest, Swap { distance, node, from: weight, to, searched: true });
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
        let named = |swap: Swap| ShareChange {
            node: tree.node(swap.node).id.clone(),
            from: swap.from,
            to: published(&swap.to),
            exact_to: Some(swap.to).filter(|to| to.is_rational() && !swap.searched),
        };
        self.pairs.into_iter().zip(self.nearest).map(move |(pair, swap)| (pair, swap.map(named)))
    }
}

/// The shares between which a change is no larger than the one known, to 37 digits.
fn within(from: &Exact, known: Option<&Swap>) -> [Real; 2] {
    let Some(known) = known else { return [Real::ZERO, Real::ONE] };
    let (from, distance) = (from.to_real(), known.distance.to_real());
    let [low, high] = [from.minus(distance), from.plus(distance)];
    let is_below = |one: Real, other: Real| one.compare(other).is_lt();
    [if low.is_negative() { Real::ZERO } else { low }, if is_below(Real::ONE, high) { Real::ONE } else { high }]
}

/// Keeps a change that is smaller than the one known, or as small by a node that comes before.
fn keep(nearest: &mut Option<Swap>, swap: Swap) {
    let order = |known: &Swap| swap.distance.cmp(&known.distance).then(swap.node.cmp(&known.node));
    if nearest.as_ref().is_none_or(|known| order(known).is_lt()) {
        *nearest = Some(swap);
    }
}

fn distance(from: &Exact, to: &Exact) -> Exact {
    (to - from).abs()
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
        self.to.checked_sub(self.from).unwrap_or(Decimal::MAX).abs()
    }
}
