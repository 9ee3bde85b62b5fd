//! The subjects of both documents in one index: those who stay, who leave and who join.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::sides::{Both, Side};
use crate::engine::View;
use crate::model::{Draft, Figures, PerRow, Row, Subject, SubjectId};

/// A subject of either document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person<'a> {
    /// As the new document has it, or else the old one.
    pub(super) subject: &'a Subject,
    /// Its group in either document.
    pub(super) groups: Both<Option<&'a str>>,
    /// Where the documents have it.
    pub(super) at: Both<Option<Position>>,
}

/// Where a document has a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub(super) row: Row,
    pub(super) id: SubjectId,
}

impl Person<'_> {
    /// Whether both documents have it.
    pub(super) const fn stays(&self) -> bool {
        self.at.old.is_some() && self.at.new.is_some()
    }

    /// The document whose figures it has, where it stays and counts as in this one; none where it is out under this
    /// membership.
    pub(super) fn side(&self, stays: Side, membership: Side) -> Option<Side> {
        match (self.at.old, self.at.new) {
            (Some(_), Some(_)) => Some(stays),
            (Some(_), None) => (membership == Side::Old).then_some(Side::Old),
            (None, _) => (membership == Side::New).then_some(Side::New),
        }
    }
}

/// The subjects of an index, those of the new document first.
pub(super) fn people<'a>(views: &Both<View<'a>>) -> PerRow<Person<'a>> {
    let rows = |side: Side| {
        let view = views.of(side);
        view.scored.subjects.ids().map(move |row| (view.subject(row), Position { row, id: view.scored.subjects[row] }))
    };
    let old: HashMap<&str, (&Subject, Position)> =
        rows(Side::Old).map(|(one, at)| (one.id.as_str(), (one, at))).collect();
    let mut known = HashSet::new();
    let mut all: PerRow<Person<'a>> = PerRow::new();
    for (subject, at) in rows(Side::New) {
        known.insert(subject.id.as_str());
        let then = old.get(subject.id.as_str());
        let groups = Both { old: then.and_then(|(then, _)| then.group.as_deref()), new: subject.group.as_deref() };
        all.push(Person { subject, groups, at: Both { old: then.map(|(_, at)| *at), new: Some(at) } });
    }
    for (subject, at) in rows(Side::Old).filter(|(one, _)| !known.contains(one.id.as_str())) {
        let group = subject.group.as_deref();
        all.push(Person { subject, groups: Both { old: group, new: group }, at: Both { old: Some(at), new: None } });
    }
    all
}

/// Which document counts for the parts of a skeleton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sources {
    pub(super) membership: Side,
    pub(super) targets: Side,
    pub(super) previous: Side,
}

/// A draft of these subjects, with the groups of one document, and with targets and previous figures of these inputs, of
/// whoever counts as the sources say.
pub(super) fn skeleton(
    people: &PerRow<Person<'_>>,
    kind: &str,
    (sources, drafts): (Sources, &Both<&Draft>),
    inputs: &Inputs,
) -> Draft {
    let mut draft = Draft::default();
    for person in people.values() {
        let mut subject = Subject { kind: kind.to_owned(), part_of: None, ..person.subject.clone() };
        subject.group = person.groups.of(sources.membership).map(str::to_owned);
        draft.subjects.push(subject);
    }
    let Sources { membership, targets, previous } = sources;
    let of_targets = Both::by(|side| &drafts.of(side).targets);
    let of_previous = Both::by(|side| &drafts.of(side).previous);
    copy(people, (&of_targets, &mut draft.targets), &inputs.targets, (targets, membership));
    copy(people, (&of_previous, &mut draft.previous), &inputs.previous, (previous, membership));
    copy_formed(people, (drafts, &mut draft), &inputs.previous, (previous, membership));
    draft
}

/// The inputs of which rules read a subject's own target or previous figure.
#[derive(Clone, Debug, Default)]
pub(super) struct Inputs {
    pub(super) targets: BTreeSet<String>,
    pub(super) previous: BTreeSet<String>,
}

/// Whether a subject that stays has another figure of an input in the one table than in the other.
pub(super) fn differ(people: &PerRow<Person<'_>>, tables: &Both<&Figures>, input: &str) -> bool {
    let cells = Both::by(|side| tables.of(side).cells(input));
    any_differs(people, |side, id| cells.of(side).map(|cells| cells.at(id)).unwrap_or_default())
}

/// Whether a subject that stays has another formed figure of an input in the one document than in the other.
pub(super) fn formed_differ(people: &PerRow<Person<'_>>, drafts: &Both<&Draft>, input: &str) -> bool {
    any_differs(people, |side, id| drafts.of(side).formed_figure(input, id))
}

/// Whether either document has something else of a subject that stays.
fn any_differs<T: PartialEq>(people: &PerRow<Person<'_>>, of: impl Fn(Side, SubjectId) -> T) -> bool {
    let at = |person: &Person<'_>, side: Side| person.at.of(side).as_ref().map(|at| of(side, at.id));
    people.values().filter(|person| person.stays()).any(|person| at(person, Side::Old) != at(person, Side::New))
}

/// The rows of those who count, each with the document whose figures it has, and where that has it.
fn counted(
    people: &PerRow<Person<'_>>,
    (stays, membership): (Side, Side),
) -> impl Iterator<Item = (Row, Side, SubjectId)> {
    people.iter().filter_map(move |(row, person)| {
        let side = person.side(stays, membership)?;
        Some((row, side, person.at.of(side).as_ref()?.id))
    })
}

fn copy(
    people: &PerRow<Person<'_>>,
    (from, to): (&Both<&Figures>, &mut Figures),
    inputs: &BTreeSet<String>,
    sides: (Side, Side),
) {
    for input in inputs {
        let cells = Both::by(|side| from.of(side).cells(input));
        for (row, side, id) in counted(people, sides) {
            if let Some(cells) = cells.of(side) {
                to.set(input, row.number(), cells.at(id));
            }
        }
    }
}

/// Copies the figures of merged units that are formed from those of their former units.
fn copy_formed(
    people: &PerRow<Person<'_>>,
    (from, to): (&Both<&Draft>, &mut Draft),
    inputs: &BTreeSet<String>,
    sides: (Side, Side),
) {
    let rows: Vec<SubjectId> = to.by_subject().map(|(id, _)| id).collect();
    for input in inputs {
        for (row, side, id) in counted(people, sides) {
            if let (Some(figure), Some(own)) = (from.of(side).formed_figure(input, id), rows.get(row.number())) {
                to.set_formed(input, *own, figure.clone());
            }
        }
    }
}
