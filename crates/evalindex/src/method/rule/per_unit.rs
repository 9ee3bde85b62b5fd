//! Points for each unit above or below a target.

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::checks::{below, not_negative, positive};
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish_within;
use super::post::{Post, calibrated, target};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, better_by};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula, Function, json_number, optional_number};

/// Points for each unit above or below a target: `base + above·(units over)` or `base − below·(units short)`, a unit being
/// `per`; then within `min..max`.
///
/// A subject's own target goes before the rule's; it may be 0 or negative (growth rates). Direction `lower`: over is what
/// lies below the target. With `whole`, a fraction of a unit counts nothing, neither over nor short. What `min` or `max`
/// moves leaves a notice. Source: "每超 1 个百分点加 … 分, 每低 1 个百分点扣 … 分" in Chinese assessment rules.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{PerUnit, ScoringRule, Setting};
///
/// let rule = PerUnit::new(80, 1).target(7).above(2).below(4);
/// let scored = rule.score_all(&[5, 7, 10].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["72", "80", "86"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PerUnit {
    /// The target of subjects that have none of their own, in the unit of the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Post>,
    /// The score at the target.
    #[serde(serialize_with = "json_number")]
    pub base: Decimal,
    /// The size of one unit, as a difference of values; above 0.
    #[serde(serialize_with = "json_number")]
    pub per: Decimal,
    /// Points for each unit over, not negative; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub above: Decimal,
    /// Points off for each unit short, not negative; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub below: Decimal,
    /// The lowest score; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub min: Decimal,
    /// The highest score; full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub max: Option<Decimal>,
    /// Whether only whole units count.
    pub whole: bool,
}

impl PerUnit {
    /// So many points at the target, nothing yet for units of this size over or short.
    pub fn new(base: impl Into<Decimal>, per: impl Into<Decimal>) -> Self {
        let (zero, base, per) = (Decimal::ZERO, base.into(), per.into());
        Self { target: None, base, per, above: zero, below: zero, min: zero, max: None, whole: false }
    }

    /// With this target of subjects that have none of their own.
    pub fn target(mut self, target: impl Into<Post>) -> Self {
        self.target = Some(target.into());
        self
    }

    /// With these points for each unit over, not negative.
    pub fn above(mut self, above: impl Into<Decimal>) -> Self {
        self.above = above.into();
        self
    }

    /// With these points off for each unit short, not negative.
    pub fn below(mut self, below: impl Into<Decimal>) -> Self {
        self.below = below.into();
        self
    }

    /// With this lowest score.
    pub fn min(mut self, min: impl Into<Decimal>) -> Self {
        self.min = min.into();
        self
    }

    /// With this highest score.
    pub fn max(mut self, max: impl Into<Decimal>) -> Self {
        self.max = Some(max.into());
        self
    }

    /// Whether only whole units count.
    pub fn whole(mut self, whole: bool) -> Self {
        self.whole = whole;
        self
    }

    fn max_or_full(&self, setting: Setting) -> Decimal {
        self.max.unwrap_or(setting.scale)
    }

    /// Units over the target; negative when short of it.
    fn units(&self, x: &Exact, target: &Exact, direction: Direction) -> Option<Exact> {
        let over = match direction {
            Direction::Higher => x - target,
            Direction::Lower => target - x,
        };
        let units = Checked::from(over) / Checked::from(self.per);
        if self.whole { units.whole_part() } else { units }.value()
    }
}

impl Registered for PerUnit {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (base, per) = (fields.required("base"), fields.required("per"));
        let rest = Self {
            target: fields.optional("target"),
            above: fields.or("above", Decimal::ZERO),
            below: fields.or("below", Decimal::ZERO),
            min: fields.or("min", Decimal::ZERO),
            max: fields.optional("max"),
            whole: fields.or("whole", false),
            ..Self::new(Decimal::ZERO, Decimal::ONE)
        };
        Some(Self { base: base?, per: per?, ..rest })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        self.target.iter_mut().filter_map(|post| Some(("target", post.value_mut()?))).collect()
    }
}

impl ScoringRule for PerUnit {
    fn name(&self) -> &'static str {
        "per_unit"
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        [
            positive("per", self.per),
            not_negative("above", self.above),
            not_negative("below", self.below),
            below("min", self.min, "max", self.max_or_full(setting)),
            self.target.as_ref().and_then(|post| post.fault("target")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        calibrated([("target", self.target.as_ref())], sample)
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let target = &target(self.target.as_ref(), cell)?;
        let units = self.units(x, target, cell.setting.direction).ok_or(RuleError::TooLarge)?;
        let points = Exact::from(if units.is_negative() { self.below } else { self.above });
        let score = Exact::from(self.base) + units * points;
        let (min, max) = (("min", self.min), ("max", self.max_or_full(cell.setting)));
        finish_within(score.into(), Some(min), Some(max), cell.setting)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let target = &target(self.target.as_ref(), cell).ok()?;
        let is_short = self.units(x, target, cell.setting.direction)?.is_negative();
        let (better, worse) = if is_short { (target, x) } else { (x, target) };
        let over = better_by(better, worse, cell.setting.direction);
        let units = if self.per == Decimal::ONE { over } else { over / self.per };
        let units = if self.whole { units.of(Function::Floor) } else { units };
        let base = Formula::from(self.base);
        let formula = if is_short {
            base - Formula::from(self.below) * units
        } else {
            // Nothing over may be a fraction of a unit short.
            base + Formula::from(self.above) * if self.whole { units.max(0) } else { units }
        };
        let basis = if is_short { Basis::Short(target.clone()) } else { Basis::Reached(target.clone()) };
        let (min, max) = (("min", self.min), ("max", self.max_or_full(cell.setting)));
        let working = Working::within(formula, Some(min), Some(max), cell.setting)?;
        Some(if working.basis.is_some() { working } else { working.basis(basis) })
    }

    fn uses_target(&self) -> bool {
        true
    }

    fn default_target(&self) -> Option<&Exact> {
        self.target.as_ref().and_then(Post::value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{against, assert_monotone, at_fault, decimal, exact, off, points, real, score, scored};
    use super::*;

    fn rule(whole: bool) -> PerUnit {
        let (above, below) = (decimal("2"), decimal("4"));
        PerUnit::new(80, 1).target(decimal("7.5")).above(above).below(below).whole(whole)
    }

    #[test]
    fn energy_saving_beyond_the_target_earns_three_points_for_each_ten_percent() {
        // lawyee.com.cn 17064108: 40 points at 100 %, 3 more for each 10 % over, at most 9.
        let rule = PerUnit::new(40, 10).target(100).above(3).max(49);
        for (rate, expected) in [("110", "43"), ("120", "46"), ("130", "49"), ("140", "49")] {
            assert_eq!(score(&rule, rate, "40", Direction::Higher), points(expected), "{rate}");
        }
    }

    #[test]
    fn over_and_short_have_their_own_points() {
        for (x, higher, lower) in [("7.5", "80", "80"), ("8.5", "82", "76"), ("7.25", "79", "80.5"), ("-1", "46", "97")]
        {
            assert_eq!(score(&rule(false), x, "100", Direction::Higher), points(higher), "{x}");
            assert_eq!(score(&rule(false), x, "100", Direction::Lower), points(lower), "{x}");
        }
    }

    #[test]
    fn a_fraction_of_a_unit_is_dropped_on_both_sides_when_only_whole_ones_count() {
        for (x, expected) in [("7.5", "80"), ("8.4", "80"), ("8.5", "82"), ("6.6", "80"), ("6.5", "76"), ("5.4", "72")]
        {
            assert_eq!(score(&rule(true), x, "100", Direction::Higher), points(expected), "{x}");
        }
    }

    #[test]
    fn thirds_of_a_unit_are_exact() {
        let rule = PerUnit::new(10, 3).target(7).above(1);
        assert_eq!(scored(&rule, &["8"], "100", Direction::Higher), [Ok(Exact::ratio(31, 3).unwrap().into())]);
        let whole = PerUnit::new(10, 1).above(1).whole(true);
        let target = real("7");
        let units = |over: &str| whole.units(&(&target + &exact(over)), &target, Direction::Higher);
        assert_eq!(whole.units(&(&off(-1, "7") + &exact("3")), &target, Direction::Higher), Some(3.into()));
        assert_eq!(units("2.9999999999999999999999999"), Some(2.into()));
        assert_eq!(units("-3"), Some((-3).into()));
    }

    #[test]
    fn targets_of_zero_and_less_are_targets() {
        let outcome = |x, target| against(&rule(false), x, target, "100", Direction::Higher);
        assert_eq!(outcome("1", "0"), Ok(82.into()));
        assert_eq!(outcome("-3", "-2.5"), Ok(78.into()));
        assert_eq!(outcome("20", "-2.5"), Ok(Scored::from(100).limited_by("max")));
        assert_eq!(outcome("-99", "-2.5"), Ok(Scored::from(0).limited_by("min")));
        let none = PerUnit { target: None, ..rule(false) };
        assert_eq!(scored(&none, &["1"], "100", Direction::Higher), [Err(RuleError::NoTarget)]);
    }

    #[test]
    fn better_never_scores_less() {
        for whole in [false, true] {
            for direction in [Direction::Higher, Direction::Lower] {
                let values = ["-40", "-1", "5", "6.4", "6.5", "7.4", "7.5", "7.6", "8.5", "9", "40"];
                assert_monotone(&rule(whole), &values, direction);
            }
        }
    }

    #[test]
    fn impossible_parameters_are_named() {
        let one = Decimal::ONE;
        let rule = PerUnit::new(one, Decimal::ZERO).above(-one).below(-one).min(100);
        assert_eq!(at_fault(&rule), ["per", "above", "below", "min"]);
        assert!(at_fault(&PerUnit::new(one, one)).is_empty());
    }

    #[test]
    fn the_target_is_that_of_the_rule_for_whoever_has_none_of_its_own() {
        let rule = PerUnit::new(80, 1).target(exact("100"));
        assert!(rule.uses_target());
        assert_eq!(rule.default_target(), Some(&exact("100")));
    }
}
