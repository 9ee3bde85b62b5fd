//! One index under given weights.

use super::adjust::Adjusted;
use super::aggregate_tree::{AggregatedTree, aggregate_tree};
use super::prepare::ScoredIndex;
use super::stages::AdjustedIndex;
use crate::engine::rank;
use crate::engine::shares::TreeShares;
use crate::model::{Draft, Index, NodeId, TieBreak, VetoEffect};
use crate::number::Score;
use crate::order::{Rank, Ties, places};
use crate::support::{Problem, ProblemKind, Refused};

/// A ranked subject on its way to the result.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RankedRow {
    /// Place among the subjects of the index.
    pub(crate) row: usize,
    pub(crate) base: Score,
    pub(crate) total: Score,
}

/// One index under given weights, ready to be ranked or explained.
pub(crate) struct View<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) index: &'a Index,
    pub(crate) scored: &'a ScoredIndex,
    pub(crate) adjusted: &'a [Adjusted],
    pub(crate) shares: &'a TreeShares,
    pub(crate) aggregated: AggregatedTree<'a>,
    /// The subjects that may be ranked, in the order of the document.
    pub(crate) ranked: Vec<RankedRow>,
}

impl<'a> View<'a> {
    /// An index under these weights.
    pub(crate) fn new(
        draft: &'a Draft,
        index: &'a Index,
        ready: &'a AdjustedIndex,
        shares: &'a TreeShares,
    ) -> Result<Self, Refused> {
        Self::of((draft, index), (&ready.scored, &ready.adjusted), shares)
    }

    /// The same index under other weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated under them.
    pub(crate) fn under<'b>(&'b self, shares: &'b TreeShares) -> Result<View<'b>, Refused> {
        View::of((self.draft, self.index), (self.scored, self.adjusted), shares)
    }

    pub(crate) fn of(
        (draft, index): (&'a Draft, &'a Index),
        (scored, adjusted): (&'a ScoredIndex, &'a [Adjusted]),
        shares: &'a TreeShares,
    ) -> Result<Self, Refused> {
        let aggregated = aggregate_tree(draft, index, scored, shares).map_err(Refused::new)?;
        let mut view = View { draft, index, scored, adjusted, shares, aggregated, ranked: Vec::new() };
        view.ranked = view.totals()?;
        Ok(view)
    }

    /// The same index without a node, which these shares give no weight.
    ///
    /// # Errors
    /// When scores cannot be aggregated then.
    pub(crate) fn without<'b>(&'b self, node: NodeId, shares: &'b TreeShares) -> Result<View<'b>, Refused> {
        let mut view = self.under(shares)?;
        view.aggregated = view.aggregated.without(node);
        view.ranked = view.totals()?;
        Ok(view)
    }

    /// The id of a subject, by its place among the index's subjects.
    pub(crate) fn subject_id(&self, place: usize) -> Option<&'a str> {
        let subject = self.draft.subjects.get(*self.scored.subjects.get(place)?)?;
        Some(&subject.id)
    }
}

impl View<'_> {
    /// The subjects that may be ranked with their places, best first.
    pub(crate) fn placed(&self, ties: Ties) -> Vec<(RankedRow, Rank)> {
        self.placed_among(&self.ranked, ties)
    }

    /// The same of some of them: their places among themselves.
    pub(crate) fn placed_among(&self, ranked: &[RankedRow], ties: Ties) -> Vec<(RankedRow, Rank)> {
        let keys = ranked.iter().map(|ranked| rank::key(self.index, ranked.total));
        let placed = if self.index.ranking.tie_break.is_empty() {
            places(&keys.collect::<Vec<_>>(), ties)
        } else {
            let with_breakers = keys.zip(ranked).map(|(key, ranked)| (key, self.breakers(ranked.row)));
            places(&with_breakers.collect::<Vec<_>>(), ties)
        };
        placed.into_iter().filter_map(|(at, rank)| Some((*ranked.get(at)?, rank))).collect()
    }

    /// The keys that decide between equal scores, in turn; a missing score comes last.
    pub(crate) fn breakers(&self, place: usize) -> Vec<Option<i128>> {
        let score = |tie_break: &TieBreak| match tie_break {
            TieBreak::Bonus => self.adjusted.get(place).map(|adjusted| adjusted.bonus),
            TieBreak::Node(id) => {
                let node = self.scored.tree.find(id).filter(|node| !self.aggregated.is_left_out(*node))?;
                self.aggregated.score(node, place)
            }
        };
        let keys = self.index.ranking.tie_break.iter().map(score);
        keys.map(|score| score.map(|score| rank::key(self.index, score))).collect()
    }

    /// The totals of the subjects that may be ranked.
    fn totals(&self) -> Result<Vec<RankedRow>, Refused> {
        let mut ranked = Vec::with_capacity(self.scored.subjects.len());
        for place in 0..self.scored.subjects.len() {
            let (Some(base), None) = (self.aggregated.score(self.scored.tree.top(), place), self.why_unranked(place))
            else {
                continue;
            };
            let total = self.adjusted.get(place).map_or(Some(base), |adjusted| {
                let counted = if self.index.adjustments.bonus_counts { adjusted.bonus } else { Score::ZERO };
                base.plus(counted)?.minus(adjusted.deduction)
            });
            let Some(total) = total else {
                let what = format!("the total in index `{}` is larger than a score can be", self.index.id);
                return Err(Refused::new(vec![Problem::new(ProblemKind::Number, "adjustments", what)]));
            };
            ranked.push(RankedRow { row: place, base, total });
        }
        Ok(ranked)
    }

    /// Why a subject has no place, if it has none.
    pub(crate) fn why_unranked(&self, place: usize) -> Option<String> {
        if let Some(reason) = self.aggregated.barred(place) {
            return Some(reason.to_owned());
        }
        if self.aggregated.score(self.scored.tree.top(), place).is_none() {
            return Some("nothing that counts has a figure".to_owned());
        }
        let veto = self.adjusted.get(place)?.veto(VetoEffect::Unranked)?;
        Some(format!("veto: {veto}"))
    }
}
