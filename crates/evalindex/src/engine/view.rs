//! One index under given weights.

use super::adjust::{Adjusted, AdjustedIndex};
use super::aggregate_tree::{AggregatedTree, aggregate_tree};
use super::prepare::ScoredIndex;
use crate::engine::rank;
use crate::engine::shares::TreeShares;
use crate::model::{Draft, Index, NodeId, PerRanked, PerRow, Row, Subject, TieBreak, VetoEffect};
use crate::number::Score;
use crate::order::{Rank, Ties, places};
use crate::support::{Problem, ProblemKind, Refused};

/// A subject that may be ranked, with its base score and its total.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RankedRow {
    pub(crate) row: Row,
    pub(crate) base: Score,
    pub(crate) total: Score,
}

/// The ranked subjects with their ranks, best first.
pub(crate) type Placed = PerRanked<(RankedRow, Rank)>;

/// One index under given weights, with what its ranking and its explanations need.
pub(crate) struct View<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) index: &'a Index,
    pub(crate) scored: &'a ScoredIndex,
    pub(crate) adjusted: &'a PerRow<Adjusted>,
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
        adjusted: &'a AdjustedIndex,
        shares: &'a TreeShares,
    ) -> Result<Self, Refused> {
        Self::of((draft, index), (&adjusted.scored, &adjusted.adjusted), shares)
    }

    /// The same index under other weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated under them.
    pub(crate) fn under<'b>(&'b self, shares: &'b TreeShares) -> Result<View<'b>, Refused> {
        View::of((self.draft, self.index), (self.scored, self.adjusted), shares)
    }

    /// The scores, totals and ranked subjects of an index under these weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated, or a total is out of the range of scores.
    pub(crate) fn of(
        (draft, index): (&'a Draft, &'a Index),
        (scored, adjusted): (&'a ScoredIndex, &'a PerRow<Adjusted>),
        shares: &'a TreeShares,
    ) -> Result<Self, Refused> {
        let aggregated = aggregate_tree(draft, index, scored, shares).map_err(Refused::new)?;
        let mut view = View { draft, index, scored, adjusted, shares, aggregated, ranked: Vec::new() };
        view.ranked = view.totals()?;
        Ok(view)
    }

    /// The same index without a node, to which these shares give no weight.
    ///
    /// # Errors
    /// When scores cannot be aggregated then.
    pub(crate) fn without<'b>(&'b self, node: NodeId, shares: &'b TreeShares) -> Result<View<'b>, Refused> {
        let mut view = self.under(shares)?;
        view.aggregated = view.aggregated.without(node);
        view.ranked = view.totals()?;
        Ok(view)
    }

    /// The subject of a row.
    pub(crate) fn subject(&self, row: Row) -> &'a Subject {
        self.draft.subject_at(self.scored.subjects[row])
    }
}

impl View<'_> {
    /// The subjects that may be ranked with their ranks, best first.
    pub(crate) fn placed(&self, ties: Ties) -> Placed {
        self.placed_among(&self.ranked, ties)
    }

    /// The same for some of them: their ranks among themselves.
    pub(crate) fn placed_among(&self, ranked: &[RankedRow], ties: Ties) -> Placed {
        let key = |one: &RankedRow| rank::key(self.index, one.total);
        let placed = if self.index.ranking.tie_break.is_empty() {
            places(ranked.iter().map(|one| (key(one), *one)).collect(), ties)
        } else {
            places(ranked.iter().map(|one| ((key(one), self.breakers(one.row)), *one)).collect(), ties)
        };
        placed.into_iter().collect()
    }

    /// The keys that decide between equal scores, in turn; a missing score comes last.
    pub(crate) fn breakers(&self, row: Row) -> Vec<Option<i128>> {
        let score = |tie_break: &TieBreak| match tie_break {
            TieBreak::Bonus => Some(self.adjusted[row].bonus),
            TieBreak::Node(id) => {
                let node = self.scored.tree.find(id).filter(|node| !self.aggregated.is_left_out(*node))?;
                self.aggregated.score(node, row)
            }
        };
        let keys = self.index.ranking.tie_break.iter().map(score);
        keys.map(|score| score.map(|score| rank::key(self.index, score))).collect()
    }

    /// The totals of the subjects that may be ranked.
    fn totals(&self) -> Result<Vec<RankedRow>, Refused> {
        let mut ranked = Vec::with_capacity(self.scored.subjects.len());
        for (row, adjusted) in self.adjusted.iter() {
            let (Some(base), None) = (self.aggregated.score(self.scored.tree.top(), row), self.why_unranked(row))
            else {
                continue;
            };
            let counted = if self.index.adjustments.bonus_counts { adjusted.bonus } else { Score::ZERO };
            let total = base.plus(counted).and_then(|sum| sum.minus(adjusted.deduction));
            let Some(total) = total else {
                let what = format!("the total in index `{}` is larger than a score can be", self.index.id);
                return Err(Refused::new(Problem::new(ProblemKind::Number, "adjustments", what)));
            };
            ranked.push(RankedRow { row, base, total });
        }
        Ok(ranked)
    }

    /// Why a subject is unranked; none where it is ranked.
    pub(crate) fn why_unranked(&self, row: Row) -> Option<String> {
        if let Some(reason) = self.aggregated.barred(row) {
            return Some(reason.to_owned());
        }
        if self.aggregated.score(self.scored.tree.top(), row).is_none() {
            return Some("nothing that counts has a figure".to_owned());
        }
        let veto = self.adjusted[row].veto(VetoEffect::Unranked)?;
        Some(format!("veto: {veto}"))
    }
}
