//! Names, paths, problems and linear programs, for all other modules; independent of the domain.

mod index_ref;
mod interrupt;
mod limits;
mod named;
mod nearest;
pub(crate) mod path;
mod path_set;
pub mod problem;
mod readable;
#[cfg(feature = "data-weights")]
pub(crate) mod simplex;

pub use self::index_ref::{IndexError, IndexRef, UnknownIndex};
#[cfg(not(feature = "robustness"))]
pub(crate) use self::interrupt::Cancelled;
#[cfg(feature = "robustness")]
pub use self::interrupt::Cancelled;
pub use self::limits::Limits;
pub use self::problem::{Problem, Refused};

pub(crate) use self::problem::{MOST_KEPT, More, Position, ProblemKind, Problems};

pub(crate) use self::index_ref::from_index_error;
pub(crate) use self::interrupt::{Interrupt, Meter};
pub(crate) use self::named::{Named, named_enum};
pub(crate) use self::nearest::{Suggestions, did_you_mean, nearest, one_of};
pub(crate) use self::path::{Path, Step, figure_path, item, row_path};
pub(crate) use self::path_set::PathSet;
pub(crate) use self::readable::readable;
