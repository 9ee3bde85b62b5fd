//! Supervision of implementation (督查): which tasks are behind, who leads them, and what finishing each would change.

mod counts;
mod earlier;
mod finishing;
mod listed;
mod options;
mod supervise;

pub use self::counts::{TaskCounts, TaskGroup, TaskGroups};
pub use self::earlier::Gone;
pub use self::finishing::{Finishing, Standing};
pub use self::listed::{Change, SupervisedTask};
pub use self::options::{SupervisionError, SupervisionOptions};
pub use self::supervise::TaskSupervision;
