//! Tasks: completion, schedule, status, shares.

use super::{refusal, result, text, total};

/// Index over `x` and `y` that reads key tasks, with these tasks.
fn tasked(source: &str, tasks: &[&str]) -> String {
    let child = format!(
        r#"{{"id": "t", "name": "T", "weight": 100, "from": {{"tasks": {{"class": "key"{source}}}}}, "rule": {{"type": "as_is", "max": 200}}}}"#
    );
    text("", &[child], &[("x", ""), ("y", "")], &format!(r#", "tasks": [{}]"#, tasks.join(", ")))
}

fn task(id: &str, rest: &str) -> String {
    format!(r#"{{"id": "{id}", "name": "{id}", "class": "key", {rest}}}"#)
}

#[test]
fn completion_is_measured_against_the_schedule() {
    // 90/120 of a plan of 75 % is all; 60 % of 80 % is 75 %; both weigh 1.
    let first = task("1", r#""lead": ["x"], "target": 120, "actual": 90, "planned": 75"#);
    let second = task("2", r#""lead": ["x"], "progress": 60, "planned": 80"#);
    let other = task("3", r#""lead": ["y"], "target": 10, "actual": 5"#);
    let result = result(&tasked("", &[&first, &second, &other]));
    assert_eq!((total(&result, "x").as_str(), total(&result, "y").as_str()), ("87.5", "50"));
}

#[test]
fn completion_is_capped_where_the_source_says() {
    let over = task("1", r#""lead": ["x", "y"], "target": 10, "actual": 15"#);
    assert_eq!(total(&result(&tasked("", &[&over])), "x"), "100");
    assert_eq!(total(&result(&tasked(r#", "cap": 1.2"#, &[&over])), "x"), "120");
    assert_eq!(total(&result(&tasked(r#", "cap": 2"#, &[&over])), "x"), "150");
}

#[test]
fn leads_supporters_and_regions_have_their_shares() {
    // x leads a task done by half (share 1) and supports one fully done (share 0.25, weight 2): (50 + 50)/(1 + 0.5).
    let led = task("1", r#""lead": ["x"], "support": ["x"], "progress": 50"#);
    let supported = task("2", r#""lead": ["y"], "support": ["x"], "weight": 2, "progress": 100"#);
    let result = result(&tasked(r#", "support_share": 0.25"#, &[&led, &supported]));
    assert_eq!((total(&result, "x").as_str(), total(&result, "y").as_str()), ("66.666666666667", "100"));
    let region = task("1", r#""regions": ["x"], "lead": ["y"], "progress": 30"#);
    assert_eq!(total(&super::result(&tasked("", &[&region])), "x"), "30");
}

#[test]
fn done_stopped_and_paused_count_as_said() {
    let status = |status: &str, more: &str| task("1", &format!(r#""lead": ["x", "y"], "status": "{status}"{more}"#));
    let half = task("2", r#""lead": ["x", "y"], "progress": 50"#);
    let of = |first: &str| total(&result(&tasked("", &[first, &half])), "x");
    assert_eq!(of(&status("done", "")), "75");
    assert_eq!(of(&status("done", r#", "target": 10, "actual": 4"#)), "75");
    assert_eq!(of(&status("stopped", r#", "target": 10, "actual": 4"#)), "25");
    assert_eq!(of(&status("paused", r#", "target": 10, "actual": 4"#)), "50");
}

#[test]
fn whoever_has_no_task_of_the_class_is_left_out() {
    let only_x = task("1", r#""lead": ["x"], "progress": 30"#);
    let result = result(&tasked("", &[&only_x]));
    assert_eq!((result.ranking.len(), result.unranked[0].subject.as_str()), (1, "y"));
}

#[test]
fn a_task_that_says_nothing_of_its_progress_is_refused() {
    let silent = task("1", r#""lead": ["x"]"#);
    assert_eq!(refusal(&tasked("", &[&silent])), ["tasks[0]"]);
}
