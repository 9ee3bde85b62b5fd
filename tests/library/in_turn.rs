//! Rules in turn on indicators, dimensions and the index: scores by hand, calibrations kept, analyses.

use evalindex::model::Direction;
use evalindex::result::FrozenCalibration;
use evalindex::robustness::{Control, WeightRegion};
use evalindex::rule::{AsIs, MinMax, PercentRank, Piecewise, Setting, ZScore};
use evalindex::{Decimal, Document, Draft, Evaluation, Index, Indicator, Rule, Subject, WeightChange};
use serde_json::{Value, json};

fn read(document: &Value) -> Document {
    Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"))
}

/// An index of these children, with these fields of its own, for subjects `a`, `b`, … with these figures and groups.
fn document(fields: &Value, children: &Value, rows: &[(&str, Value)]) -> Value {
    let ids = ["a", "b", "c", "d", "e"];
    let subjects: Vec<Value> = ids
        .iter()
        .zip(rows)
        .map(|(id, (group, _))| json!({ "id": id, "name": id, "kind": "k", "group": group }))
        .collect();
    let values: Value = ids.iter().zip(rows).map(|(id, (_, row))| ((*id).to_owned(), row.clone())).collect();
    let mut index = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative", "rounding": { "decimals": 6 },
        "children": children });
    index.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({ "format": "evalindex/1", "indexes": [index], "subjects": subjects, "values": values })
}

/// One indicator `x` with these fields.
fn single(fields: &Value, figures: &[(&str, Value)]) -> Value {
    let mut indicator = json!({ "id": "x", "name": "X", "weight": 1 });
    indicator.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let rows: Vec<(&str, Value)> =
        figures.iter().map(|(group, figure)| (*group, json!({ "x": figure, "y": 1 }))).collect();
    let monitored = json!({ "id": "y", "name": "Y", "weight": 0, "rule": { "type": "as_is" } });
    document(&json!({}), &json!([indicator, monitored]), &rows)
}

fn all(figures: &[Value]) -> Vec<(&'static str, Value)> {
    figures.iter().map(|figure| ("g", figure.clone())).collect()
}

/// The scores of a node in the order of the subjects, without trailing zeros.
fn scores(document: &Document, node: &str) -> Vec<String> {
    let evaluation = document.evaluate().unwrap_or_else(|refused| panic!("{refused}"));
    let result = &evaluation.indexes[0];
    let of = |subject: &Subject| {
        let row = result.subject(&subject.id).unwrap();
        let score = if node == "i" { Some(row.base) } else { row.nodes[result.node(node).unwrap()].score };
        score.unwrap().to_decimal().normalize().to_string()
    };
    document.draft().subjects.iter().map(of).collect()
}

fn x(fields: &Value, figures: &[(&str, Value)]) -> Vec<String> {
    scores(&read(&single(fields, figures)), "x")
}

#[test]
fn a_later_rule_scores_what_the_one_before_it_came_to() {
    // z-scores keep distances in proportion: 2, 4, 9 stretched are 0, 100·2/7, 100, in both directions.
    let turn = json!({ "rule": [{ "type": "z_score" }, { "type": "min_max" }] });
    assert_eq!(x(&turn, &all(&[json!(2), json!(4), json!(9)])), ["0", "28.571429", "100"]);
    // The direction is that of the first rule: 9 is the worst, and the later rule takes higher scores as better.
    let turn = json!({ "direction": "lower", "rule": [{ "type": "z_score" }, { "type": "min_max" }] });
    assert_eq!(x(&turn, &all(&[json!(2), json!(4), json!(9)])), ["100", "71.428571", "0"]);
    // 3, 5, 5, 9 leave none, half of one, half of one, and all of three others behind.
    let turn = json!({ "rule": [{ "type": "percent_rank" }, { "type": "piecewise", "points": [[0, 10], [100, 90]] }] });
    assert_eq!(x(&turn, &all(&[json!(3), json!(5), json!(5), json!(9)])), ["10", "50", "50", "90"]);
    // Three rules: 1, 2, 4 are 0, 100/3, 100; steps give 0, 20, 60; a share of the best 0, 100/3, 100.
    let turn = json!({ "rule": [{ "type": "min_max" }, { "type": "steps", "steps": [[30, 20], [90, 60]] }, { "type": "ratio_to_best" }] });
    assert_eq!(x(&turn, &all(&[json!(1), json!(2), json!(4)])), ["0", "33.333333", "100"]);
}

#[test]
fn nothing_is_rounded_between_two_rules_and_round_comes_last() {
    // Thirds: with 33.3 in between, 2 would score 10 + 0.8·33.3 = 36.64.
    let rule = json!([{ "type": "min_max" }, { "type": "piecewise", "points": [[0, 10], [100, 90]] }]);
    let turn = json!({ "round": { "decimals": 1 }, "rule": rule });
    assert_eq!(x(&turn, &all(&[json!(1), json!(2), json!(4)])), ["10", "36.7", "90"]);
    // Thirds of different figures tie exactly, so that a rule by place counts them as equal.
    let turn =
        json!({ "rule": [{ "type": "completion", "target": 3, "cap": 1000 }, { "type": "rank_ladder", "step": 10 }] });
    let own = json!({ "b": { "x": 6 } });
    let mut tied = single(&turn, &all(&[json!(1), json!(2), json!(0)]));
    tied.as_object_mut().unwrap().insert("targets".to_owned(), own);
    assert_eq!(scores(&read(&tied), "x"), ["100", "100", "80"]);
}

#[test]
fn groups_and_targets_belong_to_the_first_rule() {
    // Within groups 0 and 100, and 0, 100, 50; then by place among all five: two firsts, a third, two fourths.
    let turn = json!({ "within": "group", "rule": [{ "type": "min_max" }, { "type": "rank_ladder", "step": 10 }] });
    let figures = [("l", json!(2)), ("l", json!(4)), ("s", json!(10)), ("s", json!(30)), ("s", json!(20))];
    assert_eq!(x(&turn, &figures), ["70", "100", "70", "100", "80"]);
    // 3 of 6 is 50, 4 of 5 is 80: stretched, 0 and 100.
    let turn = json!({ "rule": [{ "type": "completion" }, { "type": "min_max" }] });
    let mut aimed = single(&turn, &all(&[json!(3), json!(4)]));
    aimed.as_object_mut().unwrap().insert("targets".to_owned(), json!({ "a": { "x": 6 }, "b": { "x": 5 } }));
    assert_eq!(scores(&read(&aimed), "x"), ["0", "100"]);
}

#[test]
fn a_score_that_the_document_gives_is_that_of_the_node() {
    // 7 is neither ranked nor stretched, and calibrates nothing: 1 and 3 are 0 and 100, then 10 and 90.
    let rule =
        json!([{ "type": "min_max" }, { "type": "piecewise", "points": [[0, 10], [100, 90]] }, { "type": "min_max" }]);
    let turn = json!({ "missing": { "score": 7 }, "rule": rule });
    assert_eq!(x(&turn, &all(&[json!(1), Value::Null, json!(3)])), ["0", "7", "100"]);
}

/// Rules in turn at every level.
fn everywhere() -> Value {
    let children = json!([
        { "id": "p", "name": "P", "weight": 60, "rule": [{ "type": "z_score", "mean": 3, "sd": 2 }, { "type": "min_max" }], "round": { "decimals": 1 } },
        { "id": "d", "name": "D", "weight": 40, "rule": [{ "type": "min_max" }, { "type": "z_score", "center": 50, "spread": 10 }], "children": [
            { "id": "q", "name": "Q", "weight": 1, "rule": { "type": "as_is" } },
            { "id": "r", "name": "R", "weight": 1, "rule": [{ "type": "completion", "target": 5 }, { "type": "rank_ladder", "step": 10 }] }] }
    ]);
    let rows = [
        ("g", json!({ "p": 3, "q": 50, "r": 2 })),
        ("g", json!({ "p": 5, "q": 70, "r": 4 })),
        ("g", json!({ "p": 9, "q": 20, "r": 6 })),
    ];
    let turn = json!({ "rule": [{ "type": "percent_rank" }, { "type": "piecewise", "points": [[0, 10], [100, 90]] }] });
    document(&turn, &children, &rows)
}

#[test]
fn every_node_may_have_rules_in_turn() {
    let document = read(&everywhere());
    // Of 0, 1, 3: thirds, rounded at the end.
    assert_eq!(scores(&document, "p"), ["0", "33.3", "100"]);
    // 40, 80 and 100 (at the cap): third, second, first.
    assert_eq!(scores(&document, "r"), ["80", "90", "100"]);
    // 65, 80, 60 stretched are 25, 100, 0: Python gives 50 + 10·(x − 125/3)/52.04165 of them.
    assert_eq!(scores(&document, "d"), ["46.797437", "61.208971", "41.993592"]);
    // 60·p + 40·d rank as a, b, c: none, half and all of the two others behind.
    assert_eq!(scores(&document, "i"), ["10", "50", "90"]);
    let evaluation = document.evaluate().unwrap();
    assert!(evaluation.indexes[0].ranking.iter().all(|row| row.nodes.iter().all(|node| node.contribution.is_none())));
}

fn assert_reads_back(evaluation: &Evaluation) {
    let text = serde_json::to_string(evaluation).unwrap();
    let back: Evaluation = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
    let bytes = rmp_serde::to_vec_named(evaluation).unwrap();
    let packed: Evaluation = rmp_serde::from_slice(&bytes).unwrap();
    assert_eq!(packed.indexes[0].calibration, back.indexes[0].calibration);
}

#[test]
fn a_calibration_is_a_list_and_scores_other_figures() {
    let document = read(&everywhere());
    let own = document.evaluate().unwrap();
    let written = serde_json::to_value(&own).unwrap();
    let calibration = &written["indexes"][0]["calibration"];
    assert_eq!(calibration["p"], json!([{ "mean": 3, "sd": 2 }, { "min": 0, "max": 3 }]));
    assert_eq!(calibration["r"], json!([{}, { "count": 3 }]));
    assert_eq!(calibration["i"], json!([{ "count": 3 }, {}]));
    assert_reads_back(&own);

    let kept = serde_json::to_string(&own.calibration().unwrap()).unwrap();
    let kept: FrozenCalibration = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept, own.calibration().unwrap());
    let again = document.prepare_with(&kept).unwrap().evaluate().unwrap();
    assert_eq!(again.indexes[0].ranking, own.indexes[0].ranking);
    // (6 − 3)/2 between 0 and 3 is 50; 4 of 5 is 80, and 80 is second of 40, 80, 100.
    let other = json!({ "a": { "p": 6, "q": 50, "r": 4 } });
    let mut moved = everywhere();
    moved["values"]["a"] = other["a"].clone();
    let moved = read(&moved).prepare_with(&kept).unwrap().evaluate().unwrap();
    let result = &moved.indexes[0];
    let of = |node: &str| result.subject("a").unwrap().nodes[result.node(node).unwrap()].score.unwrap().to_string();
    assert_eq!((of("p").as_str(), of("r").as_str()), ("50", "90"));
}

#[test]
fn calibrations_by_group_hold_those_of_later_rules() {
    let turn = json!({ "within": "group", "rule": [{ "type": "min_max" }, { "type": "rank_ladder", "step": 10 }] });
    let figures = [("l", json!(2)), ("l", json!(4)), ("s", json!(10)), ("s", json!(30))];
    let document = read(&single(&turn, &figures));
    let own = document.evaluate().unwrap();
    let written = serde_json::to_value(&own).unwrap();
    let by_group = json!({
        "l": [{ "min": 2, "max": 4 }, { "count": 4 }], "s": [{ "min": 10, "max": 30 }, { "count": 4 }]
    });
    assert_eq!(written["indexes"][0]["calibration"]["x"], by_group);
    let again = document.prepare_against(&own).unwrap().evaluate().unwrap();
    assert_eq!(again.indexes[0].ranking, own.indexes[0].ranking);
    assert_reads_back(&own);
}

#[test]
fn a_later_rule_that_separates_nobody_is_told_once() {
    let notices = |figures: &[Value]| -> Vec<String> {
        let turn = json!({ "rule": [{ "type": "completion", "target": 2 }, { "type": "min_max" }] });
        let evaluation = read(&single(&turn, &all(figures))).evaluate().unwrap();
        evaluation.notices.iter().filter(|notice| notice.subject.is_none()).map(|notice| notice.text.clone()).collect()
    };
    // Both reach the cap of the first rule.
    let told = ["the values of all subjects are equal: the indicator separates nobody"];
    assert_eq!(notices(&[json!(3), json!(4)]), told);
    assert_eq!(notices(&[json!(3), json!(3)]), told);
    assert_eq!(notices(&[json!(1), json!(3)]), [""; 0]);
}

#[test]
fn a_list_of_one_is_the_rule_alone_and_lists_are_written_back() {
    let list = json!([{ "type": "z_score" }, { "type": "min_max" }]);
    let document = read(&single(&json!({ "rule": list }), &all(&[json!(1), json!(2)])));
    let written: Value = serde_json::from_str(&serde_json::to_string(document.draft()).unwrap()).unwrap();
    let rule = &written["indexes"][0]["children"][0]["rule"];
    let names: Vec<&str> = rule.as_array().unwrap().iter().map(|rule| rule["type"].as_str().unwrap()).collect();
    assert_eq!(names, ["z_score", "min_max"]);
    assert_eq!(scores(&read(&written), "x"), ["0", "100"]);
    let one = read(&single(&json!({ "rule": [{ "type": "min_max" }] }), &all(&[json!(1), json!(2)])));
    let plain = read(&single(&json!({ "rule": { "type": "min_max" } }), &all(&[json!(1), json!(2)])));
    assert_eq!(one.draft(), plain.draft());
}

#[test]
fn a_program_puts_rules_in_turn() {
    let scale: Rule = Piecewise::new([[0, 10], [100, 90]]).into();
    let rule = Rule::in_turn(PercentRank::default(), [Rule::in_turn(AsIs::default(), [scale.clone()])]);
    assert_eq!(rule.name(), "percent_rank then as_is then piecewise");
    assert_eq!((rule.first().name(), rule.then().len()), ("percent_rank", 2));
    assert_eq!(Rule::in_turn(scale.clone(), []), scale);
    let values = [3, 5, 9].map(evalindex::number::Exact::from);
    let scored = rule.as_scoring().score_all(&values, Setting::new(100, Direction::Higher)).unwrap();
    assert_eq!(scored.iter().map(|one| one.score.to_string()).collect::<Vec<_>>(), ["10", "50", "90"]);
    let index = Index::new("i", "I", "k").rule(MinMax::default()).child(Indicator::new(
        "x",
        "X",
        100,
        Rule::in_turn(ZScore::default(), [MinMax::default().into()]),
    ));
    let draft = ["a", "b"].iter().fold(Draft::default().index(index), |draft, id| {
        draft.subject(Subject::new(*id, *id, "k")).value(*id, "x", Decimal::from(if *id == "a" { 4 } else { 7 }))
    });
    let evaluation = Document::build(draft).unwrap().evaluate().unwrap();
    let totals: Vec<String> = evaluation.indexes[0].ranking.iter().map(|row| row.score.to_string()).collect();
    assert_eq!(totals, ["100", "0"]);
}

#[test]
fn analyses_score_by_all_rules_again() {
    let document = read(&everywhere());
    let prepared = document.prepare().unwrap();
    // c is first by 60·p + 40·d while p weighs enough: with 10/90 b has 3.33 + 55.09, c 10 + 37.79, a 42.12.
    let changed = prepared.what_if(None, &[WeightChange::set("p", 10), WeightChange::set("d", 90)]).unwrap();
    let order: Vec<&str> = changed.after.indexes[0].ranking.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(order, ["b", "c", "a"]);
    let bases: Vec<String> = changed.after.indexes[0].ranking.iter().map(|row| row.base.to_string()).collect();
    assert_eq!(bases, ["90", "50", "10"]);
    // b overtakes c where 33.3·w + 61.208971·(1 − w) = 100·w + 41.993592·(1 − w): w = 19.215379/85.915379 = 0.2237.
    let tipping = prepared.tipping("i", Control::new()).unwrap();
    let text = serde_json::to_string(&tipping).unwrap();
    assert!(text.contains("0.2236547"), "{text}");
    let refused = prepared.certain("i", WeightRegion::Free, Control::new()).unwrap_err().to_string();
    assert!(refused.contains("node `i` has a rule or policy of its own"), "{refused}");
}
