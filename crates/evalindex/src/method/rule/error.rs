//! Why a rule cannot score.

use rust_decimal::Decimal;

use crate::number::{Exact, plain};

/// Why a rule cannot score a value, or be calibrated on the data.
///
/// ```
/// use evalindex::rule::RuleError;
///
/// let own = RuleError::custom("the figure is a share and above 1");
/// assert_eq!(own.to_string(), "the figure is a share and above 1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleError {
    /// The rule divides by the values, so each must be positive.
    #[error("`{rule}` takes positive values only")]
    NotPositive {
        /// Name of the rule.
        rule: &'static str,
        /// The value found.
        found: Exact,
    },
    /// The rule takes a share or a ratio of the values, so none may be negative.
    #[error("`{rule}` takes no negative values")]
    Negative {
        /// Name of the rule.
        rule: &'static str,
        /// The value found.
        found: Exact,
    },
    /// The input should be a score already, and is outside its range.
    #[error("the value is outside the range of scores")]
    OutsideRange {
        /// The value found.
        found: Exact,
        /// Lowest value allowed.
        min: Decimal,
        /// Highest value allowed.
        max: Decimal,
    },
    /// Neither the rule nor the subject has a target.
    #[error("there is no target: none in the rule, none for the subject")]
    NoTarget,
    /// The rule starts from the subject's previous figure, and there is none.
    #[error("there is no previous figure to start from")]
    NoPrevious,
    /// The target is zero or negative, where completion is a ratio to it.
    #[error("the target is not positive")]
    BadTarget {
        /// The target found.
        found: Exact,
    },
    /// The target is 0, where completion is a share of its size.
    #[error("the target is 0, and completion a share of it")]
    ZeroTarget {
        /// The target found.
        found: Exact,
    },
    /// The rule takes something from the data that the data do not give.
    #[error("the data cannot serve `{rule}`: {what}")]
    Calibration {
        /// Name of the rule.
        rule: &'static str,
        /// What is wrong with the data.
        what: String,
        /// What would be right.
        expected: &'static str,
    },
    /// The formula divides by 0, or its result is beyond the range of numbers.
    #[error("the score would be larger, or its computation longer, than exact numbers hold here")]
    TooLarge,
    /// The reason that a rule of the embedding program gives.
    #[error("{0}")]
    Custom(String),
}

/// The rules that take any target.
const OTHERS: &str = "`per_unit` or `gap_closed`";

impl RuleError {
    /// The reason of a rule of your own.
    pub fn custom(reason: impl Into<String>) -> Self {
        Self::Custom(reason.into())
    }

    /// The value found, where one value is at fault.
    pub fn found(&self) -> Option<&Exact> {
        match self {
            Self::NotPositive { found, .. }
            | Self::Negative { found, .. }
            | Self::OutsideRange { found, .. }
            | Self::BadTarget { found }
            | Self::ZeroTarget { found } => Some(found),
            _ => None,
        }
    }

    /// What would be right.
    pub fn expected(&self) -> Option<String> {
        match self {
            Self::NotPositive { .. } => Some("a value above 0".to_owned()),
            Self::Negative { .. } => Some("a value of 0 or more".to_owned()),
            Self::OutsideRange { min, max, .. } => Some(format!("a value from {} to {}", plain(*min), plain(*max))),
            Self::NoTarget => Some("`target` in the rule, or the subject's own in `targets`".to_owned()),
            Self::BadTarget { found } if found.is_negative() => {
                Some(format!("a target above 0; `\"base\": \"absolute\"`, {OTHERS} take one below 0"))
            }
            Self::BadTarget { .. } => Some(format!("a target above 0; {OTHERS} take 0")),
            Self::ZeroTarget { .. } => Some(format!("another target; {OTHERS} take 0")),
            Self::NoPrevious => Some("the subject's figure in `previous`".to_owned()),
            Self::TooLarge => Some("figures of fewer digits".to_owned()),
            Self::Calibration { expected, .. } => Some((*expected).to_owned()),
            Self::Custom(_) => None,
        }
    }
}
