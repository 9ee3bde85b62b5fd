//! The contract of documents and results, sentence by sentence; every expected figure is calculated by hand.

mod adjustments;
mod aggregates;
mod figures;
mod places;
mod tasks;
mod weights;

use evalindex::result::IndexResult;
use evalindex::{Document, Evaluation, Refused};

/// An indicator that takes its input as the score, with this beside it.
pub(crate) fn as_is(id: &str, weight: &str, extra: &str) -> String {
    format!(r#"{{"id": "{id}", "name": "{id}", "weight": {weight}, {extra} "rule": {{"type": "as_is"}}}}"#)
}

/// An indicator with this rule, with this beside it.
pub(crate) fn ruled(id: &str, rule: &str, extra: &str) -> String {
    format!(r#"{{"id": "{id}", "name": "{id}", "weight": 100, {extra} "rule": {rule}}}"#)
}

/// A document of one index over subjects of the kind `k`: fields of the index, its children, subjects with their
/// figures, and further parts of the document. Scores are published to 12 decimals, unless they are compared as
/// published.
pub(crate) fn text(index: &str, children: &[String], subjects: &[(&str, &str)], parts: &str) -> String {
    let named = |(id, _): &(&str, &str)| format!(r#"{{"id": "{id}", "name": "{}", "kind": "k"}}"#, id.to_uppercase());
    let rounding =
        if index.contains("published") || index.contains("rounding") { "" } else { r#""rounding": {"decimals": 12},"# };
    let valued = |(id, figures): &(&str, &str)| format!(r#""{id}": {{{figures}}}"#);
    format!(
        r#"{{"format": "evalindex/1", "indexes": [{{"id": "i", "name": "I", "kind": "k", {index} {rounding} "children": [{}]}}],
        "subjects": [{}], "values": {{{}}} {parts}}}"#,
        children.join(", "),
        subjects.iter().map(named).collect::<Vec<_>>().join(", "),
        subjects.iter().map(valued).collect::<Vec<_>>().join(", ")
    )
}

pub(crate) fn evaluated(text: &str) -> Result<Evaluation, Refused> {
    Document::from_json(text)?.evaluate()
}

/// The only index of a document that must evaluate.
pub(crate) fn result(text: &str) -> IndexResult {
    evaluated(text).unwrap_or_else(|refused| panic!("{refused}\n{text}")).indexes.remove(0)
}

/// A subject's total, to all its decimals.
pub(crate) fn total(result: &IndexResult, subject: &str) -> String {
    result.subject(subject).unwrap_or_else(|| panic!("{subject} is unranked")).score.to_string()
}

/// A subject's score at a node.
pub(crate) fn at(result: &IndexResult, subject: &str, node: &str) -> Option<String> {
    let node = result.node(node).unwrap();
    result.subject(subject).unwrap().nodes[node].score.map(|score| score.to_string())
}

/// The places as `subject rank`, in the order of the ranking.
pub(crate) fn places(result: &IndexResult) -> Vec<String> {
    result.ranking.iter().map(|row| format!("{} {}", row.subject, row.rank)).collect()
}

/// What the document is refused for, as paths.
pub(crate) fn refusal(text: &str) -> Vec<String> {
    let refused = evaluated(text).expect_err(text);
    refused.problems().iter().map(|problem| problem.path.clone()).collect()
}
