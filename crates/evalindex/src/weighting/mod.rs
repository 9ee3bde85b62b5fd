//! Weights: exact shares of siblings, and how they change.

mod change;
mod effective;
mod error;
mod methods;
mod scenario;
mod shares;
mod tree;

pub use change::WeightChange;
pub use error::WeightError;
pub use methods::{
    DerivedWeights, Judgements, WeightMethod, WeightMethodError, ahp, equal, geometric_means, rank_order_centroid,
    rank_reciprocal, rank_sum,
};
pub use scenario::Scenario;

pub(crate) use methods::{Basis, Columns};

pub(crate) use effective::{among_siblings, effective};
pub(crate) use error::ShareFault;
pub(crate) use shares::Shares;
pub(crate) use tree::{TreeShares, changed, declared};
