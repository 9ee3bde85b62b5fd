//! Supervision of tasks: counts, groups, the list, what has changed, what finishing a task would change.

use evalindex::explain::{
    Change, Light, SupervisedTask, SupervisionError, SupervisionOptions, TaskCounts, TaskGroup, TaskState,
    TaskSupervision,
};
use evalindex::model::Date;
use evalindex::{Document, Prepared};
use serde_json::{Value, json};

use crate::documents::fixture;

/// Three offices and a city. On 11 April, 100 of the 200 days from the start of A, E and H to their due date are over.
fn document() -> Value {
    let from = |class: &str| json!({"tasks": {"class": class, "support_share": 0.5}});
    json!({
        "format": "evalindex/1",
        "indexes": [
            {"id": "offices", "name": "Offices", "kind": "office", "children": [
                {"id": "key", "name": "Key", "weight": 100, "from": from("key"), "rule": {"type": "as_is"}}]},
            {"id": "cities", "name": "Cities", "kind": "city", "children": [
                {"id": "city_key", "name": "Key", "weight": 100, "from": from("key"), "rule": {"type": "as_is"}}]}],
        "subjects": [
            {"id": "drc", "name": "Reform", "name_zh": "发改委", "kind": "office"},
            {"id": "water", "name": "Water", "kind": "office"},
            {"id": "roads", "name": "Roads", "kind": "office"},
            {"id": "east", "name": "East", "kind": "city"}],
        "values": {},
        "tasks": [
            {"id": "A", "name": "A", "class": "key", "lead": ["drc", "water"], "progress": 38, "start": "2023-01-01",
             "due": "2023-07-20", "reported": "2023-04-01"},
            {"id": "B", "name": "B", "class": "key", "lead": ["drc"], "support": ["roads"], "regions": ["east"],
             "progress": 90, "start": "2023-01-01", "due": "2023-03-31", "reported": "2023-04-01"},
            {"id": "C", "name": "C", "class": "key", "lead": ["water"], "status": "done", "due": "2023-03-31",
             "finished": "2023-04-04"},
            {"id": "D", "name": "D", "class": "key", "lead": ["roads"], "progress": 95},
            {"id": "E", "name": "E", "class": "key", "lead": ["roads"], "progress": 80, "start": "2023-01-01",
             "due": "2023-07-20", "reported": "2023-04-11"},
            {"id": "F", "name": "F", "class": "key", "lead": ["water"], "status": "paused"},
            {"id": "G", "name": "G", "class": "key", "lead": ["water"], "status": "stopped"},
            {"id": "H", "name": "H", "class": "key", "lead": ["drc"], "progress": 60, "start": "2023-01-01",
             "due": "2023-07-20", "reported": "2023-03-01"}],
    })
}

fn prepared(document: &Value) -> Prepared {
    Document::from_json(&document.to_string()).unwrap().prepare().unwrap()
}

fn supervised(document: &Value) -> TaskSupervision {
    prepared(document).supervise(&SupervisionOptions::default()).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn task<'t>(found: &'t TaskSupervision, id: &str) -> &'t SupervisedTask {
    found.tasks.iter().find(|task| task.task == id).unwrap()
}

#[test]
fn every_task_is_in_one_state_and_counts_add_up() {
    let found = supervised(&document());
    // The last report is of 11 April: A should be at 50 and is at 38, E at 80; D has no dates, H no report for 41 days.
    assert_eq!(found.on, Some(day("2023-04-11")));
    let states: Vec<_> =
        found.tasks.iter().map(|task| (task.task.as_str(), task.state.name(), task.days_late)).collect();
    assert_eq!(
        states,
        [
            ("B", "overdue", 11),
            ("A", "behind", 0),
            ("H", "unknown", 0),
            ("G", "stopped", 0),
            ("F", "paused", 0),
            ("D", "on_schedule", 0),
            ("E", "ahead", 0),
            ("C", "done", 4),
        ]
    );
    let lights = found.tasks.iter().map(|task| task.light.map_or("–", Light::name)).collect::<Vec<_>>().join(" ");
    assert_eq!(lights, "red yellow unknown – – green green yellow");
    assert_eq!((found.counts.done_late, found.counts.undated), (1, 3));
    adds_up(&found.counts, 8);
}

/// The states of some tasks add up to their number.
fn adds_up(counts: &TaskCounts, tasks: usize) {
    let states = TaskState::NAMES.iter().map(|name| counts.of(TaskState::from_name(name).unwrap()));
    assert_eq!((counts.total, states.sum::<usize>()), (tasks, tasks));
}

#[test]
fn groups_count_joint_tasks_with_each_and_rank_by_the_share_behind() {
    let by = supervised(&document()).by;
    // Reform leads A and B of three tasks that are behind or overdue; Water leads A of four, Roads none of two.
    let one = |group: &TaskGroup| {
        let (rank, share) = (group.rank.to_string(), group.share_behind.to_string());
        (group.id.clone().unwrap(), rank, group.counts.total, share)
    };
    let leads: Vec<_> = by.lead.iter().map(one).collect();
    assert_eq!(
        leads,
        [
            ("drc".into(), "1".into(), 3, "2/3".into()),
            ("water".into(), "2".into(), 4, "0.25".into()),
            ("roads".into(), "3".into(), 2, "0".into()),
        ]
    );
    for groups in [&by.lead, &by.support, &by.region, &by.class] {
        for group in groups {
            adds_up(&group.counts, group.counts.total);
        }
    }
    let sizes =
        |groups: &[TaskGroup]| groups.iter().map(|group| (group.id.clone(), group.counts.total)).collect::<Vec<_>>();
    assert_eq!(sizes(&by.region), [(Some("east".into()), 1), (None, 7)]);
    assert_eq!(sizes(&by.class), [(Some("key".into()), 8)]);
    assert_eq!(by.lead[0].name_zh.as_deref(), Some("发改委"));
}

#[test]
fn finishing_a_task_is_the_document_evaluated_with_it_done() {
    let (document, found) = (document(), supervised(&document()));
    // By hand: Roads has B with share 1/2, D and E: (0.5·90 + 95 + 80)/2.5 = 88, with B done 90; Reform has A, B, H:
    // (38 + 90 + 60)/3 = 62.67, with B done 66; East has B alone.
    let gains = |id| {
        let finishing = task(&found, id).finishing.iter();
        finishing.map(|one| (one.subject.as_str(), one.gain().unwrap().to_string())).collect::<Vec<_>>()
    };
    assert_eq!(gains("B"), [("drc", "3.33".into()), ("roads", "2.00".into()), ("east", "10.00".into())]);
    assert_eq!(gains("C"), []);
    for (number, id) in ["A", "B", "C", "D", "E", "F", "G", "H"].into_iter().enumerate() {
        let mut done = document.clone();
        done["tasks"][number]["status"] = "done".into();
        for one in &task(&found, id).finishing {
            for (document, standing) in [(&document, one.before), (&done, one.after)] {
                let evaluation = Document::from_json(&document.to_string()).unwrap().evaluate().unwrap();
                let index = evaluation.index(one.index.as_str()).unwrap();
                let row = index.ranking.iter().find(|row| row.subject == one.subject).unwrap();
                assert_eq!(standing.map(|one| (one.rank, one.score)), Some((row.rank, index.published(row.score))));
            }
        }
    }
}

#[test]
fn what_has_changed_is_told_against_an_earlier_document_or_period() {
    let now = document();
    let mut earlier = document();
    // Earlier, in March: A was overdue, H reported; Z is no longer there.
    earlier["tasks"][0]["due"] = "2023-02-28".into();
    earlier["tasks"][1]["due"] = "2023-07-20".into();
    earlier["tasks"][4]["progress"] = 1.into();
    earlier["tasks"][7]["id"] = "Z".into();
    earlier["tasks"][7]["reported"] = "2023-01-02".into();
    let since = Document::from_json(&earlier.to_string()).unwrap();
    let found = prepared(&now).supervise(&SupervisionOptions::default().since(since.draft())).unwrap();
    let change = |id| task(&found, id).change;
    assert_eq!(found.since, Some(day("2023-04-11")));
    assert_eq!(change("A"), Some(Change::Kept));
    assert_eq!((change("B"), change("H")), (Some(Change::New), Some(Change::New)));
    assert_eq!((change("C"), change("E")), (None, Some(Change::Cleared)));
    assert_eq!(found.gone.iter().map(|gone| gone.task.as_str()).collect::<Vec<_>>(), ["Z"]);
    let kept: Vec<_> = found.clone().behind().tasks.into_iter().map(|task| task.task).collect();
    assert_eq!(kept, ["B", "A", "H", "E"]);

    let mut both = now;
    both["period"] = "2023".into();
    both["periods"] = json!([{"period": "2022", "values": {}, "tasks": earlier["tasks"]}]);
    let of_period = supervised(&both);
    assert_eq!(of_period.since, found.since);
    let changes = |found: &TaskSupervision| found.tasks.iter().map(|task| task.change).collect::<Vec<_>>();
    assert_eq!(changes(&of_period), changes(&found));
    assert_eq!(of_period.gone, found.gone);
}

#[test]
fn the_same_day_is_judged_on_any_day_and_no_day_is_refused() {
    let mut undated = document();
    for task in undated["tasks"].as_array_mut().unwrap() {
        task.as_object_mut().unwrap().remove("reported");
    }
    let without = prepared(&undated).supervise(&SupervisionOptions::default());
    assert_eq!(without.unwrap_err(), SupervisionError::NoDay);
    let asked = prepared(&document()).supervise(&SupervisionOptions::default().on(day("2023-03-31"))).unwrap();
    assert_eq!(task(&asked, "B").state, TaskState::Behind);
    assert_eq!(asked.reported_later().map(|task| task.task.as_str()).collect::<Vec<_>>(), ["B", "A", "E", "C"]);
    let error = prepared(&document())
        .supervise(&SupervisionOptions::default().since(Document::from_json(&undated.to_string()).unwrap().draft()));
    assert_eq!(error.unwrap_err(), SupervisionError::NoEarlierDay);
}

#[test]
fn lights_by_report_that_differ_are_listed() {
    let mut document = document();
    document["tasks"][4]["verified"] = 15.into();
    document["tasks"][2]["verified"] = 99.into();
    let found = supervised(&document);
    let differ: Vec<_> =
        found.disagreements().map(|task| (task.task.as_str(), task.reported_light, task.light)).collect();
    // C was called done and is not, which makes it overdue; E claims 80 % and has 15 of 50.
    let (yellow, green, red) = (Some(Light::Yellow), Some(Light::Green), Some(Light::Red));
    assert_eq!(differ, [("C", yellow, red), ("E", green, red)]);
}

#[test]
fn the_order_of_tasks_changes_nothing() {
    let text = fixture("2023.json");
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let one = supervised(&document);
    document["tasks"].as_array_mut().unwrap().reverse();
    assert_eq!(serde_json::to_value(&one).unwrap(), serde_json::to_value(supervised(&document)).unwrap());
    adds_up(&one.counts, 215);
    let classes = one.by.class.iter().map(|group| group.counts.total).sum::<usize>();
    assert_eq!(classes, 215);
    // Counted apart, with Python's fractions and dates.
    let counts = &one.counts;
    let states = [counts.done, counts.on_schedule, counts.ahead, counts.behind, counts.overdue];
    assert_eq!(states, [70, 59, 1, 62, 14]);
    assert_eq!([counts.stopped, counts.paused, counts.unknown, counts.done_late, counts.undated], [2, 3, 4, 3, 3]);
    // Just at the threshold of red: 60 % of 90.
    assert_eq!(
        (task(&one, "B27").lag.as_ref().unwrap().to_string(), task(&one, "B27").light),
        ("30".into(), Some(Light::Red))
    );
}

#[test]
fn dates_of_tasks_move_no_score() {
    let mut document: Value = serde_json::from_str(&fixture("2023.json")).unwrap();
    let evaluate = |document: &Value| Document::from_json(&document.to_string()).unwrap().evaluate().unwrap();
    let dated = evaluate(&document);
    for task in document["tasks"].as_array_mut().unwrap() {
        for field in ["start", "due", "milestones", "extensions", "reported", "finished", "verified"] {
            task.as_object_mut().unwrap().remove(field);
        }
    }
    document.as_object_mut().unwrap().remove("supervision");
    let undated = evaluate(&document);
    assert!(undated.indexes == dated.indexes && undated.notices == dated.notices);
}
