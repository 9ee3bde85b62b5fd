//! How far a ranking can be trusted: its changes under other weights, methods and figures, and the influence that nodes
//! have beside their weights.
//!
//! All but [`WhatIf`] needs the feature `robustness`.

#[cfg(feature = "robustness")]
mod balance;
#[cfg(feature = "robustness")]
mod certain;
#[cfg(feature = "robustness")]
mod control;
#[cfg(feature = "robustness")]
mod draws;
#[cfg(feature = "robustness")]
mod effective;
#[cfg(feature = "robustness")]
mod grading;
#[cfg(feature = "robustness")]
mod leave_out;
#[cfg(feature = "robustness")]
mod range;
#[cfg(feature = "robustness")]
mod tipping;
mod what_if;

#[cfg(feature = "robustness")]
pub(crate) use balance::RankedScores;
#[cfg(feature = "robustness")]
pub use balance::{Balance, NearDuplicates, NodeBalance};
#[cfg(feature = "robustness")]
pub use certain::{Certain, CertainError, CertainPlaces, LooseField, WeightRegion};
#[cfg(feature = "robustness")]
pub use control::{Cancelled, Control, Progress, Unfinished};
#[cfg(feature = "robustness")]
pub use draws::{
    Ahead, Draws, Estimate, FactorSensitivity, Quantiles, Robustness, RobustnessError, Sensitivity, SobolError,
    SobolIndex, SubjectRobustness, SubjectSensitivity, WeightDraws, sobol_indices,
};
#[cfg(feature = "robustness")]
pub use leave_out::{LargestChange, Leave, LeaveOut, LeftOut, OutEffect};
#[cfg(feature = "robustness")]
pub use range::{RangeEnd, WeightRange};
#[cfg(feature = "robustness")]
pub use tipping::{Found, JointChange, NodeTipping, PairTipping, ShareChange, Tipping};

pub use what_if::{Movement, WhatIf, WhatIfError};
