//! Penalties for tasks that are behind: deductions like any other, with the tasks that they are for.

use evalindex::Document;
use evalindex::explain::SupervisionOptions;
use evalindex::result::NoticeKind;
use serde_json::{Value, json};

/// On 31 May: A is 40 days overdue, B at 30 of 50 (yellow), C at 10 of 50 (red), D not reported since 1 March, E done late.
fn document(penalties: &Value) -> Value {
    let task = |id: &str, lead: &str, progress: u32, due: &str, reported: &str| {
        json!({"id": id, "name": id, "class": "key", "lead": [lead], "support": ["roads"], "regions": ["east"],
            "progress": progress, "start": "2023-01-01", "due": due, "reported": reported})
    };
    let kind = |id: &str, kind: &str| json!({"id": id, "name": id, "kind": kind});
    let index = |id: &str, kind: &str, input: &str| {
        json!({"id": id, "name": id, "kind": kind, "adjustments": {"max_deduction": 4}, "children": [
            {"id": format!("{id}_score"), "name": "Score", "weight": 100, "input": input, "rule": {"type": "as_is"}}]})
    };
    json!({
        "format": "evalindex/1",
        "indexes": [index("offices", "office", "score"), index("cities", "city", "score")],
        "subjects": [kind("drc", "office"), kind("water", "office"), kind("roads", "office"), kind("east", "city")],
        "values": {"drc": {"score": 80}, "water": {"score": 80}, "roads": {"score": 80}, "east": {"score": 80}},
        "tasks": [
            task("A", "drc", 95, "2023-04-21", "2023-05-30"), task("B", "drc", 30, "2023-10-28", "2023-05-30"),
            task("C", "water", 10, "2023-10-28", "2023-05-30"), task("D", "water", 60, "2023-10-28", "2023-03-01"),
            {"id": "E", "name": "E", "class": "key", "lead": ["drc"], "status": "done", "due": "2023-03-31", "finished": "2023-04-30"}],
        "supervision": {"on": "2023-05-31", "penalties": penalties},
    })
}

fn read(document: &Value) -> Document {
    Document::from_json(&document.to_string()).unwrap()
}

/// The published scores of the subjects of an index, in the order of the document.
fn scores(document: &Value, index: &str) -> String {
    let prepared = read(document).prepare().unwrap();
    let mut places = prepared.ranking(index).unwrap();
    places.sort_by_key(|place| place.subject);
    places.iter().map(|place| place.score.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn those_who_lead_lose_points_by_light_and_the_others_a_share() {
    // By hand: 150 of 300 days are over. A costs 2, B 0.5, C 1, D 0.25; E, done late, costs nothing.
    let by_light = json!({"overdue": 2, "red": 1, "yellow": 0.5, "unknown": 0.25});
    assert_eq!(scores(&document(&by_light), "offices"), "77.5 78.75 80");
    assert_eq!(scores(&document(&by_light), "cities"), "80");
    let shared =
        json!({"overdue": 2, "red": 1, "yellow": 0.5, "unknown": 0.25, "support_share": 0.5, "region_share": 0.2});
    // Roads supports all four: 0.5·3.75; East has them too: 0.2·3.75.
    assert_eq!(scores(&document(&shared), "offices"), "77.5 78.75 78.13");
    assert_eq!(scores(&document(&shared), "cities"), "79.25");
    // An overdue task is red.
    assert_eq!(scores(&document(&json!({"red": 1})), "offices"), "79 79 80");
    assert_eq!(scores(&document(&json!({"overdue": 0, "red": 1})), "offices"), "80 79 80");
}

#[test]
fn points_are_limited_by_the_penalties_and_by_the_index() {
    let dear = |max: Value| json!({"overdue": 3, "yellow": 2, "red": 2.5, "max": max, "region_share": 1});
    assert_eq!(scores(&document(&dear(4.5.into())), "offices"), "76 77.5 80");
    assert_eq!(scores(&document(&dear(3.5.into())), "offices"), "76.5 77.5 80");
    let only = json!({"overdue": 1, "region_share": 1, "index": "cities"});
    assert_eq!(
        (scores(&document(&only), "offices"), scores(&document(&only), "cities")),
        ("80 80 80".into(), "79".into())
    );
}

#[test]
fn a_notice_names_the_tasks_and_the_points() {
    let document = read(&document(&json!({"overdue": 3, "yellow": 2, "red": 0.5, "max": 4})));
    let evaluation = document.evaluate().unwrap();
    let of = |subject: &str| {
        let own = evaluation.notices.iter().filter(|notice| notice.subject.as_deref() == Some(subject));
        own.filter(|notice| notice.what == NoticeKind::Penalised).map(|notice| notice.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        of("drc"),
        ["4 points taken off for tasks on 2023-05-31: A (40 days overdue) 3, B (20 points behind) 2; limited to 4"]
    );
    assert_eq!(of("water"), ["0.5 points taken off for tasks on 2023-05-31: C (40 points behind) 0.5"]);
    assert!(of("roads").is_empty());
    let mut reversed = document.draft().clone();
    reversed.tasks.reverse();
    assert!(Document::build(reversed).unwrap().evaluate().unwrap().notices == evaluation.notices);
}

#[test]
fn a_day_that_is_asked_for_moves_no_score_and_finishing_a_task_ends_its_penalty() {
    let document = read(&document(&json!({"overdue": 2})));
    let (prepared, evaluation) = (document.prepare().unwrap(), document.evaluate().unwrap());
    let later = SupervisionOptions::default().on("2024-12-31".parse().unwrap());
    assert_eq!(prepared.supervise(&later).unwrap().counts.overdue, 4);
    assert_eq!(document.evaluate().unwrap(), evaluation);
    let found = prepared.supervise(&SupervisionOptions::default()).unwrap();
    let gains = found.tasks.iter().map(|task| {
        let gains = task.finishing.iter().map(|one| format!("{} {}", one.subject, one.gain().unwrap()));
        (task.task.as_str(), gains.collect::<Vec<_>>())
    });
    let gains: Vec<_> = gains.filter(|(_, gains)| !gains.is_empty()).collect();
    assert_eq!(gains, [("A", vec!["drc 2.00".to_owned()])]);
    assert_eq!(Document::from_json(&document.to_json().unwrap()).unwrap(), document);
}
