//! Problems of a document, all reported at once: path, position, what is wrong, the value found and the value expected.

mod finding;
mod problems;
mod refused;

pub use self::finding::{Position, Problem, ProblemKind, Severity};
pub use self::problems::More;
pub use self::refused::{Refused, not_listed};
pub use super::nearest::{did_you_mean, nearest};

pub(crate) use self::problems::{MOST_KEPT, Problems};
