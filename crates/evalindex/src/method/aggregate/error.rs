//! Why children's scores cannot be aggregated.

use crate::number::Exact;
use crate::support::Cancelled;

/// Why children's scores cannot be aggregated.
///
/// ```
/// use evalindex::aggregate::AggregateError;
///
/// assert_eq!(AggregateError::TooLarge.expected(), "smaller scores, or weights of fewer digits");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AggregateError {
    /// The mean is defined for scores of 0 and more only.
    #[error("a `{aggregate}` mean of a negative score")]
    Negative {
        /// Name of the aggregate.
        aggregate: &'static str,
        /// The negative score.
        score: Exact,
    },
    /// The aggregate is defined for scores with a positive mean only.
    #[error("a `{aggregate}` aggregate of scores whose mean is not positive")]
    NoPositiveMean {
        /// Name of the aggregate.
        aggregate: &'static str,
        /// The mean.
        mean: Exact,
    },
    /// A score of 0 with an exponent below 0.
    #[error("`{child}` is 0, which has no power {exponent}")]
    ZeroBase {
        /// Id of the child.
        child: String,
        /// Its exponent.
        exponent: Exact,
    },
    /// A score below 0 with an exponent that is a root.
    #[error("`{child}` is below 0, and has no power {exponent}")]
    NegativeBase {
        /// Id of the child.
        child: String,
        /// Its score.
        score: Exact,
        /// Its exponent.
        exponent: Exact,
    },
    /// Every score is one of the ends that are left out.
    #[error("a `trimmed` mean of {present} scores, of which none is left")]
    NothingLeft {
        /// The number of scores that are present.
        present: usize,
    },
    /// There is nothing to aggregate, or there are weights or powers of more digits than numbers hold here.
    #[error("the aggregate is larger, or its computation longer, than exact numbers hold here")]
    TooLarge,
}

impl AggregateError {
    /// The score found, where one score is at fault.
    pub fn found(&self) -> Option<&Exact> {
        match self {
            Self::Negative { score, .. }
            | Self::NegativeBase { score, .. }
            | Self::NoPositiveMean { mean: score, .. } => Some(score),
            Self::ZeroBase { .. } => Some(&Exact::ZERO),
            Self::NothingLeft { .. } | Self::TooLarge => None,
        }
    }

    /// Id of the child whose score is at fault, where that is known.
    pub fn child(&self) -> Option<&str> {
        match self {
            Self::ZeroBase { child, .. } | Self::NegativeBase { child, .. } => Some(child),
            Self::Negative { .. } | Self::NoPositiveMean { .. } | Self::NothingLeft { .. } | Self::TooLarge => None,
        }
    }

    /// What would be right.
    pub fn expected(&self) -> &'static str {
        match self {
            Self::Negative { .. } => "scores of 0 or more, or another aggregate",
            Self::NoPositiveMean { .. } => {
                "scores with a mean above 0, such as z-scores around 100, or another aggregate"
            }
            Self::ZeroBase { .. } => "a score other than 0, or \"n/a\"",
            Self::NegativeBase { .. } => "a score of 0 or more, or a whole exponent",
            Self::NothingLeft { .. } => "`when_more_than`, or a `min_present` of the node",
            Self::TooLarge => "smaller scores, or weights of fewer digits",
        }
    }
}

/// Why an aggregate over all subjects has no scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FieldError {
    /// It cannot take the scores.
    Aggregate(AggregateError),
    /// The work was stopped.
    Cancelled,
}

impl From<AggregateError> for FieldError {
    fn from(error: AggregateError) -> Self {
        Self::Aggregate(error)
    }
}

impl From<Cancelled> for FieldError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
