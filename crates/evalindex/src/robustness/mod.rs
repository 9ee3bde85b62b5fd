//! How far a ranking can be trusted: its changes under other weights, methods and figures, and the influence that nodes
//! have beside their weights.

mod balance;
mod certain;
mod counting;
mod draws;
mod effective;
mod grading;
mod leave_out;
mod range;
mod tipping;
mod what_if;

pub use balance::{Balance, NearDuplicates, NodeBalance};
pub use certain::{Certain, CertainError, CertainPlaces, WeightRegion};
pub use draws::{
    Ahead, Draws, Estimate, FactorSensitivity, Quantiles, Robustness, RobustnessError, Sensitivity, SobolError,
    SobolIndex, SubjectRobustness, SubjectSensitivity, WeightDraws, sobol_indices,
};
pub use leave_out::{LargestChange, Leave, LeaveOut, LeftOut, OutEffect};
pub use range::WeightRange;
pub use tipping::{Found, JointChange, NodeTipping, PairTipping, ShareChange, Tipping};

pub use what_if::{Movement, WhatIf, WhatIfError};
