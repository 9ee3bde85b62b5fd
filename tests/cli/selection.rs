//! `--index`, `--group`, `--top`: a view of the result, the same in every format, that changes no number.

use serde_json::Value;

use crate::support::{DOCUMENT, score};

fn json(arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = [arguments, &["--format", "json"]].concat();
    serde_json::from_str(&score(DOCUMENT, &arguments).result()).unwrap()
}

/// The ids of ranked and unranked subjects, index by index.
fn subjects(result: &Value) -> Vec<(Vec<&str>, Vec<&str>)> {
    fn ids(rows: &Value) -> Vec<&str> {
        rows.as_array().unwrap().iter().map(|row| row["subject"].as_str().unwrap()).collect()
    }
    result["indexes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|index| (ids(&index["ranking"]), ids(&index["unranked"])))
        .collect()
}

#[test]
fn an_index_is_shown_alone() {
    let result = json(&["--index", "departments"]);
    assert_eq!(subjects(&result), [(vec!["finance"], vec![])]);
    assert_eq!(result["notices"].as_array().unwrap().len(), 0);
    let table = score(DOCUMENT, &["--index", "departments"]).result();
    assert!(table.starts_with("Hand-worked\n\nDepartments") && !table.contains("Cities"), "{table}");
}

#[test]
fn a_group_keeps_its_ranks_among_all_and_its_unranked() {
    let small = json(&["--group", "small"]);
    assert_eq!(subjects(&small), [(vec!["datong"], vec!["yangquan"])]);
    let row = &small["indexes"][0]["ranking"][0];
    assert_eq!((&row["rank"], &row["group_rank"]), (&3.into(), &1.into()));
    let large = json(&["--group", "large"]);
    assert_eq!(subjects(&large), [(vec!["luliang", "taiyuan"], vec![])]);
    let notices = large["notices"].as_array().unwrap();
    assert!(notices.iter().all(|notice| notice["subject"] != "datong"), "{notices:?}");
}

#[test]
fn the_top_is_taken_of_each_ranking_after_the_group() {
    assert_eq!(subjects(&json(&["--top", "1"])), [(vec!["luliang"], vec!["yangquan"]), (vec!["finance"], vec![])]);
    assert_eq!(subjects(&json(&["--top", "1", "--group", "small"])), [(vec!["datong"], vec!["yangquan"])]);
    let all = json(&[]);
    assert_eq!(json(&["--top", "99"]), all);
    assert_eq!(json(&["--top", "2"])["indexes"][0]["ranking"][1], all["indexes"][0]["ranking"][1]);
}

#[test]
fn every_format_gets_the_same_view() {
    for (format, rows) in [("table", 13), ("csv", 4), ("markdown", 17)] {
        let text = score(DOCUMENT, &["--top", "1", "--format", format]).result();
        assert!(text.contains("Lüliang") && !text.contains("Taiyuan"), "{text}");
        assert_eq!(text.lines().count(), rows, "{text}");
    }
}
