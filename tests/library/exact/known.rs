//! The computation by the definitions is itself right on documents that were calculated by hand.

use serde_json::{Value, json};

use super::ranking::expected;

/// A document with these fields of its index, and figures of the indicators that read them.
fn document(index: Value, values: &Value) -> Value {
    let subject = |id: &String| json!({ "id": id, "name": id, "kind": "k" });
    let subjects: Vec<Value> = values.as_object().unwrap().keys().map(subject).collect();
    let mut index = index;
    (index["id"], index["name"], index["kind"]) = (json!("i"), json!("I"), json!("k"));
    json!({ "format": "evalindex/1", "indexes": [index], "subjects": subjects, "values": values })
}

fn span(id: &str, weight: u32, to: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "rule": { "type": "min_max", "min": 0, "max": to } })
}

/// What must be published of a field, subject by subject.
fn facts(document: &Value, field: &str) -> Vec<String> {
    let facts = expected(document, &document["indexes"][0]).map_err(|fault| format!("{fault:?}")).unwrap().facts;
    let of_field = facts.into_iter().filter(|((_, name), _)| name == field);
    of_field.map(|(_, text)| text.unwrap_or_else(|| "none".to_owned())).collect()
}

#[test]
fn equal_totals_tie() {
    // (0 + 4)/102 = (1 + 3)/102 = (2 + 2)/102 of 100.
    let index = json!({ "rounding": { "decimals": 12 }, "children": [span("p", 50, 51), span("q", 50, 51)] });
    let equal = document(index, &json!({ "s": { "p": 0, "q": 4 }, "t": { "p": 1, "q": 3 }, "u": { "p": 2, "q": 2 } }));
    assert_eq!(facts(&equal, "place"), ["1", "1", "1"]);
    assert_eq!(facts(&equal, "score"), ["3.921568627451"; 3]);
}

#[test]
fn a_half_goes_up() {
    // 30 %·(20·1 + 10·11 + 70·1)/12 + 35 %·(20·5 + 10·9 + 70·12)/12 + 35 %·(20·7 + 10·8 + 70·10)/12
    // = (0.3·200 + 0.35·1030 + 0.35·920)/12 = 742.5/12 = 61.875.
    let leaves = |d: &str| {
        json!([span(&format!("{d}0"), 20, 12), span(&format!("{d}1"), 10, 12), span(&format!("{d}2"), 70, 12)])
    };
    let dimension = |id: &str, weight: u32| json!({ "id": id, "name": id, "weight": weight, "children": leaves(id) });
    let index = json!({ "children": [dimension("a", 30), dimension("b", 35), dimension("c", 35)] });
    let row = json!({ "a0": 1, "a1": 11, "a2": 1, "b0": 5, "b1": 9, "b2": 12, "c0": 7, "c1": 8, "c2": 10 });
    assert_eq!(facts(&document(index, &json!({ "s": row })), "score"), ["61.88"]);
}

#[test]
fn a_rule_by_place_sees_equal_totals_as_equal() {
    // s and t aggregate to 1/3 and are both second from the worst of three: −23·ln(1 − 2/3·(1 − e^(−100/23))) = 24.68.
    let mut dimension = json!({ "id": "d", "name": "d", "weight": 1, "rule": { "type": "exponential_rank" } });
    dimension["children"] = json!([span("p", 50, 3), span("q", 50, 3)]);
    let values = json!({ "s": { "p": 0, "q": 2 }, "t": { "p": 1, "q": 1 }, "v": { "p": 0, "q": 0 } });
    let ranked = document(json!({ "weights": "relative", "children": [dimension] }), &values);
    let scores = facts(&ranked, "score");
    assert_eq!((&scores[0], &scores[1]), (&"24.68".to_owned(), &"24.68".to_owned()));
}

#[test]
fn who_is_below_every_written_cut_has_no_grade() {
    let grades = json!([{ "name": "good", "at_least": 80 }, { "name": "pass", "at_least": 60 }]);
    let index = json!({ "grades": grades, "children": [span("a", 100, 100)] });
    let result = document(index, &json!({ "x": { "a": 85 }, "y": { "a": 60 }, "z": { "a": 59.99 } }));
    assert_eq!(facts(&result, "grade"), ["good", "pass", "none"]);
}
