//! `score what-if`: the ranking under other weights beside the one as it is.

use serde_json::Value;

use crate::support::{DOCUMENT, Run, command, run};

fn what_if(document: &str, arguments: &[&str]) -> Run {
    run(command().args(["what-if", "-"]).args(arguments).write_stdin(document))
}

/// The shared document with two scenarios.
fn with_scenarios() -> String {
    let scenarios = r#"{ "name": "green", "changes": [ { "set": "green", "weight": 90 } ] },
      { "name": "no patents", "changes": [ { "drop": "patents" } ] }"#;
    DOCUMENT.trim_end().trim_end_matches('}').to_owned() + &format!(r#", "scenarios": [ {scenarios} ] }}"#)
}

#[test]
fn places_and_scores_stand_beside_those_before() {
    // Without patents: Taiyuan 0.6·90 + 0.4·80 + 2 = 88; Lüliang as it was; Datong's innovation 60, its base.
    assert_eq!(
        what_if(DOCUMENT, &["--drop", "patents"]).result(),
        "\
Hand-worked

Cities · region · 2023
Rank  Was  Change  Subject  Score  Score was    Gain  Grade      Grade was
────  ───  ──────  ───────  ─────  ─────────  ──────  ─────────  ─────────
   1    2      +1  Taiyuan  88.00      82.00   +6.00  excellent  good
   2    1      -1  Lüliang  85.56      85.56    0.00  excellent  excellent
   3    3       0  Datong   59.00      69.00  -10.00  good       good
"
    );
}

#[test]
fn json_has_the_weights_and_what_was_before() {
    let text = what_if(DOCUMENT, &["--set", "green=50", "--format", "json"]).result();
    let result: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(result["format"], "evalindex-what-if/1");
    assert_eq!(result["indexes"][0]["weights"]["green"], 0.5);
    assert_eq!(result["indexes"][0]["ranking"][1]["before"]["rank"], 2);
    assert!(text.contains("\"score\": 82.00"));
}

#[test]
fn scenarios_are_shown_in_turn_or_one_by_name() {
    let document = with_scenarios();
    let all = what_if(&document, &[]).result();
    let titles: Vec<&str> = all.lines().filter(|line| line.contains(": Cities")).collect();
    assert_eq!(titles, ["green: Cities · region · 2023", "no patents: Cities · region · 2023"]);
    let one = what_if(&document, &["--scenario", "green", "--format", "csv"]).result();
    assert!(one.starts_with("index,scenario,rank,rank_before,rank_change,subject,name,score,"), "{one}");
    let json: Value = serde_json::from_str(&what_if(&document, &["--format", "json"]).result()).unwrap();
    assert_eq!(json["scenarios"][1]["name"], "no patents");
    let chinese = what_if(&document, &["--scenario", "green", "--lang", "zh", "--format", "markdown"]).result();
    assert!(chinese.contains("| 名次 | 原名次 | 升降 |"), "{chinese}");
}

#[test]
fn nothing_to_change_says_so() {
    assert_eq!(what_if(DOCUMENT, &["--scale", "green=1"]).result(), "Hand-worked\n\nNothing changes.\n");
}

#[test]
fn wrong_usage_is_one_line_and_status_2() {
    for (arguments, said) in [
        (&["--set", "gren=50"][..], "error: there is no node `gren`; did you mean `green`?\n"),
        (&["--set", "green=150"], "error: `green` would weigh 150, and it shares only 100 with its siblings\n"),
        (
            &["--move", "green:patents=5"],
            "error: weight moves between siblings only, and `green` and `patents` are not\n",
        ),
        (
            &["--set", "green=5", "--index", "towns"],
            "error: there is no index `towns` (known indexes: cities, departments)\n",
        ),
        (&["--scenario", "grey"], "error: there is no scenario `grey` (known scenarios: none)\n"),
        (&[], "error: nothing to change: give --set, --scale, --move or --drop, or `scenarios` in the document\n"),
    ] {
        assert_eq!(what_if(DOCUMENT, arguments).complaint(2), said);
    }
    assert!(what_if(DOCUMENT, &["--set", "green"]).complaint(2).contains("expected NODE=WEIGHT"));
    let unknown = what_if(&with_scenarios(), &["--scenario", "grey"]).complaint(2);
    assert_eq!(
        unknown,
        "error: there is no scenario `grey`; did you mean `green`? (known scenarios: green, no patents)\n"
    );
}

#[test]
fn changes_are_made_in_the_order_given() {
    let green = |arguments: &[&str]| {
        let text = what_if(DOCUMENT, &[arguments, &["--format", "json"]].concat()).result();
        serde_json::from_str::<Value>(&text).unwrap()["indexes"][0]["weights"]["green"].clone()
    };
    assert_eq!(green(&["--scale", "green=1.5", "--set", "green=20"]), 0.2);
    assert_eq!(green(&["--set", "green=20", "--scale", "green=1.5"]), 0.3);
    assert_eq!(green(&["--set", "green=20", "--scale", "green=1.5", "--set", "green=40"]), 0.4);
}

#[test]
fn an_index_is_no_part_of_a_scenario() {
    let said = what_if(&with_scenarios(), &["--index", "cities"]).complaint(2);
    assert_eq!(said, "error: --index goes with --set, --scale, --move or --drop: a scenario names its own\n");
}

#[test]
fn a_node_that_no_index_has_comes_with_the_nearest_of_all() {
    let said = what_if(DOCUMENT, &["--set", "servce=5"]).complaint(2);
    assert_eq!(said, "error: there is no node `servce`; did you mean `service`?\n");
}

#[test]
fn a_subject_that_loses_its_rank_is_listed() {
    // Y has nothing but a.
    let document = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
      {"id": "a", "name": "A", "weight": 70, "missing": "reweight", "rule": {"type": "as_is"}},
      {"id": "b", "name": "B", "weight": 30, "missing": "reweight", "rule": {"type": "as_is"}}]}],
     "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}],
     "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60}}}"#;
    let shown = what_if(document, &["--drop", "a"]).result();
    let last = "Unranked: Y (nothing that counts has a figure)";
    assert_eq!(shown.lines().last(), Some(last));
    let csv = what_if(document, &["--drop", "a", "--format", "csv"]);
    assert!(csv.err.contains(&format!("I · k: {last}")), "{}", csv.err);
}
