//! Weights beside influence; figures by hand.

use evalindex::number::Rounding;
use evalindex::robustness::{Balance, NodeBalance};
use evalindex::{Decimal, Document};
use serde_json::{Value, json};

/// Four subjects: b is twice a, c is the same for all, d goes its own way and is not there for the last.
fn balance(duplicates: &str) -> Balance {
    let leaf = |id: &str, weight: u32| {
        let rule = json!({ "type": "as_is" });
        json!({ "id": id, "name": id, "weight": weight, "missing": "reweight", "rule": rule })
    };
    let inner =
        json!({ "id": "in", "name": "In", "weight": 1, "children": [leaf("a", 1), leaf("b", 3), leaf("c", 0)] });
    let subjects = ["w", "x", "y", "z"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
    let row = |a: u32, d: Option<u32>| json!({ "a": a, "b": 2 * a, "c": 5, "d": d });
    let document = json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": [inner, leaf("d", 1)] }],
        "subjects": subjects,
        "values": { "w": row(1, Some(1)), "x": row(2, Some(3)), "y": row(3, Some(2)), "z": row(4, None) },
    });
    let document = Document::from_json(&document.to_string()).unwrap();
    document.prepare().unwrap().balance(0, Decimal::from_str_exact(duplicates).unwrap()).unwrap()
}

fn node<'a>(balance: &'a Balance, id: &str) -> &'a NodeBalance {
    balance.nodes.iter().find(|one| one.node == id).unwrap()
}

fn text(figure: Option<Decimal>) -> String {
    figure.map_or("none".to_owned(), |figure| figure.to_string())
}

#[test]
fn weights_stand_beside_influence() {
    let balance = balance("0.9");
    assert_eq!(balance.subjects, 4);
    let (a, b, c, d) = (node(&balance, "a"), node(&balance, "b"), node(&balance, "c"), node(&balance, "d"));
    assert_eq!([a.share, a.effective, b.effective].map(|share| share.to_string()), ["0.25", "0.125", "0.375"]);
    // Both go up and down with their mean: the weight of the one is three times that of the other, the influence not.
    assert_eq!([a.influence, b.influence].map(text), ["0.5", "0.5"]);
    assert_eq!([a.with_parent, b.with_parent].map(text), ["1", "1"]);
    assert_eq!((c.influence, c.with_parent, c.with_index), (None, None, None));
    assert_eq!((d.scored, a.scored), (3, 4));
    // In is 1.75, 3.5, 5.25, 7; the index (In + d)/2 of the first three and 7: 1.375, 3.25, 3.625, 7. With d, over
    // three subjects: 3·18.375 − 8.25·6 = 5.625 over √((3·25.59375 − 68.0625)·(3·14 − 36)) = √52.3125 = 7.232738.
    let rounded = Rounding::half_up(6).apply(d.with_index.unwrap());
    assert_eq!(rounded.to_string(), "0.777714");
    assert_eq!(node(&balance, "in").influence.unwrap() + d.influence.unwrap(), Decimal::ONE);
}

#[test]
fn what_says_the_same_or_nothing_is_named() {
    let found = balance("0.9");
    assert_eq!(found.constant, ["c"]);
    let pairs: Vec<_> = found.duplicates.iter().map(|pair| (pair.nodes.join("~"), pair.correlation)).collect();
    assert_eq!(pairs, [("a~b".to_owned(), Decimal::ONE)]);
    // a and d over three subjects: 3·13 − 6·6 = 3 over 6.
    let all = balance("0.5").duplicates;
    let of_d: Vec<_> = all.iter().map(|pair| (pair.nodes.join("~"), pair.correlation.to_string())).collect();
    assert_eq!(of_d, [("a~b", "1"), ("a~d", "0.5"), ("b~d", "0.5")].map(|(pair, r)| (pair.to_owned(), r.to_owned())));
}

#[test]
fn alpha_looks_at_what_counts() {
    // Of a and b: variances 20 and 80 (times n²), of 3a 180: 2·(1 − 100/180).
    let balance = balance("0.9");
    assert_eq!(text(node(&balance, "in").alpha.map(|alpha| Rounding::half_up(10).apply(alpha))), "0.8888888889");
    assert_eq!(node(&balance, "d").alpha, None);
    // With d over three subjects: 6, 24, 6; sums 4, 9, 11: 3·218 − 576 = 78; 1.5·(1 − 36/78).
    assert_eq!(text(balance.alpha.map(|alpha| Rounding::half_up(10).apply(alpha))), "0.8076923077");
}

#[test]
fn json_has_each_node_by_id() {
    let value: Value = serde_json::to_value(balance("0.9")).unwrap();
    assert_eq!(value["nodes"]["a"]["influence"], json!(0.5));
    assert_eq!(value["nodes"]["c"]["with_index"], Value::Null);
    assert_eq!(value["duplicates"], json!([{ "a": "a", "b": "b", "correlation": 1 }]));
    assert_eq!((&value["subjects"], &value["constant"]), (&json!(4), &json!(["c"])));
}
