//! Draws: the distribution of ranks over random weights, methods and figures.
//!
//! Drawn weights, and the totals that only decide ranks, are computed in binary floating point. Results are counts in
//! whole numbers. Sums run in one fixed order, and nothing depends on the machine or on the number of threads: the same
//! seed gives the same bytes.

#![allow(clippy::float_arithmetic, reason = "statistics over many draws are approximate by nature")]
#![allow(clippy::cast_precision_loss, reason = "counts and scores stay far below 2⁵³")]

mod cases;
mod given;
mod json;
mod kernel;
mod places;
mod plan;
mod rank_stats;
mod run;
mod sample;
mod sensitivity;
mod sensitivity_result;
mod sharing;
mod sobol;
mod statistics;
mod statistics_json;
mod subset;
mod summary;
mod tally;
mod worker;

use rust_decimal::Decimal;

pub use plan::{Draws, RobustnessError};
pub use rank_stats::Quantiles;
pub use sensitivity_result::{Estimate, FactorSensitivity, Sensitivity, SubjectSensitivity};
pub use sobol::{SobolError, SobolIndex, sobol_indices};
pub use statistics::{Ahead, Robustness, SubjectRobustness};

/// How weights are drawn.
///
/// The shares of each node's children are drawn again in each draw; a node whose weight is 0 keeps it.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::robustness::WeightDraws;
///
/// let a_quarter_off = WeightDraws::Within(Decimal::new(25, 2));
/// assert_eq!(a_quarter_off.to_string(), "within:25%");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum WeightDraws {
    /// None: weights stay as declared.
    Declared,
    /// Uniformly over all shares that total 1, whatever the declared ones: of three siblings, each has more than half
    /// in a quarter of the draws. Sources: Rubinstein, European Journal of Operational Research 10 (1982); SMAA-2:
    /// Lahdelma & Salminen, Operations Research 49 (2001).
    Uniform,
    /// From a Dirichlet distribution with the declared shares as its means. The larger the concentration `K > 0`, the
    /// nearer to them: share `i` has the variance `sᵢ(1 − sᵢ)/(K + 1)`. Gamma variates: Marsaglia & Tsang, ACM TOMS 26
    /// (2000).
    Dirichlet(Decimal),
    /// Each weight times a factor drawn uniformly from `1 − r` to `1 + r`, for an `r` of 0 to 1; then divided by the
    /// new total.
    Within(Decimal),
    /// Each weight times a factor drawn from a normal distribution with the mean 1 and this standard deviation, 0 or
    /// more; drawn again where it is negative, then divided by the new total.
    Normal(Decimal),
    /// These weights, one row for each draw: the effective weight of each indicator that counts, in the order of the
    /// document, 0 or more, divided by the total of the row. There are as many draws as rows, whatever [`Draws::count`]
    /// is. Only for indexes of arithmetic means.
    Given(Vec<Vec<f64>>),
}

impl std::fmt::Display for WeightDraws {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |share: &Decimal| share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(*share).normalize();
        match self {
            Self::Declared => out.write_str("declared"),
            Self::Uniform => out.write_str("uniform"),
            Self::Dirichlet(concentration) => write!(out, "dirichlet:{}", concentration.normalize()),
            Self::Within(range) => write!(out, "within:{}%", percent(range)),
            Self::Normal(deviation) => write!(out, "normal:{}%", percent(deviation)),
            Self::Given(_) => out.write_str("given"),
        }
    }
}
