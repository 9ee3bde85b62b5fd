//! Who moved, by itself and by others.

use super::overtaking::{Overtaking, Passed, overtaking};
use super::sides::{Both, Side};
use super::{PlaceChange, people::Person};
use crate::engine::{Scores, View};
use crate::model::{PerRow, Row};
use crate::number::{Exact, Near};
use crate::order::{CompareBy, Order, Rank, Ties};

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
    /// How many different places so many of the best have.
    classes: Vec<usize>,
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
        let totals: Vec<(Exact, Rank)> =
            placed.values().filter_map(|(ranked, rank)| Some((total(ranked.row)?, *rank))).collect();
        let mut classes = vec![0_usize];
        for equal in totals.chunk_by(|one, other| one.1 == other.1) {
            let class = classes.last().copied().unwrap_or_default().saturating_add(1);
            classes.extend(equal.iter().map(|_| class));
        }
        Self { ranks, grades, exact, totals, classes, order: view.order() }
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
            let equal = self.totals.get(above..up_to).unwrap_or_default();
            let before = equal.partition_point(|(_, other)| *other < rank);
            (ahead, equals) = (ahead.saturating_add(before), 0);
        }
        let first = ahead.saturating_add(1);
        match ties {
            Ties::Competition | Ties::Ordinal => Rank::whole(first),
            Ties::Average => Rank::between(first, first.saturating_add(equals)),
            Ties::Dense => {
                let better = ahead.saturating_add(usize::from(was.is_gt()));
                let classes = self.classes.get(better).copied().unwrap_or_default();
                let before = self.totals.partition_point(|(_, other)| *other < rank);
                let with = self.totals.partition_point(|(_, other)| *other <= rank);
                let alone = with.saturating_sub(before) == 1;
                let without = usize::from(was.is_gt() && alone);
                Rank::whole(classes.saturating_sub(without).saturating_add(1))
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
    (standings, overtaking): (&Both<Standings>, &PerRow<Overtaking>),
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
    let Overtaking { overtook, overtaken_by, came_ahead, went_ahead } = &overtaking[row];
    let named = |passed: &Passed| passed.named.iter().map(|row| people[*row].subject.id.clone()).collect();
    Some(PlaceChange {
        places: before.saturating_sub(now).normalize(),
        own: before.saturating_sub(alone).normalize(),
        others: alone.saturating_sub(now).normalize(),
        overtook: overtook.count,
        overtaken_by: overtaken_by.count,
        named: [named(overtook), named(overtaken_by)],
        came_ahead: *came_ahead,
        went_ahead: *went_ahead,
    })
}

/// For every subject: whom it passed, and who passed it.
pub(super) fn all_overtaking(people: &PerRow<Person<'_>>, standings: &Both<Standings>) -> PerRow<Overtaking> {
    let rank = |person: &Person<'_>, side: Side| person.at.of(side).and_then(|at| standings.of(side).ranks[at.row]);
    overtaking(&people.map(|_, person| Side::BOTH.map(|side| rank(person, side))))
}
