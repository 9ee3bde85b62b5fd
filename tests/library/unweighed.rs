//! Aggregates that take their children without regard to weights, under the analyses of weights.

use evalindex::robustness::{Control, Found, Leave, WeightRegion};
use evalindex::{Decimal, Document, Prepared, WeightChange};
use serde_json::{Value, json};

fn as_is(id: &str, more: &Value) -> Value {
    let mut leaf = json!({ "id": id, "name": id, "rule": { "type": "as_is" } });
    leaf.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    leaf
}

/// `d`, of `a` and `b`, weighs 60, and `c` 40.
fn prepared(aggregate: &Value, x: [i32; 3], y: [i32; 3]) -> Prepared {
    let figures = |[a, b, c]: [i32; 3]| json!({ "a": a, "b": b, "c": c });
    let none = json!({});
    let d = json!({ "id": "d", "name": "D", "weight": 60, "aggregate": aggregate,
        "children": [as_is("a", &none), as_is("b", &none)] });
    let text = json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "children": [d, as_is("c", &json!({ "weight": 40 }))] }],
        "subjects": [{ "id": "x", "name": "X", "kind": "k" }, { "id": "y", "name": "Y", "kind": "k" }],
        "values": { "x": figures(x), "y": figures(y) },
    });
    Document::from_json(&text.to_string()).unwrap().prepare().unwrap()
}

/// x has 100·0.5·0.5 = 25 and 80, in all 47; y has 100·0.8·0.5 = 40 and 60, in all 48.
fn products() -> Prepared {
    let product = json!({ "product": { "exponents": { "a": 1, "b": 1 }, "scale": true } });
    prepared(&product, [50, 50, 80], [80, 50, 60])
}

/// The same numbers, of the better of two marks.
fn best() -> Prepared {
    prepared(&json!({ "trimmed": { "keep": 1 } }), [25, 10, 80], [40, 30, 60])
}

#[test]
fn the_node_varies_as_one_indicator_and_its_children_do_not() {
    for prepared in [products(), best()] {
        let tipping = prepared.tipping(0, Control::new()).unwrap();
        let node = |id: &str| tipping.nodes.iter().find(|node| node.node == id).unwrap();
        // 15·t = 20·(1 − t) at 4/7.
        let low = node("d").ranking.low.as_ref().unwrap();
        assert_eq!(low.share.to_string(), "0.571428571429");
        for fixed in ["a", "b"] {
            assert!(node(fixed).ranking.low.is_none() && node(fixed).ranking.high.is_none());
        }
        // The lead of 1 falls by 35 for each share that moves from d to c: 2/35.
        let together = &tipping.together[0];
        assert_eq!(
            (together.found, together.exact_distance.as_ref().unwrap().to_string()),
            (Found::Closed, "2/35".into())
        );
        let moved: Vec<&str> = together.weights.iter().map(|(node, _)| node.as_str()).collect();
        assert_eq!(moved, ["d", "c"]);
        // 15·0.6·0.99 − 20·0.4·1.01 is above 0, and 15·0.6·0.9 − 20·0.4·1.1 below.
        for (range, behind) in [(Decimal::new(1, 2), 1), (Decimal::new(1, 1), 0)] {
            let certain = prepared.certain(0, WeightRegion::Within(range), Control::new()).unwrap();
            assert_eq!(certain.subjects[0].behind.len(), behind, "{range}");
        }
    }
}

#[test]
fn weights_that_there_are_not_cannot_be_changed() {
    let refused = |prepared: &Prepared, change: &WeightChange| prepared.with_change(0, change).unwrap_err().to_string();
    let set = WeightChange::set("a", Decimal::new(3, 1));
    let expected = "`a` has no weight that can change: `product` takes the children of `d` without weights";
    assert_eq!(refused(&products(), &set), expected);
    assert_eq!(refused(&products(), &WeightChange::drop("a")), expected);
    assert_eq!(refused(&best(), &set), expected.replace("product", "trimmed"));
    // Without a, the best mark is that of b.
    let without = best().with_change(0, &WeightChange::drop("a")).unwrap().evaluate().unwrap();
    let total = |subject: &str| without.indexes[0].subject(subject).unwrap().score.to_decimal().normalize().to_string();
    assert_eq!([total("x"), total("y")], ["38", "42"]);
}

#[test]
fn a_factor_is_not_left_out_and_a_judge_is() {
    let reason = |prepared: Prepared| {
        let nodes = prepared.leave_out(0, Leave::Nodes, Control::new()).unwrap().nodes;
        nodes.into_iter().find(|node| node.id == "a").unwrap().effect.err()
    };
    assert!(reason(products()).unwrap().contains("`product`"));
    assert_eq!(reason(best()), None);
}
