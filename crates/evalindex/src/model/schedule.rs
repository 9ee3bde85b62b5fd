//! The schedule of a task: milestones on the way, and extensions of its due date.

use rust_decimal::Decimal;
use serde::Serialize;

use super::date::Date;
use crate::number::json_number;

/// A day on the way by which a task is to have reached some progress.
///
/// ```
/// use evalindex::model::{Date, Milestone};
///
/// let roof = Milestone::new(Date::new(2023, 9, 30).unwrap(), 60);
/// assert_eq!(roof.progress.to_string(), "60");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Milestone {
    /// The day: after the start of the task or the milestone before, and before the task is due.
    pub due: Date,
    /// Progress in percent of the whole by the end of that day, 0 to 100, no less than at the milestone before.
    #[serde(serialize_with = "json_number")]
    pub progress: Decimal,
}

impl Milestone {
    /// This progress, in percent of the whole, by the end of a day.
    pub fn new(due: Date, progress: impl Into<Decimal>) -> Self {
        Self { due, progress: progress.into() }
    }
}

/// A later due date of a task, with the reason for it.
///
/// ```
/// use evalindex::model::{Date, Extension};
///
/// let later = Extension::new(Date::new(2023, 12, 31).unwrap(), "floods in July");
/// assert_eq!(later.to.to_string(), "2023-12-31");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Extension {
    /// The new due date, after the one before.
    pub to: Date,
    /// The reason, for people.
    pub reason: String,
}

impl Extension {
    /// A later due date with its reason.
    pub fn new(to: Date, reason: impl Into<String>) -> Self {
        Self { to, reason: reason.into() }
    }
}
