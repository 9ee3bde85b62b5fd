//! Weights that a document takes from a method, in place of written ones.

use evalindex::number::Rounding;
use evalindex::robustness::{Control, Leave};
use evalindex::weight::WeightMethod;
use evalindex::weight::{WeightMethodError, WeightSource};
use evalindex::{Decimal, Document, Evaluation, Prepared, WeightChange};
use serde_json::{Value, json};

fn leaf(id: &str) -> Value {
    json!({ "id": id, "name": id, "rule": { "type": "min_max" } })
}

fn with(mut node: Value, field: &str, value: impl Into<Value>) -> Value {
    node[field] = value.into();
    node
}

/// Five subjects and what they have, below these children with these weights.
fn document(weights: impl Into<Value>, children: impl Into<Value>) -> Value {
    let row = |a: u32, b: u32, c: u32, d: u32| json!({ "a": a, "b": b, "c": c, "d": d });
    let subjects = ["v", "w", "x", "y", "z"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
    json!({
        "format": "evalindex/1", "period": "2023",
        "indexes": [{
            "id": "i", "name": "I", "kind": "k", "weights": weights.into(), "children": children.into(),
            "rounding": { "decimals": 12, "mode": "half_even" },
        }],
        "subjects": subjects,
        "values": {
            "v": row(1, 9, 4, 1), "w": row(2, 7, 4, 5), "x": row(4, 8, 3, 2), "y": row(5, 2, 9, 3), "z": row(9, 1, 5, 4),
        },
    })
}

fn read(document: &Value) -> Document {
    let read = Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"));
    assert!(read == Document::from_json(&read.to_json().unwrap()).unwrap(), "survives being written");
    read
}

fn evaluate(document: &Value) -> Evaluation {
    read(document).evaluate().unwrap_or_else(|refused| panic!("{refused}"))
}

fn refusal(document: &Value) -> String {
    Document::from_json(&document.to_string()).and_then(|read| read.evaluate()).unwrap_err().to_string()
}

/// The exact weights of a node's children in an evaluation, in one proportion.
fn exact(evaluation: &Evaluation, node: &str) -> Vec<(String, Decimal)> {
    let found = evaluation.indexes[0].weighting.iter().find(|group| group.node == node).unwrap();
    let parts = found.exact.parts().iter().map(|part| Decimal::from(*part));
    found.weights.iter().map(|(id, _)| id.clone()).zip(parts).collect()
}

/// The weights of a node's children in an evaluation, and the method.
fn weights(evaluation: &Evaluation, node: &str) -> (String, Vec<(String, Decimal)>) {
    let found = evaluation.indexes[0].weighting.iter().find(|group| group.node == node).unwrap();
    (found.from.to_string(), found.weights.clone())
}

fn figures(weights: &[(String, Decimal)]) -> Vec<String> {
    weights.iter().map(|(_, weight)| weight.to_string()).collect()
}

/// The same document with the weights written out.
fn written(document: &Value, groups: &[(&str, Vec<(String, Decimal)>)]) -> Value {
    fn put(node: &mut Value, groups: &[(&str, Vec<(String, Decimal)>)]) {
        let id = node["id"].as_str().unwrap().to_owned();
        let is_index = node.get("kind").is_some();
        if let Some((_, weights)) = groups.iter().find(|(node, _)| *node == id) {
            if is_index {
                node["weights"] = "relative".into();
            } else {
                node.as_object_mut().unwrap().remove("weights");
            }
            for child in node["children"].as_array_mut().unwrap() {
                let weight = weights.iter().find(|(node, _)| child["id"] == node.as_str()).unwrap().1;
                child["weight"] = weight.to_string().into();
            }
        } else if is_index && node["weights"].is_object() {
            node["weights"]["others"] = "relative".into();
        }
        for child in node.get_mut("children").and_then(Value::as_array_mut).into_iter().flatten() {
            put(child, groups);
        }
    }
    let mut document = document.clone();
    put(&mut document["indexes"][0], groups);
    document
}

#[test]
fn every_method_gives_what_it_gives_on_demand_and_counts_like_written_weights() {
    let children = ["a", "b", "c"].map(leaf);
    for method in WeightMethod::NAMES {
        let own = document(json!({ "from": method }), json!(children));
        let prepared = |document: &Value| read(document).prepare();
        let found = match prepared(&own) {
            Ok(prepared) => prepared.evaluate().unwrap(),
            Err(refused) => {
                // The components go against each other here.
                assert_eq!(*method, "principal_components", "{refused}");
                continue;
            }
        };
        let (from, of_children) = weights(&found, "i");
        assert_eq!(from, *method);
        let method = WeightMethod::from_name(method).unwrap();
        let plain = json!({ "from": "equal" });
        let demanded = prepared(&document(plain, json!(children))).unwrap().derive_weights(0, None, method).unwrap();
        assert_eq!(of_children, demanded.weights, "{from}");
        let by_hand = evaluate(&written(&own, &[("i", exact(&found, "i"))]));
        assert_eq!(found.indexes[0].ranking, by_hand.indexes[0].ranking, "{from}");
        assert!(by_hand.indexes[0].weighting.is_empty());
    }
}

#[test]
fn lower_levels_are_weighed_before_those_above() {
    let inner = with(
        json!({ "id": "in", "name": "In", "weights": { "from": "critic" } }),
        "children",
        json!([leaf("b"), leaf("c")]),
    );
    let own = document(json!({ "from": "standard_deviation" }), json!([leaf("a"), inner, leaf("d")]));
    let found = evaluate(&own);
    let (below, above) = (exact(&found, "in"), exact(&found, "i"));
    // The deviation of `in` is that of its scores under the weights of `b` and `c`.
    let half = written(&own, &[("in", below.clone())]);
    assert_eq!(exact(&evaluate(&half), "i"), above);
    let by_hand = evaluate(&written(&half, &[("i", above)]));
    assert_eq!(found.indexes[0].ranking, by_hand.indexes[0].ranking);
}

#[test]
fn a_monitored_child_has_no_part_in_it_and_other_groups_may_be_relative() {
    let inner = with(
        json!({ "id": "in", "name": "In" }),
        "children",
        json!([with(leaf("b"), "weight", 7), with(leaf("c"), "weight", 3)]),
    );
    let children = json!([leaf("a"), with(leaf("d"), "weight", 0), inner]);
    let found = evaluate(&document(json!({ "from": "rank_sum", "others": "relative" }), children));
    // First of two and second of two: 2/3 and 1/3.
    assert_eq!(figures(&weights(&found, "i").1), ["0.666666666667", "0", "0.333333333333"]);
}

#[test]
fn judgements_stand_in_the_document() {
    let matrix = json!([[1, 3, "5"], ["1/3", 1, "5/3"], ["1/5", "3/5", 1]]);
    let from = |source: Value| evaluate(&document(json!({ "from": source }), json!(["a", "b", "c"].map(leaf))));
    // Wholly consistent: 15 : 5 : 3.
    let expected = ["0.652173913043", "0.217391304348", "0.130434782609"];
    for name in ["ahp", "ahp_geometric"] {
        let (method, found) = weights(&from(json!({ name: matrix })), "i");
        assert_eq!(method, name);
        assert_eq!(figures(&found), expected);
    }
    let budgets = from(json!({ "budget_allocation": [[50, 30, 20], [30, 50, "20"]] }));
    assert_eq!(figures(&weights(&budgets, "i").1), ["0.4", "0.4", "0.2"]);
    let ends = json!({ "best": "b", "worst": "c", "best_to_others": [2, 1, 8], "others_to_worst": [4, 8, 1] });
    assert_eq!(figures(&weights(&from(json!({ "best_worst": ends })), "i").1)[1], "0.615384615385"); // 8/13
}

#[test]
fn optima_stand_in_the_document_with_their_settings() {
    let from =
        |source: Value| read(&document(json!({ "from": source }), json!(["a", "b", "c"].map(leaf)))).prepare().unwrap();
    let of = |prepared: &Prepared| weights(&prepared.evaluate().unwrap(), "i").1;
    let bounds =
        evalindex::weight::ShareBounds { least: Decimal::new(1, 1), ..evalindex::weight::ShareBounds::default() };
    let by_doubt = json!({ "benefit_of_the_doubt": { "least": 0.1 } });
    let text = refusal(&document(json!({ "from": by_doubt }), json!(["a", "b", "c"].map(leaf))));
    // The worst subject of a min-max scores 0.
    assert!(
        text.starts_with("indexes[0].weights") && text.contains("expected above 0, as each child has a least share"),
        "{text}"
    );
    let equal = from(json!("equal"));
    assert!(matches!(equal.benefit_of_the_doubt(0, None, bounds), Err(WeightMethodError::Figure { .. })));
    let free = from(json!({ "benefit_of_the_doubt": {} }));
    assert_eq!(
        of(&free),
        equal.benefit_of_the_doubt(0, None, evalindex::weight::ShareBounds::default()).unwrap().weights
    );
    let targets = [("a", 20), ("b", 50), ("c", 30)].map(|(id, target)| (id.to_owned(), Decimal::from(target)));
    let aimed = from(json!({ "target_importances": { "a": 20, "b": 50, "c": 30 } }));
    assert_eq!(of(&aimed), equal.weights_for_importances(0, None, &targets).unwrap().weights);
}

#[test]
fn they_change_like_written_weights_of_a_total_of_1() {
    let own = document(json!({ "from": "equal" }), json!(["a", "b"].map(leaf)));
    let prepared = read(&own).prepare().unwrap();
    let changed = prepared.with_change(0, &WeightChange::set("a", Decimal::new(8, 1))).unwrap();
    assert_eq!(figures(&weights(&changed.evaluate().unwrap(), "i").1), ["0.8", "0.2"]);
    let too_much = prepared.with_change(0, &WeightChange::set("a", Decimal::from(35))).unwrap_err();
    assert_eq!(too_much.to_string(), "`a` would weigh 35, and it shares only 1 with its siblings");
    let sum = with(own["indexes"][0].clone(), "aggregate", "sum");
    let found = evaluate(&with(own, "indexes", json!([sum])));
    assert!(found.indexes[0].ranking.iter().all(|row| row.score.to_decimal() <= Decimal::ONE_HUNDRED));
}

#[test]
fn an_earlier_evaluation_gives_its_weights_too() {
    let own = document(json!({ "from": "entropy" }), json!(["a", "b"].map(leaf)));
    let before = evaluate(&own);
    let mut next = own.clone();
    next["values"]["v"]["a"] = 7.into();
    assert_ne!(weights(&evaluate(&next), "i"), weights(&before, "i"));
    let against = |earlier: &Evaluation| read(&next).prepare_against(earlier);
    assert_eq!(weights(&against(&before).unwrap().evaluate().unwrap(), "i"), weights(&before, "i"));
    let of_others = evaluate(&document(json!({ "from": "entropy" }), json!(["a", "b", "c"].map(leaf))));
    let text = against(&of_others).unwrap_err().to_string();
    assert!(text.contains("the weights in the calibration are of other children of `i`"), "{text}");
}

/// Two periods, calibrated so.
fn periods(calibrate: &Value) -> Value {
    let mut own = document(json!({ "from": "entropy" }), json!(["a", "b"].map(leaf)));
    let mut earlier = own["values"].clone();
    for (place, id) in ["v", "w", "x", "y", "z"].iter().enumerate() {
        earlier[id] = json!({ "a": 3 + place * place, "b": 20 - place, "c": 1, "d": 1 });
    }
    own["periods"] = json!([{ "period": "2022", "values": earlier }]);
    own["indexes"][0]["calibrate"] = calibrate.clone();
    own
}

#[test]
fn one_set_of_weights_holds_for_all_periods() {
    let alone = weights(&evaluate(&document(json!({ "from": "entropy" }), json!(["a", "b"].map(leaf)))), "i");
    let each = evaluate(&periods(&json!("each")));
    assert_eq!(weights(&each, "i"), alone);
    // z was the best at a and the worst at b then: its score was the weight of a.
    let then = each.indexes[0].subject("z").unwrap().history.as_ref().unwrap().periods[0].score.unwrap();
    let exact = exact(&each, "i");
    let total: Decimal = exact.iter().map(|(_, part)| *part).sum();
    assert_eq!(then.to_decimal(), Rounding::half_up(12).apply(exact[0].1 * Decimal::ONE_HUNDRED / total));

    let mut only = document(json!({ "from": "entropy" }), json!(["a", "b"].map(leaf)));
    only["values"] = periods(&json!("each"))["periods"][0]["values"].clone();
    let base = evaluate(&periods(&json!({ "base": "2022" })));
    assert_eq!(weights(&base, "i"), weights(&evaluate(&only), "i"));
    let pooled = evaluate(&periods(&json!("pooled")));
    assert_ne!(weights(&pooled, "i"), weights(&base, "i"));
    assert_ne!(weights(&pooled, "i"), alone);
}

#[test]
fn without_a_subject_the_others_are_weighed_anew_unless_somebody_has_changed_the_weights() {
    let own = document(json!({ "from": "entropy" }), json!(["a", "b"].map(leaf)));
    let prepared = read(&own).prepare().unwrap();
    let mut less = own.clone();
    less["subjects"].as_array_mut().unwrap().retain(|subject| subject["id"] != "z");
    less["values"].as_object_mut().unwrap().remove("z");
    let rows = evaluate(&less);
    let expected: Vec<&str> = rows.indexes[0].ranking.iter().map(|row| row.subject.as_str()).collect();
    let left_out = |prepared: &Prepared| prepared.leave_out(0, Leave::Subjects, Control::new()).unwrap().subjects;
    let first = |prepared: &Prepared| left_out(prepared)[4].effect.as_ref().unwrap().first.clone();
    assert_eq!(first(&prepared), expected[..1]);
    let only_b = prepared.with_change(0, &WeightChange::set("b", Decimal::ONE)).unwrap();
    assert_eq!(first(&only_b), ["v"]);
}

#[test]
fn every_group_that_cannot_be_weighed_is_told() {
    let group = |id: &str, child: &str| {
        let node = json!({ "id": id, "name": id, "weights": { "from": "merec" } });
        with(node, "children", json!([leaf(child)]))
    };
    let mut own = document(json!({ "from": "critic" }), json!([group("in", "a"), group("out", "b"), leaf("c")]));
    own["values"]["v"]["a"] = 0.into();
    own["values"]["w"]["b"] = json!(-3);
    let text = refusal(&own);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].contains("`merec` cannot weigh `a`: a figure is 0; expected above 0"), "{text}");
    assert!(lines[1].contains("children[1].weights") && lines[1].contains("`merec` cannot weigh `b`"), "{text}");
}

#[test]
fn the_result_names_the_method() {
    let value =
        serde_json::to_value(evaluate(&document(json!({ "from": "equal" }), json!([leaf("a"), leaf("b")])))).unwrap();
    let expected = json!([{ "node": "i", "from": "equal", "weights": { "a": 0.5, "b": 0.5 } }]);
    assert_eq!(value["indexes"][0]["weighting"], expected);
    let source = WeightSource::Method(WeightMethod::Equal);
    assert_eq!(serde_json::to_value(source).unwrap(), json!({ "from": "equal" }));
}

#[test]
fn critic_counts_no_conflict_where_there_is_none() {
    // b is twice a and c three times: they go together; d conflicts with each of them.
    let together = |d: bool| {
        let mut document = document("relative", json!(["a", "b", "c", "d"].map(|id| with(leaf(id), "weight", 1))));
        let rows = [("v", 1, 5), ("w", 2, 1), ("x", 4, 3), ("y", 5, 2), ("z", 9, 4)];
        for (id, one, other) in rows {
            document["values"][id] =
                json!({ "a": one, "b": 2 * one, "c": 3 * one, "d": if d { other } else { 4 * one } });
        }
        read(&document).prepare().unwrap().derive_weights(0, None, WeightMethod::Critic)
    };
    assert_eq!(together(false), Err(WeightMethodError::NoConflict { method: "critic" }));
    let found = together(true).unwrap();
    let [a, b, c, d] = found.weights.as_slice() else { panic!("four weights") };
    // The three have one conflict each, d has three of them; deviations are nearly the same.
    assert!((a.1 - b.1).abs() <= Decimal::new(1, 12) && (b.1 - c.1).abs() <= Decimal::new(1, 12), "{found:?}");
    assert!(d.1 > a.1 + a.1, "{found:?}");
}

#[test]
fn imputed_figures_are_weighed_like_observed_ones() {
    let with_gap = |missing: Value, figure: Value| {
        let mut document = document("relative", json!(["a", "b"].map(|id| with(leaf(id), "weight", 1))));
        document["indexes"][0]["children"][0]["missing"] = missing;
        document["values"]["v"]["a"] = figure;
        read(&document).prepare().unwrap().derive_weights(0, None, WeightMethod::Entropy)
    };
    // The mean of 2, 4, 5 and 9.
    let imputed = with_gap(json!({ "impute": "mean" }), Value::Null).unwrap();
    assert_eq!(imputed.weights, with_gap(json!("error"), json!(5)).unwrap().weights);
    assert!(with_gap(json!("reweight"), Value::Null).is_err());
}

#[test]
fn what_is_monitored_is_not_weighed_on_demand_either() {
    let mut document = document("relative", json!(["a", "b", "c"].map(|id| with(leaf(id), "weight", 1))));
    document["indexes"][0]["children"][1]["weight"] = json!(0);
    let found = read(&document).prepare().unwrap().derive_weights(0, None, WeightMethod::Equal).unwrap();
    let ids: Vec<&str> = found.weights.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn effective_weights_of_many_digits_are_not_lost() {
    // Thirds of thirds of thirds, of 28 digits each.
    let third = "0.3333333333333333333333333333";
    let rest = "0.3333333333333333333333333334";
    let group = |children: Vec<Value>| {
        let weights = [third, third, rest];
        let weighed = children.into_iter().zip(weights).map(|(child, weight)| with(child, "weight", weight));
        weighed.collect::<Vec<_>>()
    };
    let node = |id: String, children: Vec<Value>| json!({ "id": id, "name": id, "children": group(children) });
    let leaf_of = |id: String| with(with(leaf(&id), "input", "a"), "missing", "reweight");
    let top: Vec<Value> = (0..3)
        .map(|one| {
            node(
                format!("n{one}"),
                (0..3)
                    .map(|two| {
                        node(
                            format!("n{one}{two}"),
                            (0..3).map(|three| leaf_of(format!("n{one}{two}{three}"))).collect(),
                        )
                    })
                    .collect(),
            )
        })
        .collect();
    let prepared = read(&document("strict", group(top))).prepare().unwrap();
    let weights = prepared.effective_weights(0).unwrap();
    assert_eq!(weights.len(), 39);
    let last = weights.iter().find(|(id, _)| id == "n222").unwrap().1;
    assert!(last.to_string().starts_with("0.03703703703703703703"), "{last}");
}
