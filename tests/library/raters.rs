//! Marks of several raters, put on their pooled mean and spread.

use evalindex::model::Raters;
use evalindex::result::NoticeKind;
use evalindex::robustness::{Control, Leave, WeightRegion};
use evalindex::{Decimal, Document, Evaluation, WeightChange};
use serde_json::{Value, json};

/// Three works, each marked by two raters; `marks` has the marks of `a` and of `b` in the order of the works.
fn document(marks: [[Value; 3]; 2]) -> Value {
    let rater =
        |id: &str| json!({ "id": id, "name": id, "weight": 50, "missing": "reweight", "rule": { "type": "as_is" } });
    let [a, b] = marks;
    let ids = ["x", "y", "z"];
    let values: serde_json::Map<String, Value> = ids
        .iter()
        .zip(a.into_iter().zip(b))
        .map(|(id, (a, b))| ((*id).to_owned(), json!({ "a": a, "b": b })))
        .collect();
    json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "children": [
            { "id": "panel", "name": "Panel", "weight": 100, "raters": { "standardise": true },
              "children": [rater("a"), rater("b")] }] }],
        "subjects": ids.map(|id| json!({ "id": id, "name": id, "kind": "k" })),
        "values": values,
    })
}

/// Mean 60 and deviation 15, mean 90 and deviation 10: pooled 75, and of squares 37875 − 6·75² = 2000/5 = 20².
fn exact() -> Value {
    document([[45, 60, 75].map(Value::from), [90, 100, 80].map(Value::from)])
}

fn read(document: &Value) -> Document {
    let read = Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(read == Document::from_json(&read.to_json().unwrap()).unwrap(), "survives being written");
    read
}

/// Each subject's published score, and those of the raters.
fn scores(evaluation: &Evaluation) -> Vec<(String, Vec<String>)> {
    let value = serde_json::to_value(evaluation).unwrap();
    let rows = value["indexes"][0]["ranking"].as_array().unwrap();
    let row = |row: &Value| {
        let two = |score: &Value| score.as_f64().map_or("none".to_owned(), |score| format!("{score:.2}"));
        let nodes = ["a", "b"].map(|id| two(&row["nodes"][id]["score"]));
        (row["subject"].as_str().unwrap().to_owned(), std::iter::once(two(&row["score"])).chain(nodes).collect())
    };
    rows.iter().map(row).collect()
}

fn rows(of: [(&str, [&str; 3]); 3]) -> Vec<(String, Vec<String>)> {
    of.map(|(id, scores)| (id.to_owned(), scores.map(str::to_owned).to_vec())).to_vec()
}

#[test]
fn each_rater_gets_the_pooled_mean_and_spread() {
    // 75 + (x − 60)·20/15 and 75 + (x − 90)·20/10.
    let evaluation = read(&exact()).evaluate().unwrap();
    let expected = rows([
        ("y", ["85.00", "75.00", "95.00"]),
        ("z", ["75.00", "95.00", "55.00"]),
        ("x", ["65.00", "55.00", "75.00"]),
    ]);
    assert_eq!(scores(&evaluation), expected);
    assert!(evaluation.notices.is_empty());
    let value = serde_json::to_value(&evaluation).unwrap();
    assert_eq!(
        value["indexes"][0]["calibration"]["panel"],
        json!({ "mean": 75, "variance": 400, "a.mean": 60, "a.variance": 225, "b.mean": 90, "b.variance": 100 })
    );
    let mut plain = exact();
    plain["indexes"][0]["children"][0].as_object_mut().unwrap().remove("raters");
    assert_eq!(scores(&read(&plain).evaluate().unwrap())[0].1, ["80.00", "60.00", "100.00"]);
}

#[test]
fn a_spread_that_is_no_fraction_is_a_root() {
    // a: 70 ± 10, b: 85 ± 5; pooled 77.5, (36625 − 6·77.5²)/5 = 117.5. NumPy: 77.5 ± 10.839741694339…
    let evaluation =
        read(&document([[60, 70, 80].map(Value::from), [80, 85, 90].map(Value::from)])).evaluate().unwrap();
    let expected = rows([
        ("z", ["88.34", "88.34", "88.34"]),
        ("y", ["77.50", "77.50", "77.50"]),
        ("x", ["66.66", "66.66", "66.66"]),
    ]);
    assert_eq!(scores(&evaluation), expected);
}

#[test]
fn a_rater_whose_marks_are_all_equal_counts_as_the_pooled_mean() {
    // a: 60, 70, 80; b: 90 throughout: pooled (210 + 270)/6 = 80, (14900 + 24300 − 6·6400)/5 = 160, over 100: 1.6.
    let evaluation =
        read(&document([[60, 70, 80].map(Value::from), [90, 90, 90].map(Value::from)])).evaluate().unwrap();
    let found = scores(&evaluation);
    // 80 ± 4·√10 = 12.649.
    assert_eq!(found[0], ("z".to_owned(), ["86.32", "92.65", "80.00"].map(str::to_owned).to_vec()));
    let [notice] = evaluation.notices.as_slice() else { panic!("{:?}", evaluation.notices) };
    assert_eq!((notice.what, notice.node.as_deref()), (NoticeKind::Constant, Some("b")));
    assert_eq!(notice.text, "all marks of `b` are equal: each counts as the pooled mean 80");
    // One mark has no spread either: pooled (60 + 70 + 80 + 90)/4.
    let one =
        read(&document([[60, 70, 80].map(Value::from), [json!(90), Value::Null, Value::Null]])).evaluate().unwrap();
    let text = one.notices.iter().find(|one| one.what == NoticeKind::Constant).unwrap();
    assert_eq!(text.text, "`b` gives one mark, which has no spread: it counts as the pooled mean 75");
}

#[test]
fn a_missing_mark_is_in_no_mean_and_the_others_count() {
    // a: 60, 80 and none, mean 70, variance 200; b: 50, 60, 70, mean 60, variance 100; pooled 64, (21000 − 5·64²)/4 = 130.
    let evaluation =
        read(&document([[json!(60), json!(80), Value::Null], [50, 60, 70].map(Value::from)])).evaluate().unwrap();
    let statistics = serde_json::to_value(&evaluation).unwrap()["indexes"][0]["calibration"]["panel"].clone();
    assert_eq!(
        statistics,
        json!({ "mean": 64, "variance": 130, "a.mean": 70, "a.variance": 200, "b.mean": 60, "b.variance": 100 })
    );
    // z has 64 + 10·√1.3 from b alone.
    let found = scores(&evaluation);
    let z = found.iter().find(|(id, _)| id == "z").unwrap();
    assert_eq!(z.1, ["75.40", "none", "75.40"]);
}

#[test]
fn weights_change_nothing_in_standardised_marks() {
    let prepared = read(&exact()).prepare().unwrap();
    let changed = prepared.with_change(0, &WeightChange::scale("a", Decimal::new(15, 1))).unwrap();
    // x: (3·55 + 75)/4.
    let found = scores(&changed.evaluate().unwrap());
    assert_eq!(found.iter().find(|(id, _)| id == "x").unwrap().1, ["60.00", "55.00", "75.00"]);
    // Without a rater the other's marks stay on the spread that was pooled with it.
    let without = prepared.leave_out(0, Leave::Nodes, Control::new()).unwrap();
    let of_b = without.nodes.iter().find(|node| node.id == "b").unwrap();
    assert_eq!(of_b.effect.as_ref().unwrap().first, ["z"]);
    // y 75a + 95(1 − a), z 95a + 55(1 − a): equal at a = 2/3.
    let tipping = serde_json::to_value(prepared.tipping(0, Control::new()).unwrap()).unwrap();
    let first = &tipping["nodes"]["a"]["first"];
    let high = first[1].as_f64().unwrap();
    assert!((high - 2.0 / 3.0).abs() < 1e-9, "{tipping}");
    // Whatever the weights, nobody is certainly ahead of y; x is never first: 55a + 75(1 − a) is below y throughout.
    let certain = prepared.certain(0, WeightRegion::Within(Decimal::ONE), Control::new()).unwrap();
    let certain = serde_json::to_value(certain).unwrap();
    assert_eq!(certain["ahead"]["y"], json!(["x"]), "{certain}");
}

#[test]
fn a_given_calibration_keeps_mean_and_spread() {
    let calibration = read(&exact()).evaluate().unwrap().calibration().unwrap();
    let written = serde_json::to_string(&calibration).unwrap();
    let calibration = serde_json::from_str(&written).unwrap();
    // 75 + (30 − 60)·4/3 and 75 + (95 − 90)·2.
    let later = document([[30, 60, 75].map(Value::from), [95, 100, 80].map(Value::from)]);
    let found = scores(&read(&later).prepare_with(&calibration).unwrap().evaluate().unwrap());
    assert_eq!(found.iter().find(|(id, _)| id == "x").unwrap().1, ["60.00", "35.00", "85.00"]);
    let mut other = later;
    other["indexes"][0]["children"][0]["children"][1]["id"] = "c".into();
    other["indexes"][0]["children"][0]["children"][1]["input"] = "b".into();
    let refused =
        read(&other).prepare_with(&calibration).and_then(|prepared| prepared.evaluate()).unwrap_err().to_string();
    assert!(refused.contains("there is no calibration of the rater `c` of `panel`"), "{refused}");
}

#[test]
fn explain_shows_the_formula() {
    let explained = read(&exact()).prepare().unwrap().explain(0, "y").unwrap();
    let value = serde_json::to_value(&explained).unwrap().to_string();
    assert!(value.contains(r#""formula":"75 + (60 − 60)·sqrt(16/9)","value":75,"what":"standardised""#), "{value}");
    assert!(value.contains(r#""formula":"75 + (100 − 90)·sqrt(4)""#), "{value}");
}

#[test]
fn raters_are_said_in_types_too() {
    assert!(Raters::standardised().standardise);
    let panel = evalindex::Dimension::new("p", "P", Decimal::ONE).raters(Raters::standardised());
    assert_eq!(serde_json::to_value(&panel).unwrap()["raters"], json!({ "standardise": true }));
}
