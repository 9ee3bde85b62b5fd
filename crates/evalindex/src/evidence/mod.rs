//! WHAT was observed: subjects, figures, targets, tasks, adjustments.

mod adjustment;
mod figures;
mod period;
mod subject;
mod task;

pub use adjustment::{Adjustment, Effect, VetoEffect};
pub use figures::{Figures, Observation};
pub use period::Period;
pub use subject::Subject;
pub use task::{Task, TaskClass, TaskStatus};
