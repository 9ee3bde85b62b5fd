//! Figures prepared before they are scored: outliers, rows, subjects with too little data, and the log of it all.

#![allow(clippy::needless_pass_by_value, reason = "shorter to call")]

use evalindex::result::{NoticeKind, PreparationStep, Treated};
use evalindex::{Document, Evaluation};
use serde_json::{Value, json};

/// Subjects `s1`, `s2` and so on, a row of figures each, for the inputs `a`, `b` and so on; an index of these children.
fn document(index: Value, children: Value, rows: &[&[Option<f64>]]) -> Document {
    let (mut subjects, mut values) = (Vec::new(), serde_json::Map::new());
    for (number, row) in rows.iter().enumerate() {
        let id = format!("s{}", number + 1);
        subjects.push(json!({ "id": id, "name": id, "kind": "k" }));
        let figures = row.iter().zip(["a", "b", "c", "d"]).map(|(figure, input)| (input.to_owned(), json!(figure)));
        values.insert(id, Value::Object(figures.collect()));
    }
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": children });
    whole["rounding"] = json!({ "decimals": 12 });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let document = json!({ "format": "evalindex/1", "indexes": [whole], "subjects": subjects, "values": values });
    let read = Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(read == Document::from_json(&read.to_json().unwrap()).unwrap(), "survives being written");
    read
}

fn indicator(id: &str, extra: Value) -> Value {
    let mut node = json!({ "id": id, "name": id, "weight": 1, "rule": { "type": "min_max" } });
    node.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    node
}

fn scores(evaluation: &Evaluation, node: &str) -> Vec<String> {
    let result = &evaluation.indexes[0];
    let position = result.node(node).unwrap();
    let rows = (1..=result.ranking.len()).map(|number| result.subject(&format!("s{number}")).unwrap());
    rows.map(|row| row.nodes[position].score.map_or("none".to_owned(), |score| score.to_string())).collect()
}

/// Nine figures in a row and one far out.
fn skewed(last: f64) -> Vec<Vec<Option<f64>>> {
    (1..10).map(f64::from).chain([last]).map(|figure| vec![Some(figure)]).collect()
}

fn evaluate(index: Value, children: Value, rows: &[Vec<Option<f64>>]) -> Evaluation {
    let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
    document(index, children, &rows).evaluate().unwrap()
}

#[test]
fn an_outlier_is_moved_inwards_and_told_cell_by_cell() {
    let evaluation = evaluate(json!({}), json!([indicator("a", json!({ "treat": {} }))]), &skewed(1000.0));
    assert_eq!(scores(&evaluation, "a")[8..], ["100", "100"]);
    let [step] = evaluation.indexes[0].preparation.as_slice() else { panic!("one step") };
    let PreparationStep::Treated { treated: Some(Treated::Winsorised { points, .. }), passed, .. } = step.step else {
        panic!("{step:?}")
    };
    assert!(points == 1 && passed);
    let json = serde_json::to_value(&evaluation).unwrap();
    let log = &json["indexes"][0]["preparation"][0];
    assert_eq!((&log["node"], &log["step"], &log["by"]), (&json!("a"), &json!("treated"), &json!("winsorising")));
    assert_eq!(log["cells"], json!([{ "subject": "s10", "before": 1000, "after": 9 }]));
    let told: Vec<_> = evaluation.notices.iter().map(|notice| (notice.what, notice.subject.as_deref())).collect();
    assert_eq!(told, [(NoticeKind::Treated, Some("s10"))]);
}

#[test]
fn logarithms_are_taken_where_moving_is_not_allowed() {
    let treat = json!({ "treat": { "winsorise": 0 } });
    let evaluation = evaluate(json!({}), json!([indicator("a", treat)]), &skewed(1000.0));
    // ln(x + 8.99): (ln 17.99 − ln 9.99)/(ln 1008.99 − ln 9.99)·100, mpmath 1.3.
    assert_eq!(scores(&evaluation, "a")[8], "12.745744193579");
    assert_eq!(scores(&evaluation, "a")[9], "100");
    let json = serde_json::to_value(&evaluation).unwrap();
    assert_eq!(json["indexes"][0]["preparation"][0]["shift"], json!(8.99));
}

#[test]
fn figures_that_pass_are_looked_at_and_left_alone() {
    for rows in [skewed(10.0), vec![vec![Some(5.0)]; 4]] {
        let evaluation = evaluate(json!({}), json!([indicator("a", json!({ "treat": {} }))]), &rows);
        let [step] = evaluation.indexes[0].preparation.as_slice() else { panic!("one step") };
        assert!(matches!(step.step, PreparationStep::Treated { treated: None, passed: true, .. }), "{step:?}");
        assert_eq!(step.cells, []);
    }
}

#[test]
fn an_earlier_treatment_is_done_to_new_figures() {
    let children = json!([indicator("a", json!({ "treat": {} }))]);
    let read = |rows: &[Vec<Option<f64>>]| {
        let rows: Vec<&[Option<f64>]> = rows.iter().map(Vec::as_slice).collect();
        document(json!({}), children.clone(), &rows)
    };
    let earlier = read(&skewed(1000.0)).evaluate().unwrap();
    let now = read(&skewed(20.0)).prepare_against(&earlier).unwrap().evaluate().unwrap();
    assert_eq!(scores(&now, "a")[9], "100", "20 counts as 9, the upper limit of before");
}

#[test]
fn a_missing_score_takes_the_mean_of_its_row() {
    let row = json!({ "missing": { "impute": "row_mean" } });
    let children = json!([indicator("a", row.clone()), indicator("b", row.clone()), indicator("c", row)]);
    let rows = [[Some(0.0), Some(0.0), Some(0.0)], [Some(10.0), Some(5.0), None], [Some(5.0), Some(10.0), Some(10.0)]];
    let rows = rows.map(|row| row.to_vec());
    // s2 scores 100 and 50, so its third score is 75; the geometric mean is ∛(100·50·75).
    let evaluation = evaluate(json!({ "aggregate": "geometric" }), children, &rows);
    assert_eq!(scores(&evaluation, "c"), ["0", "75", "100"]);
    assert_eq!(evaluation.indexes[0].subject("s2").unwrap().score.to_string(), "72.11247851537");
    let told = evaluation.notices.iter().find(|notice| notice.what == NoticeKind::Imputed).unwrap();
    assert_eq!((told.subject.as_deref(), told.node.as_deref()), (Some("s2"), Some("c")));
    assert_eq!(evaluation.indexes[0].preparation.len(), 1);
    // Notices tell of imputation; the log is written where more was done.
    assert_eq!(serde_json::to_value(&evaluation).unwrap()["indexes"][0].get("preparation"), None);
}

#[test]
fn what_does_not_count_is_no_part_of_the_mean_of_a_row() {
    let row = json!({ "missing": { "impute": "row_mean" } });
    let monitored = indicator("c", json!({ "weight": 0 }));
    let rows = [
        vec![Some(0.0), Some(0.0), Some(0.0)],
        vec![None, Some(5.0), Some(10.0)],
        vec![Some(9.0), Some(10.0), Some(1.0)],
    ];
    let evaluation = evaluate(json!({}), json!([indicator("a", row), indicator("b", json!({})), monitored]), &rows);
    // s2 scores 50 on b, and 100 on c.
    assert_eq!(scores(&evaluation, "a"), ["0", "50", "100"]);
}

#[test]
fn a_weight_goes_to_siblings_only_where_it_counts() {
    let reweight = json!({ "missing": "reweight" });
    let mut part = json!({ "id": "part", "name": "P", "weight": 1, "min_coverage": 0.6 });
    part["children"] = json!([indicator("a", reweight.clone()), indicator("b", reweight.clone())]);
    let monitored = indicator("d", json!({ "missing": "reweight", "weight": 0 }));
    let children = json!([part, indicator("c", json!({ "missing": "unranked" })), monitored]);
    let rows = [
        vec![Some(0.0), Some(0.0), Some(0.0), Some(1.0)],
        // Half of `part` is less than it asks for: c has all of the weight, and `a` none of that of `b`.
        vec![Some(10.0), None, Some(10.0), Some(2.0)],
        // Lacks what does not count.
        vec![Some(5.0), Some(10.0), Some(5.0), None],
        // Is not ranked.
        vec![Some(5.0), Some(5.0), None, Some(3.0)],
    ];
    let evaluation = evaluate(json!({}), children, &rows);
    let told = |notice: &evalindex::result::Notice| (notice.subject.clone(), notice.node.clone(), notice.what);
    let told: Vec<_> = evaluation.notices.iter().map(told).collect();
    assert_eq!(told, [(Some("s2".to_owned()), Some("part".to_owned()), NoticeKind::LowCoverage)]);
}

#[test]
fn a_row_without_anything_has_no_mean() {
    let row = json!({ "missing": { "impute": "row_mean" } });
    let children = json!([indicator("a", row.clone()), indicator("b", row)]);
    let rows = [vec![Some(0.0), Some(0.0)], vec![None, None], vec![Some(5.0), Some(10.0)]];
    let evaluation = evaluate(json!({}), children, &rows);
    assert_eq!(evaluation.indexes[0].unranked[0].subject, "s2");
}

#[test]
fn subjects_with_too_little_data_take_no_part() {
    let reweight = json!({ "missing": "reweight" });
    let children =
        json!([indicator("a", reweight.clone()), indicator("b", reweight.clone()), indicator("c", reweight)]);
    let rows = [
        vec![Some(0.0), Some(0.0), Some(0.0)],
        vec![Some(999.0), None, None],
        vec![Some(10.0), Some(10.0), None],
        vec![Some(5.0), Some(5.0), Some(5.0)],
    ];
    let evaluation = evaluate(json!({ "screen": { "min_share": 0.5 } }), children, &rows);
    let result = &evaluation.indexes[0];
    let unranked: Vec<_> = result.unranked.iter().map(|one| (one.subject.as_str(), one.reason.as_str())).collect();
    assert_eq!(unranked, [("s2", "1 of 3 figures, less than the share of 0.5 that is asked for")]);
    // Without s2's 999, s3 has the most of `a`.
    assert_eq!(result.ranking[0].subject, "s3");
    assert_eq!(result.subject("s4").unwrap().nodes[0].score.unwrap().to_string(), "50");
    let json = serde_json::to_value(&evaluation).unwrap();
    let log = json["indexes"][0]["preparation"].as_array().unwrap();
    assert_eq!(log[0], json!({ "step": "screened", "min_share": 0.5, "cells": [{ "subject": "s2" }] }));
    assert!(evaluation.notices.iter().all(|notice| notice.subject.as_deref() != Some("s2")));
}

#[test]
fn denominated_figures_are_scored_where_all_are_there() {
    let children = json!([indicator("a", json!({ "denominate": { "by": "b", "scale": 100 } }))]);
    let rows = [vec![Some(3.0), Some(4.0)], vec![Some(2.0), Some(5.0)], vec![Some(1.0), Some(8.0)]];
    // 75, 40 and 12.5: (40 − 12.5)/62.5 is 44 %.
    assert_eq!(scores(&evaluate(json!({}), children, &rows), "a"), ["100", "44", "0"]);
}

#[test]
fn a_denominator_is_logged_with_the_figures_before_and_after() {
    let children = json!([
        indicator("a", json!({ "denominate": { "by": "b", "scale": 100 }, "missing": "reweight" })),
        indicator("c", json!({})),
    ]);
    let rows = [
        vec![Some(3.0), Some(4.0), Some(1.0)],
        vec![None, Some(5.0), Some(2.0)],
        vec![Some(1.0), Some(8.0), Some(3.0)],
    ];
    let json = serde_json::to_value(evaluate(json!({}), children, &rows)).unwrap();
    let log = &json["indexes"][0]["preparation"];
    let cells = json!([
        { "subject": "s1", "before": 3, "after": 75 },
        { "subject": "s3", "before": 1, "after": 12.5 },
    ]);
    assert_eq!(*log, json!([{ "node": "a", "step": "denominated", "by": "b", "scale": 100, "cells": cells }]));
}
