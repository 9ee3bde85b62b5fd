//! Leaving one out: what becomes of the ranking; figures by hand, and against documents that never had it.

use std::collections::BTreeMap;

use evalindex::robustness::{Control, Leave, LeaveOut, LeftOut, OutEffect};
use evalindex::{Document, WeightChange};
use serde_json::{Value, json};

/// Three subjects. z is so good at b that the others hardly differ in it: x is ahead of y only while z is there.
fn document(children: &Value, values: &Value) -> Value {
    let subjects = ["x", "y", "z"].map(|id| json!({ "id": id, "name": id, "kind": "k" }));
    json!({
        "format": "evalindex/1",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "weights": "relative", "children": children }],
        "subjects": subjects, "values": values,
    })
}

fn leaf(id: &str, weight: u32) -> Value {
    json!({ "id": id, "name": id, "weight": weight, "rule": { "type": "min_max" } })
}

fn reversing() -> Value {
    let values = json!({ "x": { "a": 10, "b": 4 }, "y": { "a": 8, "b": 6 }, "z": { "a": 0, "b": 100 } });
    document(&json!([leaf("a", 40), leaf("b", 60)]), &values)
}

fn read(document: &Value) -> Document {
    Document::from_json(&document.to_string()).unwrap_or_else(|refused| panic!("{refused}"))
}

fn leave_out(document: &Value) -> LeaveOut {
    read(document).prepare().unwrap().leave_out(0, Leave::All, Control::new()).unwrap()
}

fn effect<'a>(all: &'a [LeftOut], id: &str) -> &'a OutEffect {
    all.iter().find(|one| one.id == id).unwrap().effect.as_ref().unwrap()
}

fn failure<'a>(all: &'a [LeftOut], id: &str) -> &'a str {
    all.iter().find(|one| one.id == id).unwrap().effect.as_ref().unwrap_err()
}

/// Mean move, pairs reversed, first, and the farthest move.
fn told(effect: &OutEffect) -> (String, usize, Vec<&str>, Option<String>) {
    let largest = effect.largest.as_ref().map(|one| format!("{} {}-{}", one.subject, one.before, one.after));
    (effect.mean_change.to_string(), effect.reversed, effect.first.iter().map(String::as_str).collect(), largest)
}

#[test]
fn a_subject_that_leaves_can_reverse_the_others() {
    // With all: z 60, x 40, y 32 + 60·2/96 = 33.25. Without z: y 60, x 40. Without x or y: z is ahead as before.
    let subjects = leave_out(&reversing()).subjects;
    assert_eq!(told(effect(&subjects, "z")), ("1".into(), 1, vec!["y"], Some("x 1-2".into())));
    assert_eq!(told(effect(&subjects, "x")), ("0".into(), 0, vec!["z"], None));
    assert_eq!(told(effect(&subjects, "y")), ("0".into(), 0, vec!["z"], None));
}

#[test]
fn without_a_node_its_siblings_have_its_weight() {
    // b alone: z 100, y 2.08, x 0. a alone: x 100, y 80, z 0. Before: z, x, y.
    let nodes = leave_out(&reversing()).nodes;
    assert_eq!(told(effect(&nodes, "a")), ("0.666666666667".into(), 1, vec!["z"], Some("x 2-3".into())));
    assert_eq!(told(effect(&nodes, "b")), ("1.333333333333".into(), 2, vec!["x"], Some("z 1-3".into())));
}

#[test]
fn the_last_that_counts_takes_its_dimension_along_and_a_monitored_one_is_not_told() {
    let mut inner = json!({ "id": "d", "name": "D", "weight": 60 });
    inner["children"] = json!([leaf("b", 7), leaf("watched", 0)]);
    let figures = json!({ "a": 1, "b": 2, "watched": 3 });
    let values = json!({ "x": figures, "y": { "a": 2, "b": 1, "watched": 9 }, "z": { "a": 3, "b": 0, "watched": 1 } });
    let nodes = leave_out(&document(&json!([leaf("a", 40), inner]), &values)).nodes;
    assert_eq!(nodes.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "d", "b"]);
    assert_eq!(effect(&nodes, "b"), effect(&nodes, "d"));
    assert_eq!(effect(&nodes, "b").first, ["z"]);

    let alone = leave_out(&document(&json!([leaf("a", 1), leaf("watched", 0)]), &values)).nodes;
    assert_eq!(failure(&alone, "a"), "nothing that counts would be left");
}

#[test]
fn who_loses_a_place_or_gets_one_is_named() {
    let with = |id: &str, weight| {
        let mut leaf = leaf(id, weight);
        leaf["missing"] = "reweight".into();
        leaf
    };
    let values = json!({ "x": { "a": 1, "b": 2 }, "y": { "a": 3 }, "z": { "b": 0 } });
    let nodes = leave_out(&document(&json!([with("a", 50), with("b", 50)]), &values)).nodes;
    assert_eq!((&effect(&nodes, "b").unranked, &effect(&nodes, "a").unranked), (&vec!["z".into()], &vec!["y".into()]));
    assert!(effect(&nodes, "b").ranked.is_empty());

    let mut whole = json!({ "id": "d", "name": "D", "weight": 1, "min_coverage": 0.6 });
    whole["children"] = json!([with("a", 50), with("b", 50)]);
    let nodes = leave_out(&document(&json!([whole]), &values)).nodes;
    assert_eq!((&effect(&nodes, "a").ranked, &effect(&nodes, "b").ranked), (&vec!["z".into()], &vec!["y".into()]));
    assert_eq!(effect(&nodes, "a").first, ["x"], "x 100, z 0");
}

#[test]
fn a_subject_that_cannot_be_spared_says_why() {
    let mut distance = leaf("a", 1);
    distance["rule"] = json!({ "type": "distance_to_reference", "reference": "x" });
    let values = json!({ "x": { "a": 9 }, "y": { "a": 8 }, "z": { "a": 0 } });
    let subjects = leave_out(&document(&json!([distance]), &values)).subjects;
    assert!(failure(&subjects, "x").contains("the reference \"x\" has no value"), "{}", failure(&subjects, "x"));
    assert_eq!(effect(&subjects, "z").reversed, 0);
}

#[test]
fn pooled_posts_are_taken_from_all_periods_of_the_others() {
    // Pooled, a goes from 0 to y's 50: x 60, z 40; b adds 25 to z, so that it is ahead. Without y a ends at 30: x 100,
    // z 66 2/3 and 25. Each period by itself: x 50, z 0, and without y 100 and 0.
    let with_b =
        |a: [u32; 3]| json!({ "x": { "a": a[0], "b": 0 }, "y": { "a": a[1], "b": 0 }, "z": { "a": a[2], "b": 25 } });
    let mut b = leaf("b", 50);
    b["rule"] = json!({ "type": "as_is" });
    let mut whole = document(&json!([leaf("a", 50), b]), &with_b([30, 40, 20]));
    whole["period"] = "2023".into();
    whole["periods"] = json!([
        { "period": "2021", "values": with_b([0, 50, 25]) },
        { "period": "2022", "values": with_b([10, 20, 30]) },
    ]);
    let by_itself = leave_out(&whole).subjects;
    assert_eq!(told(effect(&by_itself, "y")), ("0".into(), 0, vec!["x"], None));
    whole["indexes"][0]["calibrate"] = "pooled".into();
    let pooled = leave_out(&whole).subjects;
    assert_eq!(told(effect(&pooled, "y")), ("1".into(), 1, vec!["x"], Some("z 1-2".into())));
}

#[test]
fn posts_that_an_earlier_evaluation_gives_stay() {
    let document = read(&reversing());
    let prepared = document.prepare_against(&document.evaluate().unwrap()).unwrap();
    let subjects = prepared.leave_out(0, Leave::Subjects, Control::new()).unwrap().subjects;
    assert_eq!(told(effect(&subjects, "z")), ("0".into(), 0, vec!["x"], None));
}

/// The place of each subject among these.
fn places(document: &Document, without: Option<&str>) -> BTreeMap<String, usize> {
    let prepared = document.prepare().unwrap();
    let prepared = match without {
        Some(node) => prepared.with_change(0, &WeightChange::drop(node)).unwrap(),
        None => prepared,
    };
    let evaluation = prepared.evaluate().unwrap();
    let rows = evaluation.indexes[0].ranking.iter();
    rows.map(|row| (row.subject.clone(), row.rank.to_string().parse().unwrap())).collect()
}

/// Pairs in the opposite order, one by one.
fn reversed(before: &BTreeMap<String, usize>, after: &BTreeMap<String, usize>) -> usize {
    let pairs = after.iter().flat_map(|one| after.iter().map(move |other| (one, other)));
    pairs.filter(|((one, here), (other, there))| here > there && before[*one] < before[*other]).count()
}

#[test]
fn it_is_as_if_it_had_never_been_there() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/goals-2023.json")).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let document = read(&whole);
    let (before, found) = (places(&document, None), leave_out(&whole));
    for LeftOut { id, effect, .. } in &found.subjects {
        let Ok(effect) = effect else { continue };
        let mut less = whole.clone();
        less["subjects"].as_array_mut().unwrap().retain(|subject| subject["id"] != id.as_str());
        less["values"].as_object_mut().unwrap().remove(id);
        let after = places(&read(&less), None);
        assert_eq!(effect.reversed, reversed(&before, &after), "without {id}");
        assert!(effect.first.iter().all(|first| after[first] == 1), "without {id}");
    }
    for LeftOut { id, effect, .. } in &found.nodes {
        let Ok(effect) = effect else { continue };
        assert_eq!(effect.reversed, reversed(&before, &places(&document, Some(id))), "without {id}");
    }
    assert!(found.nodes.iter().any(|one| one.effect.as_ref().is_ok_and(|effect| effect.reversed > 0)));
}

#[test]
fn threads_change_nothing() {
    let prepared = read(&reversing()).prepare().unwrap();
    let on = |threads| {
        serde_json::to_string(&prepared.leave_out(0, Leave::All, Control::new().threads(threads)).unwrap()).unwrap()
    };
    assert_eq!(on(1), on(2));
    assert_eq!(on(1), on(64));
}

#[test]
fn what_is_left_out_bars_nobody() {
    // z lacks c, without which it is not ranked; without c it is, as in the document that never had it.
    let values = json!({ "x": { "a": 10, "c": 1 }, "y": { "a": 8, "c": 3 }, "z": { "a": 12 } });
    let mut barring = leaf("c", 60);
    barring["missing"] = json!("unranked");
    let all = leave_out(&document(&json!([leaf("a", 40), barring.clone()]), &values));
    let without = effect(&all.nodes, "c");
    assert_eq!((&without.ranked, &without.first), (&vec!["z".to_owned()], &vec!["z".to_owned()]));
    assert!(effect(&all.nodes, "a").ranked.is_empty());
    // Without b it still lacks c.
    let values = json!({ "x": { "a": 10, "b": 1, "c": 1 }, "y": { "a": 8, "b": 2, "c": 3 }, "z": { "a": 12, "b": 3 } });
    let all = leave_out(&document(&json!([leaf("a", 40), leaf("b", 20), barring]), &values));
    assert_eq!(effect(&all.nodes, "c").ranked, ["z"]);
    assert!(effect(&all.nodes, "b").ranked.is_empty());
}

#[test]
fn what_is_left_out_breaks_no_ties() {
    // x and y are equal but for c, by which y is ahead.
    let values = json!({ "x": { "a": 10, "c": 1 }, "y": { "a": 10, "c": 3 }, "z": { "a": 0, "c": 2 } });
    let mut monitored = document(&json!([leaf("a", 1), leaf("c", 1)]), &values);
    monitored["indexes"][0]["ranking"] = json!({ "tie_break": ["c"] });
    let without = effect(&leave_out(&monitored).nodes, "c").first.clone();
    assert_eq!(without, ["x", "y"]);
}
