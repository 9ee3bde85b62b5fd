//! Draws: how places scatter when weights are drawn at random, many times over.
//!
//! Computed in binary floating point, as nothing else is: weights, and the totals that only decide places.
//! Results are counted in whole numbers. Sums run in one order and nothing depends on the machine or on the
//! number of threads: the same seed gives the same bytes.

#![allow(clippy::float_arithmetic, reason = "statistics over many draws: approximate by nature, and they say so")]
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
mod sharing;
mod sobol;
mod statistics;
mod subset;
mod summary;
mod tally;
mod worker;

use rust_decimal::Decimal;

pub use plan::{Draws, RobustnessError};
pub use rank_stats::Quantiles;
pub use sensitivity::{Estimate, FactorSensitivity, Sensitivity, SubjectSensitivity};
pub use sobol::{SobolError, SobolIndex, sobol_indices};
pub use statistics::{Ahead, Robustness, SubjectRobustness};

/// How weights are drawn.
///
/// Each node's shares among its siblings are drawn anew; a node that weighs nothing stays without weight.
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
    /// Uniformly over all shares that total 1, whatever the declared ones: for three siblings, each has more than half
    /// in a quarter of the draws. Source: Rubinstein, Operations Research 30 (1982); SMAA-2: Lahdelma & Salminen (2001).
    Uniform,
    /// From a Dirichlet distribution with the declared shares as its means; the larger the concentration, the nearer to
    /// them. Share `i` has the variance `sᵢ(1 − sᵢ)/(K + 1)`. Gamma variates: Marsaglia & Tsang, ACM TOMS 26 (2000).
    Dirichlet(Decimal),
    /// Each weight times a factor drawn uniformly from `1 − r` to `1 + r`, for an `r` of 0 to 1; then shared anew.
    Within(Decimal),
    /// Each weight times a factor drawn from a normal distribution around 1 with this standard deviation, drawn again
    /// where it is negative; then shared anew.
    Normal(Decimal),
    /// These weights, one row a draw: for each indicator that counts, in the order of the document, its effective weight;
    /// divided by the row's total. There are as many draws as rows, whatever [`Draws::count`] says. For indexes of arithmetic
    /// means throughout.
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
