//! What two documents differ in, matched by id.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use super::fields::{fields, node_fields, own_fields, written};
use super::people::Person;
use super::reads::Reads;
use super::sides::{Both, Side};
use crate::engine::View;
use crate::model::{Adjustment, Effect, Index, Node, Observation, PerRow, Points, Table, Task};
use crate::number::plain;
use crate::support::named_enum;

named_enum! {
    /// What sort of thing differs.
    ///
    /// ```
    /// use evalindex::explain::What;
    ///
    /// assert_eq!(What::Values.name(), "values");
    /// ```
    #[non_exhaustive]
    pub enum What {
        /// A figure.
        Values = "values",
        /// A figure of the period before.
        Previous = "previous",
        /// A subject's own target.
        Targets = "targets",
        /// A task, or a field of it.
        Task = "task",
        /// A field of the supervision of tasks: its day, its thresholds and penalties.
        Supervision = "supervision",
        /// A subject, or a field of it.
        Subject = "subject",
        /// A bonus, deduction or veto.
        Adjustment = "adjustment",
        /// A field of the index.
        Index = "index",
        /// A node, or a field of it: its weight, rule, aggregate and so on.
        Node = "node",
    }
}

/// One difference of two documents. It displays as one line: "values of `taiyuan`, gdp: 10 → 100".
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Difference {
    /// What sort of thing differs.
    pub what: What,
    /// Id of the subject, node or task; none of a field of the index or of the supervision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The field: the input of a figure, `weight`, `rule.max`, the reason of an adjustment; empty where the whole thing is
    /// in one document only.
    pub field: String,
    /// As the old document has it; none where it has none.
    pub old: Option<String>,
    /// As the new document has it.
    pub new: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.what.name())?;
        if let Some(id) = &self.id {
            write!(out, " of `{id}`")?;
        }
        if !self.field.is_empty() {
            write!(out, ", {}", self.field)?;
        }
        let text = |one: &Option<String>| one.clone().unwrap_or_else(|| "–".to_owned());
        write!(out, ": {} → {}", text(&self.old), text(&self.new))
    }
}

/// Why scores are not on the same scale.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Incomparable {
    /// Id of the node; none of the index as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// Whether what the rule takes from the data differs, and not the rule itself.
    pub from_data: bool,
}

/// The fields that change nothing about scores.
const SHOWN: [&str; 8] = ["name", "name_zh", "unit", "source", "owner", "error", "rounding", "ranking"];
/// The fields that are no scale: what a node weighs, and how its totals are graded and adjusted.
const NO_SCALE: [&str; 9] =
    ["weight", "weights", "grades", "classes", "adjustments", "calibrate", "screen", "floor", "cap"];

/// What the documents differ in, as far as one index reads it: figures, tasks, subjects, adjustments, the index, its nodes.
pub(super) fn differences(people: &PerRow<Person<'_>>, views: &Both<View<'_>>) -> Vec<Difference> {
    let indexes = Both::by(|side| views.of(side).index);
    let mut all = Vec::new();
    let reads = Reads::of(Side::BOTH.into_iter().map(|side| *indexes.of(side)));
    figures(people, views, &reads, &mut all);
    tasks(people, views, &reads, &mut all);
    subjects(people, views, &mut all);
    adjustments(people, views, &mut all);
    all.extend(fields(&Both::by(|side| own_fields(indexes.of(side)))).map(|(field, old, new)| Difference {
        what: What::Index,
        id: None,
        field,
        old,
        new,
    }));
    all.extend(nodes(&indexes));
    all
}

/// Where rules differ, as the differences of the documents say, or what they take from the data.
pub(super) fn incomparable(views: &Both<View<'_>>, differences: &[Difference]) -> Vec<Incomparable> {
    let is_scale = |field: &str| !SHOWN.contains(&field) && !NO_SCALE.contains(&field);
    let mut found = Vec::new();
    if differences.iter().any(|one| one.what == What::Index && is_scale(&one.field)) {
        found.push(Incomparable { node: None, from_data: false });
    }
    let mut named = BTreeSet::new();
    for difference in differences.iter().filter(|one| one.what == What::Node) {
        let is_rule = !difference.field.is_empty() && is_scale(&difference.field);
        if let Some(node) = difference.id.as_ref().filter(|node| is_rule && named.insert((*node).clone())) {
            found.push(Incomparable { node: Some(node.clone()), from_data: false });
        }
    }
    let calibrations = Both::by(|side| {
        views.of(side).aggregated.calibrations().map(|one| (one.node.as_str(), one)).collect::<HashMap<_, _>>()
    });
    for node in views.new.scored.tree.nodes() {
        let of = |side: Side| calibrations.of(side).get(node.id.as_str());
        let (Some(old), Some(new)) = (of(Side::Old), of(Side::New)) else { continue };
        if (&old.parts, &old.treated) != (&new.parts, &new.treated) && !named.contains(&node.id) {
            found.push(Incomparable { node: Some(node.id.clone()), from_data: true });
        }
    }
    found
}

/// The figures of those who stay.
fn figures(people: &PerRow<Person<'_>>, views: &Both<View<'_>>, reads: &Reads<'_>, all: &mut Vec<Difference>) {
    for (what, table, inputs) in [
        (What::Values, Table::Values, &reads.values),
        (What::Previous, Table::Previous, &reads.previous),
        (What::Targets, Table::Targets, &reads.targets),
    ] {
        for input in inputs {
            let cells = Both::by(|side| views.of(side).draft.table(table).cells(input));
            if cells.old.is_none() && cells.new.is_none() {
                continue;
            }
            for person in people.values() {
                let (Some(old), Some(new)) = (person.at.old, person.at.new) else { continue };
                let old = cells.old.as_ref().map(|cells| cells.at(old.id)).unwrap_or_default();
                let new = cells.new.as_ref().map(|cells| cells.at(new.id)).unwrap_or_default();
                if old != new {
                    let id = Some(person.subject.id.clone());
                    all.push(Difference { what, id, field: (*input).to_owned(), old: text(old), new: text(new) });
                }
            }
        }
    }
}

fn text(figure: Observation) -> Option<String> {
    match figure {
        Observation::Value(value) => Some(plain(value)),
        Observation::NotApplicable => Some("n/a".to_owned()),
        Observation::Missing => None,
    }
}

/// The tasks that the index reads or that its subjects carry out, and by what they are judged.
fn tasks(people: &PerRow<Person<'_>>, views: &Both<View<'_>>, reads: &Reads<'_>, all: &mut Vec<Difference>) {
    let known: BTreeSet<&str> = people.values().map(|person| person.subject.id.as_str()).collect();
    let concerns = |task: &&Task| {
        let mut named = task.lead.iter().chain(&task.support).chain(&task.regions);
        reads.tasks || named.any(|subject| known.contains(subject.as_str()))
    };
    let by_id = Both::by(|side| {
        let tasks = views.of(side).draft.tasks.iter().filter(concerns);
        tasks.map(|task| (task.id.as_str(), task)).collect::<BTreeMap<_, _>>()
    });
    let penalised = |side: Side| views.of(side).draft.penalties_in(views.of(side).index).is_some();
    if !by_id.old.is_empty() || !by_id.new.is_empty() || Side::BOTH.into_iter().any(penalised) {
        supervision(views, all);
    }
    let ids: BTreeSet<&str> = by_id.old.keys().chain(by_id.new.keys()).copied().collect();
    for id in ids {
        let task = Both::by(|side| by_id.of(side).get(id).copied());
        let difference = |(field, old, new)| Difference { what: What::Task, id: Some(id.to_owned()), field, old, new };
        match (task.old, task.new) {
            (Some(old), Some(new)) => {
                all.extend(fields(&Both { old: written(old), new: written(new) }).map(difference));
            }
            (old, new) => {
                let name = |one: Option<&Task>| one.map(|one| one.name.clone());
                all.push(difference((String::new(), name(old), name(new))));
            }
        }
    }
}

/// The supervision of tasks; what a document does not say is as the format says.
fn supervision(views: &Both<View<'_>>, all: &mut Vec<Difference>) {
    let own = |side: Side| written(&views.of(side).draft.supervision.clone().unwrap_or_default());
    all.extend(fields(&Both::by(own)).map(|(field, old, new)| Difference {
        what: What::Supervision,
        id: None,
        field,
        old,
        new,
    }));
}

fn subjects(people: &PerRow<Person<'_>>, views: &Both<View<'_>>, all: &mut Vec<Difference>) {
    for person in people.values() {
        let id = || Some(person.subject.id.clone());
        let of = |side: Side| person.at.of(side).map(|at| views.of(side).draft.subject_at(at.id));
        let difference = |(field, old, new)| Difference { what: What::Subject, id: id(), field, old, new };
        match (of(Side::Old), of(Side::New)) {
            (Some(old), Some(new)) if old == new => {}
            (Some(old), Some(new)) => {
                all.extend(fields(&Both { old: written(old), new: written(new) }).map(difference));
            }
            (old, new) => {
                let name = |one: Option<&crate::model::Subject>| one.map(|one| one.name.clone());
                all.push(difference((String::new(), name(old), name(new))));
            }
        }
    }
}

/// How many points an adjustment declares.
fn amount(points: &Points, kind: Option<&str>) -> String {
    match points {
        Points::Given(points) => plain(*points),
        Points::BySteps => kind.unwrap_or_default().to_owned(),
        Points::Percent { percent, of } => format!("{} % of {}", plain(*percent), of.name()),
    }
}

/// Subject, reason and type of an adjustment.
type Key<'a> = (&'a str, &'a str, &'static str);

/// Adjustments are matched by subject, type and reason.
fn adjustments(people: &PerRow<Person<'_>>, views: &Both<View<'_>>, all: &mut Vec<Difference>) {
    let known: BTreeSet<&str> = people.values().map(|person| person.subject.id.as_str()).collect();
    let given = Both::by(|side| {
        let view = views.of(side);
        let mut given: BTreeMap<Key<'_>, Vec<String>> = BTreeMap::new();
        let own = |one: &&Adjustment| one.is_in(&view.index.id) && known.contains(one.subject.as_str());
        for one in view.draft.adjustments.iter().filter(own) {
            let value = match &one.effect {
                Effect::Bonus(points) | Effect::Deduction(points) | Effect::Penalty(points) => {
                    amount(points, one.kind.as_deref())
                }
                Effect::Veto(effect) => effect.name().to_owned(),
            };
            given.entry((&one.subject, &one.reason, one.effect.type_name())).or_default().push(value);
        }
        given
    });
    let keys: BTreeSet<&Key<'_>> = given.old.keys().chain(given.new.keys()).collect();
    for key in keys {
        let values = |side: Side| given.of(side).get(key).map(|values| values.join(", "));
        let (old, new) = (values(Side::Old), values(Side::New));
        if old != new {
            let (subject, reason, sort) = *key;
            let field = format!("{sort} ({reason})");
            all.push(Difference { what: What::Adjustment, id: Some(subject.to_owned()), field, old, new });
        }
    }
}

/// The nodes by id, in the order of the new document, then those that are dropped.
fn nodes(indexes: &Both<&Index>) -> Vec<Difference> {
    let found = Both::by(|side| {
        let mut found = Vec::new();
        collect(&indexes.of(side).children, &indexes.of(side).id, &mut found);
        found
    });
    let by_id = Both::by(|side| {
        found.of(side).iter().map(|(node, parent)| (node.id(), (*node, *parent))).collect::<HashMap<_, _>>()
    });
    let mut all = Vec::new();
    let dropped = found.old.iter().filter(|(node, _)| !by_id.new.contains_key(node.id()));
    for (node, _) in found.new.iter().chain(dropped) {
        let id = node.id();
        let difference = |(field, old, new)| Difference { what: What::Node, id: Some(id.to_owned()), field, old, new };
        match (by_id.old.get(id), by_id.new.get(id)) {
            (Some((old, under)), Some((new, now_under))) => {
                if under != now_under {
                    let (old, new) = (Some((*under).to_owned()), Some((*now_under).to_owned()));
                    all.push(difference(("parent".to_owned(), old, new)));
                }
                all.extend(fields(&Both { old: node_fields(old), new: node_fields(new) }).map(difference));
            }
            (old, new) => {
                let name = |one: Option<&(&Node, &str)>| one.map(|(node, _)| node.name().to_owned());
                all.push(difference((String::new(), name(old), name(new))));
            }
        }
    }
    all
}

fn collect<'a>(nodes: &'a [Node], parent: &'a str, found: &mut Vec<(&'a Node, &'a str)>) {
    for node in nodes {
        found.push((node, parent));
        collect(node.children(), node.id(), found);
    }
}
