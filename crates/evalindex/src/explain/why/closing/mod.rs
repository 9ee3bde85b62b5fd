//! What one indicator alone would need for the next place or the next grade.

mod again;
mod alone;
mod closer;
mod goal;
mod search;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::json::optional_decimal;
use crate::support::named_enum;

pub(super) use self::closer::Closer;

/// What one figure alone would need for the next place or grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Closing {
    /// The next place, or the name of the next grade.
    pub to: String,
    /// The name of the next grade in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_zh: Option<String>,
    /// The nearest figure with six decimals at which it is reached: one step of 10⁻⁶ before it is not. None where no
    /// figure was found.
    #[serde(with = "optional_decimal")]
    pub figure: Option<Decimal>,
    /// Why none was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub none: Option<NotClosed>,
}

named_enum! {
    /// Why no figure was found that would close a gap alone.
    ///
    /// ```
    /// use evalindex::explain::NotClosed;
    ///
    /// assert_eq!(NotClosed::OutOfReach.name(), "out_of_reach");
    /// ```
    #[non_exhaustive]
    pub enum NotClosed {
        /// Even the best figure of this indicator is not enough.
        OutOfReach = "out_of_reach",
        /// The document gives no figure that could be another one: it is missing, or computed from tasks or parts.
        NoFigure = "no_figure",
        /// The indicator does not count for the subject.
        NotCounted = "not_counted",
        /// More of the figure is not always better, nor always worse.
        NotMonotone = "not_monotone",
        /// Every figure changes the scores of all subjects, and there are too many of them to try; ask for this node alone.
        NotTried = "not_tried",
        /// A veto decides.
        Vetoed = "vetoed",
        /// A better grade requires more of a node than it scores, whatever the total.
        Required = "required",
    }
}

impl NotClosed {
    /// The reason as a sentence.
    pub const fn text(self) -> &'static str {
        match self {
            Self::OutOfReach => "no figure of it alone is enough",
            Self::NoFigure => "there is no figure to change",
            Self::NotCounted => "it does not count",
            Self::NotMonotone => "more of it is neither always better nor always worse",
            Self::NotTried => "too many subjects to try every figure",
            Self::Vetoed => "a veto decides",
            Self::Required => "a better grade requires more of a node",
        }
    }
}
