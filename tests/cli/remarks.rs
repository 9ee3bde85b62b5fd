//! Warnings and notices: on standard error, one line each, many of a kind as one.

use std::fmt::Write;

use crate::support::{DOCUMENT, score};

/// So many cities, none of which has a figure for air.
fn without_air(cities: usize) -> String {
    let (mut subjects, mut values) = (String::new(), String::new());
    for number in 1..=cities {
        let comma = if number == 1 { "" } else { "," };
        write!(subjects, r#"{comma}{{"id": "c{number}", "name": "C{number}", "kind": "region"}}"#).unwrap();
        write!(values, r#"{comma}"c{number}": {{"water": {number}}}"#).unwrap();
    }
    format!(
        r#"{{"format": "evalindex/1", "subjects": [{subjects}], "values": {{{values}}},
            "indexes": [{{"id": "i", "name": "I", "kind": "region", "children": [
                {{"id": "water", "name": "Water", "weight": 50, "rule": {{"type": "as_is"}}}},
                {{"id": "air", "name": "Air", "weight": 50, "missing": {{"score": 0}}, "rule": {{"type": "as_is"}}}}]}}]}}"#
    )
}

fn notices(document: String) -> Vec<String> {
    let run = score(document, &[]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(!run.out.contains("notice"), "{}", run.out);
    run.err.lines().filter(|line| line.contains("c1/") || line.contains('…')).map(str::to_owned).collect()
}

#[test]
fn a_notice_names_index_subject_and_node() {
    let run = score(DOCUMENT, &[]);
    assert!(run.err.lines().any(|line| line.starts_with("notice: cities/datong/green: ")), "{}", run.err);
    assert!(!run.out.contains("notice"), "{}", run.out);
}

#[test]
fn up_to_five_notices_alike_have_a_line_each() {
    let run = score(without_air(5), &[]);
    assert_eq!(run.err.lines().filter(|line| line.contains("/air: ")).count(), 5, "{}", run.err);
    assert!(!run.err.contains("more like it"), "{}", run.err);
}

#[test]
fn of_more_than_five_notices_alike_only_the_first_is_shown() {
    let lines = notices(without_air(7));
    assert!(lines[0].starts_with("notice: i/c1/air: "), "{lines:?}");
    assert_eq!(lines[1], "notice: … and 6 more like it (all in --format json)");
    assert_eq!(lines.len(), 2, "{lines:?}");
    let json = score(without_air(7), &["--format", "json"]).result();
    let result: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(result["notices"].as_array().unwrap().len(), 7);
}

#[test]
fn a_warning_does_not_stop_the_evaluation() {
    let run = score(DOCUMENT.replace(r#""pm25": 80"#, r#""pm25": 80, "pm10": 90"#), &[]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(run.err.starts_with("standard input: warning: values.taiyuan.pm10"), "{}", run.err);
    assert_eq!(run.out, score(DOCUMENT, &[]).result());
}
