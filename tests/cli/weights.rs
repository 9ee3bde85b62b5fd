//! `score weights`: weights by order, judgements and data.

use serde_json::Value;

use crate::support::{DOCUMENT, Run, command, file, run};

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
    let json: Value = weights(&["--method", "ahp", "--matrix", path, "--format", "json"]).found();
    assert_eq!((&json["method"], &json["node"]), (&"ahp".into(), &"i".into()));
    let near = |value: &Value, expected: f64| assert!((value.as_f64().unwrap() - expected).abs() < 1e-9, "{value}");
    near(&json["weights"]["a"], 0.565_009_053_799_047);
    near(&json["diagnostics"]["lambda_max"], 4.116_982_443_447_268);
    near(&json["diagnostics"]["cr"], 0.043_326_830_906_396);
    assert_eq!(json["diagnostics"]["random_index"], 0.9);
}

#[test]
fn a_child_that_separates_nobody_weighs_nothing() {
    let json: Value = weights(&["--method", "critic", "--format", "json"]).found();
    assert_eq!(json["weights"]["d"], 0);
}

#[test]
fn what_cannot_be_weighed_is_one_line() {
    assert!(weights(&["--method", "magic"]).complaint(2).contains("expected one of equal, rank_order_centroid"));
    assert_eq!(
        weights(&["--method", "equal", "--node", "e"]).complaint(2),
        "error: there is no node `e` with children\n"
    );
    assert_eq!(weights(&["--method", "ahp"]).complaint(2), "error: judgements are needed: --matrix FILE\n");
    assert_eq!(
        weights(&["--method", "merec"]).complaint(1),
        "standard input: `merec` cannot weigh `c`: a figure is 0, expected above 0\n"
    );
    for (name, matrix, said) in [
        ("square.json", r#"{"items": ["a", "b"], "matrix": [[1, 2]]}"#, "the matrix is not square; found 1 rows"),
        ("zero.json", r#"{"items": ["a", "b"], "matrix": [[1, 0], [2, 1]]}"#, "`a` against `b`; found \"0\""),
        ("list.json", "[]", "judgements are an object"),
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

#[test]
fn the_best_and_the_worst_give_weights() {
    // Wholly consistent: 8 = 2·4 = 4·2, so weights are 8/15, 4/15, 2/15 and 1/15.
    let ends = r#"{"items": ["a", "b", "c", "d"], "best": "a", "worst": "d",
     "best_to_others": [1, 2, 4, 8], "others_to_worst": ["8", 4, 2, 1]}"#;
    let path = file("ends.json", ends);
    let arguments = ["--method", "best_worst", "--judgements", path.to_str().unwrap()];
    assert_eq!(
        weights(&arguments).result(),
        "\
I · k: children of i by best_worst
Node    Weight
────  ────────
a     0.533333
b     0.266667
c     0.133333
d     0.066667
xi: 0
input_consistency: 0
"
    );
}

#[test]
fn budgets_give_weights_and_how_far_experts_differ() {
    let budgets = r#"{"items": ["a", "b", "c", "d"], "budgets": [[40, 30, 20, 10], [60, 20, 10, 10]]}"#;
    let path = file("budgets.json", budgets);
    let arguments = ["--method", "budget_allocation", "--matrix", path.to_str().unwrap(), "--format", "json"];
    let json: Value = weights(&arguments).found();
    assert_eq!(json["weights"], serde_json::json!({ "a": 0.5, "b": 0.25, "c": 0.15, "d": 0.1 }));
    assert_eq!((&json["diagnostics"]["experts"], &json["diagnostics"]["most"]["a"]), (&2.into(), &0.6.into()));
}

/// Two children whose scores go against each other.
const TWO: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
  {"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}},
  {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"}, {"id": "z", "name": "Z", "kind": "k"}],
 "values": {"x": {"a": 90, "b": 40}, "y": {"a": 60, "b": 80}, "z": {"a": 45, "b": 60}}}"#;

fn of_two(arguments: &[&str]) -> Run {
    run(command().args(["weights", "-"]).args(arguments).write_stdin(TWO))
}

#[test]
fn each_subject_has_the_benefit_of_the_doubt() {
    // Both shares are a half. For x, 90u = 40v: y's 60u + 80v = 240u reaches 1 first, and x is at 180u = 3/4. For y and z,
    // 60u = 80v: x and y reach 1 at 120u, so that y is at 1 and z, being 3/4 of y throughout, at 3/4.
    let arguments = ["--method", "benefit_of_the_doubt", "--least", "0.5", "--format", "json"];
    let json: Value = of_two(&arguments).found();
    let subjects = &json["diagnostics"]["subjects"];
    assert_eq!(subjects["x"]["score"], 0.75);
    assert_eq!(subjects["y"]["score"], 1);
    assert_eq!(subjects["z"]["score"], 0.75);
    assert_eq!(subjects["x"]["shares"], serde_json::json!({ "a": 0.5, "b": 0.5 }));
    assert_eq!(json["weights"], serde_json::json!({ "a": 0.5, "b": 0.5 }));

    let table = of_two(&["--method", "benefit_of_the_doubt", "--least", "0.5"]).result();
    assert!(table.contains("by subject\n") && table.contains("0.750000"), "{table}");
}

#[test]
fn two_children_meet_any_targets() {
    // With equal targets weights times deviations are the same for both, whatever the correlation: weights are as 1/√1050
    // and 1/√800, the sums of squares being 25² + 5² + 20² and 20² + 20², which is 4 to √21.
    let arguments = ["--method", "target_importances", "--target", "a=1", "--target", "b=1", "--format", "json"];
    let json: Value = of_two(&arguments).found();
    assert_eq!(json["diagnostics"]["importances"], serde_json::json!({ "a": 0.5, "b": 0.5 }));
    assert_eq!(json["diagnostics"]["largest_gap"], 0);
    let expected = 4.0 / (4.0 + 21_f64.sqrt());
    assert!((json["weights"]["a"].as_f64().unwrap() - expected).abs() < 1e-9, "{json}");
}

#[test]
fn children_that_go_against_each_other_have_no_common_component() {
    let complaint = of_two(&["--method", "principal_components"]).complaint(1);
    assert_eq!(
        complaint,
        "standard input: `principal_components` cannot weigh `b`: it loads -0.707106781187 on the first component, expected 0 or more\n"
    );
}

#[test]
fn inconsistent_judgements_are_refused_above_a_limit() {
    let path = file("limited.json", JUDGED);
    let limited = |limit| weights(&["--method", "ahp", "--matrix", path.to_str().unwrap(), "--max-cr", limit]);
    assert_eq!(limited("0.05").status, Some(0));
    let complaint = limited("0.04").complaint(1);
    assert!(
        complaint.contains("the judgements are inconsistent: CR is 0.043326830906, expected at most 0.04"),
        "{complaint}"
    );
}

#[test]
fn settings_of_another_method_and_impossible_ones_are_wrong_usage() {
    for (arguments, said) in [
        (&["--method", "entropy", "--least", "0.1"][..], "this method takes no --least"),
        (&["--method", "equal", "--max-cr", "0.1"], "this method takes no --max-cr"),
        (
            &["--method", "benefit_of_the_doubt", "--most", "0.4"],
            "the most share; found 0.4, expected at least 1 over 2",
        ),
        (
            &["--method", "benefit_of_the_doubt", "--least", "0.6"],
            "the least share; found 0.6, expected at most 1 over 2",
        ),
        (
            &["--method", "target_importances", "--target", "a=1"],
            "the target of `b`; found none, expected one for each",
        ),
        (&["--method", "target_importances", "--target", "c=1"], "a target; found `c`, expected one of a, b"),
    ] {
        let complaint = of_two(arguments).complaint(2);
        assert!(complaint.starts_with("error: ") && complaint.contains(said), "{complaint}");
    }
}

#[test]
fn every_fault_of_judgements_has_a_line_and_a_key_twice_is_refused() {
    let judged = |text: &str| {
        let file = file("judgements.json", text);
        run(command().args(["weights", "-", "--method", "ahp", "--matrix"]).arg(file).write_stdin(DOCUMENT))
    };
    let said = judged(r#"{"items": ["innovation", "green"], "matrix": [[1, "x"], [-2, 1]]}"#).complaint(1);
    let lines: Vec<&str> = said.lines().map(|line| line.split_once(": ").unwrap().1).collect();
    assert_eq!(
        lines,
        [
            "judgements: `innovation` against `green`; found \"x\", expected a number above 0, or a fraction such as 1/3",
            "judgements: `green` against `innovation`; found \"-2\", expected a number above 0, or a fraction such as 1/3",
        ]
    );
    let twice = r#"{"items": ["innovation", "green"], "matrix": [[1, 2], [0.5, 1]], "matrix": [[1, 1], [1, 1]]}"#;
    assert!(judged(twice).complaint(1).contains("duplicate field `matrix`"));
    let file = file(
        "ends.json",
        r#"{"items": ["innovation", "green"], "best": "green", "worst": "innovation",
      "best_to_others": ["x", 1], "others_to_worst": [1, null]}"#,
    );
    let said =
        run(command().args(["weights", "-", "--method", "best_worst", "--matrix"]).arg(file).write_stdin(DOCUMENT));
    let lines: Vec<String> =
        said.complaint(1).lines().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect();
    assert_eq!(
        lines,
        [
            "judgements: best_to_others, `innovation`; found \"x\", expected a plain number",
            "judgements: others_to_worst, `green`; found null, expected a plain number",
        ]
    );
}

/// Three items that each outweigh the next one nine times over, in a circle, and a fourth that equals them all: it follows
/// from the symmetry that all weights are nearly alike.
const CIRCLE: &str = r#"{"items": ["a", "b", "c", "d"],
 "matrix": [[1, 9, "1/9", 1], ["1/9", 1, 9, 1], [9, "1/9", 1, 1], [1, 1, 1, 1]]}"#;

#[test]
fn inconsistent_judgements_are_warned_of_in_every_format() {
    let path = file("circle.json", CIRCLE);
    let path = path.to_str().unwrap();
    for format in ["table", "json", "csv", "markdown"] {
        let run = weights(&["--method", "ahp", "--matrix", path, "--format", format]);
        assert_eq!(run.status, Some(0), "{}", run.err);
        let lead = format!("{path}: warning: the judgements are inconsistent: CR ");
        assert!(
            run.err.starts_with(&lead) && run.err.contains(" is above 0.1; `a` against `b`: judged 9"),
            "{}",
            run.err
        );
    }
    let sound = file("sound.json", JUDGED);
    assert_eq!(weights(&["--method", "ahp", "--matrix", sound.to_str().unwrap()]).err, "");
}

#[test]
fn a_document_says_that_its_judgements_are_inconsistent() {
    let from = |matrix: &str| {
        let source = format!(r#""kind": "k", "weights": {{"from": {{"ahp": {matrix}, "max_cr": 9}}}}, "children""#);
        let document = FOUR.replace(r#""kind": "k", "children""#, &source).replace(r#" "weight": 25,"#, "");
        run(command().arg("-").write_stdin(document))
    };
    let circle = from(r#"[[1, 9, "1/9", 1], ["1/9", 1, 9, 1], [9, "1/9", 1, 1], [1, 1, 1, 1]]"#);
    assert!(circle.err.contains("notice: i: the judgements are inconsistent: CR "), "{}", circle.err);
    assert_eq!(circle.status, Some(0));
    let sound = from("[[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]");
    assert!(sound.status == Some(0) && !sound.err.contains("inconsistent"), "{}", sound.err);
}

#[test]
fn csv_has_the_diagnostics_in_a_file_of_their_own() {
    let (path, folder) = (file("told.json", JUDGED), file("told", "").with_extension("tables"));
    let judged = ["--method", "ahp", "--matrix", path.to_str().unwrap(), "--format", "csv"];
    let one = weights(&judged);
    assert_eq!(one.err, "this is the table weights; -o DIR writes it and diagnostics as files\n");
    let into = weights(&[&judged[..], &["-o", folder.to_str().unwrap()]].concat());
    assert_eq!((into.out.as_str(), into.err.as_str(), into.status), ("", "", Some(0)));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(read("weights.csv"), one.out);
    let table = read("diagnostics.csv");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "index,diagnostic,value");
    assert!(lines[1].starts_with("i,lambda_max,4.1169"), "{table}");
    assert_eq!(lines[6], "i,consistency,consistent");
}

/// A share that the children cannot have is wrong usage on the command line, and a problem in a document.
#[test]
fn a_least_share_that_is_too_large_has_the_status_of_where_it_stands() {
    for (least, said) in [("0.6", "expected at most 1 over 2 children"), ("2", "expected 0 to 1")] {
        let complaint = of_two(&["--method", "benefit_of_the_doubt", "--least", least]).complaint(2);
        assert!(complaint.starts_with("error: the least share; ") && complaint.contains(said), "{complaint}");
    }
    let source = r#""kind": "k", "weights": {"from": {"benefit_of_the_doubt": {"least": 0.6, "most": 1}}}, "children""#;
    let document = TWO.replace(r#""kind": "k", "children""#, source).replace(r#" "weight": 50,"#, "");
    run(command().arg("-").write_stdin(document)).complaint(1);
}
