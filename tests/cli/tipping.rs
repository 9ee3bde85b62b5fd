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
Node  Weight   Share  Same ranking   Same first
────  ──────  ──────  ────────────  ───────────
a         70  0.7000   (0.6667, 1]  (0.6667, 1]
b         30  0.3000   [0, 0.3333)  [0, 0.3333)
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
index,node,name,weight,share,same_ranking_low,same_ranking_low_is,same_ranking_high,same_ranking_high_is,\
same_first_low,same_first_low_is,same_first_high,same_first_high_is
i,a,A,70,0.7,0.666666666667,open,1,closed,0.666666666667,open,1,closed
i,b,B,30,0.3,0,closed,0.333333333333,open,0,closed,0.333333333333,open
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
    assert_eq!(cell("2", "1"), "b          1  0.3333  [0.3333, 0.3333]  [0.3333, 0.3333]");
    assert_eq!(cell("66.667", "33.333"), "b     33.333  0.3333  [0, 0.333333)  [0, 0.333333)");
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

#[test]
fn levels_are_indented_beside_the_weights_of_the_document() {
    // c and d below b share its 30 as 1 to 2; a method weighs the children of e, which have no weights of their own.
    let document = TWO.replace(
        r#"{"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}"#,
        r#"{"id": "b", "name": "B", "weight": 18, "children": [
            {"id": "c", "name": "C", "weight": 6, "rule": {"type": "as_is"}},
            {"id": "d", "name": "D", "weight": 12, "rule": {"type": "as_is"}}]},
          {"id": "e", "name": "E", "weight": 12, "weights": {"from": "equal"}, "children": [
            {"id": "f", "name": "F", "rule": {"type": "as_is"}},
            {"id": "g", "name": "G", "rule": {"type": "as_is"}}]}"#,
    );
    let document =
        document.replace(r#""x": {"a": 80, "b": 10}"#, r#""x": {"a": 80, "c": 10, "d": 20, "f": 5, "g": 9}"#);
    let document =
        document.replace(r#""y": {"a": 60, "b": 50}"#, r#""y": {"a": 60, "c": 30, "d": 40, "f": 6, "g": 7}"#);
    for verb in ["tipping", "balance", "leave-out"] {
        let print = |arguments: &[&str]| {
            run(command().args([verb, "-"]).args(arguments).write_stdin(document.as_str())).result()
        };
        let table = print(&[]);
        let rows: Vec<&str> = table.lines().skip(3).take(7).collect();
        let names: Vec<&str> = rows.iter().map(|row| row.split_at(row.len() - row.trim_start().len() + 1).0).collect();
        assert_eq!(names, ["a", "b", "  c", "  d", "e", "  f", "  g"], "{table}");
        let weights: Vec<&str> = rows.iter().map(|row| row.split_whitespace().nth(1).unwrap()).collect();
        assert_eq!(weights, ["70", "18", "6", "12", "12", "–", "–"], "{table}");
        let csv = print(&["--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let at = reader.headers().unwrap().iter().position(|heading| heading == "weight").unwrap();
        let records = reader.records().map(Result::unwrap).take(7);
        let found: Vec<(String, String)> = records.map(|one| (one[1].to_owned(), one[at].to_owned())).collect();
        let expected = [("a", "70"), ("b", "18"), ("c", "6"), ("d", "12"), ("e", "12"), ("f", ""), ("g", "")];
        assert_eq!(found, expected.map(|(id, weight)| (id.to_owned(), weight.to_owned())), "{csv}");
        let json: Value = serde_json::from_str(&print(&["--format", "json"])).unwrap();
        let nodes = &json["indexes"][0]["nodes"];
        assert_eq!((&nodes["d"]["declared"], &nodes["g"]["declared"]), (&json!(12), &Value::Null), "{verb}");
        assert_eq!(nodes["g"].get("declared"), None, "{verb}");
    }
}
