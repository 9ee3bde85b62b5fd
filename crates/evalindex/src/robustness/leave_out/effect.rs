//! The comparison of two rankings of mostly the same subjects.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{LargestChange, OutEffect};
use crate::engine::{RankedRow, View};
use crate::model::SubjectId;
use crate::order::Rank;
use crate::robustness::range::as_published;

/// The ranks of one subject before and after.
struct Moved {
    subject: SubjectId,
    before: Rank,
    after: Rank,
}

impl Moved {
    /// Twice the number of places moved, which is whole even for ranks that are means.
    fn distance(&self) -> usize {
        self.before.doubled().abs_diff(self.after.doubled())
    }
}

/// The changes from one ranking to another; a reason where no subject is ranked in both.
pub(super) fn effect(before: &View<'_>, after: &View<'_>) -> Result<OutEffect, String> {
    let (was, is) = (ranked_subjects(before), ranked_subjects(after));
    let moved = moved((before, &was), (after, &is));
    let count = Decimal::from(moved.len().saturating_mul(2));
    let total = moved.iter().map(Moved::distance).fold(0_usize, usize::saturating_add);
    let mean = Decimal::from(total).checked_div(count).ok_or("nobody has a place both with and without it")?;
    let id = |subject: SubjectId| before.draft.subject_at(subject).id.clone();
    let largest = moved.iter().rev().max_by_key(|one| one.distance()).filter(|one| one.distance() > 0);
    let only = |those: &BTreeSet<SubjectId>, others: &BTreeSet<SubjectId>| {
        those.difference(others).map(|subject| id(*subject)).collect::<Vec<_>>()
    };
    let placed = after.placed(after.index.ranking.ties);
    let best = placed.values().next().map(|(_, rank)| *rank);
    let first = placed.values().take_while(|(_, rank)| Some(*rank) == best);
    Ok(OutEffect {
        mean_change: as_published(mean),
        largest: largest.map(|one| LargestChange { subject: id(one.subject), before: one.before, after: one.after }),
        reversed: reversed(moved.iter().map(|one| (one.before, one.after)).collect()),
        first: first.map(|(ranked, _)| id(subject(after, ranked))).collect(),
        unranked: only(&was, &is),
        ranked: only(&is, &was),
    })
}

/// The subject of a ranked row.
fn subject(view: &View<'_>, ranked: &RankedRow) -> SubjectId {
    view.scored.subjects[ranked.row]
}

/// The subjects that are ranked.
fn ranked_subjects(view: &View<'_>) -> BTreeSet<SubjectId> {
    view.ranked.iter().map(|ranked| subject(view, ranked)).collect()
}

/// The subjects that are ranked in both, in the order before, with their ranks among themselves.
fn moved(
    (before, was): (&View<'_>, &BTreeSet<SubjectId>),
    (after, is): (&View<'_>, &BTreeSet<SubjectId>),
) -> Vec<Moved> {
    let places = |view: &View<'_>, others: &BTreeSet<SubjectId>| {
        let common = view.ranked.iter().filter(|one| others.contains(&subject(view, one)));
        view.placed_among(&common.copied().collect::<Vec<_>>(), view.index.ranking.ties)
    };
    let now: BTreeMap<SubjectId, Rank> =
        places(after, was).values().map(|(ranked, rank)| (subject(after, ranked), *rank)).collect();
    let then = places(before, is);
    let both = then.values().filter_map(|(ranked, rank)| {
        let subject = subject(before, ranked);
        Some(Moved { subject, before: *rank, after: *now.get(&subject)? })
    });
    both.collect()
}

/// The number of pairs that are in the opposite order after.
fn reversed(mut places: Vec<(Rank, Rank)>) -> usize {
    places.sort_unstable();
    let mut after: Vec<Rank> = places.into_iter().map(|(_, after)| after).collect();
    inversions(&mut after)
}

/// The number of pairs whose larger rank comes first (inversions), counted by merge sort; the ranks are sorted in the
/// process. Source: Knuth, The Art of Computer Programming 3.
fn inversions(ranks: &mut [Rank]) -> usize {
    if ranks.len() < 2 {
        return 0;
    }
    let (low, high) = ranks.split_at_mut(ranks.len() / 2);
    let within = inversions(low).saturating_add(inversions(high));
    let mut across = 0_usize;
    let mut left = low.iter().peekable();
    for rank in high.iter() {
        while left.next_if(|one| *one <= rank).is_some() {}
        across = across.saturating_add(left.len());
    }
    ranks.sort();
    within.saturating_add(across)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_without_a_tie_before_or_after_are_reversed() {
        let count = |pairs: &[(usize, usize)]| {
            reversed(pairs.iter().map(|(before, after)| (Rank::whole(*before), Rank::whole(*after))).collect())
        };
        assert_eq!(count(&[]), 0);
        assert_eq!(count(&[(1, 1), (2, 2), (3, 3)]), 0);
        assert_eq!(count(&[(1, 3), (2, 2), (3, 1)]), 3);
        assert_eq!(count(&[(1, 2), (1, 1), (3, 3)]), 0, "a tie before");
        assert_eq!(count(&[(1, 1), (2, 1), (3, 3)]), 0, "a tie after");
        assert_eq!(count(&[(4, 1), (1, 4), (3, 1), (2, 3)]), 5);
    }
}
