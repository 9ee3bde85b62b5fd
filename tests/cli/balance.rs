//! `score balance`: weights beside influence.

use serde_json::{Value, json};

use crate::support::{Run, command, run};

/// b is the same for everybody, c is a again.
const DOCUMENT: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
  {"id": "a", "name": "A", "weight": 20, "rule": {"type": "as_is"}},
  {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}},
  {"id": "c", "name": "C", "weight": 30, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}],
 "values": {"x": {"a": 80, "b": 10, "c": 8}, "y": {"a": 60, "b": 10, "c": 6}}}"#;

fn balance(arguments: &[&str]) -> Run {
    run(command().args(["balance", "-"]).args(arguments).write_stdin(DOCUMENT))
}

#[test]
fn a_table_shows_weight_and_influence() {
    // Alpha of a, b, c: variances 400, 0, 4 (times n²), of the sums 98 and 76: 484; 1.5·(1 − 404/484).
    assert_eq!(
        balance(&[]).result(),
        "\
I · k: balance
Node  Weight  Share  Influence  In whole  With parent  With index  Alpha
────  ──────  ─────  ─────────  ────────  ───────────  ──────────  ─────
a         20  0.200      0.500     0.200        1.000       1.000      –
b         50  0.500          –     0.500            –           –      –
c         30  0.300      0.500     0.300        1.000       1.000      –
2 ranked subjects; alpha of all: 0.248
Separates nobody: b

I · k: near-duplicates
Indicator  and  Correlation
─────────  ───  ───────────
a          c          1.000
"
    );
}

#[test]
fn json_is_for_machines_and_wrong_usage_is_named() {
    let found: Value = balance(&["--format", "json"]).found();
    assert_eq!((&found["constant"], &found["nodes"]["a"]["influence"]), (&json!(["b"]), &json!(0.5)));
    for bad in ["--duplicates=1.1", "--duplicates=-1", "--duplicates=x"] {
        assert!(balance(&[bad]).complaint(2).contains("expected a correlation from 0 to 1"), "{bad}");
    }
}
