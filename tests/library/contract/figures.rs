//! Figures: missing and not applicable, measures, transforms, targets, rounding on the way, groups.

use super::{as_is, at, evaluated, refusal, result, ruled, text, total};

/// Weights 50, 30, 20 of a, b, c; x lacks b.
fn lacking(b: &str, policy: &str) -> String {
    let children = [as_is("a", "50", ""), as_is("b", "30", policy), as_is("c", "20", "")];
    let x = format!(r#""a": 80, "b": {b}, "c": 10"#);
    text("", &children, &[("x", &x), ("y", r#""a": 40, "b": 60, "c": 20"#), ("z", r#""a": 10, "b": 90, "c": 0"#)], "")
}

#[test]
fn a_missing_figure_is_an_error_unless_said_otherwise() {
    assert_eq!(refusal(&lacking("null", "")), ["values.x.b"]);
}

#[test]
fn its_weight_may_go_to_present_siblings() {
    // (50·80 + 20·10)/70 = 60.
    assert_eq!(total(&result(&lacking("null", r#""missing": "reweight","#)), "x"), "60");
}

#[test]
fn not_applicable_always_reweights() {
    for policy in ["", r#""missing": "unranked","#, r#""missing": {"score": 0},"#] {
        assert_eq!(total(&result(&lacking(r#""n/a""#, policy)), "x"), "60");
    }
}

#[test]
fn the_subject_may_get_no_place() {
    let result = result(&lacking("null", r#""missing": "unranked","#));
    assert_eq!(result.unranked[0].subject, "x");
    assert!(result.unranked[0].reason.contains("`b`"));
    assert_eq!(result.ranking.len(), 2);
}

#[test]
fn a_score_or_a_figure_may_stand_in() {
    // Observed are 60 and 90; 0.5·80 + 0.2·10 = 42 is the rest of x.
    for (policy, b) in [
        (r#"{"score": 0}"#, "42"),
        (r#"{"impute": "mean"}"#, "64.5"),
        (r#"{"impute": "median"}"#, "64.5"),
        (r#"{"impute": "worst"}"#, "60"),
    ] {
        assert_eq!(total(&result(&lacking("null", &format!(r#""missing": {policy},"#))), "x"), b, "{policy}");
    }
}

#[test]
fn the_worst_is_the_largest_where_less_is_better() {
    let rule = r#"{"type": "min_max", "min": 0, "max": 100}"#;
    let child = ruled("a", rule, r#""direction": "lower", "missing": {"impute": "worst"},"#);
    let result = result(&text("", &[child], &[("x", r#""a": null"#), ("y", r#""a": 60"#), ("z", r#""a": 90"#)], ""));
    assert_eq!(total(&result, "x"), "10");
}

#[test]
fn previous_and_group_figures_may_stand_in() {
    let document = |policy: &str| {
        let child = as_is("a", "100", &format!(r#""missing": {{"impute": "{policy}"}},"#));
        let plain = text(
            "",
            &[child],
            &[("x", r#""a": null"#), ("y", r#""a": 20"#), ("z", r#""a": 90"#)],
            r#", "previous": {"x": {"a": 33}}"#,
        );
        plain
            .replace(r#""id": "x", "#, r#""id": "x", "group": "one", "#)
            .replace(r#""id": "y", "#, r#""id": "y", "group": "one", "#)
    };
    assert_eq!(total(&result(&document("previous")), "x"), "33");
    assert_eq!(total(&result(&document("group_mean")), "x"), "20");
    assert_eq!(total(&result(&document("group_median")), "x"), "20");
}

#[test]
fn what_stands_in_leaves_a_notice() {
    let evaluation = evaluated(&lacking("null", r#""missing": {"impute": "mean"},"#)).unwrap();
    let [notice] = evaluation.notices.as_slice() else { panic!("{:?}", evaluation.notices) };
    assert_eq!((notice.index.as_str(), notice.subject.as_deref(), notice.node.as_deref()), ("i", Some("x"), Some("b")));
    assert_eq!(notice.what.name(), "imputed");
    assert!(notice.text.contains("75"), "{}", notice.text);
}

fn dimension(extra: &str, b: &str, c: &str) -> String {
    let inner =
        [as_is("b", "60", r#""missing": "reweight","#), as_is("c", "40", r#""missing": "reweight","#)].join(", ");
    let d = format!(r#"{{"id": "d", "name": "D", "weight": 50, {extra} "children": [{inner}]}}"#);
    let x = format!(r#""a": 80, "b": {b}, "c": {c}"#);
    text("", &[as_is("a", "50", ""), d], &[("x", &x), ("y", r#""a": 1, "b": 1, "c": 1"#)], "")
}

#[test]
fn a_dimension_without_anything_present_is_missing_itself() {
    let result = result(&dimension("", "null", r#""n/a""#));
    assert_eq!((total(&result, "x").as_str(), at(&result, "x", "d")), ("80", None));
}

#[test]
fn too_little_coverage_makes_a_dimension_missing() {
    // Present are 40 of 100; where b does not apply, 40 of 40.
    assert_eq!(at(&result(&dimension(r#""min_coverage": 0.4,"#, "null", "30")), "x", "d"), Some("30".into()));
    assert_eq!(at(&result(&dimension(r#""min_coverage": 0.41,"#, "null", "30")), "x", "d"), None);
    assert_eq!(at(&result(&dimension(r#""min_coverage": 0.41,"#, r#""n/a""#, "30")), "x", "d"), Some("30".into()));
}

#[test]
fn a_subject_with_nothing_present_is_unranked_with_the_reason() {
    let child = as_is("a", "100", r#""missing": "reweight","#);
    let result = result(&text("", &[child], &[("x", r#""a": null"#), ("y", r#""a": 1"#)], ""));
    assert_eq!((result.unranked[0].subject.as_str(), result.unranked[0].reason.is_empty()), ("x", false));
}

#[test]
fn change_and_growth_are_measured_from_the_previous_figure() {
    let document = |measure: &str, previous: &str| {
        let child = ruled("a", r#"{"type": "as_is", "min": -100, "max": 100}"#, &format!(r#""measure": "{measure}","#));
        text("", &[child], &[("x", r#""a": 44"#)], &format!(r#", "previous": {{"x": {{"a": {previous}}}}}"#))
    };
    assert_eq!(total(&result(&document("change", "40")), "x"), "4");
    assert_eq!(total(&result(&document("growth", "40")), "x"), "10");
    assert_eq!(refusal(&document("growth", "0")), ["previous.x.a"]);
    assert_eq!(refusal(&document("growth", "null")), ["previous.x.a"]);
}

#[test]
fn goalposts_are_transformed_with_the_value() {
    // ln(x/100)/ln(750): at 100·√750 = 2738.6127… half.
    let child = ruled("a", r#"{"type": "min_max", "min": 100, "max": 75000}"#, r#""transform": "ln","#);
    let result =
        result(&text("", &[child], &[("x", r#""a": 75000"#), ("y", r#""a": "2738.61278752583056728484""#)], ""));
    assert_eq!((total(&result, "x").as_str(), total(&result, "y").as_str()), ("100", "50"));
    let child = ruled("a", r#"{"type": "as_is"}"#, r#""transform": "sqrt","#);
    assert_eq!(refusal(&text("", &[child], &[("x", r#""a": -1"#)], "")), ["values.x.a"]);
}

#[test]
fn a_subjects_own_target_goes_before_the_rules() {
    let child = ruled("a", r#"{"type": "completion", "target": 50}"#, "");
    let result =
        result(&text("", &[child], &[("x", r#""a": 40"#), ("y", r#""a": 40"#)], r#", "targets": {"y": {"a": 80}}"#));
    assert_eq!((total(&result, "x").as_str(), total(&result, "y").as_str()), ("80", "50"));
}

#[test]
fn nothing_is_rounded_on_the_way_unless_said() {
    // 200/3 each; rounded to 66.67 before the mean where so said.
    let rule = r#"{"type": "completion", "target": 3}"#;
    let document = |round: &str| text("", &[ruled("a", rule, round)], &[("x", r#""a": 2"#)], "");
    assert_eq!(total(&result(&document("")), "x"), "66.666666666667");
    assert_eq!(total(&result(&document(r#""round": {"decimals": 2},"#)), "x"), "66.67");
    assert_eq!(total(&result(&document(r#""round": {"decimals": 0, "mode": "floor"},"#)), "x"), "66");
}

#[test]
fn data_driven_rules_may_look_at_the_own_group_only() {
    let child = ruled("a", r#"{"type": "min_max"}"#, r#""within": "group","#);
    let plain =
        text("", &[child], &[("x", r#""a": 1"#), ("y", r#""a": 3"#), ("z", r#""a": 2"#), ("w", r#""a": 9"#)], "");
    let document = plain
        .replace(r#""id": "x", "#, r#""id": "x", "group": "one", "#)
        .replace(r#""id": "z", "#, r#""id": "z", "group": "one", "#)
        .replace(r#""id": "y", "#, r#""id": "y", "group": "two", "#)
        .replace(r#""id": "w", "#, r#""id": "w", "group": "two", "#);
    let result = result(&document);
    assert_eq!(["x", "z", "y", "w"].map(|id| total(&result, id)), ["0", "100", "0", "100"]);
    assert_eq!(refusal(&plain), ["indexes[0].children[0].within"]);
}

#[test]
fn numbers_may_stand_in_strings_and_are_read_exactly() {
    let result = result(&text("", &[as_is("a", "100", "")], &[("x", r#""a": "12.345""#), ("y", r#""a": 12.345"#)], ""));
    assert_eq!(total(&result, "x"), "12.345");
    assert_eq!(super::places(&result), ["x 1", "y 1"]);
}
