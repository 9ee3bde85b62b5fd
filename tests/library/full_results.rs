//! Full results: the figures, targets, weights, points lost and adjustments that scores are made of.

use evalindex::result::FigureOrigin;
use evalindex::{Document, Evaluation};
use serde_json::{Value, json};

/// Two dimensions of weights 60 and 40; `a` has targets, `b` is imputed for `y` by the median, `c` unranks who lacks it,
/// and `d` is turned into full marks by a rule on its dimension.
fn document() -> String {
    json!({
        "format": "evalindex/1", "period": "2023",
        "indexes": [{ "id": "i", "name": "I", "kind": "k", "children": [
            { "id": "one", "name": "One", "weight": 60, "children": [
                { "id": "a", "name": "A", "weight": 45, "rule": { "type": "completion", "target": 8 } },
                { "id": "b", "name": "B", "weight": 15, "missing": { "impute": "median" }, "rule": { "type": "as_is" } }
            ] },
            { "id": "two", "name": "Two", "weight": 40, "rule": { "type": "min_max" }, "children": [
                { "id": "c", "name": "C", "weight": 40, "missing": "unranked", "rule": { "type": "as_is" } }
            ] }
        ] }],
        "subjects": [
            { "id": "x", "name": "X", "kind": "k" }, { "id": "y", "name": "Y", "kind": "k" },
            { "id": "z", "name": "Z", "kind": "k" }
        ],
        "values": { "x": { "a": 6, "b": 40, "c": 50 }, "y": { "a": 9, "c": 70 }, "z": { "a": 4, "b": 20, "c": null } },
        "targets": { "y": { "a": 12 } },
        "periods": [{ "period": "2022", "values": {
            "x": { "a": 4, "b": 40, "c": null }, "y": { "a": 3, "b": 10, "c": 70 }, "z": { "a": 8, "b": 20, "c": 10 } } }],
        "adjustments": [{ "subject": "y", "type": "bonus", "points": 1.5, "reason": "award" }]
    })
    .to_string()
}

fn full() -> Evaluation {
    Document::from_json(&document()).unwrap().evaluate_full().unwrap()
}

#[test]
fn every_figure_weight_and_lost_point_is_told() {
    let written = serde_json::to_value(full()).unwrap();
    let ranking = &written["indexes"][0]["ranking"];
    let row = |id: &str| ranking.as_array().unwrap().iter().find(|row| row["subject"] == id).unwrap();
    // y, by hand: a 100·9/12 = 75, of 45 % of the whole, 11.25 points short of 45; b the median of 40 and 20.
    let y = &row("y")["nodes"];
    assert_eq!(
        y["a"],
        json!({ "score": 75.0, "rank": 1, "contribution": 33.75, "figure": 9, "from": "observed", "target": 12,
                "weight": 0.45, "lost": 11.25 })
    );
    assert_eq!((&y["b"]["figure"], &y["b"]["from"], &y["b"]["lost"]), (&json!(30), &json!("imputed"), &json!(10.5)));
    // One: (45·75 + 15·30)/60 = 63.75, which is 0.6·36.25 short.
    assert_eq!((&y["one"]["score"], &y["one"]["lost"]), (&json!(63.75), &json!(21.75)));
    // Two: the higher of 50 and 70 gets full marks; what stands below a rule has no points of its own.
    assert_eq!(
        (&y["two"]["aggregate"], &y["two"]["score"], &y["two"]["lost"]),
        (&json!(70.0), &json!(100.0), &json!(0.0))
    );
    assert_eq!((&y["c"]["figure"], &y["c"]["weight"], y["c"].get("lost")), (&json!(70), &json!(0.4), None));
    assert_eq!(row("y")["adjustments"], json!([{ "type": "bonus", "points": 1.5, "reason": "award" }]));
    // x has the target of the rule.
    assert_eq!((&row("x")["nodes"]["a"]["target"], row("x").get("adjustments")), (&json!(8), None));
}

#[test]
fn unranked_subjects_have_nodes_and_everybody_the_nodes_of_earlier_periods() {
    let evaluation = full();
    let index = &evaluation.indexes[0];
    let z = &index.unranked[0];
    let (a, c) = (index.node("a").unwrap(), index.node("c").unwrap());
    assert_eq!((z.subject.as_str(), z.nodes[a].score.unwrap().to_string().as_str()), ("z", "50"));
    assert_eq!((z.nodes[a].rank, z.nodes[c].score), (None, None));
    assert_eq!(z.details.as_ref().unwrap().nodes[a].from, Some(FigureOrigin::Observed));
    // In 2022 z was ranked, with a 100·8/8, and x was not.
    let past = &z.history.as_ref().unwrap().periods[0];
    assert_eq!((past.rank.is_some(), past.nodes[a].score.unwrap().to_string().as_str()), (true, "100"));
    let x = index.subject("x").unwrap().history.as_ref().unwrap();
    assert_eq!((x.periods[0].rank, x.periods[0].nodes[a].score.unwrap().to_string().as_str()), (None, "50"));
}

#[test]
fn the_usual_result_has_none_of_it_and_says_the_same() {
    let (mut full, usual) = (full(), Document::from_json(&document()).unwrap().evaluate().unwrap());
    assert!(full.is_full() && !usual.is_full());
    let index = &mut full.indexes[0];
    for row in &mut index.ranking {
        row.details = None;
        row.history.iter_mut().flat_map(|history| &mut history.periods).for_each(|past| past.nodes.clear());
    }
    for row in &mut index.unranked {
        (row.details, row.nodes) = (None, Vec::new());
        row.history.iter_mut().flat_map(|history| &mut history.periods).for_each(|past| past.nodes.clear());
    }
    assert_eq!(full, usual);
}

#[test]
fn full_results_are_read_back_as_they_were_written() {
    let fixtures = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures")).unwrap();
    let texts = fixtures.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    // Where nobody is ranked, too.
    let nobody = document().replace(r#""c":50"#, r#""c":null"#).replace(r#""c":70"#, r#""c":null"#);
    assert!(Document::from_json(&nobody).unwrap().evaluate().unwrap().indexes[0].ranking.is_empty());
    for text in texts.chain([document(), nobody]) {
        let written = serde_json::to_string(&Document::from_json(&text).unwrap().evaluate_full().unwrap()).unwrap();
        let read: Evaluation = serde_json::from_str(&written).unwrap();
        assert!(read.is_full());
        assert_eq!(serde_json::to_string(&read).unwrap(), written);
        assert!(read.verify(&written).unwrap().is_empty());
    }
}

#[test]
fn half_of_the_details_is_refused() {
    let written = serde_json::to_value(full()).unwrap();
    let refused = |edit: &dyn Fn(&mut Value)| {
        let mut edited = written.clone();
        edit(&mut edited["indexes"][0]["ranking"][0]);
        serde_json::from_value::<Evaluation>(edited).unwrap_err().to_string()
    };
    let without = refused(&|row| {
        row["nodes"]["a"].as_object_mut().unwrap().remove("weight");
    });
    assert_eq!(without, "nodes with a weight beside nodes without one");
    let odd = refused(&|row| row["adjustments"] = json!([{ "type": "bonus", "effect": "unranked", "reason": "r" }]));
    assert!(odd.starts_with("an adjustment that is neither"), "{odd}");
}

/// By hand, on 2023-03-02, 60 of the 100 days after 1 January: 45 of 100 % planned, 15 behind the 60 expected; 3 of 9 with
/// 50 % planned are 2/3, and 80/3 behind; the paused one counts nowhere, what is done counts 1; a breakthrough task is read
/// by nothing here.
#[test]
fn tasks_of_a_subject_have_completion_and_lag() {
    let text = r#"{"format": "evalindex/1", "supervision": {"on": "2023-03-02"},
      "indexes": [{"id": "i", "name": "I", "kind": "d", "children": [
        {"id": "t", "name": "T", "weight": 100, "from": {"tasks": {"class": "key"}}, "rule": {"type": "as_is"}}]}],
      "subjects": [{"id": "x", "name": "X", "kind": "d"}, {"id": "y", "name": "Y", "kind": "d"}, {"id": "z", "name": "Z", "kind": "d"}],
      "tasks": [
        {"id": "half", "name": "H", "class": "key", "lead": ["x"], "support": ["y"], "progress": 45,
         "start": "2023-01-01", "due": "2023-04-11", "reported": "2023-03-01"},
        {"id": "third", "name": "R", "class": "key", "lead": ["x"], "actual": 3, "target": 9, "planned": 50,
         "start": "2023-01-01", "due": "2023-04-11", "reported": "2023-03-01"},
        {"id": "paused", "name": "P", "class": "key", "lead": ["x"], "status": "paused"},
        {"id": "done", "name": "D", "class": "key", "lead": ["y"], "status": "done", "due": "2023-02-01", "finished": "2023-02-01"},
        {"id": "other", "name": "O", "class": "breakthrough", "lead": ["z", "x"], "progress": 10}], "values": {}}"#;
    let document = Document::from_json(text).unwrap();
    let written = serde_json::to_string(&document.evaluate_full().unwrap()).unwrap();
    let found: Value = serde_json::from_str(&written).unwrap();
    let index = &found["indexes"][0];
    let row = |subject: &str| {
        let rows = ["ranking", "unranked"].map(|list| index[list].as_array().unwrap().clone()).concat();
        rows.into_iter().find(|row| row["subject"] == subject).unwrap()["tasks"].clone()
    };
    let half = json!({ "task": "half", "completion": 0.45, "lag": 15 });
    let third = json!({ "task": "third", "completion": 0.666_666_666_667, "lag": 26.666_666_666_667 });
    let paused = json!({ "task": "paused", "completion": null, "lag": null });
    assert_eq!(row("x"), json!([half, third, paused]));
    assert_eq!(row("y"), json!([half, { "task": "done", "completion": 1, "lag": null }]));
    assert_eq!(row("z"), Value::Null);
    let read: Evaluation = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
    assert!(read.verify(&written).unwrap().is_empty());
}
