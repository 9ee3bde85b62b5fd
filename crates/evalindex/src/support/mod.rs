//! Names, paths, problems and linear programs, for all other modules; independent of the domain.

mod index_ref;
mod named;
mod nearest;
pub(crate) mod path;
mod path_set;
pub mod problem;
#[cfg(feature = "data-weights")]
pub(crate) mod simplex;

pub use self::index_ref::{IndexError, IndexRef, UnknownIndex};
pub use self::problem::{Problem, Refused};

pub(crate) use self::problem::{Position, ProblemKind, keep_distinct};

pub(crate) use self::index_ref::from_index_error;
pub(crate) use self::named::{Named, named_enum};
pub(crate) use self::nearest::{nearest, one_of};
pub(crate) use self::path::{Path, Step, figure_path, item, row_path};
pub(crate) use self::path_set::PathSet;
