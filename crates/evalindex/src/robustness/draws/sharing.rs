//! Which places equal totals take in draws.

use crate::engine::{Placed, RankedRow, View};
use crate::model::{Index, TieBreak, TreePart};
use crate::order::{Rank, Ties};

/// How places are shared in draws: as the index says; where it says the mean of the places shared, their best.
pub(super) fn ties(index: &Index) -> Ties {
    match index.ranking.ties {
        Ties::Average => Ties::Competition,
        ties => ties,
    }
}

/// How places are shared among subjects with equal totals.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    /// Whether the next place is one further, however many share one.
    pub(super) dense: bool,
    /// What tells equal ones apart, for each subject in the order of the ranking, the lowest first.
    breakers: Option<Vec<u32>>,
}

impl Sharing {
    /// How an index says it; none where equal ones are told apart by what depends on the weights.
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
        // The greatest key first; what is still equal keeps the order of the document where no place is shared.
        let key = |(ranked, _): &(RankedRow, Rank)| {
            (std::cmp::Reverse(view.breakers(ranked.row)), ordinal.then_some(ranked.row))
        };
        let keys: Vec<_> = placed.values().map(key).collect();
        let mut distinct: Vec<_> = keys.iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let number = |key| distinct.binary_search(&key).ok().and_then(|number| u32::try_from(number).ok());
        Some(Self { dense, breakers: keys.iter().map(number).collect() })
    }

    /// Whether equal ones take the best of their places, whoever they are.
    pub(super) fn is_plain(&self) -> bool {
        !self.dense && self.breakers.is_none()
    }

    /// What tells a subject apart from its equals; 0 where nothing does.
    pub(super) fn breaker(&self, subject: usize) -> u32 {
        self.breakers.as_ref().and_then(|breakers| breakers.get(subject).copied()).unwrap_or_default()
    }
}
