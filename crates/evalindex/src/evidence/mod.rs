//! WHAT was observed: subjects, figures, targets, tasks, adjustments.

mod adjustment;
mod figures;
mod subject;
mod task;

pub use adjustment::{Adjustment, Effect, VetoEffect};
pub use figures::{Figures, Observation};
pub use subject::Subject;
pub use task::{Task, TaskClass, TaskStatus};
