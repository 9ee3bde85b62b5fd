//! `score tasks`: which tasks are behind, who leads them, and what finishing each would give.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{DOCUMENT, Run, command, file, run};

/// By hand, on 2 March, the day of the last report: K1 is at 45 % after 60 of 100 days; K2 is 30 days overdue, with 60 %
/// verified of 95 % reported; K3 was done three days late; K4 has no dates. Reform has (45 + 100 + 99)/3 = 81.33 points,
/// Water (45 + 95 + 0.5·100)/2.5 = 76; K1 done gives them 99.67 and 98, K2 gives Water 78, K4 gives Reform 81.67.
const FOUR: &str = r#"{"format": "evalindex/1", "indexes": [{"id": "offices", "name": "Offices", "kind": "office", "children": [
  {"id": "all", "name": "All tasks", "weight": 100, "from": {"tasks": {}}, "rule": {"type": "as_is"}}]}],
 "subjects": [{"id": "drc", "name": "Reform", "name_zh": "发改委", "kind": "office"},
  {"id": "water", "name": "Water", "name_zh": "水利厅", "kind": "office"}],
 "values": {},
 "tasks": [
  {"id": "K1", "name": "Railway", "name_zh": "铁路", "class": "key", "lead": ["drc", "water"], "progress": 45,
   "start": "2023-01-01", "due": "2023-04-11", "reported": "2023-03-02"},
  {"id": "K2", "name": "Dam", "name_zh": "水库", "class": "breakthrough", "lead": ["water"], "progress": 95, "verified": 60,
   "start": "2022-06-01", "due": "2022-12-31", "extensions": [{"to": "2023-01-31", "reason": "frost"}], "reported": "2023-02-28"},
  {"id": "K3", "name": "Fund", "name_zh": "基金", "class": "key", "lead": ["drc"], "support": ["water"], "status": "done",
   "due": "2023-01-31", "finished": "2023-02-03"},
  {"id": "K4", "name": "Census", "name_zh": "普查", "class": "key", "lead": ["drc"], "progress": 99}]}"#;

fn tasks(document: impl Into<Vec<u8>>, arguments: &[&str]) -> Run {
    run(command().args(["tasks", "-"]).args(arguments).write_stdin(document))
}

#[test]
fn the_header_the_groups_and_the_list_are_shown() {
    assert_eq!(
        tasks(FOUR, &[]).result(),
        "\
4 tasks on 2023-03-02: done 1 (1 late), on schedule 1, ahead 0, behind 1, overdue 1, stopped 0, paused 0, unknown 0; 1 without dates

Tasks by lead
Rank  Lead    Tasks  Done  On schedule  Ahead  Behind  Overdue  Stopped  Paused  Unknown  Share behind
────  ──────  ─────  ────  ───────────  ─────  ──────  ───────  ───────  ──────  ───────  ────────────
   1  Water       2     0            0      0       1        1        0       0        0        100.0%
   2  Reform      3     1            1      0       1        0        0       0        0         33.3%

The tasks, the most urgent first
No.  Task     Class         Lead           Support   First due  Due         Expected  Reported  Verified    Lag  Late  State        Light   Done, it would give
───  ───────  ────────────  ─────────────  ───────  ──────────  ──────────  ────────  ────────  ────────  ─────  ────  ───────────  ──────  ───────────────────────────────
K2   Dam      breakthrough  Water          –        2022-12-31  2023-01-31    100.00     95.00     60.00  40.00    30  overdue      red     Water +2.00 (2 → 2)
K1   Railway  key           Reform, Water  –        2023-04-11  2023-04-11     60.00     45.00         –  15.00     0  behind       yellow  Water +22.00 (2 → 2) and 1 more
K4   Census   key           Reform         –                 –  no dates      100.00     99.00         –   1.00     0  on schedule  green   Reform +0.34 (1 → 1)
K3   Fund     key           Reform         Water    2023-01-31  2023-01-31    100.00    100.00         –      –     3  done         yellow  –
Lag: points behind the expected progress. Late: days after the due date. Done, it would give: points and place of the subject that gains most.
"
    );
}

#[test]
fn what_is_behind_is_listed_alone_in_chinese_too() {
    let shown = tasks(FOUR, &["--behind", "--by", "class", "--lang", "zh"]).result();
    let total = "截至2023-03-02，共4项任务：已完成1（其中逾期完成1），按进度1，超前0，滞后1，逾期1，终止0，暂停0，情况不明0；未定日期1\n";
    assert!(shown.starts_with(total), "{shown}");
    assert!(shown.contains("   1  突破任务       1 ") && shown.contains("   2  重点任务       3 "), "{shown}");
    assert!(shown.contains("K2    水库  突破任务  水利厅") && !shown.contains("普查"), "{shown}");
    let words = shown.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| word.len() > 1);
    assert_eq!(words.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn lights_by_report_that_differ_are_a_table_of_their_own() {
    let shown = tasks(FOUR.replace(r#""progress": 45,"#, r#""progress": 55, "verified": 25,"#), &[]).result();
    let table = "\
Lights by report differ from those that were found
No.  Task     Lead           Reported  Verified  By report  Light
───  ───────  ─────────────  ────────  ────────  ─────────  ─────
K1   Railway  Reform, Water     55.00     25.00  green      red
";
    assert!(shown.ends_with(table), "{shown}");
}

#[test]
fn csv_is_the_list_or_the_groups_that_are_asked_for() {
    assert_eq!(
        tasks(FOUR, &["--format", "csv", "--behind"]).result(),
        "task,name,class,lead,lead_names,support,regions,first_due,due,reported,finished,expected,progress,verified,lag,days_late,state,\
         light,reported_light,basis,change,gain_index,gain_subject,gain,rank_before,rank_after\r\n\
         K2,Dam,breakthrough,water,Water,,,2022-12-31,2023-01-31,2023-02-28,,100,95,60,40,30,overdue,red,,schedule,,\
         offices,water,2.00,2,2\r\n\
         K1,Railway,key,drc;water,\"Reform, Water\",,,2023-04-11,2023-04-11,2023-03-02,,60,45,,15,0,behind,yellow,,\
         schedule,,offices,water,22.00,2,2\r\n"
    );
    assert_eq!(
        tasks(FOUR, &["--format", "csv", "--by", "lead"]).result(),
        "rank,id,name,tasks,done,on_schedule,ahead,behind,overdue,stopped,paused,unknown,done_late,undated,share_behind\r\n\
         1,water,Water,2,0,0,0,1,1,0,0,0,0,0,1\r\n\
         2,drc,Reform,3,1,1,0,1,0,0,0,0,1,1,0.3333333333333333333333333333\r\n"
    );
}

#[test]
fn a_folder_has_roles_and_effects_too() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tasks-tables");
    let _ = std::fs::remove_dir_all(&folder);
    assert_eq!(tasks(FOUR, &["--format", "csv", "-o", folder.to_str().unwrap()]).result(), "");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert!(read("tasks.csv").starts_with("task,name,") && read("by_lead.csv").starts_with("rank,id,"));
    let roles = "task,role,subject,name\r\nK2,lead,water,Water\r\nK1,lead,drc,Reform\r\nK1,lead,water,Water\r\n\
                 K4,lead,drc,Reform\r\nK3,lead,drc,Reform\r\nK3,support,water,Water\r\n";
    assert_eq!(read("roles.csv"), roles);
    let finishing = "index,task,subject,name,rank_before,score_before,rank_after,score_after,gain\r\n\
                     offices,K2,water,Water,2,76.00,2,78.00,2.00\r\n\
                     offices,K1,drc,Reform,1,81.33,1,99.67,18.34\r\n\
                     offices,K1,water,Water,2,76.00,2,98.00,22.00\r\n\
                     offices,K4,drc,Reform,1,81.33,1,81.67,0.34\r\n";
    assert_eq!(read("finishing.csv"), finishing);
}

#[test]
fn json_has_everything_and_the_day_can_be_asked_for() {
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_str(&tasks(FOUR, &[&["--format", "json"], arguments].concat()).result()).unwrap()
    };
    let found = json(&[]);
    assert_eq!((&found["format"], &found["on"]), (&json!("evalindex-tasks/1"), &json!("2023-03-02")));
    assert_eq!(found["by"]["class"][0]["counts"]["total"], 1);
    let dam = &found["tasks"][0];
    assert_eq!((&dam["lag"], &dam["verified"], &dam["days_late"]), (&json!(40.00), &json!(60.00), &json!(30)));
    let gain = json!({"index": "offices", "subject": "water", "before": {"rank": 2, "score": 76.00}, "after": {"rank": 2, "score": 78.00}});
    assert_eq!(dam["finishing"], json!([gain]));
    // 39 days later K1 is due, and was last reported 40 days before.
    assert_eq!(json(&["--on", "2023-04-11", "--behind"])["tasks"][1]["lag"], 55.00);
    assert_eq!(json(&["--on", "2023-04-12"])["counts"]["overdue"], 2);
}

#[test]
fn an_earlier_document_shows_what_is_new_and_what_is_cleared() {
    let earlier =
        FOUR.replace(r#""due": "2023-01-31", "finished""#, r#""verified": 20, "due": "2023-01-31", "finished""#);
    let earlier = earlier.replace(r#""progress": 45,"#, r#""progress": 75,"#);
    let path = file("tasks-since.json", &earlier);
    let since = path.to_str().unwrap();
    let shown: Value =
        serde_json::from_str(&tasks(FOUR, &["--since", since, "--format", "json", "--behind"]).result()).unwrap();
    let changes: Vec<_> =
        shown["tasks"].as_array().unwrap().iter().map(|task| (&task["task"], &task["change"])).collect();
    let expected =
        [("K2", "kept"), ("K1", "new"), ("K3", "cleared")].map(|(task, change)| (json!(task), json!(change)));
    assert_eq!(changes, expected.each_ref().map(|(task, change)| (task, change)));
    assert!(tasks(FOUR, &["--since", since]).result().contains("Since then"));
}

#[test]
fn a_day_that_nothing_says_and_one_that_is_none_are_wrong_usage() {
    let unreported = FOUR.replace(r#", "reported": "2023-03-02""#, "").replace(r#", "reported": "2023-02-28""#, "");
    let complaint = tasks(unreported.as_str(), &[]).complaint(2);
    assert!(complaint.contains("nothing says on which day") && complaint.contains("give --on DATE"), "{complaint}");
    assert!(tasks(unreported, &["--on", "2023-03-02"]).result().starts_with("4 tasks on 2023-03-02"));
    let complaint = tasks(FOUR, &["--on", "2023-02-30"]).complaint(2);
    assert!(complaint.contains("no day of the calendar, written as in 2023-12-31"), "{complaint}");
    assert!(tasks(FOUR, &["--on", "2023-02-01"]).result().contains("3 tasks reported or done after 2023-02-01: "));
    assert!(tasks(DOCUMENT, &[]).result().ends_with(
        "\n\n0 tasks: done 0, on schedule 0, ahead 0, behind 0, overdue 0, \
        stopped 0, paused 0, unknown 0\n"
    ));
}
