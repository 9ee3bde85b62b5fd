//! Tasks judged on a day: how far they should be, how far they are, and what light they show.

mod expected;
mod judge;
mod penalties;
mod state;

pub use self::state::{Light, TaskBasis, TaskState};

pub(crate) use self::judge::{Judge, Judgement};
pub(crate) use self::penalties::deductions;
