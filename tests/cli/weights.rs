//! `score weights`: weights by order, judgements and data.

use serde_json::Value;

use crate::support::{Run, command, file, run};

/// Four indicators whose figures are all there.
const FOUR: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
  {"id": "a", "name": "A", "weight": 25, "rule": {"type": "min_max"}},
  {"id": "b", "name": "B", "weight": 25, "rule": {"type": "min_max"}},
  {"id": "c", "name": "C", "weight": 25, "rule": {"type": "min_max"}, "direction": "lower"},
  {"id": "d", "name": "D", "weight": 25, "rule": {"type": "min_max"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}, {"id": "z", "name": "Z", "kind": "k"}],
 "values": {"x": {"a": 80, "b": 10, "c": 5, "d": 7}, "y": {"a": 60, "b": 50, "c": 2, "d": 7}, "z": {"a": 70, "b": 20, "c": 0, "d": 7}}}"#;

/// `asem/20_ahp_example.csv`, a textbook matrix of Saaty's.
const JUDGED: &str = r#"{"items": ["a", "b", "c", "d"],
 "matrix": [[1, 3, 5, 7], ["1/3", 1, 3, 5], ["1/5", "1/3", 1, 3], ["1/7", "1/5", "1/3", 1]]}"#;

fn weights(arguments: &[&str]) -> Run {
    run(command().args(["weights", "-"]).args(arguments).write_stdin(FOUR))
}

#[test]
fn weights_by_order_total_one() {
    assert_eq!(
        weights(&["--method", "rank_order_centroid"]).result(),
        "\
I · k: children of i by rank_order_centroid
Node    Weight
────  ────────
a     0.520833
b     0.270833
c     0.145833
d     0.062500
"
    );
}

#[test]
fn judgements_give_weights_and_their_consistency() {
    let matrix = file("judged.json", JUDGED);
    let path = matrix.to_str().unwrap();
    let json: Value =
        serde_json::from_str(&weights(&["--method", "ahp", "--matrix", path, "--format", "json"]).result()).unwrap();
    assert_eq!((&json["method"], &json["node"]), (&"ahp".into(), &"i".into()));
    let near = |value: &Value, expected: f64| assert!((value.as_f64().unwrap() - expected).abs() < 1e-9, "{value}");
    near(&json["weights"]["a"], 0.565_009_053_799_047);
    near(&json["diagnostics"]["lambda_max"], 4.116_982_443_447_268);
    near(&json["diagnostics"]["cr"], 0.043_326_830_906_396);
    assert_eq!(json["diagnostics"]["random_index"], 0.9);
}

#[test]
fn a_child_that_separates_nobody_weighs_nothing() {
    let json: Value = serde_json::from_str(&weights(&["--method", "critic", "--format", "json"]).result()).unwrap();
    assert_eq!(json["weights"]["d"], 0);
}

#[test]
fn what_cannot_be_weighed_is_one_line() {
    assert!(weights(&["--method", "magic"]).complaint(2).contains("expected one of equal, rank_order_centroid"));
    assert_eq!(
        weights(&["--method", "equal", "--node", "e"]).complaint(2),
        "error: there is no node `e` with children\n"
    );
    assert_eq!(weights(&["--method", "ahp"]).complaint(2), "error: judgements of pairs are needed: --matrix FILE\n");
    assert_eq!(
        weights(&["--method", "merec"]).complaint(1),
        "`merec` cannot weigh `c`: a figure is 0, expected above 0\n"
    );
    for (name, matrix, said) in [
        ("square.json", r#"{"items": ["a", "b"], "matrix": [[1, 2]]}"#, "the matrix is not square; found 1 rows"),
        ("zero.json", r#"{"items": ["a", "b"], "matrix": [[1, 0], [2, 1]]}"#, "`a` against `b`; found \"0\""),
        (
            "mirror.json",
            r#"{"items": ["a", "b"], "matrix": [[1, 2], [2, 1]]}"#,
            "found 2 and 2, expected 1, or one the reciprocal",
        ),
        (
            "others.json",
            r#"{"items": ["a", "e"], "matrix": [[1, 2], ["1/2", 1]]}"#,
            "judgements of a, e, expected the children of `i`",
        ),
    ] {
        let path = file(name, matrix);
        let complaint = weights(&["--method", "ahp", "--matrix", path.to_str().unwrap()]).complaint(1);
        assert!(complaint.contains(said) && complaint.lines().count() == 1, "{complaint}");
    }
}
