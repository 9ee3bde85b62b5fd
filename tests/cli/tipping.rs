//! `score tipping`: how far weights can go before something changes.

use serde_json::{Value, json};

use crate::support::{DOCUMENT, Run, command, run};

/// Two subjects by hand: x is ahead while the share of `b` is below a third.
const TWO: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
  {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
  {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}],
 "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#;

fn tipping(document: &str, arguments: &[&str]) -> Run {
    run(command().args(["tipping", "-"]).args(arguments).write_stdin(document))
}

#[test]
fn ranges_and_swaps_are_shown() {
    assert_eq!(
        tipping(TWO, &[]).result(),
        "\
I · k: shares
Node   Share  Same ranking   Same first
────  ──────  ────────────  ───────────
a     0.7000   (0.6667, 1]  (0.6667, 1]
b     0.3000   [0, 0.3333)  [0, 0.3333)
( ) something changes at the end itself; [ ] only beyond it. Ends are rounded inwards.
The first place changes soonest when the share of a goes from 0.7000 beyond 0.6667.

I · k: neighbours
Ahead  Behind  Swapped by    from      to  Equal by all
─────  ──────  ──────────  ──────  ──────  ────────────
X      Y       a           0.7000  0.6667        0.0667
"
    );
}

#[test]
fn csv_has_every_end_in_a_cell_of_its_own() {
    let text = tipping(TWO, &["--format", "csv"]).result().replace('\r', "");
    let expected = "\
index,node,name,share,same_ranking_low,same_ranking_low_is,same_ranking_high,same_ranking_high_is,\
same_first_low,same_first_low_is,same_first_high,same_first_high_is
i,a,A,0.7,0.666666666667,open,1,closed,0.666666666667,open,1,closed
i,b,B,0.3,0,closed,0.333333333333,open,0,closed,0.333333333333,open
";
    assert_eq!(text, expected);
}

#[test]
fn ends_are_rounded_inwards_and_never_to_the_present_share() {
    // x is at 80 − 70t and y at 60 − 10t for the share t of b: equal at 1/3, which is beyond 0.333333. At the present share of
    // 1/3, or 0.33333, y or x is no more than a hair ahead.
    let cell = |a: &str, b: &str| {
        let document = TWO
            .replace("\"weight\": 70", &format!("\"weight\": {a}"))
            .replace("\"weight\": 30", &format!("\"weight\": {b}"));
        let document = document
            .replace("\"kind\": \"k\", \"children\"", "\"kind\": \"k\", \"weights\": \"relative\", \"children\"");
        let text = tipping(&document, &[]).result();
        text.lines().find(|line| line.starts_with("b ")).unwrap().to_owned()
    };
    assert_eq!(cell("2", "1"), "b     0.3333  [0.3333, 0.3333]  [0.3333, 0.3333]");
    assert_eq!(cell("66.667", "33.333"), "b     0.3333  [0, 0.333333)  [0, 0.333333)");
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let one: Value = tipping(TWO, &["--format", "json"]).found();
    assert_eq!(one["nodes"]["b"]["weight"], json!(0.3));
    assert_eq!(one["nodes"]["b"]["ranking"], json!([null, 0.333_333_333_333]));
    assert_eq!(one["nodes"]["b"]["ends"]["ranking"], json!([null, { "exact": "1/3", "open": true }]));
    assert_eq!(one["nodes"]["b"]["ends"]["first"], one["nodes"]["b"]["ends"]["ranking"]);
    assert_eq!((&one["pairs"][0]["node"], &one["pairs"][0]["exact_to"]), (&json!("a"), &json!("2/3")));
    assert_eq!(one["together"][0]["exact_distance"], "1/15");
    assert_eq!(one["together"][0]["distance"], json!(0.066_666_666_667));
}

#[test]
fn one_index_of_several_stands_in_the_same_envelope() {
    let json = |more: &[&str]| -> Value {
        let run = tipping(DOCUMENT, &[&["--format", "json"], more].concat());
        serde_json::from_str(&run.result()).unwrap()
    };
    let (several, cities) = (json(&[]), json(&["--index", "cities"]));
    assert_eq!((&several["format"], &several["title"]), (&json!("evalindex-tipping/1"), &json!("Hand-worked")));
    assert_eq!(several["generator"]["name"], "evalindex");
    let ids: Vec<&Value> = several["indexes"].as_array().unwrap().iter().map(|index| &index["id"]).collect();
    assert_eq!(ids, ["cities", "departments"]);
    assert!(several["indexes"][0]["nodes"]["green"]["grades"].is_array());
    for member in ["format", "generator", "document", "title"] {
        assert_eq!(cities[member], several[member]);
    }
    assert_eq!(cities["indexes"], json!([several["indexes"][0]]));
}

#[test]
fn an_unknown_index_is_wrong_usage() {
    let said = tipping(DOCUMENT, &["--index", "towns"]).complaint(2);
    assert_eq!(said, "error: there is no index `towns` (known indexes: cities, departments)\n");
    let said = tipping(DOCUMENT, &["--index", "citties"]).complaint(2);
    assert_eq!(
        said,
        "error: there is no index `citties`; did you mean `cities`? (known indexes: cities, departments)\n"
    );
}
