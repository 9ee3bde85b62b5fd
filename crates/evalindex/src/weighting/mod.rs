//! Weights: exact shares of siblings, and how they change.

mod change;
mod effective;
mod error;
mod scenario;
mod shares;
mod tree;

pub use change::WeightChange;
pub use error::WeightError;
pub use scenario::Scenario;

pub(crate) use effective::{among_siblings, effective};
pub(crate) use error::ShareFault;
pub(crate) use shares::Shares;
pub(crate) use tree::{TreeShares, changed, declared};
