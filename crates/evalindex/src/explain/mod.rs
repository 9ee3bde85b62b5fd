//! Why a result is as it is: the path of a score, the distance between two subjects, the change between two results, and
//! the tasks that are behind.

mod gap;
mod points;

pub use self::gap::{Gap, GapError, GapNode, GapSubject, JointPart};
pub use self::points::Points;
