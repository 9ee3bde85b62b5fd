//! Paths of the problems of one period in a document of several.

use crate::model::Draft;
use crate::support::{Problem, item};

/// A problem of the own period of the document, with its path there: previous figures are those of the period before.
pub(crate) fn own_period(mut problem: Problem, periods: usize) -> Problem {
    if let (Some(rest), Some(before)) = (problem.path.strip_prefix("previous"), periods.checked_sub(1)) {
        problem.path = format!("{}.values{rest}", item("periods", before));
    }
    problem
}

/// A problem of an earlier period, with the path to the period in the document; targets of the document hold for a
/// period that has none.
pub(crate) fn in_period(draft: &Draft, problem: Problem, number: usize) -> Problem {
    let mut problem = own_period(problem, number);
    let has_targets = draft.earlier.get(number).is_some_and(|period| !period.targets.is_empty());
    let own = ["values", "tasks", "adjustments"].into_iter().chain(has_targets.then_some("targets"));
    if own.into_iter().any(|part| problem.path.starts_with(part)) {
        problem.path = format!("{}.{}", item("periods", number), problem.path);
    }
    problem
}
