//! The rules that turn an observed value into a score: one file each, one line of registration here.

mod as_is;
mod calibration;
mod checks;
mod completion;
mod digits;
mod distance_to_reference;
mod efficacy;
mod error;
mod exponential_rank;
mod gap_closed;
mod interval;
mod limits;
mod min_max;
pub(crate) mod moments;
mod per_unit;
mod percent_rank;
mod piecewise;
mod power;
mod rank_ladder;
mod ratio_to_best;
mod ratio_to_mean;
mod steps;
#[cfg(test)]
mod testing;
mod ties;
mod z_score;

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::json::Fields;
use crate::method::direction::Direction;
use crate::number::Score;

pub use crate::method::fault::Fault;
pub use calibration::{Calibration, Standing};
pub use distance_to_reference::Reference;
pub use error::RuleError;
pub use gap_closed::Start;
pub use ties::{RankShare, RankTies};

/// What a rule needs to know of its indicator.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Full marks of the index.
    pub scale: Decimal,
    /// Which values are better.
    pub direction: Direction,
}

/// The observed values that a rule is calibrated on: those of the kind's subjects, or of one group.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// What the rule needs to know of its indicator.
    pub setting: Setting,
    /// The values, in the order of the document's subjects; imputed ones included.
    pub values: &'a [Decimal],
    /// The value of the subject that the rule refers to, where it refers to one and that one has a value.
    pub reference: Option<Decimal>,
}

/// What a rule needs beside the value itself.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// What the rule needs to know of its indicator.
    pub setting: Setting,
    /// The subject's own target, where the document gives one.
    pub target: Option<Decimal>,
    /// The subject's own previous figure, for a rule that starts from it.
    pub previous: Option<Decimal>,
    /// What the rule took from the data.
    pub calibration: &'a Calibration,
}

impl Cell<'_> {
    /// The target: the subject's own, or else the one that the rule gives.
    ///
    /// # Errors
    /// When there is neither.
    pub fn target_or(&self, given: Option<Decimal>) -> Result<Decimal, RuleError> {
        self.target.or(given).ok_or(RuleError::NoTarget)
    }
}

/// A score, and whether a declared limit (clamp, cap, floor) moved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The score.
    pub score: Score,
    /// Whether a declared limit moved it; this leaves a notice.
    pub limited: bool,
}

impl From<Score> for Scored {
    fn from(score: Score) -> Self {
        Self { score, limited: false }
    }
}

/// How a value becomes a score. Implement it to add a rule of your own ([`Rule::custom`]).
///
/// A rule is calibrated once on all values, then applied to each. It must not depend on anything else, so that the same
/// document gives the same result everywhere.
///
/// ```
/// use evalindex::{Decimal, Rule, Score};
/// use evalindex::rule::{Cell, RuleError, Scored, ScoringRule};
///
/// /// Full marks for a pass (1), none for a fail (0).
/// #[derive(Debug)]
/// struct PassFail;
///
/// impl ScoringRule for PassFail {
///     fn name(&self) -> &str {
///         "pass_fail"
///     }
///     fn score(&self, x: Decimal, cell: &Cell<'_>) -> Result<Scored, RuleError> {
///         let points = if x >= Decimal::ONE { cell.setting.scale } else { Decimal::ZERO };
///         Score::from_decimal(points).map(Scored::from).ok_or(RuleError::TooLarge)
///     }
/// }
///
/// let rule = Rule::custom(PassFail);
/// assert_eq!(rule.name(), "pass_fail");
/// ```
pub trait ScoringRule: fmt::Debug + Send + Sync {
    /// The rule's name: its `type` in documents.
    fn name(&self) -> &str;

    /// Everything impossible about the parameters; looked at once, when the document is built.
    fn faults(&self, setting: Setting) -> Vec<Fault> {
        let _ = setting;
        Vec::new()
    }

    /// What the rule takes from the data.
    ///
    /// # Errors
    /// When the data as a whole cannot serve the rule.
    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let _ = sample;
        Ok(Calibration::default())
    }

    /// The score of one value.
    ///
    /// # Errors
    /// When the rule cannot take the value.
    fn score(&self, x: Decimal, cell: &Cell<'_>) -> Result<Scored, RuleError>;

    /// The direction that the parameters themselves imply, if they do.
    fn implied_direction(&self) -> Option<Direction> {
        None
    }

    /// Whether the indicator's direction makes a difference; where it makes none, giving `lower` leaves a warning.
    fn uses_direction(&self) -> bool {
        true
    }

    /// A figure that is larger the better the value is; used to find the worst one.
    ///
    /// # Errors
    /// When the rule cannot take the value.
    fn merit(&self, x: Decimal, setting: Setting) -> Result<Decimal, RuleError> {
        Ok(match setting.direction {
            Direction::Higher => x,
            Direction::Lower => Decimal::ZERO.saturating_sub(x),
        })
    }

    /// Whether the rule scores against a target, which may also be given by subject.
    fn uses_target(&self) -> bool {
        false
    }

    /// Whether the rule starts from the subject's own previous figure.
    fn uses_previous(&self) -> bool {
        false
    }

    /// The target among the parameters, if there is one.
    fn default_target(&self) -> Option<Decimal> {
        None
    }

    /// The id of a subject that the rule refers to.
    fn reference_subject(&self) -> Option<&str> {
        None
    }
}

/// What a rule of the library adds: how it is read, and which of its parameters are in the unit of the values.
pub(crate) trait Registered: ScoringRule + Sized {
    /// Reads the parameters; what is wrong is reported through `fields`.
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self>;

    /// The parameters that a transform applies to, each with its name.
    fn posts(&mut self) -> Vec<(&'static str, &mut Decimal)> {
        Vec::new()
    }
}

/// Registers the rules: file, parameters, name in documents.
macro_rules! rules {
    ( $( $module:ident :: $params:ident = $name:literal, )+ ) => {
        $( pub use self::$module::$params; )+

        /// A rule with its parameters.
        #[derive(Clone, Debug, Serialize)]
        #[serde(tag = "type")]
        #[non_exhaustive]
        pub enum Rule {
            $(
                #[doc = concat!("`", $name, "`: see [`", stringify!($params), "`].")]
                #[serde(rename = $name)]
                $params($params),
            )+
            /// A rule of the embedding program; a document that holds one cannot be written as JSON.
            #[serde(skip)]
            Custom(Arc<dyn ScoringRule>),
        }

        impl Rule {
            /// The names of the library's rules.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The rule as what it does.
            pub fn as_scoring(&self) -> &dyn ScoringRule {
                match self {
                    $( Self::$params(rule) => rule, )+
                    Self::Custom(rule) => rule.as_ref(),
                }
            }

            /// Reads the parameters of the rule of that name, which must be one of [`Self::NAMES`].
            pub(crate) fn read(name: &str, fields: &mut Fields<'_, '_>) -> Option<Self> {
                match name {
                    $( $name => $params::read(fields).map(Self::$params), )+
                    _ => None,
                }
            }

            /// The parameters that a transform applies to.
            pub(crate) fn posts(&mut self) -> Vec<(&'static str, &mut Decimal)> {
                match self {
                    $( Self::$params(rule) => rule.posts(), )+
                    Self::Custom(_) => Vec::new(),
                }
            }
        }

        impl PartialEq for Rule {
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $( (Self::$params(one), Self::$params(two)) => one == two, )+
                    (Self::Custom(one), Self::Custom(two)) => Arc::ptr_eq(one, two),
                    _ => false,
                }
            }
        }

        $( impl From<$params> for Rule {
            fn from(rule: $params) -> Self {
                Self::$params(rule)
            }
        } )+
    };
}

rules! {
    min_max::MinMax = "min_max",
    completion::Completion = "completion",
    efficacy::Efficacy = "efficacy",
    piecewise::Piecewise = "piecewise",
    steps::Steps = "steps",
    per_unit::PerUnit = "per_unit",
    interval::Interval = "interval",
    rank_ladder::RankLadder = "rank_ladder",
    percent_rank::PercentRank = "percent_rank",
    z_score::ZScore = "z_score",
    ratio_to_best::RatioToBest = "ratio_to_best",
    ratio_to_mean::RatioToMean = "ratio_to_mean",
    distance_to_reference::DistanceToReference = "distance_to_reference",
    power::Power = "power",
    exponential_rank::ExponentialRank = "exponential_rank",
    gap_closed::GapClosed = "gap_closed",
    as_is::AsIs = "as_is",
}

impl Rule {
    /// A rule of your own.
    pub fn custom(rule: impl ScoringRule + 'static) -> Self {
        Self::Custom(Arc::new(rule))
    }

    /// The rule's name: its `type` in documents.
    pub fn name(&self) -> &str {
        self.as_scoring().name()
    }
}
