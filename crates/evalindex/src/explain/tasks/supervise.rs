//! The supervision of all tasks of a document.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::counts::{TaskCounts, TaskGroups};
use super::earlier::{Earlier, Gone};
use super::finishing::Finisher;
use super::listed::{Change, SupervisedTask};
use super::options::{SupervisionError, SupervisionOptions};
use crate::engine::{Judge, Prepared, TaskState};
use crate::json::read_number;
use crate::model::{Date, Supervision};
use crate::number::json_number;

/// All tasks of a document judged on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TaskSupervision {
    /// The day on which tasks are judged; none where no task has a date.
    pub on: Option<Date>,
    /// The earlier day with which they are compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// From this many points behind, a task is yellow.
    #[serde(serialize_with = "json_number", deserialize_with = "read_number")]
    pub yellow: Decimal,
    /// From this many points behind, a task is red.
    #[serde(serialize_with = "json_number", deserialize_with = "read_number")]
    pub red: Decimal,
    /// After this many days without a report, the state of a task is unknown.
    pub unreported_days: u32,
    /// The numbers of tasks; one of several leads is one task.
    pub counts: TaskCounts,
    /// The same by lead, supporter, region and class.
    pub by: TaskGroups,
    /// The tasks, the most urgent first.
    pub tasks: Vec<SupervisedTask>,
    /// Tasks that were on the list earlier, and that are not in the document any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<Gone>,
}

impl TaskSupervision {
    /// With those tasks only that are behind, overdue or unknown, and those that were so earlier and no longer are. The
    /// counts stay those of all tasks.
    pub fn behind(mut self) -> Self {
        self.tasks.retain(|task| task.state.is_listed() || task.change == Some(Change::Cleared));
        self
    }

    /// The tasks of which the computed light differs from the one by what was reported of them.
    pub fn disagreements(&self) -> impl Iterator<Item = &SupervisedTask> {
        self.tasks.iter().filter(|task| task.reported_light.is_some())
    }

    /// The tasks that were last reported, or done, on a later day than the one on which they are judged: they stand as they
    /// did on the later day.
    pub fn reported_later(&self) -> impl Iterator<Item = &SupervisedTask> {
        let last = |task: &SupervisedTask| task.reported.max(task.finished);
        self.tasks.iter().filter(move |task| last(task).zip(self.on).is_some_and(|(last, on)| last > on))
    }
}

impl Prepared {
    /// The tasks of the document as they stand on a day: state, light, points behind, what has changed, and what finishing
    /// each would change in the scores.
    ///
    /// Expected progress is linear from the start of a task over its milestones to its last due date. Verified progress
    /// goes before reported progress. All comparisons are of exact values. What finishing a task would change is found by
    /// evaluating the document with the task done.
    ///
    /// # Errors
    /// When tasks have due dates and nothing says on which day to judge them, or when the document cannot be scored with a
    /// task done.
    ///
    /// ```
    /// use evalindex::explain::{Light, SupervisionOptions};
    /// # use evalindex::Document;
    /// let document = Document::from_json(r#"{"format": "evalindex/1",
    ///   "indexes": [{"id": "offices", "name": "Offices", "kind": "office", "children": [
    ///     {"id": "all", "name": "All tasks", "weight": 100, "from": {"tasks": {}}, "rule": {"type": "as_is"}}]}],
    ///   "subjects": [{"id": "drc", "name": "Reform", "kind": "office"}, {"id": "water", "name": "Water", "kind": "office"}],
    ///   "values": {},
    ///   "tasks": [
    ///     {"id": "K1", "name": "Railway", "class": "key", "lead": ["drc"], "progress": 45,
    ///      "start": "2023-01-01", "due": "2023-04-11", "reported": "2023-03-02"},
    ///     {"id": "K2", "name": "Dam", "class": "key", "lead": ["water"], "progress": 60}]}"#)?;
    /// let supervision = document.prepare()?.supervise(&SupervisionOptions::default()).unwrap();
    /// // On the day of the last report 60 of 100 days are over. K2 has no dates: 100 % is planned by now.
    /// let [dam, railway] = supervision.tasks.as_slice() else { panic!() };
    /// assert_eq!((railway.lag.as_ref().unwrap().to_string(), railway.light), ("15".into(), Some(Light::Yellow)));
    /// assert_eq!((dam.lag.as_ref().unwrap().to_string(), dam.light), ("40".into(), Some(Light::Red)));
    /// // Done, K1 would lift the Commission from 45 points to 100, and to the first place.
    /// assert_eq!(railway.finishing[0].gain().unwrap().to_string(), "55.00");
    /// assert_eq!(railway.finishing[0].after.unwrap().rank.to_string(), "1");
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    pub fn supervise(&self, options: &SupervisionOptions<'_>) -> Result<TaskSupervision, SupervisionError> {
        let draft = self.whole_draft();
        let judge = Judge::of(draft, options.on).ok_or(SupervisionError::NoDay)?;
        let mut finisher = Finisher::new(self)?;
        let mut tasks = Vec::with_capacity(draft.tasks.len());
        for (number, task) in draft.tasks.iter().enumerate() {
            let mut found = SupervisedTask::new(task, &judge);
            if found.state != TaskState::Done {
                found.finishing = finisher.finish(number, task)?;
            }
            tasks.push(found);
        }
        let earlier = Earlier::find(draft, options)?;
        let gone = earlier.as_ref().map(|earlier| earlier.compare(&mut tasks)).unwrap_or_default();
        tasks.sort_by(|one, other| one.order().cmp(&other.order()));
        let Judge { rules, on } = judge;
        Ok(TaskSupervision {
            on,
            since: earlier.and_then(|earlier| earlier.day()),
            yellow: rules.yellow,
            red: rules.red,
            unreported_days: rules.unreported_days.unwrap_or(Supervision::UNREPORTED_DAYS),
            counts: TaskCounts::count(&tasks),
            by: TaskGroups::of(draft, &tasks),
            tasks,
            gone,
        })
    }
}
