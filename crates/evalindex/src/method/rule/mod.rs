//! The rules that turn an observed value into a score: one file each, one line of registration here.

mod as_is;
mod calibration;
mod checks;
mod compare;
mod completion;
mod context;
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
mod scoring_rule;
mod steps;
#[cfg(test)]
mod testing;
mod ties;
mod working;
mod z_score;

use std::sync::Arc;

use serde::Serialize;

use crate::json::Fields;
use crate::number::Exact;

pub use self::calibration::{Calibration, Standing};
pub use self::context::{Cell, Sample, Scored, Setting};
pub use self::distance_to_reference::Reference;
pub use self::error::RuleError;
pub use self::gap_closed::Start;
pub use self::scoring_rule::ScoringRule;
pub use self::ties::{RankShare, RankTies};
pub use self::working::{Basis, Working};
pub use crate::method::fault::Fault;

use self::scoring_rule::Registered;

/// Registers the rules: file, parameters, name in documents.
macro_rules! rules {
    ( $( $module:ident :: $params:ident = $name:literal, )+ ) => {
        $( pub use self::$module::$params; )+

        /// A rule with its parameters: how the value of an indicator becomes its score.
        ///
        /// ```
        /// use evalindex::Rule;
        /// use evalindex::rule::Completion;
        ///
        /// let rule = Rule::from(Completion::new(5).cap(120));
        /// assert_eq!(rule.name(), "completion");
        /// assert_eq!(serde_json::to_string(&rule).unwrap(), r#"{"type":"completion","target":5,"cap":120,"floor":0}"#);
        /// ```
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

            /// The parameters in the unit of the values, to which a transform applies too.
            pub(crate) fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
                match self {
                    $( Self::$params(rule) => rule.unit_parameters(), )+
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
