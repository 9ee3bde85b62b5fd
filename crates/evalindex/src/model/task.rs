//! Tasks: work with lead and supporting departments and regions, and measured progress.

use rust_decimal::Decimal;
use serde::Serialize;

use super::date::Date;
use super::schedule::{Extension, Milestone};
use crate::number::{json_number, optional_number};
use crate::support::named_enum;

named_enum! {
    /// The list that a task stands on.
    ///
    /// ```
    /// use evalindex::model::TaskClass;
    ///
    /// assert_eq!(TaskClass::Key.name(), "key");
    /// ```
    #[non_exhaustive]
    pub enum TaskClass {
        /// A key task (重点任务).
        Key = "key",
        /// A key breakthrough task (突破任务).
        Breakthrough = "breakthrough",
    }
}

named_enum! {
    /// The status of a task.
    ///
    /// ```
    /// use evalindex::model::TaskStatus;
    ///
    /// assert_eq!(TaskStatus::Paused.name(), "paused");
    /// ```
    #[non_exhaustive]
    pub enum TaskStatus {
        /// Under way: progress counts as measured.
        Active = "active",
        /// Done: counts fully, or more where measured so.
        Done = "done",
        /// Stopped: counts with completion 0.
        Stopped = "stopped",
        /// Paused: not counted.
        Paused = "paused",
    }
}

/// One task: work that subjects lead or support, with measured progress.
///
/// ```
/// use evalindex::model::{Task, TaskClass};
///
/// let task = Task::new("metro", "Metro line 2", TaskClass::Key).lead("transport").reached(12, 20).unit("km").planned(80);
/// assert_eq!(task.target.map(|target| target.to_string()).as_deref(), Some("20"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Task {
    /// Id, unique among tasks.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// The list that it stands on.
    pub class: TaskClass,
    /// Weight among the tasks of a subject, 0 or more.
    #[serde(serialize_with = "json_number")]
    pub weight: Decimal,
    /// Ids of the subjects that lead it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lead: Vec<String>,
    /// Ids of the subjects that support it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub support: Vec<String>,
    /// Ids of the regions where it is carried out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// The figure to be reached, in `unit`; above 0.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub target: Option<Decimal>,
    /// The figure reached so far, in `unit`; 0 or more.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub actual: Option<Decimal>,
    /// Progress in percent of the whole, instead of target and actual; 0 or more.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub progress: Option<Decimal>,
    /// Unit of target and actual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The progress that the schedule requires by now, in percent; above 0, at most 100.
    #[serde(serialize_with = "json_number")]
    pub planned: Decimal,
    /// Its status.
    pub status: TaskStatus,
    /// The day on which it begins, with progress 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// The first due date, by the end of which it is to be complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// What is to be reached on the way, in the order of their days.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// Later due dates, in the order in which they were granted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// The day of the last report, of which the progress is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported: Option<Date>,
    /// The day on which it was done; that of the last report when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished: Option<Date>,
    /// Progress that others than those who carry it out have found, in percent of the whole, 0 to 100. Scores do not
    /// use it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub verified: Option<Decimal>,
}

impl Task {
    /// An active task of weight 1, planned to be complete by now.
    pub fn new(id: impl Into<String>, name: impl Into<String>, class: TaskClass) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_zh: None,
            class,
            weight: Decimal::ONE,
            lead: Vec::new(),
            support: Vec::new(),
            regions: Vec::new(),
            target: None,
            actual: None,
            progress: None,
            unit: None,
            planned: Decimal::ONE_HUNDRED,
            status: TaskStatus::Active,
            start: None,
            due: None,
            milestones: Vec::new(),
            extensions: Vec::new(),
            reported: None,
            finished: None,
            verified: None,
        }
    }

    /// With this name in Chinese.
    pub fn name_zh(mut self, name_zh: impl Into<String>) -> Self {
        self.name_zh = Some(name_zh.into());
        self
    }

    /// With this unit of target and actual.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// With one more lead.
    pub fn lead(mut self, subject: impl Into<String>) -> Self {
        self.lead.push(subject.into());
        self
    }

    /// With one more supporter.
    pub fn support(mut self, subject: impl Into<String>) -> Self {
        self.support.push(subject.into());
        self
    }

    /// With one more region.
    pub fn region(mut self, subject: impl Into<String>) -> Self {
        self.regions.push(subject.into());
        self
    }

    /// With the figure reached so far and the target, in the task's unit.
    pub fn reached(mut self, actual: impl Into<Decimal>, target: impl Into<Decimal>) -> Self {
        (self.actual, self.target) = (Some(actual.into()), Some(target.into()));
        self
    }

    /// With this target, positive, in the task's unit.
    pub fn target(mut self, target: impl Into<Decimal>) -> Self {
        self.target = Some(target.into());
        self
    }

    /// With this much reached, 0 or more, in the task's unit.
    pub fn actual(mut self, actual: impl Into<Decimal>) -> Self {
        self.actual = Some(actual.into());
        self
    }

    /// With progress in percent of the whole.
    pub fn progress(mut self, percent: impl Into<Decimal>) -> Self {
        self.progress = Some(percent.into());
        self
    }

    /// With the progress that the schedule requires by now, in percent; above 0, at most 100.
    pub fn planned(mut self, percent: impl Into<Decimal>) -> Self {
        self.planned = percent.into();
        self
    }

    /// With this weight.
    pub fn weight(mut self, weight: impl Into<Decimal>) -> Self {
        self.weight = weight.into();
        self
    }

    /// With this status.
    pub fn status(mut self, status: TaskStatus) -> Self {
        self.status = status;
        self
    }

    /// Begun on this day.
    pub fn start(mut self, day: Date) -> Self {
        self.start = Some(day);
        self
    }

    /// Due at first on this day.
    pub fn due(mut self, day: Date) -> Self {
        self.due = Some(day);
        self
    }

    /// With one more milestone, after those already there.
    pub fn milestone(mut self, milestone: Milestone) -> Self {
        self.milestones.push(milestone);
        self
    }

    /// With one more extension, after those already there.
    pub fn extension(mut self, extension: Extension) -> Self {
        self.extensions.push(extension);
        self
    }

    /// Last reported on this day.
    pub fn reported(mut self, day: Date) -> Self {
        self.reported = Some(day);
        self
    }

    /// Done on this day.
    pub fn finished(mut self, day: Date) -> Self {
        self.finished = Some(day);
        self
    }

    /// With this progress verified, in percent of the whole, 0 to 100.
    pub fn verified(mut self, percent: impl Into<Decimal>) -> Self {
        self.verified = Some(percent.into());
        self
    }

    /// The due date that holds: that of the last extension, else the first.
    ///
    /// ```
    /// use evalindex::model::{Date, Extension, Task, TaskClass};
    ///
    /// let day = |text: &str| text.parse::<Date>().unwrap();
    /// let task = Task::new("metro", "Metro line 2", TaskClass::Key).due(day("2023-09-30"));
    /// let task = task.extension(Extension::new(day("2023-12-31"), "floods in July"));
    /// assert_eq!((task.due, task.last_due()), (Some(day("2023-09-30")), Some(day("2023-12-31"))));
    /// ```
    pub fn last_due(&self) -> Option<Date> {
        self.extensions.last().map(|extension| extension.to).or(self.due)
    }
}
