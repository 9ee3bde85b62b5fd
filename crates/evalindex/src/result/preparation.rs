//! The preparation of figures before scoring, step by step and cell by cell.

use rust_decimal::Decimal;

use crate::model::Impute;
use crate::number::Exact;

/// One step of preparation, with the cells that it changed.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "missing": {"impute": "mean"}, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"},
/// #     {"id": "y", "name": "Y", "kind": "region"}], "values": {"x": {"a": null}, "y": {"a": 60}}}"#)?;
/// let preparation = &document.evaluate()?.indexes[0].preparation[0];
/// assert_eq!((preparation.node.as_deref(), preparation.step.name()), (Some("a"), "imputed"));
/// assert_eq!(preparation.cells[0].before, None);
/// assert_eq!(preparation.cells[0].after.unwrap().to_string(), "60");
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preparation {
    /// Id of the node; none for a step on whole subjects.
    pub node: Option<String>,
    /// The step.
    pub step: PreparationStep,
    /// The cells that it changed, in the order of the subjects.
    pub cells: Vec<PreparedCell>,
}

/// A step of preparation.
///
/// ```
/// use evalindex::model::Impute;
/// use evalindex::result::PreparationStep;
///
/// assert_eq!(PreparationStep::Imputed { how: Impute::Mean }.name(), "imputed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreparationStep {
    /// Figures were divided by another input, and multiplied by a scale.
    Denominated {
        /// The divisor's input.
        by: String,
        /// The factor of the quotient, above 0.
        scale: Decimal,
    },
    /// Missing figures were replaced.
    Imputed {
        /// The method of imputation.
        how: Impute,
    },
    /// Figures were tested for outliers.
    Treated {
        /// The treatment; none where the figures passed, or nothing could be done.
        treated: Option<Treated>,
        /// Skewness before and after; none for fewer than four figures, or equal ones.
        skew: [Option<Decimal>; 2],
        /// Excess kurtosis before and after; none as for the skewness.
        kurtosis: [Option<Decimal>; 2],
        /// Whether the figures pass after the treatment.
        passed: bool,
    },
    /// Subjects with too little data were left out.
    Screened {
        /// The least share of figures, 0 to 1.
        min_share: Decimal,
    },
}

/// A treatment of outliers; limits and shift are in the unit of the figures.
///
/// ```
/// use evalindex::number::Exact;
/// use evalindex::result::Treated;
///
/// let treated = Treated::Log { shift: Exact::ONE };
/// assert!(matches!(treated, Treated::Log { shift } if shift == Exact::ONE));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Treated {
    /// Figures beyond these limits were moved to them.
    Winsorised {
        /// The lower limit.
        low: Exact,
        /// The upper limit.
        high: Exact,
        /// The number of figures that were moved.
        points: usize,
    },
    /// Every figure was taken as `ln(x + shift)`.
    Log {
        /// The number added before the logarithm.
        shift: Exact,
    },
}

/// A figure before and after a step; [`Preparation`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreparedCell {
    /// Id of the subject.
    pub subject: String,
    /// The figure before; none where it was missing.
    pub before: Option<Decimal>,
    /// The figure after; none where there is none.
    pub after: Option<Decimal>,
}

impl Preparation {
    pub(crate) fn new(node: Option<String>, step: PreparationStep, cells: Vec<PreparedCell>) -> Self {
        Self { node, step, cells }
    }
}

impl PreparedCell {
    pub(crate) fn new(subject: String, before: Option<Decimal>, after: Option<Decimal>) -> Self {
        Self { subject, before, after }
    }
}

impl PreparationStep {
    /// The step's name in results.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Denominated { .. } => "denominated",
            Self::Imputed { .. } => "imputed",
            Self::Treated { .. } => "treated",
            Self::Screened { .. } => "screened",
        }
    }
}
