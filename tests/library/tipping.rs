//! Tipping points: tight from both sides, on figures by hand and on random documents.

use evalindex::{Decimal, Document, Found, Prepared, WeightChange, WeightRange};
use proptest::prelude::*;
use serde_json::{Value, json};

fn prepared(text: &Value) -> Prepared {
    Document::from_json(&text.to_string())
        .and_then(|document| document.prepare())
        .unwrap_or_else(|refused| panic!("{refused}"))
}

fn as_is(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "missing": "reweight", "rule": { "type": "as_is" } })
}

fn document(index: &Value, subjects: &[(&str, Value)]) -> Value {
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k", "weights": "relative" });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    let list: Vec<_> = subjects.iter().map(|(id, _)| json!({ "id": id, "name": id, "kind": "k" })).collect();
    let values: serde_json::Map<_, _> = subjects.iter().map(|(id, row)| ((*id).to_owned(), row.clone())).collect();
    json!({ "format": "evalindex/1", "indexes": [whole], "subjects": list, "values": values })
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

#[test]
fn two_subjects_on_two_indicators() {
    // 20 − 60t for the share t of b: equal at 1/3; at t = 0.3 x leads by 2. Moving 1/30 from a to b takes it away.
    let text = document(
        &json!({ "children": [as_is("a", 70), as_is("b", 30)],
                "grades": [{ "name": "good", "at_least": 58 }, { "name": "rest" }] }),
        &[("x", json!({ "a": 80, "b": 10 })), ("y", json!({ "a": 60, "b": 50 }))],
    );
    let tipping = prepared(&text).tipping(0).unwrap();
    let third = decimal("0.333333333333");
    let [a, b] = tipping.nodes.as_slice() else { panic!("two nodes") };
    assert_eq!(b.ranking, WeightRange { low: None, high: Some(third) });
    assert_eq!(a.ranking, WeightRange { low: Some(decimal("0.666666666667")), high: None });
    assert_eq!((b.first, b.found), (b.ranking, Found::Closed));
    // x is at 80 − 70t, good up to 22/70; y at 60 − 10t, good up to 0.2: both are 59 and 57 now.
    let grades = b.grades.unwrap();
    assert_eq!((grades.low, grades.high), (Some(decimal("0.2")), Some(decimal("0.314285714286"))));
    let pair = &tipping.pairs[0];
    assert_eq!((pair.ahead.as_str(), pair.behind.as_str()), ("x", "y"));
    let (_, from, to) = pair.change.as_ref().unwrap();
    assert_eq!((to - from).abs(), decimal("0.033333333333"));
    let together = &tipping.together[0];
    assert_eq!(together.distance, Some(decimal("0.066666666667")));
    assert_eq!(together.weights, [("a".into(), decimal("0.666666666667")), ("b".into(), third)]);
}

#[test]
fn whoever_is_ahead_everywhere_stays_ahead() {
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1)] }),
        &[("x", json!({ "a": 80, "b": 50 })), ("y", json!({ "a": 60, "b": 40 }))],
    );
    let tipping = prepared(&text).tipping(0).unwrap();
    assert!(tipping.nodes.iter().all(|node| node.ranking == WeightRange::default()));
    assert_eq!((tipping.pairs[0].change.clone(), tipping.together[0].distance), (None, None));
    let json = serde_json::to_value(&tipping).unwrap();
    assert_eq!(json["nodes"]["a"]["ranking"], json!([null, null]));
    assert_eq!(json["pairs"][0], json!({ "ahead": "x", "behind": "y", "node": null, "from": null, "to": null }));
    assert_eq!(json["together"][0]["distance"], Value::Null);
}

#[test]
fn other_aggregates_are_searched_and_say_so() {
    // x: √(80·10) = 28.3 at 0.5, y: √(40·40) = 40; a's share t: 80^t·10^(1−t) = 40 at t = ln 4/ln 8 = 2/3.
    let text = document(
        &json!({ "children": [as_is("a", 1), as_is("b", 1)], "aggregate": "geometric" }),
        &[("x", json!({ "a": 80, "b": 10 })), ("y", json!({ "a": 40, "b": 40 }))],
    );
    let tipping = prepared(&text).tipping(0).unwrap();
    let a = &tipping.nodes[0];
    assert_eq!(a.found, Found::Searched);
    assert_eq!(a.ranking.low, None);
    assert!((a.ranking.high.unwrap() - decimal("0.666666666667")).abs() < decimal("0.00000001"), "{:?}", a.ranking);
}

/// Trees of two levels with gaps in the figures, totals apart enough to be told apart.
fn random() -> impl Strategy<Value = Value> {
    let weights = prop::collection::vec(1_u32..100, 7);
    let figures = prop::collection::vec(prop::collection::vec(prop::option::weighted(0.9, 0_u32..1000), 5), 4);
    (weights, figures).prop_map(|(weights, figures)| {
        let dimension = |id: &str, weight: u32, children: Value| json!({ "id": id, "name": id, "weight": weight, "children": children });
        let one = json!([as_is("a", weights[0]), as_is("b", weights[1])]);
        let two = json!([as_is("c", weights[2]), as_is("d", weights[3]), as_is("e", weights[4])]);
        let children = json!([dimension("one", weights[5], one), dimension("two", weights[6], two)]);
        let ids = ["w", "x", "y", "z"];
        let rows: Vec<(&str, Value)> = ids.iter().zip(&figures).map(|(id, row)| {
            let cells = ["a", "b", "c", "d", "e"].iter().zip(row).map(|(input, figure)| {
                ((*input).to_owned(), figure.map_or(Value::Null, |figure| json!((f64::from(figure) / 10.0).to_string())))
            });
            (*id, Value::Object(cells.collect()))
        }).collect();
        document(&json!({ "children": children }), &rows)
    })
}

/// The places under a node's share, by subject.
fn places(prepared: &Prepared, node: &str, share: Decimal) -> Option<Vec<(usize, String)>> {
    let siblings = prepared.shares(0);
    let _ = siblings.iter().find(|(id, _)| id == node)?;
    let total = match node {
        "one" | "two" => ["one", "two"].as_slice(),
        "a" | "b" => &["a", "b"],
        _ => &["c", "d", "e"],
    };
    let declared = WEIGHTS.with(|weights| total.iter().map(|id| weights.borrow()[*id]).sum::<Decimal>());
    let changed = prepared.with_change(0, &WeightChange::set(node, share * declared)).ok()?;
    let ranking = changed.ranking(0).ok()?;
    Some(ranking.iter().map(|row| (row.subject, row.rank.to_string())).collect())
}

thread_local! {
    /// The declared weights of the document at hand.
    static WEIGHTS: std::cell::RefCell<std::collections::HashMap<&'static str, Decimal>> = std::cell::RefCell::default();
}

proptest! {
    #[test]
    fn ranges_are_tight(text in random()) {
        WEIGHTS.with(|weights| {
            let children = &text["indexes"][0]["children"];
            let weight = |node: &Value| Decimal::from(node["weight"].as_u64().unwrap());
            let mut all = weights.borrow_mut();
            for (id, node) in [("one", &children[0]), ("two", &children[1]), ("a", &children[0]["children"][0]),
                ("b", &children[0]["children"][1]), ("c", &children[1]["children"][0]),
                ("d", &children[1]["children"][1]), ("e", &children[1]["children"][2])] {
                all.insert(id, weight(node));
            }
        });
        let prepared = prepared(&text);
        let tipping = prepared.tipping(0).unwrap();
        // 10⁻⁶ beyond a point totals differ by more than the tenth decimal, unless they hardly part at all.
        let margin = decimal("0.000001");
        for node in &tipping.nodes {
            prop_assert_eq!(node.found, Found::Closed);
            let now = places(&prepared, &node.node, node.weight);
            for (edge, out) in [(node.ranking.low, -margin), (node.ranking.high, margin)] {
                let Some(edge) = edge else { continue };
                let inside = edge - out;
                if (inside < node.weight) != (out < Decimal::ZERO) {
                    // Nearer than the margin: nothing lies between.
                    continue;
                }
                prop_assert_eq!(&places(&prepared, &node.node, inside), &now, "just inside {} of {}", edge, &node.node);
                let outside = edge + out;
                if (Decimal::ZERO..=Decimal::ONE).contains(&outside) {
                    prop_assert_ne!(&places(&prepared, &node.node, outside), &now, "just outside {} of {}", edge, &node.node);
                }
            }
        }
    }
}
