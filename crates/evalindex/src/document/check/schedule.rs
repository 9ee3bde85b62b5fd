//! Checks of the dates of tasks, and of their supervision.

use rust_decimal::Decimal;

use super::known::Known;
use super::penalties;
use crate::model::{Date, Supervision, Task, TaskStatus};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks the dates and the verified progress of the task at this path.
pub(super) fn check(task: &Task, path: &str, problems: &mut Problems) {
    needed(task, path, problems);
    if let (Some(start), Some(due)) = (task.start, task.due) {
        not_before(start, "its start", due, (format!("{path}.due"), "a task is due before it starts"), problems);
    }
    extensions(task, path, problems);
    milestones(task, path, problems);
    if let Some(verified) = task.verified {
        percentage(verified, format!("{path}.verified"), "verified progress is no percentage", problems);
    }
    finished(task, path, problems);
}

/// The dates without which others of the task mean nothing.
fn needed(task: &Task, path: &str, problems: &mut Problems) {
    let mut need = |missing: bool, field: &str, beside: &str| {
        if missing {
            let problem = Problem::new(
                ProblemKind::MissingField,
                format!("{path}.{field}"),
                format!("a task with `{beside}` has no `{field}`"),
            );
            problems.push(problem.expected(format!("a date such as \"2023-12-31\", or no `{beside}`")));
        }
    };
    let beside = [
        ("milestones", !task.milestones.is_empty()),
        ("extensions", !task.extensions.is_empty()),
        ("start", task.start.is_some()),
    ];
    if let Some((field, _)) = beside.into_iter().find(|(_, is_given)| *is_given) {
        need(task.due.is_none(), "due", field);
    }
    need(!task.milestones.is_empty() && task.start.is_none(), "start", "milestones");
}

/// Extensions lead from the first due date to later ones, each with its reason.
fn extensions(task: &Task, path: &str, problems: &mut Problems) {
    let mut before = task.due;
    for (number, extension) in task.extensions.iter().enumerate() {
        let at = format!("{path}.extensions[{number}]");
        if let Some(before) = before.filter(|before| extension.to <= *before) {
            let problem =
                Problem::new(ProblemKind::Structure, format!("{at}.to"), "an extension leads to no later day");
            let expected = format!("a day after {before}, on which the task was due before");
            problems.push(problem.found(extension.to).expected(expected));
        }
        if extension.reason.trim().is_empty() {
            let problem =
                Problem::new(ProblemKind::MissingField, format!("{at}.reason"), "an extension gives no reason");
            problems.push(problem.found("\"\"").expected("a reason that the people concerned can read"));
        }
        before = Some(extension.to);
    }
}

/// Milestones lie in order between the start and the day on which the task is due, and progress does not go back.
fn milestones(task: &Task, path: &str, problems: &mut Problems) {
    let mut before = task.start.map(|start| (start, Decimal::ZERO));
    for (number, milestone) in task.milestones.iter().enumerate() {
        let at = format!("{path}.milestones[{number}]");
        let day = |what: &str, expected: String| {
            let problem = Problem::new(ProblemKind::Structure, format!("{at}.due"), what);
            problem.found(milestone.due).expected(expected)
        };
        if let Some(due) = task.last_due().filter(|due| milestone.due >= *due) {
            let expected = format!("a day before {due}, on which the whole task is due");
            problems.push(day("a milestone is not before the task is due", expected));
        } else if let Some((before, _)) = before.filter(|(before, _)| milestone.due <= *before) {
            let which = if number == 0 { "the start" } else { "the milestone before" };
            problems.push(day("milestones are not in order", format!("a day after {before}, {which}")));
        }
        let is_percentage =
            percentage(milestone.progress, format!("{at}.progress"), "progress is no percentage", problems);
        if let Some((_, reached)) = before.filter(|(_, reached)| is_percentage && milestone.progress < *reached) {
            let what = "a milestone asks for less than the one before";
            let problem = Problem::new(ProblemKind::Number, format!("{at}.progress"), what);
            problems.push(problem.found(plain(milestone.progress)).expected(format!("{} or more", plain(reached))));
        }
        let reached =
            if is_percentage { milestone.progress } else { before.map_or(Decimal::ZERO, |(_, reached)| reached) };
        before = Some((milestone.due, reached));
    }
}

/// The day on which a task was done belongs to one that is done, and is not before its start.
fn finished(task: &Task, path: &str, problems: &mut Problems) {
    let Some(finished) = task.finished else { return };
    let at = format!("{path}.finished");
    if task.status != TaskStatus::Done {
        let problem = Problem::new(ProblemKind::Structure, at, "a task is finished, and its status says otherwise");
        problems.push(problem.found(format!("{:?}", task.status.name())).expected("the status \"done\""));
    } else if let Some(start) = task.start {
        not_before(start, "its start", finished, (at, "a task is finished before it starts"), problems);
    }
}

/// Checks the supervision of a document.
pub(super) fn supervision(draft: &Known<'_>, problems: &mut Problems) {
    let Some(Supervision { yellow, red, on, penalties, .. }) = &draft.supervision else { return };
    if draft.tasks.is_empty() {
        let problem = Problem::warning(ProblemKind::Unused, "supervision", "there are no tasks to supervise");
        problems.push(problem.expected("`tasks`, or no `supervision`"));
    }
    let mut points = |field: &str, found: Decimal, what: &str, expected: &str| {
        let problem = Problem::new(ProblemKind::Number, format!("supervision.{field}"), what);
        problems.push(problem.found(plain(found)).expected(expected));
    };
    if *yellow <= Decimal::ZERO {
        points("yellow", *yellow, "a task on schedule would be yellow", "a number of points above 0");
    }
    if *red > Decimal::ONE_HUNDRED {
        points("red", *red, "no task is so many points behind", "at most 100");
    } else if red <= yellow {
        let what = "red begins no later than yellow";
        points("red", *red, what, &format!("more than {}, from which a task is yellow", plain(*yellow)));
    }
    if let Some(penalties) = penalties {
        penalties::check(draft, *on, penalties, problems);
    }
}

/// Reports a day that lies before another one.
fn not_before(first: Date, name: &str, day: Date, (path, what): (String, &str), problems: &mut Problems) {
    if day < first {
        let problem = Problem::new(ProblemKind::Structure, path, what);
        problems.push(problem.found(day).expected(format!("{first}, {name}, or a later day")));
    }
}

/// Whether a number is a percentage; one that is none is reported.
fn percentage(found: Decimal, path: String, what: &str, problems: &mut Problems) -> bool {
    let is_percentage = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&found);
    if !is_percentage {
        let problem = Problem::new(ProblemKind::Number, path, what);
        problems.push(problem.found(plain(found)).expected("a number from 0 to 100"));
    }
    is_percentage
}
