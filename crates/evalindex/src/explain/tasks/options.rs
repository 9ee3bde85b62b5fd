//! What may be chosen of a supervision of tasks, and why there may be none.

use crate::model::{Date, Draft};
use crate::support::Refused;

/// The day of a supervision of tasks, and the earlier document with which it is compared.
///
/// ```
/// use evalindex::explain::SupervisionOptions;
/// use evalindex::model::Date;
///
/// let options = SupervisionOptions::default().on(Date::new(2023, 9, 30).unwrap());
/// assert_eq!(options.on.unwrap().to_string(), "2023-09-30");
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct SupervisionOptions<'d> {
    /// The day on which tasks are judged; when absent that of the document's `supervision`, or else of the last report.
    pub on: Option<Date>,
    /// An earlier document, judged on its own day by its own thresholds; when absent the last of the document's earlier
    /// periods.
    pub since: Option<&'d Draft>,
}

impl<'d> SupervisionOptions<'d> {
    /// On this day.
    pub fn on(mut self, day: Date) -> Self {
        self.on = Some(day);
        self
    }

    /// Compared with the tasks of an earlier document.
    pub fn since(mut self, earlier: &'d Draft) -> Self {
        self.since = Some(earlier);
        self
    }
}

/// Why tasks cannot be supervised.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SupervisionError {
    /// Tasks have due dates, and nothing says on which day they are to be judged.
    #[error(
        "tasks have due dates, and nothing says on which day to judge them; expected a day, or `on` in `supervision`"
    )]
    NoDay,
    /// The same of the earlier document.
    #[error(
        "tasks of the earlier document have due dates, and nothing says on which day to judge them; expected `on` in its `supervision`, or `reported` of a task"
    )]
    NoEarlierDay,
    /// The scores with a task done cannot be computed.
    #[error(transparent)]
    Refused(#[from] Refused),
}
