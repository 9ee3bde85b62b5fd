//! Several periods in one document: what is compared with what, and what has become of a subject; figures by hand.

use evalindex::result::RankedSubject;
use evalindex::{Decimal, Document, Evaluation, WeightChange};
use serde_json::{Value, json};

/// Three subjects over three periods with one indicator, `a`, and this in index and indicator.
fn document(index: &Value, indicator: &Value) -> Value {
    let mut a = json!({ "id": "a", "name": "A", "weight": 100, "rule": { "type": "min_max" } });
    a.as_object_mut().unwrap().extend(indicator.as_object().unwrap().clone());
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "rounding": { "decimals": 12 }, "children": [a] });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let subjects = ["x", "y", "z"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
    json!({
        "format": "evalindex/1", "period": "2023", "indexes": [whole],
        "subjects": subjects,
        "values": { "x": { "a": 30 }, "y": { "a": 40 }, "z": { "a": 20 } },
        "periods": [
            { "period": "2021", "values": { "x": { "a": 0 }, "y": { "a": 50 }, "z": { "a": 25 } } },
            { "period": "2022", "values": { "x": { "a": 10 }, "y": { "a": 20 }, "z": { "a": 30 } } },
        ],
    })
}

fn read(document: &Value) -> Document {
    let read = Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(read == Document::from_json(&read.to_json().unwrap()).unwrap(), "survives being written");
    read
}

fn evaluate(index: &Value, indicator: &Value) -> Evaluation {
    read(&document(index, indicator)).evaluate().unwrap_or_else(|refused| panic!("{refused}"))
}

fn row<'e>(evaluation: &'e Evaluation, subject: &str) -> &'e RankedSubject {
    evaluation.indexes[0].subject(subject).unwrap()
}

/// The scores of a subject, the oldest first, the last its own.
fn scores(evaluation: &Evaluation, subject: &str) -> Vec<String> {
    let row = row(evaluation, subject);
    let past = row.history.as_ref().unwrap().periods.iter().map(|past| past.score.map(|score| score.to_string()));
    past.map(Option::unwrap_or_default).chain([row.score.to_string()]).collect()
}

#[test]
fn the_notes_of_a_document_of_several_periods_are_those_of_its_result() {
    let mut document = document(&json!({}), &json!({}));
    document["notes"] = json!(["revised in May"]);
    assert_eq!(read(&document).evaluate().unwrap().notes, ["revised in May"]);
}

#[test]
fn each_period_has_its_own_posts_unless_said_otherwise() {
    let evaluation = evaluate(&json!({}), &json!({}));
    assert_eq!(scores(&evaluation, "x"), ["0", "0", "50"]);
    assert_eq!(scores(&evaluation, "y"), ["100", "50", "100"]);
    assert_eq!(scores(&evaluation, "z"), ["50", "100", "0"]);
}

#[test]
fn pooled_posts_are_those_of_all_periods() {
    // From 0 to 50.
    let evaluation = evaluate(&json!({ "calibrate": "pooled" }), &json!({}));
    assert_eq!(scores(&evaluation, "x"), ["0", "20", "60"]);
    assert_eq!(scores(&evaluation, "y"), ["100", "40", "80"]);
    assert_eq!(
        serde_json::to_value(&evaluation).unwrap()["indexes"][0]["calibration"]["a"],
        json!({ "min": 0, "max": 50 })
    );
}

#[test]
fn posts_may_be_those_of_a_base_period() {
    // From 10 to 30, clamped.
    let evaluation = evaluate(&json!({ "calibrate": { "base": "2022" } }), &json!({}));
    assert_eq!(scores(&evaluation, "x"), ["0", "0", "100"]);
    assert_eq!(scores(&evaluation, "z"), ["75", "100", "50"]);
    let own = evaluate(&json!({ "calibrate": { "base": "2023" } }), &json!({}));
    assert_eq!(scores(&own, "z"), ["25", "50", "0"]);
}

#[test]
fn places_are_pooled_too() {
    // Nine values from 0 to 50; two of 20 and two of 30: x is behind 0, 5 of 8 others strictly worse and half of one equal.
    let rule = json!({ "rule": { "type": "percent_rank" } });
    let evaluation = evaluate(&json!({ "calibrate": "pooled" }), &rule);
    assert_eq!(scores(&evaluation, "x")[0], "0");
    assert_eq!(scores(&evaluation, "y")[0], "100");
    assert_eq!(scores(&evaluation, "x")[2], "68.75");
}

#[test]
fn movements_and_trend_are_told() {
    let evaluation = evaluate(&json!({ "calibrate": "pooled" }), &json!({}));
    let json = serde_json::to_value(&evaluation).unwrap();
    let x = json["indexes"][0]["ranking"].as_array().unwrap().iter().find(|row| row["subject"] == "x").unwrap();
    assert_eq!(
        x["history"],
        json!([{ "period": "2021", "rank": 3, "score": 0.0 }, { "period": "2022", "rank": 3, "score": 20.0 }])
    );
    // Third, now second; 0, 20, 60: a slope of 30.
    assert_eq!((&x["rank_change"], &x["score_change"], &x["trend"]), (&json!(1), &json!(40.0), &json!(30.0)));
    let z = row(&evaluation, "z").history.as_ref().unwrap();
    // Second, first, third; 50, 60, 40.
    assert_eq!(z.rank_change, Some(Decimal::from(-2)));
    assert_eq!(z.trend.unwrap().to_string(), "-5");
}

#[test]
fn change_is_measured_against_the_period_before() {
    let change = json!({ "measure": "change", "missing": "unranked", "rule": { "type": "as_is", "min": -100 } });
    let evaluation = evaluate(&json!({}), &change);
    // 2021 has no period before.
    assert_eq!(scores(&evaluation, "x"), ["", "10", "20"]);
    assert_eq!(row(&evaluation, "x").history.as_ref().unwrap().trend.unwrap().to_string(), "10");
}

#[test]
fn a_gap_is_filled_on_the_line_between_its_neighbours() {
    let mut text = document(&json!({}), &json!({ "missing": { "impute": "linear" }, "rule": { "type": "as_is" } }));
    text["periods"][1]["values"]["y"] = json!({ "a": null, "b": 1 });
    let evaluation = read(&text).evaluate().unwrap();
    assert_eq!(scores(&evaluation, "y"), ["50", "45", "40"]);
    let told = evaluation.notices.iter().find(|notice| notice.period.is_some()).unwrap();
    assert_eq!((told.period.as_deref(), told.subject.as_deref()), (Some("2022"), Some("y")));
    assert!(told.text.contains("45"), "{}", told.text);
    // At the end there is no later neighbour.
    text["values"]["y"] = json!({ "a": null });
    let refused = read(&text).evaluate().unwrap_err();
    let paths: Vec<_> = refused.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["periods[1].values.y.a", "values.y.a"]);
}

#[test]
fn whoever_did_not_exist_has_no_history_then() {
    let mut text = document(&json!({}), &json!({}));
    text["periods"][0]["values"]["x"] = json!({ "a": "n/a" });
    let evaluation = read(&text).evaluate().unwrap();
    let history = row(&evaluation, "x").history.as_ref().unwrap();
    assert_eq!((history.periods[0].rank, history.periods[0].score), (None, None));
    assert!(history.rank_change.is_some());
}

#[test]
fn a_change_of_weights_reaches_every_period() {
    let mut text = document(&json!({ "weights": "relative" }), &json!({}));
    let b = json!({ "id": "b", "name": "B", "weight": 0, "rule": { "type": "as_is" }, "missing": { "score": 10 } });
    text["indexes"][0]["children"].as_array_mut().unwrap().push(b);
    text["values"]["x"]["b"] = json!(20);
    let prepared = read(&text).prepare().unwrap();
    let change = WeightChange::Set { node: "b".to_owned(), weight: Decimal::ONE_HUNDRED };
    let changed = prepared.with_change(0, &change).unwrap().evaluate().unwrap();
    assert_eq!(scores(&changed, "x"), ["10", "10", "20"]);
}

#[test]
fn targets_tasks_and_adjustments_belong_to_their_period() {
    let mut text = document(&json!({}), &json!({ "rule": { "type": "completion", "target": 100 } }));
    text["targets"] = json!({ "x": { "a": 60 } });
    text["periods"][0]["targets"] = json!({ "y": { "a": 200 } });
    text["periods"][1]["adjustments"] = json!([{ "subject": "z", "type": "bonus", "points": 5, "reason": "A prize" }]);
    let evaluation = read(&text).evaluate().unwrap();
    // x: 0 of 100, then 10 and 30 of the document's 60; y: 50 of 200; z: 30 and 5.
    assert_eq!(scores(&evaluation, "x"), ["0", "16.666666666667", "50"]);
    assert_eq!(scores(&evaluation, "y")[0], "25");
    assert_eq!(scores(&evaluation, "z")[1], "35");
}

#[test]
fn faults_are_named_at_their_places() {
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut text = document(&json!({}), &json!({}));
        change(&mut text);
        let read = Document::from_json(&text.to_string()).and_then(|document| document.evaluate());
        read.unwrap_err().problems().iter().map(|problem| problem.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(refused(&|text| text["periods"][0]["values"]["y"]["a"] = json!(null)), ["periods[0].values.y.a"]);
    assert_eq!(refused(&|text| text["periods"][1]["period"] = json!("2021")), ["periods[1].period"]);
    assert_eq!(refused(&|text| text["periods"][1]["period"] = json!("2023")), ["periods[1].period"]);
    assert_eq!(refused(&|text| text["previous"] = json!({ "x": { "a": 1 } })), ["previous"]);
    assert_eq!(
        refused(&|text| text["indexes"][0]["calibrate"] = json!({ "base": "2020" })),
        ["indexes[0].calibrate.base"]
    );
    assert_eq!(refused(&|text| drop(text.as_object_mut().unwrap().remove("period"))), ["period"]);
    assert_eq!(refused(&|text| text["periods"][0]["values"]["w"] = json!({ "a": 1 })), ["periods[0].values.w"]);
    let task = json!([{ "subject": "w", "type": "bonus", "points": 5, "reason": "A prize" }]);
    assert_eq!(
        refused(&|text| text["periods"][0]["adjustments"] = task.clone()),
        ["periods[0].adjustments[0].subject"]
    );
    let linear = json!({ "impute": "linear" });
    let path = "indexes[0].children[0].missing.impute";
    let alone = |text: &mut Value| {
        text["indexes"][0]["children"][0]["missing"] = linear.clone();
        text.as_object_mut().unwrap().remove("periods");
    };
    assert_eq!(refused(&alone), [path]);
}
