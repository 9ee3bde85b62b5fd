//! The rules that turn an observed value into a score: one file each, one line of registration here.

mod as_is;
mod calibration;
mod checks;
mod compare;
mod completion;
mod context;
mod digits;
mod distance_to_reference;
mod divide_by;
mod efficacy;
mod error;
mod exponential_rank;
mod gap_closed;
mod in_turn;
mod interval;
mod limits;
mod min_max;
pub(crate) mod moments;
mod normal_rank;
mod per_unit;
mod percent_rank;
mod piecewise;
mod post;
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
pub use self::completion::Base;
pub use self::context::{Cell, Sample, Scored, Setting};
pub use self::distance_to_reference::Reference;
pub use self::divide_by::Whole;
pub use self::error::RuleError;
pub use self::gap_closed::Start;
pub use self::in_turn::InTurn;
pub use self::post::{Of, Post, Statistic};
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
            /// Several rules in turn, as a list: see [`InTurn`].
            #[serde(untagged)]
            InTurn(InTurn),
        }

        impl Rule {
            /// The names of the library's rules.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The rule as what it does.
            pub fn as_scoring(&self) -> &dyn ScoringRule {
                match self {
                    $( Self::$params(rule) => rule, )+
                    Self::Custom(rule) => rule.as_ref(),
                    Self::InTurn(rules) => rules,
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
                match self.first_mut() {
                    $( Self::$params(rule) => rule.unit_parameters(), )+
                    Self::Custom(_) | Self::InTurn(_) => Vec::new(),
                }
            }
        }

        impl PartialEq for Rule {
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $( (Self::$params(one), Self::$params(two)) => one == two, )+
                    (Self::Custom(one), Self::Custom(two)) => Arc::ptr_eq(one, two),
                    (Self::InTurn(one), Self::InTurn(two)) => one == two,
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
    divide_by::DivideBy = "divide_by",
    distance_to_reference::DistanceToReference = "distance_to_reference",
    power::Power = "power",
    exponential_rank::ExponentialRank = "exponential_rank",
    normal_rank::NormalRank = "normal_rank",
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

#[cfg(test)]
mod tests {
    use super::testing::exact;
    use super::*;

    #[test]
    fn a_transform_applies_to_every_parameter_in_the_unit_of_the_values() {
        let named = |mut rule: Rule| {
            let named = rule.unit_parameters().into_iter().map(|(name, value)| format!("{name} {value}"));
            named.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(named(MinMax::default().goalposts(1, 2).into()), "min 1, max 2");
        assert_eq!(named(Completion::new(5).into()), "target 5");
        assert_eq!(named(Efficacy::new([1, 2, 3, 4]).into()), "standards 1, standards 2, standards 3, standards 4");
        assert_eq!(named(Piecewise::new([[1, 60], [2, 90]]).into()), "points 1, points 2");
        assert_eq!(named(Steps::new([[3, 60], [4, 90]]).into()), "steps 3, steps 4");
        assert_eq!(named(PerUnit::new(80, 1).target(exact("7.5")).into()), "target 7.5");
        assert_eq!(named(PerUnit::new(80, 1).into()), "");
        assert_eq!(named(Interval::new([2, 3], [1, 4]).into()), "best 2, best 3, limits 1, limits 4");
        assert_eq!(named(DistanceToReference::new(exact("6")).into()), "reference 6");
        assert_eq!(named(DistanceToReference::new("subject").into()), "");
        assert_eq!(named(Power::new(1, 2, 3).into()), "b 2");
        assert_eq!(named(GapClosed::new(Start::Value(exact("1")), 9).into()), "start 1, goal 9");
        assert_eq!(named(GapClosed::new(Start::Previous, 9).into()), "goal 9");
    }

    #[test]
    fn a_rule_without_a_target_has_none_to_give() {
        assert_eq!(Rule::from(MinMax::default()).as_scoring().default_target(), None);
    }
}
