//! Adjustments that cost more from one case to the next.

use evalindex::Document;
use evalindex::model::{Adjustment, Effect, Points};
use serde_json::{Value, json};

/// Four late reports and one accident of X, one late report of Y; in the index `strict` a report costs twice as much.
fn document() -> Value {
    let index = |id: &str, limits: Value| {
        json!({"id": id, "name": id, "kind": "city", "adjustments": limits, "children": [
            {"id": format!("{id}_score"), "name": "Score", "weight": 100, "input": "score", "rule": {"type": "as_is"}}]})
    };
    let late = |subject: &str, reason: &str| json!({"subject": subject, "type": "deduction", "kind": "late", "reason": reason});
    json!({
        "format": "evalindex/1",
        "indexes": [
            index("usual", json!({"steps": {"late": [1, 2, 4], "pilot": [0.5]}})),
            index("strict", json!({"max_deduction": 9, "steps": {"late": [2], "pilot": [0, 3]}}))],
        "subjects": [{"id": "x", "name": "X", "kind": "city"}, {"id": "y", "name": "Y", "kind": "city"}],
        "values": {"x": {"score": 90}, "y": {"score": 90}},
        "adjustments": [
            late("x", "March"), late("y", "March"), late("x", "May"), late("x", "June"),
            {"subject": "x", "type": "deduction", "points": 3, "reason": "accident", "index": "strict"}, late("x", "July"),
            {"subject": "y", "type": "bonus", "kind": "pilot", "reason": "water"}],
    })
}

fn scores(document: &Value, index: &str) -> [String; 2] {
    let prepared = Document::from_json(&document.to_string()).unwrap().prepare().unwrap();
    let places = prepared.ranking(index).unwrap();
    [0, 1].map(|subject| places.iter().find(|place| place.subject == subject).unwrap().score.to_string())
}

/// By hand: 1 + 2 + 4 + 4 = 11; in the other index 4·2 + 3 = 11, limited to 9, and the first pilot gives nothing.
#[test]
fn the_nth_case_costs_the_nth_step_and_further_ones_the_last() {
    assert_eq!(scores(&document(), "usual"), ["79", "89.5"]);
    assert_eq!(scores(&document(), "strict"), ["81", "88"]);
}

#[test]
fn a_full_result_and_an_explanation_show_each_case() {
    let document = Document::from_json(&document().to_string()).unwrap();
    let full = document.evaluate_full().unwrap();
    let json = serde_json::to_value(&full).unwrap();
    let rows = json["indexes"][0]["ranking"].as_array().unwrap();
    let x = rows.iter().find(|row| row["subject"] == "x").unwrap();
    let case =
        |points: u32, reason: &str| json!({"type": "deduction", "points": points, "kind": "late", "reason": reason});
    assert_eq!(x["adjustments"], json!([case(1, "March"), case(2, "May"), case(4, "June"), case(4, "July")]));
    assert_eq!(
        serde_json::to_value(serde_json::from_value::<evalindex::Evaluation>(json.clone()).unwrap()).unwrap(),
        json
    );
    let why = document.prepare().unwrap().explain("usual", "x").unwrap();
    let points: Vec<_> =
        why.total.unwrap().adjustments.iter().map(|one| one.effect.points().unwrap().clone()).collect();
    assert_eq!(points, [1, 2, 4, 4].map(Points::from));
}

#[test]
fn documents_are_written_with_kinds_and_steps() {
    let read = Document::from_json(&document().to_string()).unwrap();
    assert_eq!(Document::from_json(&read.to_json().unwrap()).unwrap(), read);
    let late = Adjustment::new("x", Effect::Deduction(Points::BySteps), "March").kind("late");
    assert_eq!(read.draft().adjustments[0], late);
}

#[test]
fn cases_of_other_subjects_and_indexes_do_not_count() {
    let mut other = document();
    // The May report counts in the other index alone: 1 + 2 + 4 = 7.
    other["adjustments"][2]["index"] = json!("strict");
    assert_eq!(scores(&other, "usual"), ["83", "89.5"]);
    other["adjustments"][2]["subject"] = json!("y");
    assert_eq!(
        (scores(&other, "usual"), scores(&other, "strict")),
        (["83", "89.5"].map(String::from), ["81", "86"].map(String::from))
    );
}
