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
Node   Share  Same ranking  Same first
────  ──────  ────────────  ──────────
a     0.7000    0.6667 – 1  0.6667 – 1
b     0.3000    0 – 0.3333  0 – 0.3333

I · k: neighbours
Ahead  Behind  Swapped by    from      to  Equal by all
─────  ──────  ──────────  ──────  ──────  ────────────
X      Y       a           0.7000  0.6667        0.0667
"
    );
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let one: Value = serde_json::from_str(&tipping(TWO, &["--format", "json"]).result()).unwrap();
    assert_eq!(one["nodes"]["b"]["weight"], json!(0.3));
    assert_eq!(one["nodes"]["b"]["ranking"], json!([null, 0.333_333_333_333]));
    assert_eq!(one["pairs"][0]["node"], "a");
    assert_eq!(one["together"][0]["distance"], json!(0.066_666_666_667));
    // Of several indexes each stands under its id.
    let several: Value = serde_json::from_str(&tipping(DOCUMENT, &["--format", "json"]).result()).unwrap();
    assert!(several["indexes"]["cities"]["nodes"]["green"]["grades"].is_array());
    assert_eq!(several["title"], "Hand-worked");
    let cities = tipping(DOCUMENT, &["--index", "cities", "--format", "json"]).result();
    let mut cities: Value = serde_json::from_str(&cities).unwrap();
    assert_eq!(cities.as_object_mut().unwrap().remove("title"), Some(json!("Hand-worked")));
    assert_eq!(cities, several["indexes"]["cities"]);
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
