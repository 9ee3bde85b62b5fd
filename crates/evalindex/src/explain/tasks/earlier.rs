//! What has changed since an earlier period, or an earlier document.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::listed::{Change, SupervisedTask};
use super::options::{SupervisionError, SupervisionOptions};
use crate::engine::Judge;
use crate::model::{Date, Draft, Task};

/// A task that was on the list earlier, and that is not in the document any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Gone {
    /// Id of the task.
    pub task: String,
    /// Its name.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
}

/// The earlier tasks and their judge.
pub(super) struct Earlier<'d> {
    judge: Judge,
    tasks: &'d [Task],
}

impl<'d> Earlier<'d> {
    /// Those of the document that is given, or else of the last earlier period, where its day is known: that of its last
    /// report.
    pub(super) fn find(draft: &'d Draft, options: &SupervisionOptions<'d>) -> Result<Option<Self>, SupervisionError> {
        if let Some(since) = options.since {
            let judge = Judge::of(since, None).ok_or(SupervisionError::NoEarlierDay)?;
            return Ok(Some(Self { judge, tasks: &since.tasks }));
        }
        let Some(period) = draft.earlier.last().filter(|period| !period.tasks.is_empty()) else { return Ok(None) };
        let rules = draft.supervision.clone().unwrap_or_default();
        Ok(Judge::on(rules, &period.tasks, None).map(|judge| Self { judge, tasks: &period.tasks }))
    }

    /// The day on which they were judged.
    pub(super) const fn day(&self) -> Option<Date> {
        self.judge.on
    }

    /// Notes on each task what has changed; returns those that are gone, by id.
    pub(super) fn compare(&self, now: &mut [SupervisedTask]) -> Vec<Gone> {
        let was_listed = |task: &Task| self.judge.judge(task).state.is_listed();
        let mut listed: HashMap<&str, &Task> =
            self.tasks.iter().filter(|task| was_listed(task)).map(|task| (task.id.as_str(), task)).collect();
        for task in now {
            let was = listed.remove(task.task.as_str()).is_some();
            task.change = match (was, task.state.is_listed()) {
                (false, true) => Some(Change::New),
                (true, true) => Some(Change::Kept),
                (true, false) => Some(Change::Cleared),
                (false, false) => None,
            };
        }
        let gone = |task: &Task| Gone { task: task.id.clone(), name: task.name.clone(), name_zh: task.name_zh.clone() };
        let mut gone: Vec<Gone> = listed.into_values().map(gone).collect();
        gone.sort_by(|one, other| one.task.cmp(&other.task));
        gone
    }
}
