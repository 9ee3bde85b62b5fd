//! The states in which a task can be on a day, and its light.

use crate::support::named_enum;

named_enum! {
    /// The state of a task on the day on which it is judged. Each task is in one.
    ///
    /// ```
    /// use evalindex::explain::TaskState;
    ///
    /// assert_eq!(TaskState::OnSchedule.name(), "on_schedule");
    /// assert!(TaskState::Overdue.is_listed() && !TaskState::Paused.is_listed());
    /// ```
    #[non_exhaustive]
    pub enum TaskState {
        /// Done, in time or late; not where less than the whole was verified.
        Done = "done",
        /// As far as is expected, or behind it by less than the yellow threshold.
        OnSchedule = "on_schedule",
        /// Beyond what is expected, which is not yet the whole.
        Ahead = "ahead",
        /// The yellow threshold behind what is expected, or more; not overdue.
        Behind = "behind",
        /// Its last due date has passed, and it is not complete.
        Overdue = "overdue",
        /// Stopped, as its status says.
        Stopped = "stopped",
        /// Paused, as its status says.
        Paused = "paused",
        /// No report in time, or nothing that says how far it is.
        Unknown = "unknown",
    }
}

impl TaskState {
    /// Whether a task in this state is on the list of those to be seen to (督办清单): behind, overdue or unknown.
    pub const fn is_listed(self) -> bool {
        matches!(self, Self::Behind | Self::Overdue | Self::Unknown)
    }
}

named_enum! {
    /// The light of a task, computed from dates and progress, never taken from those who report.
    ///
    /// ```
    /// use evalindex::explain::Light;
    ///
    /// assert_eq!(Light::from_name("yellow"), Some(Light::Yellow));
    /// ```
    #[non_exhaustive]
    pub enum Light {
        /// Done in time, on schedule or ahead.
        Green = "green",
        /// The yellow threshold behind or more; or done after its due date.
        Yellow = "yellow",
        /// The red threshold behind or more; or overdue.
        Red = "red",
        /// No report in time; or done after its due date or before, which nothing says.
        Unknown = "unknown",
    }
}

named_enum! {
    /// What a task was judged by.
    ///
    /// ```
    /// use evalindex::explain::Basis;
    ///
    /// assert_eq!(Basis::Planned.name(), "planned");
    /// ```
    #[non_exhaustive]
    pub enum Basis {
        /// The line from its start over its milestones to its last due date.
        Schedule = "schedule",
        /// Its last due date alone, since it has no start: before that day, `planned` where it is below 100.
        Due = "due",
        /// It has no dates: its `planned` progress.
        Planned = "planned",
    }
}
