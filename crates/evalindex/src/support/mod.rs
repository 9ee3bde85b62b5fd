//! Safe text, names, problems and threads: what every room needs, and knows no number.

mod named;
mod nearest;
pub(crate) mod path;
pub mod problem;
pub(crate) mod simplex;
mod threads;

pub use self::problem::{Problem, Refused};

pub(crate) use self::problem::{Position, ProblemKind};

pub(crate) use self::named::{Named, named_enum};
pub(crate) use self::nearest::{nearest, one_of};
pub(crate) use self::path::{Step, below, figure_path, item};
pub(crate) use self::threads::{in_order, on_threads, part};
