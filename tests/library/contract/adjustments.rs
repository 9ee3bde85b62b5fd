//! Bonus and deduction: limits, what counts, and where.

use super::{as_is, places, result, text};

fn adjusted(index: &str, adjustments: &str) -> String {
    let rows = [("x", r#""a": 80"#), ("y", r#""a": 82"#)];
    text(index, &[as_is("a", "100", "")], &rows, &format!(r#", "adjustments": [{adjustments}]"#))
}

fn points(kind: &str, points: &str, more: &str) -> String {
    format!(r#"{{"subject": "x", "type": "{kind}", "points": {points}, "reason": "r"{more}}}"#)
}

/// Score, bonus and deduction of x.
fn of_x(document: &str) -> [String; 3] {
    let result = result(document);
    let row = result.subject("x").unwrap();
    [row.score, row.bonus, row.deduction].map(|score| score.to_string())
}

#[test]
fn points_are_added_and_taken_away() {
    let both = format!("{}, {}", points("bonus", "5", ""), points("deduction", "0.5", ""));
    assert_eq!(of_x(&adjusted("", &both)), ["84.5", "5", "0.5"]);
    assert_eq!(places(&result(&adjusted("", &both))), ["x 1", "y 2"]);
}

#[test]
fn limits_hold_for_all_points_of_a_kind_together() {
    let index = r#""adjustments": {"max_bonus": 5, "max_deduction": 1},"#;
    let all = [points("bonus", "3", ""), points("bonus", "4", ""), points("deduction", "2", "")].join(", ");
    assert_eq!(of_x(&adjusted(index, &all)), ["84", "5", "1"]);
}

#[test]
fn a_bonus_may_serve_tie_breaks_only() {
    let index = r#""ranking": {"tie_break": ["bonus"]}, "adjustments": {"bonus_counts": false},"#;
    let document = adjusted(index, &points("bonus", "1", "")).replace(r#""a": 82"#, r#""a": 80"#);
    assert_eq!(of_x(&document), ["80", "1", "0"]);
    assert_eq!(places(&result(&document)), ["x 1", "y 2"]);
}

#[test]
fn an_adjustment_may_be_meant_for_one_index() {
    let other = r#"{"id": "other", "name": "O", "kind": "k", "children": [{"id": "a", "name": "a", "weight": 1, "rule": {"type": "as_is"}}]}"#;
    let one = adjusted("", &points("bonus", "5", r#", "index": "other""#));
    let two = one.replacen("]}],", &format!("]}}, {other}],"), 1);
    let evaluation = super::evaluated(&two).unwrap();
    let score = |index: usize| evaluation.indexes[index].subject("x").unwrap().score.to_string();
    assert_eq!((score(0), score(1)), ("80".into(), "85".into()));
}
