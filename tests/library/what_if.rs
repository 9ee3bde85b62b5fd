//! What if the weights were different: expected figures by hand.

use evalindex::robustness::WhatIfError;
use evalindex::{Decimal, Document, WeightChange, WeightError};

/// x: 80 and 10; y: 60 and 50, at 70 and 30; z is in an index of its own, beside a node of the same name.
const TEXT: &str = r#"{"format": "evalindex/1", "indexes": [
  {"id": "i", "name": "I", "kind": "k", "grades": [{"name": "good", "at_least": 56}, {"name": "rest"}], "children": [
    {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]},
  {"id": "j", "name": "J", "kind": "l", "children": [
    {"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}},
    {"id": "c", "name": "C", "weight": 50, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"},
  {"id": "z", "name": "Z", "kind": "l"}],
 "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}, "z": {"a": 1, "c": 2}},
 "scenarios": [
  {"name": "b counts more", "changes": [{"set": "b", "weight": 60}]},
  {"name": "only a", "index": "i", "changes": [{"scale": "b", "factor": 2}, {"move": "b", "to": "a", "amount": 10}, {"drop": "b"}]}]}"#;

fn document() -> Document {
    let document = Document::from_json(TEXT).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(document == Document::from_json(&document.to_json().unwrap()).unwrap(), "survives being written");
    document
}

#[test]
fn the_new_ranking_stands_beside_the_old() {
    let change = WeightChange::set("b", Decimal::from(60));
    let what_if = document().prepare().unwrap().what_if(None, &[change]).unwrap();
    // x: 0.4·80 + 0.6·10 = 38, was 59; y: 0.4·60 + 0.6·50 = 54, was 57.
    let json = serde_json::to_value(&what_if).unwrap();
    let index = &json["indexes"][0];
    assert_eq!(index["weights"], serde_json::json!({ "a": 0.4, "b": 0.6 }));
    assert_eq!(index["ranking"][0]["subject"], "y");
    assert_eq!(index["ranking"][0]["score"], 54.0);
    assert_eq!(index["ranking"][0]["before"], serde_json::json!({ "rank": 2, "score": 57.0, "grade": "good" }));
    let movements = what_if.movements(0).unwrap();
    let shown: Vec<_> = movements
        .iter()
        .map(|one| (one.subject.as_str(), one.places.unwrap().to_string(), one.points.unwrap().to_string()))
        .collect();
    assert_eq!(shown, [("y", "1".into(), "-3".into()), ("x", "-1".into(), "-21".into())]);
    // The other index is as it was.
    assert_eq!(what_if.before.indexes[1], what_if.after.indexes[1]);
}

#[test]
fn scenarios_are_changes_with_a_name() {
    let document = document();
    let prepared = document.prepare().unwrap();
    let [more, only] = document.draft().scenarios.as_slice() else { panic!("two scenarios") };
    assert_eq!(prepared.scenario(more).unwrap().after.indexes[0].ranking[0].subject, "y");
    let only = prepared.scenario(only).unwrap();
    assert_eq!(only.weights[0], [("a".to_owned(), Decimal::ONE), ("b".to_owned(), Decimal::ZERO)]);
    assert_eq!(only.after.indexes[0].ranking[0].score.to_string(), "80");
}

#[test]
fn no_change_changes_nothing() {
    let what_if = document().prepare().unwrap().what_if(None, &[]).unwrap();
    assert_eq!(what_if.before, what_if.after);
}

#[test]
fn what_is_not_clear_is_refused() {
    let prepared = document().prepare().unwrap();
    let change = [WeightChange::set("a", Decimal::from(60))];
    let refused = |index: Option<&str>, changes: &[WeightChange]| match prepared.what_if(index.map(Into::into), changes)
    {
        Err(error @ (WhatIfError::Weights(_) | WhatIfError::UnknownIndex(_))) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(None, &change).to_string(), "more than one index has a node `a`: i, j");
    assert_eq!(refused(Some("h"), &change).to_string(), "there is no index `h` (known indexes: i, j)");
    assert!(prepared.what_if(Some("j".into()), &change).is_ok());
    let unknown = [WeightChange::drop("bb")];
    assert_eq!(refused(None, &unknown).to_string(), "there is no node `bb`");
    let over = [WeightChange::set("b", Decimal::from(101))];
    assert!(matches!(refused(None, &over), WhatIfError::Weights(WeightError::OutOfRange { .. })));
}
