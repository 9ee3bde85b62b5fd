//! One task judged on a day.

use super::expected::expected;
use super::state::{Basis, Light, TaskState};
use crate::engine::measure::progress;
use crate::model::{Date, Draft, Supervision, Task, TaskStatus};
use crate::number::Exact;

/// The rules of supervision and the day.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    pub(crate) rules: Supervision,
    /// The day; none where no task has a date.
    pub(crate) on: Option<Date>,
}

/// What was found of one task.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) state: TaskState,
    /// None of what is stopped or paused.
    pub(crate) light: Option<Light>,
    pub(crate) basis: Basis,
    /// The progress that is expected, in percent; none where nothing is.
    pub(crate) expected: Option<Exact>,
    /// The progress that was reported, in percent.
    pub(crate) reported: Option<Exact>,
    /// Expected less verified or else reported progress, in points; none of what is done, stopped or paused.
    pub(crate) lag: Option<Exact>,
    /// Days after the last due date: of an overdue task until now, of one that is done until then.
    pub(crate) days_late: i32,
}

impl Judge {
    /// The judge of a draft on a day: one that is asked for, else that of its supervision, else that of the last report.
    ///
    /// None where tasks have dates, and nothing says which day it is.
    pub(crate) fn of(draft: &Draft, asked: Option<Date>) -> Option<Self> {
        let rules = draft.supervision.clone().unwrap_or_default();
        let on = asked.or(rules.on);
        Self::on(rules, &draft.tasks, on)
    }

    /// A judge on this day, or else on that of the last report.
    pub(crate) fn on(rules: Supervision, tasks: &[Task], on: Option<Date>) -> Option<Self> {
        let on = on.or_else(|| tasks.iter().filter_map(|task| task.reported).max());
        let needs_a_day = tasks.iter().any(|task| task.due.is_some());
        (on.is_some() || !needs_a_day).then_some(Self { rules, on })
    }

    /// A task as it stands: by verified progress where there is any, else by what was reported.
    pub(crate) fn judge(&self, task: &Task) -> Judgement {
        self.judged_by(task, task.verified.map(Exact::from))
    }

    /// A task as those who carry it out report it, on the same schedule.
    pub(crate) fn judge_as_reported(&self, task: &Task) -> Judgement {
        self.judged_by(task, None)
    }

    fn judged_by(&self, task: &Task, verified: Option<Exact>) -> Judgement {
        let (expected, basis) = expected(task, self.on);
        let whole = Exact::from(100);
        let is_done = task.status == TaskStatus::Done;
        let reported = progress(task).or_else(|| is_done.then(|| whole.clone()));
        let found =
            Judgement { state: TaskState::Unknown, light: None, basis, expected, reported, lag: None, days_late: 0 };
        match task.status {
            TaskStatus::Stopped => Judgement { state: TaskState::Stopped, ..found },
            TaskStatus::Paused => Judgement { state: TaskState::Paused, ..found },
            TaskStatus::Done if verified.as_ref().is_none_or(|verified| *verified >= whole) => self.done(task, found),
            TaskStatus::Done | TaskStatus::Active => self.under_way(task, verified, found),
        }
    }

    /// A task that is done: in time, late, or nothing says when.
    fn done(&self, task: &Task, found: Judgement) -> Judgement {
        let due = task.last_due();
        let days_late = |done: Date| due.map_or(0, |due| done.days_since(due).max(0));
        let (light, days_late) = match task.finished.or(task.reported).map(days_late) {
            Some(0) => (Light::Green, 0),
            Some(days) => (Light::Yellow, days),
            None if self.is_past(task) => (Light::Unknown, 0),
            None => (Light::Green, 0),
        };
        Judgement { state: TaskState::Done, light: Some(light), days_late, ..found }
    }

    /// A task that is not done: overdue, unknown, or as far as its progress says.
    fn under_way(&self, task: &Task, verified: Option<Exact>, found: Judgement) -> Judgement {
        let reached = verified.or_else(|| found.reported.clone());
        let is_complete = reached.as_ref().is_some_and(|reached| *reached >= Exact::from(100));
        let lag = found.expected.as_ref().zip(reached.as_ref()).map(|(expected, reached)| expected - reached);
        let (state, light) = if self.is_past(task) && !is_complete {
            (TaskState::Overdue, Light::Red)
        } else if reached.is_none() || (!is_complete && self.is_unreported(task)) {
            (TaskState::Unknown, Light::Unknown)
        } else {
            self.by_lag(lag.as_ref().unwrap_or(&Exact::ZERO), found.expected.as_ref())
        };
        let days_late = if state == TaskState::Overdue { self.days_past(task) } else { 0 };
        Judgement { state, light: Some(light), lag, days_late, ..found }
    }

    /// State and light of so many points behind; ahead of the whole there is nothing.
    fn by_lag(&self, lag: &Exact, expected: Option<&Exact>) -> (TaskState, Light) {
        let is_part = expected.is_some_and(|expected| *expected < Exact::from(100));
        if *lag >= Exact::from(self.rules.red) {
            (TaskState::Behind, Light::Red)
        } else if *lag >= Exact::from(self.rules.yellow) {
            (TaskState::Behind, Light::Yellow)
        } else if lag.is_negative() && is_part {
            (TaskState::Ahead, Light::Green)
        } else {
            (TaskState::OnSchedule, Light::Green)
        }
    }

    /// Whether the last due date of a task has passed.
    fn is_past(&self, task: &Task) -> bool {
        self.days_past(task) > 0
    }

    /// The days from the last due date of a task to the day of the judge; 0 where it has not passed.
    fn days_past(&self, task: &Task) -> i32 {
        self.on.zip(task.last_due()).map_or(0, |(on, due)| on.days_since(due).max(0))
    }

    /// Whether the last report of a task is too long ago; where the document says how long that is, also whether one with a
    /// due date was never reported and has started so long ago, or nobody knows when.
    fn is_unreported(&self, task: &Task) -> bool {
        let Some(on) = self.on else { return false };
        let declared = self.rules.unreported_days;
        let is_older = |day: Date, days: u32| i64::from(on.days_since(day)) > i64::from(days);
        match (task.reported, declared.filter(|_| task.due.is_some())) {
            (Some(last), _) => is_older(last, declared.unwrap_or(Supervision::UNREPORTED_DAYS)),
            (None, Some(days)) => task.start.is_none_or(|start| is_older(start, days)),
            (None, None) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::{Extension, TaskClass};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// A task of 100 days.
    fn task(progress: &str) -> Task {
        let task = Task::new("t", "T", TaskClass::Key).progress(decimal(progress));
        task.start(day("2023-01-01")).due(day("2023-04-11")).reported(day("2023-03-02"))
    }

    fn judged(task: &Task, on: &str) -> Judgement {
        Judge { rules: Supervision::default(), on: Some(day(on)) }.judge(task)
    }

    /// State, light and days late on 2 March, when 60 % is expected.
    fn in_march(task: &Task) -> (TaskState, Option<Light>, i32) {
        let Judgement { state, light, days_late, .. } = judged(task, "2023-03-02");
        (state, light, days_late)
    }

    #[test]
    fn thresholds_belong_to_the_worse_light() {
        for (progress, state, light) in [
            ("0", TaskState::Behind, Light::Red),
            ("30", TaskState::Behind, Light::Red),
            ("30.0000000001", TaskState::Behind, Light::Yellow),
            ("50", TaskState::Behind, Light::Yellow),
            ("50.0000000001", TaskState::OnSchedule, Light::Green),
            ("60", TaskState::OnSchedule, Light::Green),
            ("60.0000000001", TaskState::Ahead, Light::Green),
            ("104", TaskState::Ahead, Light::Green),
        ] {
            assert_eq!(in_march(&task(progress)), (state, Some(light), 0), "{progress}");
        }
        // By hand: 7 of 9 reached are 700/9 %, so that 200/9 points are left on the due day.
        let mut thirds = task("0").reached(7, 9).reported(day("2023-04-11"));
        thirds.progress = None;
        let found = judged(&thirds, "2023-04-11");
        assert_eq!((found.lag, found.light), (Exact::ratio(200, 9), Some(Light::Yellow)));
    }

    #[test]
    fn a_task_is_overdue_from_the_day_after_it_was_due() {
        let late = |on: &str| {
            let found = judged(&task("95").reported(day(on)), on);
            (found.state, found.light.unwrap(), found.lag.unwrap().to_string(), found.days_late)
        };
        assert_eq!(late("2023-04-11"), (TaskState::OnSchedule, Light::Green, "5".into(), 0));
        assert_eq!(late("2023-04-12"), (TaskState::Overdue, Light::Red, "5".into(), 1));
        assert_eq!(late("2024-04-11"), (TaskState::Overdue, Light::Red, "5".into(), 366));
        // It is known to be overdue without any report.
        assert_eq!(judged(&task("95"), "2024-04-11").state, TaskState::Overdue);
        // What is complete is not overdue, though it is not called done; nor is it unknown for want of reports.
        for complete in ["100", "104"] {
            assert_eq!(judged(&task(complete), "2024-04-11").state, TaskState::OnSchedule);
        }
        let extended = task("95").extension(Extension::new(day("2023-04-30"), "r"));
        let extended = extended.extension(Extension::new(day("2023-06-30"), "r"));
        assert_eq!(judged(&extended, "2023-06-30").days_late, 0);
        assert_eq!(judged(&extended, "2023-07-01").days_late, 1);
    }

    #[test]
    fn without_a_report_in_time_nothing_is_green() {
        // By hand: from 21 January to 2 March it is 40 days.
        assert_eq!(in_march(&task("60").reported(day("2023-01-21"))).0, TaskState::OnSchedule);
        let stale = (TaskState::Unknown, Some(Light::Unknown), 0);
        assert_eq!(in_march(&task("60").reported(day("2023-01-20"))), stale);
        let mut never = task("60");
        never.reported = None;
        // Nobody says that reports are due.
        assert_eq!(in_march(&never).0, TaskState::OnSchedule);
        let declared = |task: &Task, on: &str| {
            let rules = Supervision::default().unreported_days(40);
            Judge { rules, on: Some(day(on)) }.judge(task).state
        };
        assert_eq!(declared(&never, "2023-02-10"), TaskState::Ahead);
        assert_eq!(declared(&never, "2023-02-11"), TaskState::Unknown);
        never.start = None;
        assert_eq!(declared(&never, "2023-02-10"), TaskState::Unknown);
        never.due = None;
        assert_eq!(declared(&never, "2023-02-10"), TaskState::Behind);
        assert_eq!(in_march(&never), (TaskState::Behind, Some(Light::Red), 0));
    }

    #[test]
    fn done_late_stays_late() {
        let done = |finished: Option<&str>, reported: Option<&str>| {
            let mut done = Task::new("t", "T", TaskClass::Key).status(TaskStatus::Done).due(day("2023-04-11"));
            (done.finished, done.reported) = (finished.map(day), reported.map(day));
            let found = judged(&done, "2023-12-31");
            assert_eq!((found.state, found.reported, found.lag), (TaskState::Done, Some(Exact::from(100)), None));
            (found.light.unwrap(), found.days_late)
        };
        assert_eq!(done(Some("2023-04-11"), Some("2023-06-30")), (Light::Green, 0));
        assert_eq!(done(Some("2023-04-15"), None), (Light::Yellow, 4));
        assert_eq!(done(None, Some("2023-05-11")), (Light::Yellow, 30));
        assert_eq!(done(None, None), (Light::Unknown, 0));
    }

    #[test]
    fn verified_progress_goes_before_what_is_reported() {
        let claimed = task("95").status(TaskStatus::Done).verified(60);
        assert_eq!(in_march(&claimed), (TaskState::OnSchedule, Some(Light::Green), 0));
        assert_eq!(judged(&claimed, "2023-04-12").state, TaskState::Overdue);
        assert_eq!(in_march(&claimed.clone().verified(100)).0, TaskState::Done);
        let slower = task("60").verified(25);
        assert_eq!(in_march(&slower), (TaskState::Behind, Some(Light::Red), 0));
        let judge = Judge { rules: Supervision::default(), on: Some(day("2023-03-02")) };
        assert_eq!(judge.judge_as_reported(&slower).light, Some(Light::Green));
        assert_eq!(judge.judge_as_reported(&claimed).state, TaskState::Done);
    }

    #[test]
    fn what_is_stopped_or_paused_has_no_light() {
        for (status, state) in [(TaskStatus::Stopped, TaskState::Stopped), (TaskStatus::Paused, TaskState::Paused)] {
            assert_eq!(in_march(&task("0").status(status)), (state, None, 0));
        }
    }

    #[test]
    fn the_day_is_asked_for_declared_or_that_of_the_last_report() {
        let draft = Draft::default().task(task("60")).task(Task::new("u", "U", TaskClass::Key).progress(10));
        let on = |draft: &Draft, asked: Option<&str>| Judge::of(draft, asked.map(day)).map(|judge| judge.on);
        assert_eq!(on(&draft, None), Some(Some(day("2023-03-02"))));
        let declared = draft.clone().supervision(Supervision::default().on(day("2023-03-31")));
        assert_eq!(on(&declared, None), Some(Some(day("2023-03-31"))));
        assert_eq!(on(&declared, Some("2023-04-30")), Some(Some(day("2023-04-30"))));
        let mut unreported = draft;
        unreported.tasks[0].reported = None;
        assert_eq!(on(&unreported, None), None);
        unreported.tasks.remove(0);
        assert_eq!(on(&unreported, None), Some(None));
    }
}
