//! The step from the values of a node to its scores, which indicators and dimensions with a rule have in common.

use rust_decimal::Decimal;

use super::measure::Within;
use super::missing::Missing;
use crate::method::Direction;
use crate::method::rule::{Rule, Sample, ScoringRule, Setting};
use crate::number::{Exact, Rounding};

/// The step from values to scores: from the figures of an indicator, or from the aggregated scores of a dimension.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScoreStep<'a> {
    /// Id of the node.
    pub(crate) id: &'a str,
    pub(crate) rule: &'a Rule,
    /// Which values are better, where the document says so.
    pub(crate) direction: Option<Direction>,
    /// The subjects on which a data-driven rule is calibrated.
    pub(crate) within: Within,
    /// What happens when a value is missing.
    pub(crate) missing: Missing,
    /// Rounding of the scores.
    pub(crate) round: Option<Rounding>,
}

impl<'a> ScoreStep<'a> {
    /// The rule as it scores.
    pub(crate) fn scoring(&self) -> &'a dyn ScoringRule {
        self.rule.as_scoring()
    }

    /// Which values are better: as the document says, else as the rule implies, else higher ones.
    pub(crate) fn better(&self) -> Direction {
        self.direction.or(self.scoring().implied_direction()).unwrap_or(Direction::Higher)
    }

    /// What the rule scores with, on this scale.
    pub(crate) fn setting(&self, scale: Decimal) -> Setting {
        Setting { scale, direction: self.better() }
    }

    /// Whether any rule in turn takes something from the data, so that it matters which subjects it is calibrated on.
    pub(crate) fn takes_from_data(&self, scale: Decimal) -> bool {
        let setting = self.setting(scale);
        let later = |rule: &Rule| takes_from_data(rule, setting.later());
        self.first_takes_from_data(scale) || self.rule.then().iter().any(later)
    }

    /// Whether the first rule in turn does, to which `within` belongs.
    pub(crate) fn first_takes_from_data(&self, scale: Decimal) -> bool {
        takes_from_data(self.rule.first(), self.setting(scale))
    }
}

/// Whether a rule takes anything from the data, so that it matters which subjects it is calibrated on: other figures give it
/// another calibration, or it refuses a few figures out of their setting.
pub(crate) fn takes_from_data(rule: &Rule, setting: Setting) -> bool {
    let taken = |values: [i32; 2]| {
        let values = values.map(Exact::from);
        rule.as_scoring().calibrate(&Sample::new(setting, &values))
    };
    match (taken([1, 2]), taken([3, 5])) {
        (Ok(one), Ok(other)) => one != other,
        _ => true,
    }
}

/// The step of a dimension from its aggregated scores to its scores.
#[derive(Clone, Debug)]
pub(crate) struct SecondStep {
    /// Id of the dimension.
    pub(super) id: String,
    pub(super) rule: Rule,
    pub(super) direction: Option<Direction>,
    pub(super) within: Within,
    pub(super) missing: Missing,
    pub(super) round: Option<Rounding>,
}

impl SecondStep {
    /// The step in the form that indicators have too.
    pub(crate) fn step(&self) -> ScoreStep<'_> {
        ScoreStep {
            id: &self.id,
            rule: &self.rule,
            direction: self.direction,
            within: self.within,
            missing: self.missing,
            round: self.round,
        }
    }
}
