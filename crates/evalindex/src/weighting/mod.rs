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
    BestWorst, DerivedWeights, Favoured, Judgements, ShareBounds, WeightMethod, WeightMethodError, ahp, best_worst,
    budget_allocation, equal, geometric_means, rank_order_centroid, rank_reciprocal, rank_sum,
};
pub use scenario::Scenario;

pub(crate) use methods::{
    BENEFIT_OF_THE_DOUBT, Basis, Columns, TARGET_IMPORTANCES, benefit_of_the_doubt, target_importances,
};

pub(crate) use effective::{among_siblings, effective};
pub(crate) use error::ShareFault;
pub(crate) use shares::Shares;
pub(crate) use tree::{TreeShares, changed, declared};
