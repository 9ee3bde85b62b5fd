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

/// The fields of a thing as it is written; those of its rule each by itself.
pub(super) fn written(thing: &impl serde::Serialize) -> Fields {
    let text = serde_json::to_string(thing).unwrap_or_default();
    let mut fields = Fields::new();
    for (name, value) in members(&text) {
        match members(value.get()) {
            parameters if name == "rule" && !parameters.is_empty() => {
                fields.extend(parameters.iter().map(|(of, value)| (format!("rule.{of}"), value.get().to_owned())));
            }
            _ => {
                fields.insert(name, value.get().to_owned());
            }
        }
    }
    fields.remove("children");
    fields
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
