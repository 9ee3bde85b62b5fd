//! Places, ties, classes and rank correlation of values; independent of subjects.

mod classes;
mod correlation;
mod places;
mod rank;
mod ties;

pub use self::classes::{ClassEdge, Classes};
pub use self::correlation::{ComparisonError, kendall_tau_b, spearman, weighted_spearman, ws_coefficient};
pub use self::rank::Rank;
pub use self::ties::{CompareBy, Order, Ties};

pub(crate) use self::classes::class;
pub(crate) use self::places::{places, to_ten_decimals};
