//! The fields of a thing as it is written, and those in which two differ.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use super::sides::Both;
use crate::model::{Index, Node};

/// Fields by name, as JSON.
pub(super) type Fields = BTreeMap<String, String>;

/// The fields of a node, its children left out.
pub(super) fn node_fields(node: &Node) -> Fields {
    match node {
        Node::Dimension(dimension) => {
            let mut own = dimension.as_ref().clone();
            own.children = Vec::new();
            written(&own)
        }
        Node::Indicator(indicator) => {
            let mut fields = written(indicator.as_ref());
            if fields.is_empty() {
                // A rule of the embedding program cannot be written.
                fields.insert("rule".to_owned(), indicator.rule.name().to_owned());
            }
            fields
        }
    }
}

/// The fields of an index, its children left out.
pub(super) fn own_fields(index: &Index) -> Fields {
    let mut own = index.clone();
    own.children = Vec::new();
    written(&own)
}

/// The things within a thing of which each field stands by itself.
const PARTED: [&str; 2] = ["rule", "penalties"];
/// The lists of which each item stands by itself, with the field of an item that tells it from the others: its day.
const DATED: [(&str, &str); 2] = [("milestones", "due"), ("extensions", "to")];

/// The fields of a thing as it is written; those of its rule or penalties, and its milestones and extensions, each by itself.
pub(super) fn written(thing: &impl serde::Serialize) -> Fields {
    let text = serde_json::to_string(thing).unwrap_or_default();
    let mut fields = Fields::new();
    for (name, value) in members(&text) {
        let parameters = if PARTED.contains(&name.as_str()) { members(value.get()) } else { BTreeMap::new() };
        let items = DATED.iter().find(|(list, _)| *list == name).map(|(_, day)| dated(value.get(), day));
        let parts = parameters.into_iter().chain(items.into_iter().flatten());
        let parts: Vec<_> = parts.map(|(of, value)| (format!("{name}.{of}"), value.get().to_owned())).collect();
        if parts.is_empty() {
            fields.insert(name, value.get().to_owned());
        }
        fields.extend(parts);
    }
    fields.remove("children");
    fields
}

/// What the items of a list say beside their day, by this day: one value, or all that is left.
fn dated(list: &str, day: &str) -> BTreeMap<String, Box<RawValue>> {
    let items: Vec<Box<RawValue>> = serde_json::from_str(list).unwrap_or_default();
    let by_day = |whole: Box<RawValue>| {
        let mut item = members(whole.get());
        let day = item.remove(day)?.get().trim_matches('"').to_owned();
        let mut values = item.into_values();
        let only = values.next().filter(|_| values.next().is_none());
        Some((day, only.unwrap_or(whole)))
    };
    items.into_iter().filter_map(by_day).collect()
}

fn members(text: &str) -> BTreeMap<String, Box<RawValue>> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The fields in which two things differ, without quotation marks.
pub(super) fn fields(both: &Both<Fields>) -> impl Iterator<Item = (String, Option<String>, Option<String>)> + use<> {
    let names: BTreeSet<&String> = both.old.keys().chain(both.new.keys()).collect();
    let bare = |text: &String| text.trim_matches('"').to_owned();
    let differing = names.into_iter().filter(|name| both.old.get(*name) != both.new.get(*name));
    let all: Vec<_> =
        differing.map(|name| (name.clone(), both.old.get(name).map(bare), both.new.get(name).map(bare))).collect();
    all.into_iter()
}
