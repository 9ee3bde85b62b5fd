//! Children that are raters' marks of one thing.

use serde::Serialize;

/// How the marks of several raters for one thing are made comparable before they are aggregated.
///
/// Standardised, a mark `x` of a rater with mean `m` and sample variance `v` counts as `M + (x − m)·√(V/v)`, where `M` and `V`
/// are mean and sample variance of all present marks of all raters: each rater then has the pooled mean and spread. The marks
/// of a rater that are all equal, and an only mark, count as `M`, with a notice.
///
/// ```
/// use evalindex::model::Raters;
/// use evalindex::{Decimal, Dimension, Indicator, rule::AsIs};
///
/// let mark = |id: &str| Indicator::new(id, id, Decimal::ONE, AsIs::default());
/// let panel = Dimension::new("panel", "Panel", Decimal::ONE).raters(Raters::standardised()).child(mark("a")).child(mark("b"));
/// assert!(panel.raters.unwrap().standardise);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Raters {
    /// Whether each rater is put on the pooled mean and spread.
    pub standardise: bool,
}

impl Raters {
    /// Raters that are put on their pooled mean and spread.
    pub const fn standardised() -> Self {
        Self { standardise: true }
    }
}
