//! The ranks of equal totals in draws.

use crate::engine::{Placed, RankedRow, View};
use crate::model::{Index, PerRanked, RankedId, TieBreak, TreePart};
use crate::order::{Rank, Ties};

/// How ranks are shared in draws: as the index declares; where it declares mean ranks, equal totals share the best one.
pub(super) fn ties(index: &Index) -> Ties {
    match index.ranking.ties {
        Ties::Average => Ties::Competition,
        ties => ties,
    }
}

/// How ranks are shared among subjects with equal totals.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    /// Whether ranks have no gaps after shared ones.
    pub(super) dense: bool,
    /// The tie-break of each subject in the order of the present ranking, the lowest first; none where equal totals
    /// share a rank.
    breakers: Option<PerRanked<u32>>,
}

impl Sharing {
    /// The declared sharing of an index; none where a tie-break depends on the weights.
    pub(super) fn new(view: &View<'_>, placed: &Placed) -> Option<Self> {
        let tree = &view.scored.tree;
        let is_fixed = |one: &TieBreak| match one {
            TieBreak::Bonus => true,
            TieBreak::Node(id) => tree.find(id).is_some_and(|node| matches!(tree.node(node).part, TreePart::Leaf(_))),
        };
        if !view.index.ranking.tie_break.iter().all(is_fixed) {
            return None;
        }
        let ordinal = view.index.ranking.ties == Ties::Ordinal;
        let dense = view.index.ranking.ties == Ties::Dense;
        if view.index.ranking.tie_break.is_empty() && !ordinal {
            return Some(Self { dense, breakers: None });
        }
        // The greatest tie-break key first; where no rank is shared, what is still equal keeps the order of the
        // document.
        let breakers = view.breakers();
        let key =
            |(ranked, _): &(RankedRow, Rank)| (std::cmp::Reverse(&breakers[ranked.row]), ordinal.then_some(ranked.row));
        let keys: Vec<_> = placed.values().map(key).collect();
        let mut distinct: Vec<_> = keys.iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let number = |key| distinct.binary_search(&key).ok().and_then(|number| u32::try_from(number).ok());
        let numbers = keys.iter().map(number).collect::<Option<_>>()?;
        Some(Self { dense, breakers: Some(numbers) })
    }

    /// Whether equal totals always share the best of their ranks.
    pub(super) fn is_plain(&self) -> bool {
        !self.dense && self.breakers.is_none()
    }

    /// The tie-break of a subject; 0 where there are none.
    pub(super) fn breaker(&self, subject: RankedId) -> u32 {
        self.breakers.as_ref().map_or(0, |breakers| breakers[subject])
    }
}
