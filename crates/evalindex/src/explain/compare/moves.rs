//! Who moved, by itself and by others.

use super::sides::{Both, Side};
use super::{PlaceChange, people::Person};
use crate::engine::{Scores, View};
use crate::model::{PerRow, Row};
use crate::number::{Exact, Near};
use crate::order::{CompareBy, Order, Rank, Ties};

/// At most so many subjects are named of those that were overtaken, or overtook.
const NAMED: usize = 20;

/// The places of one document's ranked subjects.
pub(super) struct Standings {
    /// By row: the place, none of an unranked subject.
    pub(super) ranks: PerRow<Option<Rank>>,
    /// By row: the name of the grade or class.
    pub(super) grades: PerRow<Option<String>>,
    /// By row: the exact total, none of an unranked subject.
    pub(super) exact: PerRow<Option<Exact>>,
    /// The totals as they are compared, the best first, with their places.
    totals: Vec<(Exact, Rank)>,
    order: Order,
}

impl Standings {
    /// The standings of an index.
    pub(super) fn of(view: &View<'_>) -> Self {
        let placed = view.placed(view.index.ranking.ties);
        let (mut ranks, mut grades) = (view.scored.subjects.filled(None), view.scored.subjects.filled(None));
        let (all, mut exact) = (view.totals(), view.scored.subjects.filled(None));
        for (ranked, rank) in placed.values() {
            ranks[ranked.row] = Some(*rank);
            exact[ranked.row] = all.exact(ranked.row);
        }
        for (row, grade) in crate::engine::grades(view, &placed) {
            grades[row] = grade;
        }
        let total = |row: Row| compared(view, row, &exact);
        let totals = placed.values().filter_map(|(ranked, rank)| Some((total(ranked.row)?, *rank))).collect();
        Self { ranks, grades, exact, totals, order: view.order() }
    }

    /// The place that a total would have in place of a subject's own one, of that total and rank.
    fn place_of(&self, total: &Exact, (own, rank): (&Exact, Rank), (ties, breaks): (Ties, bool), near: Near) -> Rank {
        let compared = |one: &Exact, other: &Exact| self.order.by_scores(near.compare(one, other));
        let above = self.totals.partition_point(|(other, _)| compared(other, total).is_gt());
        let up_to = self.totals.partition_point(|(other, _)| compared(other, total).is_ge());
        let was = compared(own, total);
        if was.is_eq() {
            return rank;
        }
        let mut ahead = above.saturating_sub(usize::from(was.is_gt()));
        let mut equals = up_to.saturating_sub(above);
        if breaks || ties == Ties::Ordinal {
            // Of equal ones, those stand ahead that did so before.
            let equal = self.totals.iter().take(up_to).skip(above);
            let before = equal.filter(|(_, other)| *other < rank).count();
            (ahead, equals) = (ahead.saturating_add(before), 0);
        }
        let first = ahead.saturating_add(1);
        match ties {
            Ties::Competition | Ties::Ordinal => Rank::whole(first),
            Ties::Average => Rank::between(first, first.saturating_add(equals)),
            Ties::Dense => {
                let better = self.totals.iter().take(ahead.saturating_add(usize::from(was.is_gt())));
                let mut classes: Vec<Rank> = better.map(|(_, rank)| *rank).collect();
                classes.dedup();
                let alone = self.totals.iter().filter(|(_, other)| *other == rank).count() == 1;
                let without = usize::from(was.is_gt() && alone);
                Rank::whole(classes.len().saturating_sub(without).saturating_add(1))
            }
        }
    }
}

/// A total as its index compares it, of a ranked subject.
fn compared(view: &View<'_>, row: Row, exact: &PerRow<Option<Exact>>) -> Option<Exact> {
    match view.index.ranking.by {
        CompareBy::Exact => exact[row].clone(),
        CompareBy::Published => view.totals().published(row, view.index.rounding).map(Exact::from),
    }
}

/// The change of place of a subject that is ranked in both documents; none of another one.
pub(super) fn place_change(
    (people, row): (&PerRow<Person<'_>>, Row),
    views: &Both<View<'_>>,
    standings: &Both<Standings>,
) -> Option<PlaceChange> {
    let person = &people[row];
    let at = Both { old: person.at.old?.row, new: person.at.new?.row };
    let rank = |side: Side| standings.of(side).ranks[*at.of(side)];
    let ranks = Both { old: rank(Side::Old)?, new: rank(Side::New)? };
    let total = |side: Side| compared(views.of(side), *at.of(side), &standings.of(side).exact);
    let ranking = &views.old.index.ranking;
    let rules = (ranking.ties, !ranking.tie_break.is_empty());
    let near = views.new.scored.near;
    let own = standings.old.place_of(&total(Side::New)?, (&total(Side::Old)?, ranks.old), rules, near);
    let [before, alone, now] = [ranks.old, own, ranks.new].map(Rank::to_decimal);
    let mut change = PlaceChange {
        places: before.saturating_sub(now).normalize(),
        own: before.saturating_sub(alone).normalize(),
        others: alone.saturating_sub(now).normalize(),
        overtook: 0,
        overtaken_by: 0,
        named: [Vec::new(), Vec::new()],
        came_ahead: 0,
        went_ahead: 0,
    };
    passed(people, standings, ranks, &mut change);
    Some(change)
}

/// Counts and names whom a subject has overtaken, and who has overtaken it; and who came or went ahead of it.
fn passed(people: &PerRow<Person<'_>>, standings: &Both<Standings>, own: Both<Rank>, change: &mut PlaceChange) {
    let [overtook, overtaken] = &mut change.named;
    for other in people.values() {
        let rank = |side: Side| other.at.of(side).and_then(|at| standings.of(side).ranks[at.row]);
        match (rank(Side::Old), rank(Side::New)) {
            (Some(old), Some(new)) if old < own.old && new > own.new => {
                change.overtook = change.overtook.saturating_add(1);
                name(overtook, other);
            }
            (Some(old), Some(new)) if old > own.old && new < own.new => {
                change.overtaken_by = change.overtaken_by.saturating_add(1);
                name(overtaken, other);
            }
            (Some(old), None) if old < own.old => change.went_ahead = change.went_ahead.saturating_add(1),
            (None, Some(new)) if new < own.new => change.came_ahead = change.came_ahead.saturating_add(1),
            _ => {}
        }
    }
}

fn name(named: &mut Vec<String>, person: &Person<'_>) {
    if named.len() < NAMED {
        named.push(person.subject.id.clone());
    }
}
