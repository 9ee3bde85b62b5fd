//! The progress that the schedule of a task asks for on a day.

use rust_decimal::Decimal;

use super::state::TaskBasis;
use crate::model::{Date, Task};
use crate::number::Exact;

/// The progress in percent that is expected of a task by the end of a day, and what says so; none where nothing does.
///
/// From a start to a due date it is linear: 0 on the day of the start, the progress of each milestone on its day, 100 on
/// the last due date and ever after. A task without start is expected to be complete on its due date, and before it as far
/// as `planned` says, where that is below 100; one without due date as far as `planned` says.
pub(super) fn expected(task: &Task, on: Option<Date>) -> (Option<Exact>, TaskBasis) {
    let planned = Exact::from(task.planned);
    match (task.start, task.last_due().zip(on)) {
        (_, None) => (Some(planned), TaskBasis::Planned),
        (Some(start), Some((due, on))) => (Some(on_schedule(task, start, due, on)), TaskBasis::Schedule),
        (None, Some((due, on))) if on >= due => (Some(Exact::from(100)), TaskBasis::Due),
        (None, Some(_)) => (Some(planned).filter(|_| task.planned < Decimal::ONE_HUNDRED), TaskBasis::Due),
    }
}

/// The expected progress between a start and a due date.
fn on_schedule(task: &Task, start: Date, due: Date, on: Date) -> Exact {
    if on >= due {
        return Exact::from(100);
    }
    if on <= start {
        return Exact::ZERO;
    }
    let milestones = task.milestones.iter().map(|milestone| (milestone.due, Exact::from(milestone.progress)));
    let mut before = (start, Exact::ZERO);
    for point in milestones.chain([(due, Exact::from(100))]) {
        if on < point.0 {
            return between(&before, &point, on);
        }
        before = point;
    }
    before.1
}

/// The progress on a straight line from one day to a later one.
fn between((first, from): &(Date, Exact), (last, to): &(Date, Exact), on: Date) -> Exact {
    let days = |day: Date| Exact::from(day.days_since(*first));
    let part = days(on).over(&days(*last)).unwrap_or(Exact::ONE);
    from + &(&(to - from) * &part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Extension, Milestone, TaskClass};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn task() -> Task {
        Task::new("t", "T", TaskClass::Key)
    }

    fn on(task: &Task, text: &str) -> String {
        expected(task, Some(day(text))).0.map_or("–".to_owned(), |points| points.to_string())
    }

    #[test]
    fn it_is_linear_from_start_to_due() {
        // By hand: 100 days from 1 January to 11 April of a year that is no leap year; 101 of one that is.
        let plain = task().start(day("2023-01-01")).due(day("2023-04-11"));
        for (text, points) in [
            ("2022-12-31", "0"),
            ("2023-01-01", "0"),
            ("2023-01-02", "1"),
            ("2023-03-01", "59"),
            ("2023-04-10", "99"),
            ("2023-04-11", "100"),
            ("2024-01-01", "100"),
        ] {
            assert_eq!(on(&plain, text), points, "{text}");
        }
        let leap = task().start(day("2024-01-01")).due(day("2024-04-11"));
        assert_eq!((on(&leap, "2024-02-29"), on(&leap, "2024-03-01")), ("5900/101".into(), "6000/101".into()));
        let of_one_day = task().start(day("2023-01-01")).due(day("2023-01-01"));
        assert_eq!((on(&of_one_day, "2022-12-31"), on(&of_one_day, "2023-01-01")), ("0".into(), "100".into()));
    }

    #[test]
    fn milestones_bend_the_line_and_extensions_flatten_it() {
        // By hand: 50 days to 40, then 50 to 100; after the extension by 30 days, 80 to 100.
        let with = task().start(day("2023-01-01")).due(day("2023-04-11"));
        let with = with.milestone(Milestone::new(day("2023-02-20"), 40));
        assert_eq!((on(&with, "2023-01-26"), on(&with, "2023-02-20")), ("20".into(), "40".into()));
        assert_eq!((on(&with, "2023-03-17"), on(&with, "2023-04-11")), ("70".into(), "100".into()));
        let later = with.extension(Extension::new(day("2023-05-11"), "rain"));
        assert_eq!((on(&later, "2023-02-20"), on(&later, "2023-03-17")), ("40".into(), "58.75".into()));
        assert_eq!((on(&later, "2023-04-11"), on(&later, "2023-05-11")), ("77.5".into(), "100".into()));
    }

    #[test]
    fn without_a_start_or_dates_planned_progress_speaks() {
        let due = task().due(day("2023-06-30"));
        assert_eq!((on(&due, "2023-06-29"), on(&due, "2023-06-30")), ("–".into(), "100".into()));
        assert_eq!((on(&due.clone().planned(80), "2023-06-29")), "80");
        assert_eq!(expected(&due, Some(day("2023-01-01"))).1, TaskBasis::Due);
        assert_eq!(expected(&task().planned(65), None), (Some(Exact::from(65)), TaskBasis::Planned));
        assert_eq!(expected(&task(), Some(day("2023-01-01"))), (Some(Exact::from(100)), TaskBasis::Planned));
    }
}
