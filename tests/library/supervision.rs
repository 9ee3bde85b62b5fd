//! Dates of tasks and their supervision: the same from JSON and from typed parts, and the same when written and read.

use evalindex::model::{Date, Extension, Milestone, Supervision, Task, TaskClass, TaskStatus};
use evalindex::rule::AsIs;
use evalindex::{Decimal, Document, Draft, Index, Indicator, Subject};

use crate::documents::fixture;

/// A task with every date, and one that is done.
const TEXT: &str = r#"{
  "format": "evalindex/1",
  "indexes": [{"id": "i", "name": "I", "kind": "office", "children": [
    {"id": "key", "name": "Key", "weight": 100, "from": {"tasks": {}}, "rule": {"type": "as_is"}}]}],
  "subjects": [{"id": "drc", "name": "Reform", "kind": "office"}],
  "values": {},
  "tasks": [
    {"id": "a", "name": "A", "class": "key", "lead": ["drc"], "progress": 55, "verified": "40.5",
     "start": "2023-01-01", "due": "2023-09-30", "reported": "2023-08-31",
     "milestones": [{"due": "2023-06-30", "progress": 40}, {"due": "2023-11-30", "progress": 90}],
     "extensions": [{"to": "2023-10-31", "reason": "floods"}, {"to": "2024-02-29", "reason": "frost"}]},
    {"id": "b", "name": "B", "class": "key", "lead": ["drc"], "status": "done", "due": "2023-09-30",
     "finished": "2023-10-08"}],
  "supervision": {"on": "2023-12-31", "yellow": 7.5, "red": 20, "unreported_days": 100}
}"#;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn dates_are_the_same_from_json_and_from_typed_parts() {
    let from = Indicator::new("key", "Key", 100, AsIs::default()).from_tasks(evalindex::model::TaskSource::default());
    let a = Task::new("a", "A", TaskClass::Key)
        .lead("drc")
        .progress(55)
        .verified(Decimal::new(405, 1))
        .start(day("2023-01-01"))
        .due(day("2023-09-30"))
        .reported(day("2023-08-31"))
        .milestone(Milestone::new(day("2023-06-30"), 40))
        .milestone(Milestone::new(day("2023-11-30"), 90))
        .extension(Extension::new(day("2023-10-31"), "floods"))
        .extension(Extension::new(day("2024-02-29"), "frost"));
    let b = Task::new("b", "B", TaskClass::Key).lead("drc").status(TaskStatus::Done);
    let supervision = Supervision::default().on(day("2023-12-31")).yellow(Decimal::new(75, 1)).red(20);
    let draft = Draft::default()
        .index(Index::new("i", "I", "office").child(from))
        .subject(Subject::new("drc", "Reform", "office"))
        .task(a)
        .task(b.due(day("2023-09-30")).finished(day("2023-10-08")))
        .supervision(supervision.unreported_days(100));
    assert_eq!(Document::from_json(TEXT).unwrap(), Document::build(draft).unwrap());
}

#[test]
fn dates_survive_being_written_and_change_no_score() {
    let document = Document::from_json(TEXT).unwrap();
    let written = document.to_json().unwrap();
    assert_eq!(Document::from_json(&written).unwrap(), document);
    for field in ["start", "due", "reported", "finished", "verified", "milestones", "extensions", "supervision"] {
        assert!(written.contains(&format!("\"{field}\"")), "{field}");
    }
    let small = Document::from_json(&fixture("small.json")).unwrap().to_json().unwrap();
    assert!(!small.contains("supervision"));
    // By hand: (55 + 100)/2, as without dates.
    assert_eq!(document.evaluate().unwrap().indexes[0].ranking[0].score.to_string(), "77.5");
}
