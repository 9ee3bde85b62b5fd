//! The order of subjects and of nodes changes nothing in an explanation; unranked subjects have one as well.

use super::{explanations, fixture, random_documents};
use crate::reversed;
use evalindex::Document;
use evalindex::explain::{Absence, ExplainError, Explanation};

/// What an explanation says of its nodes, by id.
fn by_node(why: &Explanation) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = why
        .nodes
        .iter()
        .map(|node| {
            let steps: Vec<_> = node.steps.iter().map(|step| (step.what, step.value.to_decimal())).collect();
            let known =
                (&node.score, &node.counted, &node.lost, &node.contribution, &node.next_place, &node.next_grade);
            (node.node.clone(), format!("{steps:?} {known:?} {:?}", node.figure))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn orders_change_nothing() {
    let mut compared = 0;
    for (seed, document) in random_documents(1..60) {
        let mut text = crate::exact::random_document(seed);
        // What nothing decides stands in the order of the document.
        let is_ordinal = text["indexes"][0]["ranking"]["ties"] == "ordinal";
        // Ordered weights, and methods that derive weights, may depend on what they are written for.
        if text.to_string().contains("\"owa\"") || text.to_string().contains("\"from\"") {
            continue;
        }
        reversed::children(&mut text);
        if !is_ordinal {
            reversed::subjects(&mut text);
        }
        let other = Document::from_json(&text.to_string()).unwrap_or_else(|refused| panic!("seed {seed}: {refused}"));
        let mut others = explanations(&other);
        for why in explanations(&document) {
            let position = others.iter().position(|one| one.subject.id == why.subject.id).unwrap();
            let other = others.remove(position);
            assert_eq!(by_node(&why), by_node(&other), "seed {seed}, {}", why.subject.id);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn a_subject_is_named_by_its_id_or_its_name() {
    let prepared = fixture("2023").prepare().unwrap();
    let by = |subject: &str| prepared.explain("cities", subject).map(|why| why.subject.id);
    assert_eq!(by("datong").unwrap(), "datong");
    assert_eq!(by("Datong").unwrap(), "datong");
    assert_eq!(by("大同").or_else(|_| by("大同市")).unwrap(), "datong");
    let unknown = by("datomg").unwrap_err();
    assert!(
        matches!(&unknown, ExplainError::UnknownSubject { nearest: Some(near), .. } if near == "datong"),
        "{unknown}"
    );
    let node = prepared.explain_node("cities", "datong", "inovation").unwrap_err();
    assert_eq!(node.to_string(), "there is no node `inovation`; did you mean `innovation`?");
    let below: Vec<_> = prepared.explain_node("cities", "datong", "air").unwrap().nodes;
    assert_eq!(below.iter().map(|node| node.node.as_str()).collect::<Vec<_>>(), ["air", "pm25", "good_air_days"]);
}

#[test]
fn unranked_subjects_are_explained_too() {
    let text = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "k", "children": [
          {"id": "a", "name": "A", "weight": 50, "missing": "unranked", "rule": {"type": "as_is"}},
          {"id": "b", "name": "B", "weight": 50, "missing": "reweight", "rule": {"type": "as_is"}}]}],
        "subjects": [{"id": "x", "name": "X", "kind": "k"}, {"id": "y", "name": "Y", "kind": "k"},
          {"id": "z", "name": "Z", "kind": "k"}],
        "values": {"x": {"a": null, "b": 50}, "y": {"a": 30, "b": 60}, "z": {"a": 30, "b": 60}},
        "adjustments": [{"subject": "z", "type": "veto", "effect": "unranked", "reason": "false figures"}]}"#;
    let prepared = Document::from_json(text).unwrap().prepare().unwrap();
    let why = prepared.explain("i", "x").unwrap();
    assert_eq!(why.unranked.as_deref(), Some("no figure of `a`, without which there is no score"));
    assert_eq!((why.standing, why.nodes[1].absent), (None, Some(Absence::Missing)));
    assert_eq!((why.nodes[2].score.unwrap().to_string(), why.nodes[2].next_place.as_ref()), ("50.00".into(), None));
    let vetoed = prepared.explain("i", "z").unwrap();
    assert_eq!(vetoed.unranked.as_deref(), Some("veto: false figures"));
    assert_eq!(vetoed.total.unwrap().score.to_string(), "45.00");
}
