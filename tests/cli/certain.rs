//! `score certain`: the ranks that are possible whatever the weights.

use serde_json::{Value, json};

use crate::support::{DOCUMENT, Run, command, run};

/// x leads y by 20 on `a` and trails by 10 on `b`: certain while each weight is off by less than a third.
const TWO: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
  {"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}},
  {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}],
 "values": {"x": {"a": 80, "b": 40}, "y": {"a": 60, "b": 50}}}"#;

fn certain(document: &str, arguments: &[&str]) -> Run {
    run(command().args(["certain", "-"]).args(arguments).write_stdin(document))
}

#[test]
fn bounds_are_shown() {
    assert_eq!(
        certain(TWO, &["--within", "50%"]).result(),
        "\
I · k
Subject  Best  Worst  Bounds  Certainly behind it
───────  ────  ─────  ──────  ───────────────────
X           1      2  exact                     0
Y           1      2  exact                     0
Weights: 50%
2 of 2 subjects can be first: X, Y.
"
    );
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let json: Value = certain(TWO, &["--format", "json"]).found();
    assert_eq!(json["within"], "25%");
    assert_eq!(json["subjects"]["x"], json!({ "best": 1, "worst": 1, "exact": true }));
    assert_eq!(json["ahead"], json!({ "x": ["y"], "y": [] }));
}

#[test]
fn what_cannot_be_is_one_line() {
    assert!(certain(TWO, &["--within", "much"]).complaint(2).contains("expected a share such as `25%`"));
    let range = certain(TWO, &["--within", "150%"]).complaint(2);
    assert_eq!(range, "error: the range of weights is 150%, expected 0% to 100%\n");
    assert!(certain(DOCUMENT, &["--within", "free"]).result().contains("Weights: free"));
}
