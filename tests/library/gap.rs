//! The gap of two subjects: parts by hand, and what must hold for random documents.

use std::collections::BTreeMap;

use evalindex::explain::{Gap, GapError};
use evalindex::number::Exact;
use evalindex::{Decimal, Document, Prepared};
use serde_json::{Value, json};

use crate::exact::draw;

fn prepared(document: &Value) -> Prepared {
    Document::from_json(&document.to_string()).unwrap().prepare().unwrap()
}

/// One index of these children for subjects of these figures.
#[expect(clippy::needless_pass_by_value, reason = "they are written where they are passed")]
fn document(index: Value, values: Value) -> Value {
    let ids = values.as_object().unwrap().keys();
    let subjects: Vec<Value> = ids.map(|id| json!({ "id": id, "name": id, "kind": "k", "group": id })).collect();
    let mut whole = json!({ "id": "i", "name": "I", "kind": "k" });
    whole.as_object_mut().unwrap().extend(index.as_object().unwrap().clone());
    json!({ "format": "evalindex/1", "indexes": [whole], "subjects": subjects, "values": values })
}

fn leaf(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "missing": "reweight", "rule": { "type": "as_is" } })
}

/// The printed parts of all nodes; `-` where there is none.
fn printed(gap: &Gap) -> Vec<String> {
    let part = |part: &Option<evalindex::explain::Points>| {
        part.as_ref().map_or("-".to_owned(), |part| part.printed.normalize().to_string())
    };
    gap.nodes.iter().map(|node| part(&node.part)).collect()
}

#[test]
fn contributions_are_compared_below_means() {
    // By hand: x has b and c, weights 2 and 1 of 3: 40 + 10; y has a, b and c: 20·40/100 + 40·60/100 + 40·5/100 …
    let inner = json!({ "id": "d", "name": "D", "weight": 60, "children": [leaf("b", 40), leaf("c", 20)] });
    let index = json!({ "children": [leaf("a", 40), inner], "adjustments": { "max_bonus": 5 } });
    let values = json!({ "x": { "a": null, "b": 60, "c": 30 }, "y": { "a": 40, "b": 60, "c": 15 } });
    let mut document = document(index, values);
    document["adjustments"] = json!([
        { "subject": "x", "type": "bonus", "points": 7, "reason": "r" },
        { "subject": "y", "type": "deduction", "points": 1, "reason": "r" }]);
    let gap = prepared(&document).gap("i", "x", "y").unwrap();
    // x: d = 50 with all the weight, so b contributes 40 and c 10. y: 16 + 24 + 3 = 43.
    assert_eq!(printed(&gap), ["-16", "23", "16", "7"]);
    assert_eq!(
        [&gap.base, &gap.bonus, &gap.deduction, &gap.gap].map(|one| one.exact.to_string()),
        ["7", "5", "1", "13"]
    );
    assert_eq!(gap.nodes[0].scores, [None, Some(Decimal::from(40))]);
}

#[test]
fn two_children_of_a_geometric_mean_are_exchanged_both_ways() {
    let index = json!({ "aggregate": "geometric", "children": [leaf("a", 50), leaf("b", 50)] });
    let document = document(index, json!({ "x": { "a": 4, "b": 9 }, "y": { "a": 1, "b": 16 } }));
    let prepared = prepared(&document);
    assert_eq!(printed(&prepared.gap("i", "x", "y").unwrap()), ["3.5", "-1.5"]);
    assert_eq!(printed(&prepared.gap("i", "y", "x").unwrap()), ["-3.5", "1.5"]);
}

#[test]
fn what_lies_below_a_minimum_is_exchanged_to_the_indicators() {
    // By hand: d is the mean of a and b. x: min(30, 50) = 30; y: min(40, 20) = 20, half of the whole.
    let d = json!({ "id": "d", "name": "D", "weight": 1, "children": [leaf("a", 1), leaf("b", 1)] });
    let e = json!({ "id": "e", "name": "E", "weight": 50, "aggregate": "minimum", "children": [d, leaf("c", 1)] });
    let index = json!({ "weights": "relative", "children": [e, leaf("z", 50)] });
    let values = json!({ "x": { "a": 20, "b": 40, "c": 50, "z": 1 }, "y": { "a": 60, "b": 20, "c": 20, "z": 3 } });
    let gap = prepared(&document(index, values)).gap("i", "x", "y").unwrap();
    // Forwards 30 →a 50 →b 40 →c 20; backwards 30 →c 20 →b 20 →a 20: a −20 and 0, b 10 and 0, c 20 and 10.
    assert_eq!(printed(&gap), ["5", "-2.5", "-5", "2.5", "7.5", "-1"]);
}

#[test]
fn a_state_without_a_score_makes_a_joint_part() {
    // Exchanging a alone leaves a negative score beside another one, of which there is no geometric mean.
    let a = json!({ "id": "a", "name": "a", "weight": 1, "rule": { "type": "as_is", "min": -9 } });
    let mut b = a.clone();
    b["id"] = json!("b");
    let odd = json!({ "id": "g", "name": "G", "weight": 1, "aggregate": { "power": 2 }, "children": [a, b] });
    let index = json!({ "weights": "relative", "children": [odd] });
    let found =
        Document::from_json(&document(index, json!({ "x": { "a": 3, "b": 4 }, "y": { "a": -1, "b": 2 } })).to_string());
    // A mean of powers of a negative score is refused: there is nothing to split then.
    assert!(found.unwrap().prepare().unwrap().evaluate().is_err());

    // A second step that takes 40 to 60 only: exchanging one of the two alone leaves 30 or 80.
    let d = json!({ "id": "d", "name": "D", "weight": 1, "children": [leaf("a", 1), leaf("b", 1), leaf("c", 2)],
        "rule": { "type": "as_is", "min": 40, "max": 60 } });
    let index = json!({ "weights": "relative", "children": [d] });
    let values = json!({ "x": { "a": 0, "b": 100, "c": 50 }, "y": { "a": 100, "b": 0, "c": 60 } });
    let gap = prepared(&document(index, values)).gap("i", "x", "y").unwrap();
    assert_eq!(printed(&gap), ["-5", "-", "-", "-5"]);
    assert_eq!(gap.joint.len(), 1);
    assert_eq!((gap.joint[0].nodes.join(" "), gap.joint[0].part.printed.to_string()), ("a b".into(), "0.00".into()));
}

#[test]
fn an_own_target_of_a_dimension_is_a_step_of_its_own() {
    // By hand: 40 of 50 is 80, and 40 of 80 is 50. The indicator says nothing, the target 30.
    let d =
        json!({ "id": "d", "name": "D", "weight": 1, "children": [leaf("a", 1)], "rule": { "type": "completion" } });
    let mut document =
        document(json!({ "weights": "relative", "children": [d] }), json!({ "x": { "a": 40 }, "y": { "a": 40 } }));
    document["targets"] = json!({ "x": { "d": 50 }, "y": { "d": 80 } });
    let gap = prepared(&document).gap("i", "x", "y").unwrap();
    assert_eq!(printed(&gap), ["30", "0"]);
    assert_eq!(gap.nodes[0].step.as_ref().unwrap().printed.to_string(), "30.00");
}

#[test]
fn an_aggregate_that_compares_all_is_not_split() {
    let index = json!({ "aggregate": "borda", "children": [leaf("a", 50), leaf("b", 50)] });
    let values = json!({ "x": { "a": 4, "b": 9 }, "y": { "a": 1, "b": 1 }, "z": { "a": 2, "b": 2 } });
    let gap = prepared(&document(index, values)).gap("i", "x", "y").unwrap();
    assert_eq!((printed(&gap), gap.base.printed.to_string()), (vec!["-".to_owned(); 2], "100.00".to_owned()));
}

#[test]
fn subjects_that_have_no_place_are_named() {
    let mut leaf = leaf("a", 100);
    leaf["missing"] = json!("unranked");
    let values = json!({ "north": { "a": 4 }, "south": { "a": null } });
    let prepared = prepared(&document(json!({ "children": [leaf] }), values));
    let message = |a, b| prepared.gap("i", a, b).unwrap_err().to_string();
    assert_eq!(message("nort", "south"), "index `i` has no subject `nort`; did you mean `north`?");
    assert_eq!(
        message("north", "south"),
        "`south` has no place in index `i`: no figure of `a`, without which there is no score"
    );
    assert!(matches!(prepared.gap("j", "north", "south"), Err(GapError::UnknownIndex(_))));
}

/// The parts at the lowest level that has any: of nodes, of steps and joint.
fn lowest(gap: &Gap) -> Vec<Exact> {
    let deeper = |at: usize| gap.nodes.iter().skip(at + 1).take_while(move |below| below.depth > gap.nodes[at].depth);
    let nodes = gap.nodes.iter().enumerate().filter(|(at, _)| deeper(*at).all(|below| below.part.is_none()));
    let nodes = nodes.filter_map(|(at, node)| {
        // Steps and joint parts are pieces of a node whose other pieces are below it.
        let is_split =
            node.step.is_some() || deeper(at).any(|one| gap.joint.iter().any(|j| j.nodes.contains(&one.node)));
        node.part.as_ref().filter(|_| !is_split)
    });
    let steps = gap.nodes.iter().filter_map(|node| node.step.as_ref());
    nodes
        .chain(steps)
        .chain(&gap.step)
        .chain(gap.joint.iter().map(|joint| &joint.part))
        .map(|part| part.exact.clone())
        .collect()
}

/// Whether two values are equal, or, with real numbers among them, nearly so.
fn same(one: &Exact, other: &Exact) -> bool {
    if one.is_rational() && other.is_rational() {
        return one == other;
    }
    let off = (one - other).to_decimal().unwrap();
    off.abs() < Decimal::new(1, 24)
}

fn by_node(gap: &Gap) -> BTreeMap<&str, Option<&Exact>> {
    gap.nodes.iter().map(|node| (node.node.as_str(), node.part.as_ref().map(|part| &part.exact))).collect()
}

#[test]
fn parts_of_random_documents_add_up_and_turn_round() {
    let (mut split, mut joint, mut steps, mut turned) = (0, 0, 0, 0);
    for seed in 1..=350 {
        let document = draw::document(seed);
        let Ok(read) = Document::from_json(&document.to_string()) else { continue };
        let Ok(prepared) = read.prepare() else { continue };
        let Ok(evaluation) = prepared.evaluate() else { continue };
        let ranking = &evaluation.indexes[0].ranking;
        let (Some(first), Some(last)) = (ranking.first(), ranking.last()) else { continue };
        let (first, last) = (first.subject.as_str(), last.subject.as_str());
        let gap = prepared.gap(0, first, last).unwrap();
        let opposite = prepared.gap(0, last, first).unwrap();
        let whole: Exact = lowest(&gap).iter().sum();
        let all_compared = gap.nodes.iter().all(|node| node.part.is_none()) && gap.joint.is_empty();
        assert!(all_compared || same(&whole, &gap.base.exact), "{seed}: {whole} of {}", gap.base.exact);
        let lines = [&gap.base, &gap.bonus, &gap.deduction, &gap.rounding];
        assert!(same(&lines.iter().map(|one| &one.exact).sum(), &gap.gap.printed.into()), "{seed}");
        assert_eq!(lines.iter().map(|one| one.printed).sum::<Decimal>(), gap.gap.printed, "{seed}");
        for (one, other) in gap.nodes.iter().zip(&opposite.nodes) {
            let [one, other] = [one, other].map(|node| node.part.as_ref().map(|part| part.exact.clone()));
            assert!(same(&one.unwrap_or_default(), &-other.unwrap_or_default()), "{seed}");
        }
        let printed: Decimal =
            gap.nodes.iter().filter(|n| n.depth == 1).filter_map(|n| n.part.as_ref()).map(|p| p.printed).sum();
        let whole_level = gap.nodes.iter().filter(|node| node.depth == 1).all(|node| node.part.is_some());
        if whole_level && gap.joint.is_empty() && gap.step.is_none() && gap.nodes.iter().all(|node| node.step.is_none())
        {
            assert_eq!(printed, gap.base.printed, "{seed}");
        }
        split += 1;
        joint += usize::from(!gap.joint.is_empty());
        steps += usize::from(gap.nodes.iter().any(|node| node.step.is_some()));

        for children in [false, true] {
            let other = self::prepared(&crate::reversed::either(document.clone(), children));
            let Ok(other) = other.gap(0, first, last) else { continue };
            // The own step of a node comes last, whatever the order of its children; weights by order follow it.
            let has_step = |gap: &Gap| gap.step.is_some() || gap.nodes.iter().any(|node| node.step.is_some());
            let has_steps = has_step(&gap) || has_step(&other);
            if children && (has_steps || !gap.joint.is_empty() || document.to_string().contains("\"from\"")) {
                continue;
            }
            let (one, other) = (by_node(&gap), by_node(&other));
            assert_eq!(one.len(), other.len());
            for (node, part) in one {
                let is_same = match (part, other[node]) {
                    (Some(one), Some(other)) => same(one, other),
                    (one, other) => one.is_none() && other.is_none(),
                };
                assert!(is_same, "{seed}, {children}: {node}");
            }
            turned += 1;
        }
    }
    assert!(split > 150 && steps > 2 && turned > 150, "{split} {joint} {steps} {turned}");
}
