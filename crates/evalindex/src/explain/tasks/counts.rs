//! Tasks counted by state: all of them, and those of each lead, supporter, region and class.

use std::collections::HashMap;

use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::listed::SupervisedTask;
use crate::engine::{Light, TaskState};
use crate::model::{Draft, TaskClass};
use crate::number::{Exact, Rounding, digits};
use crate::order::{Rank, Ties, places};

/// Numbers of tasks by state; the states add up to `total`.
///
/// ```
/// use evalindex::explain::{TaskCounts, TaskState};
///
/// let none = TaskCounts::default();
/// assert_eq!((none.total, none.of(TaskState::Overdue)), (0, 0));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TaskCounts {
    /// All tasks.
    pub total: usize,
    /// Done, in time or late.
    pub done: usize,
    /// On schedule.
    pub on_schedule: usize,
    /// Ahead of schedule.
    pub ahead: usize,
    /// Behind schedule, and not overdue.
    pub behind: usize,
    /// Overdue.
    pub overdue: usize,
    /// Stopped.
    pub stopped: usize,
    /// Paused.
    pub paused: usize,
    /// Without a report in time.
    pub unknown: usize,
    /// Those of `done` that were done after their due date.
    pub done_late: usize,
    /// Those of `total` without dates, judged by their `planned` progress.
    pub undated: usize,
}

impl TaskCounts {
    /// The number of tasks in a state.
    pub const fn of(&self, state: TaskState) -> usize {
        match state {
            TaskState::Done => self.done,
            TaskState::OnSchedule => self.on_schedule,
            TaskState::Ahead => self.ahead,
            TaskState::Behind => self.behind,
            TaskState::Overdue => self.overdue,
            TaskState::Stopped => self.stopped,
            TaskState::Paused => self.paused,
            TaskState::Unknown => self.unknown,
        }
    }

    /// The share of tasks that are behind or overdue, 0 to 1; 0 where there are no tasks.
    ///
    /// ```
    /// use evalindex::explain::TaskCounts;
    /// use evalindex::number::Exact;
    ///
    /// assert_eq!(TaskCounts::default().share_behind(), Exact::ZERO);
    /// ```
    pub fn share_behind(&self) -> Exact {
        let behind = Exact::count(self.behind.saturating_add(self.overdue));
        behind.over(&Exact::count(self.total)).unwrap_or(Exact::ZERO)
    }

    /// The counts of some tasks.
    pub(super) fn count<'t>(tasks: impl IntoIterator<Item = &'t SupervisedTask>) -> Self {
        let mut counts = Self::default();
        for task in tasks {
            let is_late = task.state == TaskState::Done && task.light == Some(Light::Yellow);
            for (count, counted) in [
                (&mut counts.total, true),
                (&mut counts.done, task.state == TaskState::Done),
                (&mut counts.on_schedule, task.state == TaskState::OnSchedule),
                (&mut counts.ahead, task.state == TaskState::Ahead),
                (&mut counts.behind, task.state == TaskState::Behind),
                (&mut counts.overdue, task.state == TaskState::Overdue),
                (&mut counts.stopped, task.state == TaskState::Stopped),
                (&mut counts.paused, task.state == TaskState::Paused),
                (&mut counts.unknown, task.state == TaskState::Unknown),
                (&mut counts.done_late, is_late),
                (&mut counts.undated, task.is_undated()),
            ] {
                *count = count.saturating_add(usize::from(counted));
            }
        }
        counts
    }
}

/// The tasks of one lead, supporter, region or class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TaskGroup {
    /// Id of the subject, or name of the class; none for the tasks that name nobody in this role.
    pub id: Option<String>,
    /// The name of the subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// Its place by the share of tasks that are behind or overdue, the largest share first.
    pub rank: Rank,
    /// The numbers of its tasks.
    pub counts: TaskCounts,
    /// The share of its tasks that are behind or overdue, 0 to 1; four decimals in JSON.
    #[serde(serialize_with = "share")]
    pub share_behind: Exact,
}

/// The tasks by lead, supporter, region and class, each list the largest share behind first.
///
/// A task of several leads stands with each of them, so that only the classes add up to all tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TaskGroups {
    /// By subjects that lead them.
    pub lead: Vec<TaskGroup>,
    /// By subjects that support them.
    pub support: Vec<TaskGroup>,
    /// By regions where they are carried out.
    pub region: Vec<TaskGroup>,
    /// By class.
    pub class: Vec<TaskGroup>,
}

impl TaskGroups {
    /// The groups of these tasks.
    pub(super) fn of(draft: &Draft, tasks: &[SupervisedTask]) -> Self {
        let by = |role: fn(&SupervisedTask) -> &[String]| ranked(by_subject(draft, tasks, role));
        let classes = TaskClass::NAMES.iter().map(|class| {
            let of_class: Vec<_> = tasks.iter().filter(|task| task.class.name() == *class).collect();
            Group { id: Some(class), name: None, name_zh: None, tasks: of_class }
        });
        Self {
            lead: by(|task| &task.lead),
            support: by(|task| &task.support),
            region: by(|task| &task.regions),
            class: ranked(classes.collect()),
        }
    }
}

/// A group before it is ranked.
struct Group<'t> {
    id: Option<&'t str>,
    name: Option<&'t String>,
    name_zh: Option<&'t String>,
    tasks: Vec<&'t SupervisedTask>,
}

/// The tasks of each subject in a role, in the order of the subjects, and those without any.
fn by_subject<'t>(
    draft: &'t Draft,
    tasks: &'t [SupervisedTask],
    role: fn(&SupervisedTask) -> &[String],
) -> Vec<Group<'t>> {
    let mut of_subject: HashMap<&str, Vec<&SupervisedTask>> = HashMap::new();
    for task in tasks {
        for subject in role(task) {
            of_subject.entry(subject).or_default().push(task);
        }
    }
    let subjects = draft.subjects.iter().map(|subject| Group {
        id: Some(&subject.id),
        name: Some(&subject.name),
        name_zh: subject.name_zh.as_ref(),
        tasks: of_subject.remove(subject.id.as_str()).unwrap_or_default(),
    });
    let mut all: Vec<Group<'_>> = subjects.collect();
    let nobodys = tasks.iter().filter(|task| role(task).is_empty()).collect();
    all.push(Group { id: None, name: None, name_zh: None, tasks: nobodys });
    all
}

/// The groups that have tasks, the largest share behind first; equal ones keep their order.
fn ranked(groups: Vec<Group<'_>>) -> Vec<TaskGroup> {
    let counted = groups.into_iter().filter(|group| !group.tasks.is_empty()).map(|group| {
        let counts = TaskCounts::count(group.tasks.iter().copied());
        let share_behind = counts.share_behind();
        let owned = |text: Option<&String>| text.cloned();
        let (name, name_zh) = (owned(group.name), owned(group.name_zh));
        TaskGroup { id: group.id.map(str::to_owned), name, name_zh, rank: Rank::whole(0), counts, share_behind }
    });
    let counted: Vec<TaskGroup> = counted.collect();
    let keyed = counted.iter().map(|group| (&group.share_behind, group)).collect();
    let placed = places(keyed, Ties::Competition).into_iter();
    placed.map(|(group, rank)| TaskGroup { rank, ..group.clone() }).collect()
}

/// A share with four decimals.
fn share<S: Serializer>(share: &Exact, out: S) -> Result<S::Ok, S::Error> {
    share.rounded(Rounding::half_up(4)).map(digits).serialize(out)
}
