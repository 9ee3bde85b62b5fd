//! Adjustments that are percentages of a score.

use evalindex::model::WeightChange;
use evalindex::robustness::{CertainError, Control, Draws, Found, WeightRegion};
use evalindex::{Decimal, Document};
use serde_json::{Value, json};

/// x has 80 and 50, y 60 and 50: bases of 68 and 56.
fn document(adjustments: &Value) -> Value {
    let leaf = |id: &str, weight: u32| json!({"id": id, "name": id, "weight": weight, "rule": {"type": "as_is"}});
    json!({
        "format": "evalindex/1",
        "indexes": [{"id": "i", "name": "I", "kind": "city", "children": [leaf("a", 60), leaf("b", 40)]}],
        "subjects": [{"id": "x", "name": "X", "kind": "city"}, {"id": "y", "name": "Y", "kind": "city"}],
        "values": {"x": {"a": 80, "b": 50}, "y": {"a": 60, "b": 50}},
        "adjustments": adjustments,
    })
}

/// A fifth of the base is taken from x, and a tenth of b given to it.
fn usual() -> Value {
    document(&json!([
        {"subject": "x", "type": "deduction", "percent": 20, "of": "base", "reason": "late"},
        {"subject": "x", "type": "bonus", "percent": 10, "of": "b", "reason": "pilot"}]))
}

fn read(document: &Value) -> Document {
    Document::from_json(&document.to_string()).unwrap()
}

fn scores(document: &Value) -> [String; 2] {
    let places = read(document).prepare().unwrap().ranking("i").unwrap();
    [0, 1].map(|subject| places.iter().find(|place| place.subject == subject).unwrap().score.to_string())
}

/// By hand: 68 − 13.6 + 5.
#[test]
fn a_percentage_is_of_the_score_before_adjustments() {
    assert_eq!(scores(&usual()), ["59.4", "56"]);
    let mut without_of = usual();
    without_of["adjustments"][0].as_object_mut().unwrap().remove("of");
    assert_eq!(scores(&without_of), ["59.4", "56"]);
}

/// √(80·50) = 63.2456: a tenth less is 56.92.
#[test]
fn a_percentage_of_an_irrational_score_is_of_the_score_itself() {
    let mut document = document(&json!([{"subject": "x", "type": "deduction", "percent": 10, "reason": "late"}]));
    document["indexes"][0]["aggregate"] = json!("geometric");
    document["indexes"][0]["weights"] = json!("relative");
    document["indexes"][0]["children"][1]["weight"] = json!(60);
    assert_eq!(scores(&document)[0], "56.92");
    document["indexes"][0]["rounding"] = json!({"decimals": 10});
    assert_eq!(scores(&document)[0], "56.920997883");
}

#[test]
fn limits_hold_for_points_and_percentages_together_and_say_so() {
    let mut document = usual();
    document["indexes"][0]["adjustments"] = json!({"max_deduction": 14});
    document["adjustments"].as_array_mut().unwrap().push(json!(
        {"subject": "x", "type": "deduction", "points": 1, "reason": "later"}));
    assert_eq!(scores(&document), ["59", "56"]);
    let evaluation = read(&document).evaluate().unwrap();
    let told: Vec<&str> = evaluation.notices.iter().map(|notice| notice.text.as_str()).collect();
    assert_eq!(told, ["deduction of 14.6 points is cut to the limit of 14"]);
}

/// With equal weights the bases are 65 and 55: 65 − 13 + 5.
#[test]
fn other_weights_change_the_points() {
    let document = read(&usual());
    let prepared = document.prepare().unwrap();
    let equal = [WeightChange::Set { node: "a".to_owned(), weight: Decimal::from(50) }];
    let published = document.published("what-if", prepared.what_if(None, &equal).unwrap());
    let json = serde_json::to_value(published).unwrap();
    assert_eq!(json["indexes"][0]["ranking"][0]["score"], json!(57.0), "{json}");
}

/// x: 80a + 50b − 16a − 10b + 5 = 64a + 40b + 5; y: 60a + 50b. Equal where 4a = 10b − 5, at a = 5/14.
#[test]
fn tipping_points_are_searched_draws_are_made_and_nothing_is_certain() {
    let prepared = read(&usual()).prepare().unwrap();
    let tipping = prepared.tipping("i", Control::new()).unwrap();
    assert_eq!(tipping.nodes[0].found, Found::Searched);
    let low = tipping.nodes[0].ranking.low.as_ref().unwrap();
    assert!((low.share - Decimal::from(5) / Decimal::from(14)).abs() < Decimal::new(1, 6), "{low:?}");
    let refused = prepared.certain("i", WeightRegion::Within(Decimal::new(1, 1)), Control::new()).unwrap_err();
    assert!(matches!(refused, CertainError::Percentages { .. }), "{refused}");
    // Of all weights x is first where a is above 5/14.
    let found = prepared.robustness("i", &Draws::new(4_000, 1), Control::new()).unwrap();
    let first: f64 = found.subjects[0].acceptability(1).to_string().parse().unwrap();
    assert!((first - 9.0 / 14.0).abs() < 0.03, "{first}");
}

#[test]
fn documents_and_full_results_keep_percentages() {
    let document = read(&usual());
    assert_eq!(Document::from_json(&document.to_json().unwrap()).unwrap(), document);
    let full = document.evaluate_full().unwrap();
    let json = serde_json::to_value(&full).unwrap();
    let x = &json["indexes"][0]["ranking"][0];
    assert_eq!(x["adjustments"][0], json!({"type": "deduction", "percent": 20, "of": "base", "reason": "late"}));
    let again: evalindex::Evaluation = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(again).unwrap(), json);
}

#[test]
fn gaps_still_add_up() {
    let prepared = read(&usual()).prepare().unwrap();
    let gap = serde_json::to_value(prepared.gap("i", "x", "y").unwrap()).unwrap();
    assert_eq!(gap["gap"], json!(3.4), "{gap}");
}
