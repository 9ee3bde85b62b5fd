//! One task of the list that can be sent out (督办清单).

use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::finishing::Finishing;
use crate::engine::{Judge, Judgement, Light, TaskBasis, TaskState};
use crate::model::{Date, Extension, Task, TaskClass};
use crate::number::{Exact, Rounding, digits};
use crate::support::named_enum;

named_enum! {
    /// What has changed of a task since an earlier day: whether it was on the list of tasks to be seen to, and is.
    ///
    /// ```
    /// use evalindex::explain::Change;
    ///
    /// assert_eq!(Change::Cleared.name(), "cleared");
    /// ```
    #[non_exhaustive]
    pub enum Change {
        /// It is on the list, and was not, or there was no such task.
        New = "new",
        /// It was on the list, and is still.
        Kept = "kept",
        /// It was on the list, and is no longer.
        Cleared = "cleared",
    }
}

/// One task as it stands on the day of the supervision. Progress is in percent of the whole and exact; JSON has two
/// decimals, which are taken for exact where it is read back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SupervisedTask {
    /// Id of the task.
    pub task: String,
    /// Its name.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// The list that it stands on.
    pub class: TaskClass,
    /// Ids of the subjects that lead it.
    pub lead: Vec<String>,
    /// Ids of the subjects that support it.
    pub support: Vec<String>,
    /// Ids of the regions where it is carried out.
    pub regions: Vec<String>,
    /// Its state.
    pub state: TaskState,
    /// Its light; none of what is stopped or paused.
    pub light: Option<Light>,
    /// The light that it would show by what those who carry it out report, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_light: Option<Light>,
    /// What it was judged by.
    pub basis: TaskBasis,
    /// The first due date.
    pub first_due: Option<Date>,
    /// The due date that holds.
    pub due: Option<Date>,
    /// The extensions that lead from one to the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// The day of the last report.
    pub reported: Option<Date>,
    /// The day on which it was done, where one is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished: Option<Date>,
    /// The progress that is expected; none where nothing is.
    #[serde(serialize_with = "percent")]
    pub expected: Option<Exact>,
    /// The progress that was reported; none where nothing was.
    #[serde(serialize_with = "percent")]
    pub progress: Option<Exact>,
    /// The progress that was verified.
    #[serde(serialize_with = "percent")]
    pub verified: Option<Exact>,
    /// Expected less verified or else reported progress, in points; below 0 where it is ahead. None of what is done,
    /// stopped or paused.
    #[serde(serialize_with = "percent")]
    pub lag: Option<Exact>,
    /// Days after the due date that holds: of an overdue task until now, of one that is done until then.
    pub days_late: i32,
    /// What has changed since the earlier period or document; none where it was on the list neither then nor now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// What finishing it would change, for each subject and index; empty of what is done.
    pub finishing: Vec<Finishing>,
}

impl SupervisedTask {
    /// A task as a judge finds it.
    pub(super) fn new(task: &Task, judge: &Judge) -> Self {
        let Judgement { state, light, basis, expected, reported, lag, days_late } = judge.judge(task);
        let as_reported = judge.judge_as_reported(task).light;
        Self {
            task: task.id.clone(),
            name: task.name.clone(),
            name_zh: task.name_zh.clone(),
            class: task.class,
            lead: task.lead.clone(),
            support: task.support.clone(),
            regions: task.regions.clone(),
            state,
            light,
            reported_light: as_reported.filter(|_| as_reported != light),
            basis,
            first_due: task.due,
            due: task.last_due(),
            extensions: task.extensions.clone(),
            reported: task.reported,
            finished: task.finished,
            expected,
            progress: reported,
            verified: task.verified.map(Exact::from),
            lag,
            days_late,
            change: None,
            finishing: Vec::new(),
        }
    }

    /// Whether it has no due date.
    pub fn is_undated(&self) -> bool {
        self.due.is_none()
    }

    /// What orders the list: overdue tasks first, the longest overdue before the others; then those behind, the farthest
    /// behind first; then those of which nothing is known; then all others.
    pub(super) fn order(&self) -> (usize, i32, Option<Exact>, &str) {
        let turn = match self.state {
            TaskState::Overdue => 0,
            TaskState::Behind => 1,
            TaskState::Unknown => 2,
            TaskState::Stopped => 3,
            TaskState::Paused => 4,
            TaskState::OnSchedule => 5,
            TaskState::Ahead => 6,
            TaskState::Done => 7,
        };
        (turn, self.days_late.saturating_neg(), self.lag.as_ref().map(|lag| -lag), &self.task)
    }
}

/// A number of points with two decimals, where there is one.
#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn percent<S: Serializer>(points: &Option<Exact>, out: S) -> Result<S::Ok, S::Error> {
    points.as_ref().and_then(|points| points.rounded(Rounding::half_up(2))).map(digits).serialize(out)
}
