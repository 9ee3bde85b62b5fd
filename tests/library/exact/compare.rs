//! The library's result, as its JSON says it, against the one by the definitions.

use std::collections::{BTreeMap, BTreeSet};

use evalindex::Document;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::ranking::{Expected, Facts, expected};
use super::rules::Fault;

/// What came of one document.
pub(super) struct Outcome {
    /// `the same`, `different`, `refused, rightly` or `left open by the format`.
    pub(super) what: &'static str,
    /// `kind: what`, one each.
    pub(super) differences: Vec<String>,
    /// Whether different subjects have the same total.
    pub(super) ties: bool,
    /// Whether a total lies halfway between two published ones.
    pub(super) halves: bool,
}

pub(super) fn compared(document: &Value) -> Outcome {
    let text = document.to_string();
    let found = Document::from_json(&text).and_then(|document| document.evaluate());
    let wanted = expected(document, &document["indexes"][0]);
    let (ties, halves) = wanted.as_ref().map_or((false, false), |wanted| (wanted.ties, wanted.halves));
    let (what, differences) = match (wanted, found) {
        (Err(Fault::Refused(_)), Err(_)) => ("refused, rightly", Vec::new()),
        (Err(Fault::Refused(why)), Ok(_)) => ("different", vec![format!("accepted: {why}")]),
        (Ok(_), Err(problems)) => ("different", vec![format!("refused: {problems}")]),
        (Ok(wanted), Ok(found)) => {
            let written = serde_json::to_string(&found).unwrap();
            let differences = differences(&wanted, &serde_json::from_str::<Written>(&written).unwrap().indexes[0]);
            (if differences.is_empty() { "the same" } else { "different" }, differences)
        }
    };
    Outcome { what, differences, ties, halves }
}

/// The places that the library gives the subjects, in the order of the document.
pub(super) fn places(document: &Value) -> Vec<String> {
    published(document, "place")
}

/// What the library says of each subject in one field, in the order of the document.
pub(super) fn published(document: &Value, field: &str) -> Vec<String> {
    let found = Document::from_json(&document.to_string()).and_then(|document| document.evaluate());
    let written = serde_json::to_string(&found.unwrap()).unwrap();
    let facts = facts(&serde_json::from_str::<Written>(&written).unwrap().indexes[0]);
    facts.into_iter().filter(|((_, name), _)| name == field).map(|(_, text)| text.unwrap()).collect()
}

/// The kinds of differences.
pub(super) fn kinds(differences: &[String]) -> BTreeSet<&str> {
    differences.iter().map(|text| text.split(':').next().unwrap()).collect()
}

fn differences(wanted: &Expected, found: &Index) -> Vec<String> {
    let mut differences = Vec::new();
    let order: Vec<&str> = found.ranking.iter().map(|row| row.subject.as_str()).collect();
    if order != wanted.order {
        differences.push(format!("order: {order:?}, not {:?}", wanted.order));
    }
    let facts = facts(found);
    for (at, wanted) in &wanted.facts {
        let found = facts.get(at).cloned().flatten();
        if found != *wanted {
            let kind = match at.1.split_once('/') {
                Some((_, what)) => format!("node {what}"),
                None => at.1.clone(),
            };
            let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
            differences.push(format!("{kind}: {} {}: {}, not {}", at.0, at.1, shown(&found), shown(wanted)));
        }
    }
    differences
}

/// What a result says, as text.
fn facts(index: &Index) -> Facts {
    let mut facts = Facts::new();
    for row in &index.ranking {
        let mut fact = |field: String, text: Option<&str>| {
            let text = text.filter(|text| *text != "null").map(|text| text.trim_matches('"').to_owned());
            facts.insert((row.subject.clone(), field), text);
        };
        let own = [("place", &row.rank), ("score", &row.score), ("base", &row.base), ("bonus", &row.bonus)];
        for (field, text) in own.into_iter().chain([("deduction", &row.deduction)]) {
            fact(field.to_owned(), Some(text.get()));
        }
        fact("group_place".to_owned(), row.group_rank.as_deref().map(RawValue::get));
        fact("grade".to_owned(), row.grade.as_deref().map(RawValue::get));
        for (id, node) in &row.nodes {
            fact(format!("{id}/score"), Some(node.score.get()));
            fact(format!("{id}/place"), node.rank.as_deref().map(RawValue::get));
            fact(format!("{id}/contribution"), node.contribution.as_deref().map(RawValue::get));
        }
    }
    facts
}

#[derive(Deserialize)]
struct Written {
    indexes: Vec<Index>,
}

#[derive(Deserialize)]
struct Index {
    ranking: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    rank: Box<RawValue>,
    subject: String,
    score: Box<RawValue>,
    base: Box<RawValue>,
    bonus: Box<RawValue>,
    deduction: Box<RawValue>,
    group_rank: Option<Box<RawValue>>,
    grade: Option<Box<RawValue>>,
    nodes: BTreeMap<String, Node>,
}

#[derive(Deserialize)]
struct Node {
    score: Box<RawValue>,
    rank: Option<Box<RawValue>>,
    contribution: Option<Box<RawValue>>,
}
