//! What was done to figures before they were scored, step by step and cell by cell.

use rust_decimal::Decimal;

use crate::model::Impute;

/// One step of preparation, with the cells that it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preparation {
    /// Id of the node; none for what concerns whole subjects.
    pub node: Option<String>,
    /// What was done.
    pub step: PreparationStep,
    /// The cells that it changed, in the order of the subjects.
    pub cells: Vec<PreparedCell>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PreparationStep {
    /// Figures were divided by another input, times a scale.
    Denominated {
        /// The input.
        by: String,
        /// The scale.
        scale: Decimal,
    },
    /// Missing figures were replaced.
    Imputed {
        /// How.
        how: Impute,
    },
    /// Outliers were looked for.
    Treated {
        /// What was done about them; nothing where the figures passed.
        treated: Option<Treated>,
        /// Skewness before and after; none of fewer than four or equal figures.
        skew: [Option<Decimal>; 2],
        /// Kurtosis before and after.
        kurtosis: [Option<Decimal>; 2],
        /// Whether the figures pass now.
        passed: bool,
    },
    /// Subjects with too little data were left out.
    Screened {
        /// The least share of their figures.
        min_share: Decimal,
    },
}

/// What was done about outliers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Treated {
    /// Figures beyond these limits were moved to them.
    Winsorised {
        /// The lower limit.
        low: Decimal,
        /// The upper limit.
        high: Decimal,
        /// How many figures were moved.
        points: usize,
    },
    /// Every figure was taken as `ln(x + shift)`.
    Log {
        /// What was added.
        shift: Decimal,
    },
}

/// A figure before and after a step; one that was missing has none before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PreparedCell {
    /// Id of the subject.
    pub subject: String,
    /// The figure before.
    pub before: Option<Decimal>,
    /// The figure after.
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
