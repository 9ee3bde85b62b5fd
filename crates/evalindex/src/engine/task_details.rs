//! The tasks of a subject in a full result: those that its index reads, with completion and lag.

use super::measure::{TaskBook, without_cap};
use super::supervise::Judge;
use super::task_readers::reads_tasks;
use super::view::View;
use crate::model::{Task, TaskClass};
use crate::number::{Exact, Rounding};
use crate::result::TaskDetails;

/// The tasks of all subjects of an index, to be told one by one.
pub(super) struct TasksInFull<'a> {
    tasks: TaskBook<'a>,
    /// The classes that the index reads.
    classes: Vec<TaskClass>,
    /// None where nothing says which day it is.
    judge: Option<Judge>,
}

impl<'a> TasksInFull<'a> {
    /// The tasks of a view's draft that its index reads.
    pub(super) fn new(view: &'a View<'_>) -> Self {
        let mut classes: Vec<TaskClass> = Vec::new();
        for task in &view.draft.tasks {
            if !classes.contains(&task.class) {
                classes.push(task.class);
            }
        }
        classes.retain(|class| reads_tasks((view.draft, view.index), &view.scored.tree, *class));
        Self { tasks: TaskBook::new(&view.draft.tasks), classes, judge: Judge::of(view.draft, None) }
    }

    /// Those of one subject, in the order of the document.
    pub(super) fn of(&self, subject: &str) -> Vec<TaskDetails> {
        self.tasks.of(subject).filter(|task| self.classes.contains(&task.class)).map(|task| self.told(task)).collect()
    }

    fn told(&self, task: &Task) -> TaskDetails {
        let twelve = |value: &Exact| value.rounded(Rounding::OF_SHARES).map(|value| value.normalize());
        TaskDetails {
            task: task.id.clone(),
            // Where an indicator reads a task that has no measure, the document is refused before.
            completion: without_cap(task).ok().flatten().as_ref().and_then(twelve),
            lag: self.judge.as_ref().and_then(|judge| judge.judge(task).lag).as_ref().and_then(twelve),
        }
    }
}
