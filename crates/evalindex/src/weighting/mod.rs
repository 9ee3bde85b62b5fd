//! Weights: exact shares of siblings, and how they change.

mod change;
mod effective;
mod error;
mod methods;
mod scenario;
mod shares;
mod source;
mod tree;

pub use change::WeightChange;
pub use error::WeightError;
pub use methods::{
    BestWorst, DerivedWeights, Favoured, JudgementFault, Judgements, ShareBounds, WeightMethod, WeightMethodError, ahp,
    ahp_geometric, best_worst, budget_allocation, equal_weights, rank_order_centroid, rank_reciprocal, rank_sum,
};
pub use scenario::Scenario;
pub use source::{EndJudgements, PairJudgements, WeightSource};

pub(crate) use methods::{Basis, Columns};

pub(crate) use effective::{among_siblings, effective};
pub(crate) use error::ShareFault;
pub(crate) use shares::Shares;
pub(crate) use tree::{TreeShares, changed, declared};
