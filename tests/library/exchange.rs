//! What the library hands out and takes in again: as JSON text, as JSON values, in binary formats, with numbers as text.

use evalindex::result::TextNumbers;
use evalindex::robustness::{Draws, WeightDraws};
use evalindex::{Decimal, Document, Evaluation, Problem, Refused, WeightChange};
use serde_json::Value;

use crate::documents::fixture;

const FIXTURES: [&str; 7] =
    ["2023", "deprivation-2019", "goals-2023", "hdi-2022", "hospitals-2021", "shanxi-2018-gdp", "small"];

fn evaluated(name: &str) -> Evaluation {
    Document::from_json(&fixture(&format!("{name}.json"))).unwrap().evaluate().unwrap()
}

#[test]
fn a_published_evaluation_reads_back_to_the_same_bytes() {
    for name in FIXTURES {
        let text = serde_json::to_string_pretty(&evaluated(name)).unwrap();
        let read: Evaluation = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string_pretty(&read).unwrap(), text, "{name}");
    }
}

#[test]
fn numbers_as_text_read_back_to_the_same_bytes() {
    for name in FIXTURES {
        let evaluation = evaluated(name);
        let text = serde_json::to_string(&TextNumbers(&evaluation)).unwrap();
        assert!(!has_bare_number(&serde_json::from_str(&text).unwrap()), "{name}");
        let read: Evaluation = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), serde_json::to_string(&evaluation).unwrap(), "{name}");
    }
}

fn has_bare_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Array(items) => items.iter().any(has_bare_number),
        Value::Object(members) => members.values().any(has_bare_number),
        _ => false,
    }
}

#[test]
fn json_values_hold_equal_numbers() {
    for name in FIXTURES {
        let evaluation = evaluated(name);
        let value = serde_json::to_value(&evaluation).unwrap();
        let text = serde_json::to_string(&evaluation).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(&text).unwrap(), "{name}");
        let read: Evaluation = serde_json::from_value(value).unwrap();
        assert_eq!(read.indexes[0].ranking.len(), evaluation.indexes[0].ranking.len());
    }
}

/// The same evaluation, its numbers compared as decimals: a binary format keeps no trailing zeros.
fn assert_same(read: &Evaluation, written: &Evaluation, name: &str) {
    let value = |evaluation: &Evaluation| serde_json::to_value(evaluation).unwrap();
    assert_eq!(value(read), value(written), "{name}");
}

#[test]
fn binary_formats_hold_equal_numbers() {
    for name in FIXTURES {
        let evaluation = evaluated(name);
        let packed = rmp_serde::to_vec_named(&evaluation).unwrap();
        assert_same(&rmp_serde::from_slice(&packed).unwrap(), &evaluation, name);
        let mut cbor = Vec::new();
        ciborium::into_writer(&evaluation, &mut cbor).unwrap();
        assert_same(&ciborium::from_reader(cbor.as_slice()).unwrap(), &evaluation, name);
    }
}

#[test]
fn a_binary_format_holds_numbers_as_numbers() {
    let packed = rmp_serde::to_vec_named(&WeightChange::set("a", Decimal::new(125, 1))).unwrap();
    let value: Value = rmp_serde::from_slice(&packed).unwrap();
    assert_eq!(value, serde_json::json!({"set": "a", "weight": 12.5}));
    // 20 significant digits are more than a binary float holds: they go as text, and come back whole.
    let long = WeightChange::set("a", "12345678901234567.891".parse::<Decimal>().unwrap());
    let packed = rmp_serde::to_vec_named(&long).unwrap();
    assert_eq!(rmp_serde::from_slice::<WeightChange>(&packed).unwrap(), long);
}

#[test]
fn an_evaluation_that_was_read_back_calibrates_nothing() {
    let document = Document::from_json(&fixture("2023.json")).unwrap();
    let text = serde_json::to_string(&document.evaluate().unwrap()).unwrap();
    let read: Evaluation = serde_json::from_str(&text).unwrap();
    let refused = document.prepare_against(&read).unwrap_err();
    assert!(refused.to_string().starts_with("an evaluation that was read back"), "{refused}");
}

#[test]
fn what_is_no_published_evaluation_is_refused() {
    let text = serde_json::to_string(&evaluated("small")).unwrap();
    for (from, to, why) in [
        ("evalindex-result/2", "evalindex-result/1", "unknown format"),
        (r#""score":93.40"#, r#""score":"many""#, "no decimal number"),
        (r#""title":"#, r#""titel":"#, "unknown field"),
        (r#""rank":1,"#, r#""rank":1.2,"#, "no rank"),
    ] {
        assert!(text.contains(from), "{from}");
        let error = serde_json::from_str::<Evaluation>(&text.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn changes_scenarios_and_plans_of_draws_come_back() {
    for change in [
        WeightChange::set("a", Decimal::new(3350, 2)),
        WeightChange::scale("a", Decimal::new(11, 1)),
        WeightChange::shift("a", "b", Decimal::from(5)),
    ] {
        let text = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<WeightChange>(&text).unwrap(), change);
    }
    let dropped: WeightChange = serde_json::from_str(r#"{"drop": "a"}"#).unwrap();
    assert_eq!(dropped, WeightChange::drop("a"));
    for wrong in
        ["{}", r#"{"set": "a"}"#, r#"{"set": "a", "scale": "b", "weight": 1}"#, r#"{"drop": "a", "weight": 1}"#]
    {
        assert!(serde_json::from_str::<WeightChange>(wrong).is_err(), "{wrong}");
    }
    for weights in [
        WeightDraws::Uniform,
        WeightDraws::Declared,
        WeightDraws::Dirichlet(Decimal::TEN),
        WeightDraws::Within(Decimal::new(25, 2)),
        WeightDraws::Normal(Decimal::new(1, 1)),
        WeightDraws::Given(vec![vec![0.25, 0.75]]),
    ] {
        let draws = Draws::new(500, 7).weights(weights).errors(true).level(2).pairwise(true);
        let text = serde_json::to_string(&draws).unwrap();
        assert_eq!(serde_json::from_str::<Draws>(&text).unwrap(), draws, "{text}");
    }
    let short: Draws = serde_json::from_str(r#"{"count": 100, "seed": 1}"#).unwrap();
    assert_eq!(short, Draws::new(100, 1));
}

#[test]
fn problems_come_back() {
    let refused = Document::from_json(r#"{"format": "evalindex/1", "indexes": [], "colour": 1}"#).unwrap_err();
    let text = serde_json::to_string(&refused).unwrap();
    assert_eq!(serde_json::from_str::<Refused>(&text).unwrap(), refused);
    let first = serde_json::to_string(&refused.problems()[0]).unwrap();
    assert_eq!(serde_json::from_str::<Problem>(&first).unwrap(), refused.problems()[0]);
}
