//! `score leave-out`: what becomes of the ranking without one.

use serde_json::{Value, json};

use crate::support::{Run, command, run};

/// By hand: z 60, x 40, y 33.25; without z y 60, x 40; a alone x 100, y 80, z 0; b alone z 100, y 2.08, x 0.
const THREE: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
  {"id": "a", "name": "A", "weight": 40, "rule": {"type": "min_max"}},
  {"id": "b", "name": "B", "weight": 60, "rule": {"type": "min_max"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"},
  {"id": "z", "name": "Z", "kind": "k"}],
 "values": {"x": {"a": 10, "b": 4}, "y": {"a": 8, "b": 6}, "z": {"a": 0, "b": 100}}}"#;

fn leave_out(document: impl Into<Vec<u8>>, arguments: &[&str]) -> Run {
    run(command().args(["leave-out", "-"]).args(arguments).write_stdin(document))
}

#[test]
fn each_is_shown_with_what_becomes_of_the_ranking() {
    assert_eq!(
        leave_out(THREE, &[]).result(),
        "\
I · k: without a node
Without  Weight  Mean move  Pairs reversed  Farthest  First
───────  ──────  ─────────  ──────────────  ────────  ─────
a            40       0.67               1  X 2 → 3   Z
b            60       1.33               2  Z 1 → 3   X

I · k: without a subject
Without  Mean move  Pairs reversed  Farthest  First
───────  ─────────  ──────────────  ────────  ─────
X             0.00               0  –         Z
Y             0.00               0  –         Z
Z             1.00               1  X 1 → 2   Y
"
    );
}

#[test]
fn json_tells_nodes_and_subjects_by_id() {
    let found: Value = leave_out(THREE, &["--format", "json"]).found();
    let z = json!({
        "mean_change": 1, "largest": { "subject": "x", "before": 1, "after": 2 }, "reversed": 1, "first": ["y"],
    });
    assert_eq!(found["subjects"]["z"], z);
    assert_eq!(found["nodes"].as_object().unwrap().len(), 2);
    let nodes: Value = leave_out(THREE, &["--format", "json", "--only", "nodes"]).found();
    assert_eq!((&nodes["nodes"], &nodes["subjects"]), (&found["nodes"], &json!({})));
}

#[test]
fn what_gives_no_ranking_says_why() {
    let text = THREE.replace(
        r#""rule": {"type": "min_max"}},"#,
        r#""rule": {"type": "distance_to_reference", "reference": "y"}},"#,
    );
    let table = leave_out(text.as_str(), &["--only", "subjects"]).result();
    let row = "Y                –               –  –         –";
    let line = "Without Y there is no ranking: indexes[0].children[0].rule: `a` cannot be scored:";
    assert!(table.contains(row) && table.contains(line), "{table}");
    assert!(leave_out(THREE, &["--index", "j"]).complaint(2).contains("no index `j`"));
    assert!(leave_out(THREE, &["--only", "x"]).complaint(2).contains("--only"));
}
