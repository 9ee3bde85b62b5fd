//! Words of supervision in both languages, and its figures as text.

use std::collections::BTreeMap;

use evalindex::explain::{Change, Light, SupervisedTask, TaskState};
use evalindex::model::TaskClass;
use evalindex::number::{Exact, Rounding};

use crate::lang::{Lang, Line, line};
use crate::render::all_digits;

/// The names of subjects, and the words for states, lights, classes and changes.
pub(super) struct Words<'a> {
    pub(super) lang: Lang,
    /// The names of subjects by id.
    pub(super) names: BTreeMap<&'a str, &'a str>,
}

impl Words<'_> {
    /// The name of a subject.
    pub(super) fn subject<'n>(&'n self, id: &'n str) -> &'n str {
        self.names.get(id).copied().unwrap_or(id)
    }

    /// The names of several subjects.
    pub(super) fn subjects(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.subject(id)).collect::<Vec<_>>().join(self.lang.say(line::LIST_COMMA))
    }

    /// The name of a task.
    pub(super) fn task<'t>(&self, task: &'t SupervisedTask) -> &'t str {
        self.lang.name(&task.name, task.name_zh.as_ref())
    }

    /// The word for a light.
    pub(super) fn light(&self, light: Light) -> &'static str {
        let line = match light {
            Light::Green => Some(line::GREEN),
            Light::Yellow => Some(line::YELLOW),
            Light::Red => Some(line::RED),
            Light::Unknown => Some(line::NO_LIGHT),
            _ => None,
        };
        self.say(light.name(), line)
    }

    /// The word for a class.
    pub(super) fn class(&self, class: TaskClass) -> &'static str {
        let line = match class {
            TaskClass::Key => Some(line::KEY_TASK),
            TaskClass::Breakthrough => Some(line::BREAKTHROUGH_TASK),
            _ => None,
        };
        self.say(class.name(), line)
    }

    /// The word for a class of this name.
    pub(super) fn class_named(&self, name: &str) -> String {
        TaskClass::from_name(name).map_or(name, |class| self.class(class)).to_owned()
    }

    /// The word for a change.
    pub(super) fn change(&self, change: Change) -> &'static str {
        let line = match change {
            Change::New => Some(line::NEW),
            Change::Kept => Some(line::KEPT),
            Change::Cleared => Some(line::CLEARED),
            _ => None,
        };
        self.say(change.name(), line)
    }

    /// A heading of CSV: the name in JSON, or the Chinese word.
    pub(super) fn csv_heading(&self, name: &'static str, line: Line) -> &'static str {
        match self.lang {
            Lang::En => name,
            Lang::Zh => self.lang.say(line),
        }
    }

    /// A line, or the name where there is none.
    fn say(&self, name: &'static str, line: Option<Line>) -> &'static str {
        line.map_or(name, |line| self.lang.say(line))
    }
}

/// The heading of a state.
pub(super) fn state_line(state: TaskState) -> Line {
    match state {
        TaskState::Done => line::DONE,
        TaskState::OnSchedule => line::ON_SCHEDULE,
        TaskState::Ahead => line::AHEAD_OF_SCHEDULE,
        TaskState::Behind => line::BEHIND_SCHEDULE,
        TaskState::Overdue => line::OVERDUE,
        TaskState::Stopped => line::STOPPED,
        TaskState::Paused => line::PAUSED,
        _ => line::UNKNOWN,
    }
}

/// Points or percent with all their digits, where there are any.
pub(super) fn digits(points: Option<&Exact>) -> Option<String> {
    points.and_then(all_digits)
}

/// Points or percent with two decimals, where there are any.
pub(super) fn points(points: Option<&Exact>) -> Option<String> {
    Some(points?.rounded(Rounding::half_up(2))?.to_string())
}
