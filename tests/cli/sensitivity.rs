//! `score sensitivity`: where the scatter of ranks comes from.

use serde_json::Value;

use crate::support::{Run, command, run};

/// x leads under an arithmetic mean, y under a geometric one; errors are too small to matter.
const DOCUMENT: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
  {"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}, "error": {"within": 0.001}},
  {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}],
 "values": {"x": {"a": 90, "b": 10}, "y": {"a": 50, "b": 40}},
 "alternatives": [{"name": "kind of mean", "aggregate": ["geometric"]}]}"#;

fn sensitivity(arguments: &[&str]) -> Run {
    run(command().args(["sensitivity", "-", "--draws", "100"]).args(arguments).write_stdin(DOCUMENT))
}

#[test]
fn the_factor_that_matters_has_the_variance() {
    let drawn = ["--weights", "declared", "--methods", "--errors", "--format", "json"];
    let found: Value = sensitivity(&drawn).found();
    let factors = found["factors"].as_array().unwrap();
    let names: Vec<&str> = factors.iter().map(|one| one["factor"].as_str().unwrap()).collect();
    assert_eq!(names, ["kind of mean", "errors"]);
    assert_eq!((&factors[1]["first"]["value"], &factors[1]["total"]["value"]), (&Value::from(0), &Value::from(0)));
    assert!(factors[0]["total"]["value"].as_f64().unwrap() > 0.7, "{found}");
    assert!(factors[0]["subjects"]["x"]["total"].as_f64().unwrap() > 0.7, "{found}");
    assert_eq!((&found["rows"], &found["failed"]), (&Value::from(100), &Value::from(0)));
}

#[test]
fn the_table_says_what_was_drawn() {
    let table = sensitivity(&["--methods"]).result();
    assert!(table.contains("weights, level 1") && table.contains("kind of mean"), "{table}");
    assert!(table.contains("100 rows, seed 1, uniform; methods; ChaCha8"), "{table}");
}

#[test]
fn what_cannot_be_drawn_is_wrong_usage() {
    let nothing = sensitivity(&["--weights", "declared"]).complaint(2);
    assert!(nothing.contains("nothing is drawn: weights that can vary"), "{nothing}");
    assert!(sensitivity(&["--draws", "1"]).complaint(2).contains("--draws"));
    let plain = DOCUMENT.replace(r#", "error": {"within": 0.001}"#, "");
    let errors = run(command().args(["robustness", "-", "--errors"]).write_stdin(plain)).complaint(2);
    assert!(errors.contains("the index `i` has no indicator with an `error` to draw"), "{errors}");
}
