//! The figures of both documents, as the rules of either would score them.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::people::Person;
use super::reads::Reads;
use super::sides::{Both, Side};
use super::union::Origins;
use crate::engine::{Filled, Filling, Presence};
use crate::model::{Index, IndicatorId, PerIndicator, PerRow, Row, Source, Tree};

/// The figures of an indicator for all subjects, measured and filled, by the data of either document.
struct OfLeaf {
    /// By the rules of either document.
    by_rules: Both<OfRules>,
    /// Whether its figures come from tasks, by the rules of either document.
    from_tasks: Both<bool>,
}

/// The figures by certain rules.
struct OfRules {
    /// The document whose data count, where those of one are meant: one that does not read an input has none.
    data: Both<Side>,
    /// Whether no subject that stays has other figures in the one document than in the other.
    is_same: bool,
}

/// The figures of both documents.
pub(super) struct Book<'a> {
    people: &'a PerRow<Person<'a>>,
    /// By the data of either document, by the rules of either.
    filled: Both<Both<Rc<PerIndicator<Filling>>>>,
    failed: Both<Both<PerIndicator<BTreeSet<Row>>>>,
    leaves: PerIndicator<OfLeaf>,
}

impl<'a> Book<'a> {
    /// The figures of the union's indicators, by data and by rules.
    pub(super) fn new(
        people: &'a PerRow<Person<'a>>,
        trees: &Both<&Tree>,
        origins: &Origins,
        indexes: &Both<&Index>,
        filled: Both<Both<Rc<PerIndicator<Filling>>>>,
    ) -> Self {
        let reads = Both::by(|side| Reads::of([*indexes.of(side)]));
        let failed = Both::by(|data| {
            Both::by(|rules| {
                filled.of(data).of(rules).map(|_, one| one.failed.iter().chain(&one.unranked).copied().collect())
            })
        });
        let mut book = Self { people, filled, failed, leaves: PerIndicator::new() };
        for (id, leaf) in trees.old.by_indicator().iter() {
            let origin = origins.get(&trees.old.node(leaf.node).id);
            let has = |side: Side| origin.is_none_or(|origin| origin.of(side).is_some());
            let indicator = |rules: Side| &trees.of(rules).by_indicator()[id].indicator;
            let by_rules = Both::by(|rules| {
                let home = if has(rules) { rules } else { rules.other() };
                let data =
                    Both::by(|side| if side == home || reads.of(side).has(indicator(rules)) { side } else { home });
                OfRules { data, is_same: book.is_same(id, rules, data) }
            });
            let from_tasks = Both::by(|rules| matches!(indicator(rules).from, Some(Source::Tasks(_))));
            book.leaves.push(OfLeaf { by_rules, from_tasks });
        }
        book
    }

    fn is_same(&self, id: IndicatorId, rules: Side, data: Both<Side>) -> bool {
        let of = |side: Side| self.filled.of(*data.of(side)).of(rules);
        data.old == data.new
            || self.people.values().filter(|person| person.stays()).all(|person| {
                let cell = |side: Side| person.at.of(*data.of(side)).map(|at| &of(side)[id].cells[at.row]);
                cell(Side::Old) == cell(Side::New)
            })
    }

    /// Whether the figures of an indicator are the same in both documents, by certain rules.
    pub(super) fn is_unchanged(&self, id: IndicatorId, rules: Side) -> bool {
        self.leaves[id].by_rules.of(rules).is_same
    }

    /// Whether the figures of an indicator come from tasks, by certain rules.
    pub(super) fn is_from_tasks(&self, id: IndicatorId, rules: Side) -> bool {
        *self.leaves[id].from_tasks.of(rules)
    }

    /// The figures of an indicator: of those who stay from one document, of others by the membership; and the rows that
    /// have none that could be scored.
    pub(super) fn cells(
        &self,
        id: IndicatorId,
        rules: Side,
        (stays, membership): (Side, Side),
    ) -> (PerRow<Filled>, Vec<Row>) {
        let data = self.leaves[id].by_rules.of(rules).data;
        let mut failed = Vec::new();
        let cells = self.people.map(|row, person| {
            let out = Filled::Absent(Presence::NotApplicable);
            let Some(side) = person.side(stays, membership).map(|side| *data.of(side)) else { return out };
            let Some(at) = person.at.of(side) else { return out };
            if self.failed.of(side).of(rules)[id].contains(&at.row) {
                failed.push(row);
            }
            self.filled.of(side).of(rules)[id].cells[at.row].clone()
        });
        (cells, failed)
    }
}
