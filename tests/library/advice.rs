//! Each kind of advice at its threshold and beyond it, with figures by hand.

use evalindex::explain::{Advice, AdviceKind};
use evalindex::{Decimal, Document};
use serde_json::{Value, json};

/// The advice of one kind on an index of these children, of subjects with these figures by column.
fn found(what: AdviceKind, children: Value, columns: Value) -> Vec<Advice> {
    let Value::Object(all) = columns else { panic!("{columns}") };
    let count = all.values().map(|column| column.as_array().unwrap().len()).max().unwrap();
    let index = json!({"id": "i", "name": "I", "kind": "city"});
    let mut document = json!({"format": "evalindex/1", "indexes": [index], "subjects": [], "values": {}});
    document["indexes"][0]["children"] = children;
    for row in 0..count {
        let id = format!("s{row}");
        document["subjects"].as_array_mut().unwrap().push(json!({"id": id, "name": id, "kind": "city"}));
        let figures = all.iter().map(|(input, column)| (input.clone(), column[row].clone())).collect();
        document["values"][id] = Value::Object(figures);
    }
    let advice = Document::from_json(&document.to_string()).unwrap().prepare().unwrap().advice("i").unwrap();
    advice.into_iter().filter(|one| one.what == what).collect()
}

/// Indicators whose scores are their figures, with these weights.
fn as_is(weights: &[(&str, u32)]) -> Value {
    let indicator = |(id, weight): &(&str, u32)| json!({"id": id, "name": id, "weight": weight, "missing": "reweight", "rule": {"type": "as_is"}});
    weights.iter().map(indicator).collect()
}

fn figure(advice: &Advice, name: &str) -> Decimal {
    advice.figures.iter().find(|(known, _)| *known == name).unwrap().1
}

/// Nodes (the other one behind a sign) or subjects, and figures, of each piece of advice.
fn shown(found: &[Advice]) -> Vec<String> {
    let about = |one: &Advice| {
        let parts = [&one.subject, &one.node, &one.other].into_iter().flatten();
        let figures = one.figures.iter().map(|(name, value)| format!("{name} {value}"));
        parts.cloned().chain(figures).collect::<Vec<_>>().join(", ")
    };
    found.iter().map(about).collect()
}

/// Whether a correlation `r` is that of a covariance and a product of variances: `r²·product = covariance²`.
fn is_correlation(r: Decimal, covariance: Decimal, product: Decimal) -> bool {
    (r * r * product - covariance * covariance).abs() < Decimal::new(1, 8)
        && r.is_sign_negative() == covariance.is_sign_negative()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_figure_over_100_times_the_median_is_far() {
    let min_max =
        || json!([{"id": "a", "name": "A", "weight": 100, "missing": "reweight", "rule": {"type": "min_max"}}]);
    let far = |column: Value| shown(&found(AdviceKind::FarFigure, min_max(), json!({"a": column})));
    // The median of the absolute values is 3.
    assert!(far(json!([1, -2, 3, 4, 300])).is_empty());
    assert_eq!(far(json!([1, -2, 3, 4, 300.000_001])), ["s4, a, value 300.000001, median 3"]);
    assert_eq!(far(json!([1, -2, 3, -301, 4])), ["s3, a, value -301, median 3"]);
    // Of an even number, the mean of 1 and 2; of zeros, nothing.
    assert_eq!(far(json!([151, 1, 0, 2])), ["s0, a, value 151, median 1.5"]);
    assert!(far(json!([0, 0, 0, 5])).is_empty());
    assert!(far(json!([null, 0.1, 10])).is_empty());
}

#[test]
fn a_column_with_a_denominator_is_judged_by_its_quotients() {
    let per_head = json!([{"id": "a", "name": "A", "weight": 100, "rule": {"type": "min_max"},
        "denominate": {"by": "people", "scale": 1}}]);
    let far = |people: Value| {
        shown(&found(AdviceKind::FarFigure, per_head.clone(), json!({"a": [5, 5, 5000], "people": people})))
    };
    assert!(far(json!([1, 2, 1000])).is_empty());
    assert_eq!(far(json!([1, 1, 1])), ["s2, a, value 5000, median 5"]);
}

#[test]
fn scores_below_minus_one_half_run_against_the_others() {
    let against = |b: Value| {
        let columns = json!({"a": [1, 2, 3, 4, 5], "b": b});
        found(AdviceKind::RunsAgainst, as_is(&[("a", 50), ("b", 50)]), columns)
    };
    // Deviations -2, -1, 0, 1, 2 and 1, -1, 2, 0, -2: covariance -5, variances 10 and 10.
    assert!(against(json!([4, 2, 5, 3, 1])).is_empty());
    // Covariance -5.2, variances 10 and 55.88 less 14.9²/5 = 10.408... of b = 4, 2, 5, 3, 0.9.
    let beyond = against(json!([4, 2, 5, 3, 0.9]));
    assert_eq!(beyond.iter().map(|one| one.node.clone().unwrap()).collect::<Vec<_>>(), ["a", "b"]);
    let product = decimal("10") * (decimal("54.81") - decimal("14.9") * decimal("14.9") / decimal("5"));
    assert!(is_correlation(figure(&beyond[0], "correlation"), decimal("-5.2"), product), "{beyond:?}");
    assert_eq!(figure(&beyond[0], "subjects"), decimal("5"));
    // Of four subjects nothing is judged; a subject without b has no others.
    assert!(against(json!([5, 4, 3, 2, null])).is_empty());
}

#[test]
fn the_others_are_the_mean_of_those_that_a_subject_has() {
    // The means of b and c are 4, 2, 5, 3, 0.9, as above; the last subject has no c.
    let columns = json!({"a": [1, 2, 3, 4, 5], "b": [3, 3, 6, 2, 0.9], "c": [5, 1, 4, 4, null]});
    let found = found(AdviceKind::RunsAgainst, as_is(&[("a", 40), ("b", 30), ("c", 30)]), columns);
    let of_a = found.iter().find(|one| one.node.as_deref() == Some("a")).unwrap();
    let product = decimal("10") * (decimal("54.81") - decimal("14.9") * decimal("14.9") / decimal("5"));
    assert!(is_correlation(figure(of_a, "correlation"), decimal("-5.2"), product), "{found:?}");
}

#[test]
fn more_than_a_third_of_the_scores_are_clamped() {
    let rule = json!([{"id": "a", "name": "A", "weight": 100, "missing": "reweight",
        "rule": {"type": "completion", "target": 10}}]);
    let clamped = |column: Value| shown(&found(AdviceKind::Clamped, rule.clone(), json!({"a": column})));
    assert!(clamped(json!([11, 12, 10, 4, 5, 6])).is_empty());
    assert_eq!(clamped(json!([11, 12, 10, 4, 5])), ["a, clamped 2, scored 5"]);
}

#[test]
fn equal_scores_separate_nobody() {
    let constant = |column: Value| {
        let columns = json!({"a": column, "b": [1, 2, 3]});
        shown(&found(AdviceKind::Constant, as_is(&[("a", 50), ("b", 50)]), columns))
    };
    assert_eq!(constant(json!([60, 60, 60])), ["a, score 60, subjects 3"]);
    assert_eq!(constant(json!([60, null, 60])), ["a, score 60, subjects 2"]);
    assert!(constant(json!([60, null, null])).is_empty());
    // Scores are compared exactly: 10⁻¹³ more is another score.
    let text = "[60, 60, 60.0000000000001]";
    assert!(constant(serde_json::from_str(text).unwrap()).is_empty());
}

#[test]
fn a_weight_is_opposite_where_the_correlation_with_the_parent_is_below_zero() {
    // a: deviations x = -2, -1, 0, 1, 2; b: o - x, with o = 2, -1, -2, -1, 2 orthogonal to x.
    let opposite = |weights: &[(&str, u32)]| {
        let columns = json!({"a": [8, 9, 10, 11, 12], "b": [14, 10, 8, 8, 10]});
        found(AdviceKind::OppositeWeight, as_is(weights), columns)
    };
    // Half of each: the total is o/2.
    assert!(opposite(&[("a", 50), ("b", 50)]).is_empty());
    // 0.49·x + 0.51·(o - x) = 0.51·o - 0.02·x: covariance with x -0.2; variances 10 and 0.2601·14 + 0.0004·10.
    let beyond = opposite(&[("a", 49), ("b", 51)]);
    assert_eq!((beyond.len(), beyond[0].node.as_deref(), beyond[0].other.as_deref()), (1, Some("a"), Some("i")));
    assert_eq!(figure(&beyond[0], "weight"), decimal("0.49"));
    assert!(is_correlation(figure(&beyond[0], "correlation"), decimal("-0.2"), decimal("36.454")), "{beyond:?}");
}

#[test]
fn correlations_beyond_0_95_are_those_of_near_duplicates() {
    let duplicates = |b: Value| {
        let columns = json!({"a": [51, 49, 50, 50, 50], "b": b});
        found(AdviceKind::NearDuplicates, as_is(&[("a", 50), ("b", 50)]), columns)
    };
    // Deviations of b: 20, -18, 6, -6, -2: covariance 38, variances 2 and 800: 38/40.
    assert!(duplicates(json!([70, 32, 56, 44, 48])).is_empty());
    assert!(duplicates(json!([30, 68, 44, 56, 52])).is_empty());
    // The first one 0.1 more: covariance 38.1, variance 804.01 - 0.1²/5.
    for (b, covariance) in [(json!([70.1, 32, 56, 44, 48]), "38.1"), (json!([29.9, 68, 44, 56, 52]), "-38.1")] {
        let beyond = duplicates(b);
        assert_eq!((beyond[0].node.as_deref(), beyond[0].other.as_deref()), (Some("a"), Some("b")));
        let product = decimal("2") * decimal("804.008");
        assert!(is_correlation(figure(&beyond[0], "correlation"), decimal(covariance), product), "{beyond:?}");
    }
    assert!(duplicates(json!([80, 20, 50, 50, null])).is_empty(), "four subjects");
    // An indicator that does not count is no duplicate.
    let columns = json!({"a": [1, 2, 3, 4, 5], "b": [1, 2, 3, 4, 5]});
    assert!(found(AdviceKind::NearDuplicates, as_is(&[("a", 100), ("b", 0)]), columns).is_empty());
}

#[test]
fn a_target_is_met_by_all_or_by_none() {
    let one_sided = |direction: &str, missing: Value, column: Value| {
        let rule = json!([{"id": "a", "name": "A", "weight": 100, "direction": direction, "missing": missing,
            "rule": {"type": "completion", "target": 10}}]);
        shown(&found(AdviceKind::OneSidedTarget, rule, json!({"a": column})))
    };
    let plain = || json!("reweight");
    assert_eq!(one_sided("higher", plain(), json!([10, 11, 12])), ["a, met 3, subjects 3"]);
    assert!(one_sided("higher", plain(), json!([9.999, 11, 12])).is_empty());
    assert_eq!(one_sided("higher", plain(), json!([9.999, 9, 8])), ["a, met 0, subjects 3"]);
    assert_eq!(one_sided("lower", plain(), json!([9, 10])), ["a, met 2, subjects 2"]);
    assert!(one_sided("lower", plain(), json!([9, 10.001])).is_empty());
    assert!(one_sided("higher", plain(), json!([11, null])).is_empty(), "one subject");
    // The mean, 11, meets the target too, but is imputed.
    let imputed = one_sided("higher", json!({"impute": "mean"}), json!([12, 10, null]));
    assert_eq!(imputed, ["a, met 2, subjects 2"]);
}

#[test]
fn more_than_a_quarter_of_the_weight_is_borrowed() {
    let columns = || json!({"a": [null, 1, 2], "b": [1, 2, 3], "c": [1, 2, 3], "d": [3, 2, 1]});
    let borrowed = |children: Value, columns: Value| shown(&found(AdviceKind::BorrowedWeight, children, columns));
    let quarter = as_is(&[("a", 25), ("b", 25), ("c", 25), ("d", 25)]);
    assert!(borrowed(quarter.clone(), columns()).is_empty());
    let more = as_is(&[("a", 26), ("b", 25), ("c", 25), ("d", 24)]);
    assert_eq!(borrowed(more.clone(), columns()), ["s0, imputed 0, reweighted 0.26"]);
    // The same figure imputed, in a dimension of half of the weight with a share of 52 in 100.
    let mut a = as_is(&[("a", 52), ("b", 48)]);
    a[0]["missing"] = json!({"impute": "mean"});
    let nested = json!([{"id": "g", "name": "G", "weight": 50, "children": a},
        {"id": "h", "name": "H", "weight": 50, "children": as_is(&[("c", 50), ("d", 50)])}]);
    assert_eq!(borrowed(nested, columns()), ["s0, imputed 0.26, reweighted 0"]);
    // A dimension that does not apply: the other half is all that does.
    let whole = as_is(&[("b", 50)]);
    let columns = |a: Value| json!({"a": [a, 1, 2], "b": ["n/a", 2, 3], "c": [1, 2, 3], "d": [3, 2, 1]});
    let nested = |a: u32, d: u32| {
        json!([{"id": "g", "name": "G", "weight": 50, "children": whole.clone()},
            {"id": "h", "name": "H", "weight": 50, "children": as_is(&[("a", a), ("c", 50), ("d", d)])}])
    };
    assert!(borrowed(nested(25, 25), columns(json!(null))).is_empty());
    assert_eq!(borrowed(nested(26, 24), columns(json!(null))), ["s0, imputed 0, reweighted 0.26"]);
    assert!(borrowed(nested(26, 24), columns(json!(1))).is_empty());
}

/// Turns the children of every node around.
fn turn(children: &mut Value) {
    let Some(list) = children.as_array_mut() else { return };
    list.reverse();
    list.iter_mut().filter_map(|child| child.get_mut("children")).for_each(turn);
}

#[test]
fn the_order_of_subjects_and_nodes_changes_nothing() {
    let text = include_str!("../../fixtures/2023.json");
    let mut document: Value = serde_json::from_str(text).unwrap();
    let advice = |document: &Value| {
        let prepared = Document::from_json(&document.to_string()).unwrap().prepare().unwrap();
        let mut all = Vec::new();
        for one in ["cities", "departments"].into_iter().flat_map(|index| prepared.advice(index).unwrap()) {
            // Near-duplicates come in the order of the document.
            let mut nodes = [one.node, one.other];
            if one.what == AdviceKind::NearDuplicates {
                nodes.sort();
            }
            all.push(format!("{} {:?} {:?} {:?} {:?}", one.index, one.what, one.subject, nodes, one.figures));
        }
        all.sort();
        all
    };
    let before = advice(&document);
    assert!(before.len() > 5, "{before:?}");
    document["subjects"].as_array_mut().unwrap().reverse();
    document["indexes"].as_array_mut().unwrap().iter_mut().for_each(|index| turn(&mut index["children"]));
    assert_eq!(advice(&document), before);
}
