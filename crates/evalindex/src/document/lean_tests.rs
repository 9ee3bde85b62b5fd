//! A build without the feature `data-weights`: documents are read and checked as in any other, and refused when prepared.

use super::Document;
use crate::support::Refused;
use crate::support::problem::ProblemKind;

/// Two indicators, weighed in a way.
fn document(weights: &str) -> Result<Document, Refused> {
    let from = format!(r#""weights": {{"from": {weights}}}"#);
    Document::from_json(&format!(
        r#"{{"format": "evalindex/1",
            "indexes": [{{"id": "i", "name": "I", "kind": "k", {from}, "children": [
              {{"id": "a", "name": "A", "rule": {{"type": "as_is"}}}},
              {{"id": "b", "name": "B", "rule": {{"type": "as_is"}}}}]}}],
            "subjects": [{{"id": "x", "name": "X", "kind": "k"}}, {{"id": "y", "name": "Y", "kind": "k"}}],
            "values": {{"x": {{"a": 80, "b": 10}}, "y": {{"a": 60, "b": 50}}}}}}"#
    ))
}

#[test]
fn weights_by_data_are_read_and_refused_by_name_when_prepared() {
    for (weights, name) in [
        (r#""entropy""#, "entropy"),
        (r#""standard_deviation""#, "standard_deviation"),
        (r#""standard_deviation_raw""#, "standard_deviation_raw"),
        (r#""critic""#, "critic"),
        (r#""merec""#, "merec"),
        (r#""principal_components""#, "principal_components"),
        (r#"{"benefit_of_the_doubt": {"least": 0.2}}"#, "benefit_of_the_doubt"),
        (r#"{"target_importances": {"a": 1, "b": 2}}"#, "target_importances"),
        (
            r#"{"best_worst": {"best": "a", "worst": "b", "best_to_others": [1, 3], "others_to_worst": [3, 1]}}"#,
            "best_worst",
        ),
    ] {
        let refused = document(weights).unwrap().prepare().unwrap_err();
        let [problem] = refused.problems() else { panic!("{refused}") };
        let what =
            format!("weights from `{name}` need the feature `data-weights`, which this build of evalindex lacks");
        assert_eq!((problem.kind, problem.what.as_str()), (ProblemKind::Weights, what.as_str()));
        assert_eq!(problem.path, "indexes[0].weights");
    }
}

#[test]
fn what_is_wrong_with_them_is_found_as_in_any_build() {
    let ends = r#"{"best_worst": {"best": "a", "worst": "b", "best_to_others": [1, 3], "others_to_worst": [2, 1]}}"#;
    let refused = document(ends).unwrap_err();
    assert_eq!(refused.problems()[0].what, "judgements: `a` against `b`");
    assert!(document(r#""entropie""#).unwrap_err().to_string().contains("entropy"));
}

#[test]
fn weights_by_order_and_by_judgements_of_pairs_are_computed() {
    // x: (2·80 + 10)/3.
    let evaluation = document(r#""rank_sum""#).unwrap().evaluate().unwrap();
    assert_eq!(evaluation.indexes[0].ranking[0].score.to_string(), "56.67");
    assert!(document(r#"{"ahp": [[1, 2], ["1/2", 1]]}"#).unwrap().prepare().is_ok());
}
