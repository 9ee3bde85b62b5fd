//! Completion of a target.

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::checks::below;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish_within;
use super::post::{Post, calibrated, target};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, ratio_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula, json_number, optional_number};
use crate::support::named_enum;

named_enum! {
    /// What the distance from a target is a share of.
    ///
    /// ```
    /// assert_eq!(evalindex::rule::Base::Absolute.name(), "absolute");
    /// ```
    pub enum Base {
        /// The target, which must be positive.
        Target = "target",
        /// The size of the target, whatever its sign; it must not be 0.
        Absolute = "absolute",
    }
}

/// Completion of a target: `S·x/target`; direction `lower`: `S·(2 − x/target)`; then within `floor..cap`.
///
/// A subject's own target goes before the rule's. With direction `higher`, `x < 0` scores `floor`; with `lower` nothing
/// is special below 0, so that less is never worse. What `floor` or `cap` moves leaves a notice. A target of 0 or less
/// is an error, unless `base` is absolute: then the score is `S·(1 + (x − target)/|target|)`, `lower`
/// `S·(1 − (x − target)/|target|)`, with nothing special below 0, and only a target of 0 is an error. Source: development targets (`w·rate`, no bonus) and control targets (`w·(2 − rate)`, floor 0) of
/// Chinese target-responsibility assessments.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Completion, ScoringRule, Setting};
///
/// let rule = Completion::new(5).cap(120);
/// let scored = rule.score_all(&[4, 6, 7].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["80", "120", "120"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Completion {
    /// The target of subjects that have none of their own, in the unit of the values; above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Post>,
    /// The highest score; full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub cap: Option<Decimal>,
    /// The lowest score; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub floor: Decimal,
    /// What the distance from the target is a share of; the target by default.
    #[serde(skip_serializing_if = "is_target")]
    pub base: Base,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_target(base: &Base) -> bool {
    *base == Base::Target
}

impl Default for Completion {
    /// From 0 to full marks, of targets that subjects have.
    fn default() -> Self {
        Self { target: None, cap: None, floor: Decimal::ZERO, base: Base::Target }
    }
}

impl Completion {
    /// Completion of this target, from 0 to full marks.
    pub fn new(target: impl Into<Post>) -> Self {
        Self::default().target(target)
    }

    /// With this target of subjects that have none of their own.
    pub fn target(mut self, target: impl Into<Post>) -> Self {
        self.target = Some(target.into());
        self
    }

    /// With this highest score.
    pub fn cap(mut self, cap: impl Into<Decimal>) -> Self {
        self.cap = Some(cap.into());
        self
    }

    /// With this lowest score.
    pub fn floor(mut self, floor: impl Into<Decimal>) -> Self {
        self.floor = floor.into();
        self
    }

    /// With the distance from the target as a share of this.
    pub fn base(mut self, base: Base) -> Self {
        self.base = base;
        self
    }

    /// An error of a target that the base cannot be.
    fn fits(&self, target: &Exact) -> Result<(), RuleError> {
        let found = || target.clone();
        match self.base {
            Base::Target if !target.is_positive() => Err(RuleError::BadTarget { found: found() }),
            Base::Absolute if target.is_zero() => Err(RuleError::ZeroTarget { found: found() }),
            _ => Ok(()),
        }
    }

    /// Whether a figure has gone backwards, for which the floor is the score.
    fn is_backwards(&self, x: &Exact, direction: Direction) -> bool {
        self.base == Base::Target && direction == Direction::Higher && x.is_negative()
    }

    fn cap_or_full(&self, setting: Setting) -> Decimal {
        self.cap.unwrap_or(setting.scale)
    }
}

impl Registered for Completion {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            target: fields.optional("target"),
            cap: fields.optional("cap"),
            floor: fields.or("floor", Decimal::ZERO),
            base: fields.or("base", Base::Target),
        })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        self.target.iter_mut().filter_map(|post| Some(("target", post.value_mut()?))).collect()
    }
}

impl ScoringRule for Completion {
    fn name(&self) -> &'static str {
        "completion"
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        let target = self.default_target().and_then(|target| Some((target, self.fits(target).err()?)));
        let target = target.map(|(target, error)| {
            let what = if self.base == Base::Target { "`target` is not positive" } else { "`target` is 0" };
            Fault::new("target", what, target, error.expected().unwrap_or_default())
        });
        let statistic = self.target.as_ref().and_then(|post| post.fault("target"));
        [target, statistic, below("floor", self.floor, "cap", self.cap_or_full(setting))]
            .into_iter()
            .flatten()
            .collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let calibration = calibrated([("target", self.target.as_ref())], sample)?;
        let found = calibration.statistic("target").ok();
        if let Some((target, error)) = found.and_then(|target| Some((target.clone(), self.fits(&target).err()?))) {
            let what = format!("the target comes to {target}, and {error}");
            return Err(RuleError::Calibration { rule: "completion", what, expected: "another statistic" });
        }
        Ok(calibration)
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let target = &target(self.target.as_ref(), cell)?;
        self.fits(target)?;
        let Setting { scale, direction } = cell.setting;
        let size = target.clone().abs();
        let done = match (self.base, direction) {
            (Base::Target, Direction::Higher) => x.clone(),
            (Base::Target, Direction::Lower) => &(target + target) - x,
            (Base::Absolute, Direction::Higher) => &size + &(x - target),
            (Base::Absolute, Direction::Lower) => &size - &(x - target),
        };
        let rate = Checked::from(done) / Checked::from(size);
        let floor = ("floor", self.floor);
        // Whoever went backwards gets the floor itself, also where the floor is below 0.
        let cap = if self.is_backwards(x, direction) { floor } else { ("cap", self.cap_or_full(cell.setting)) };
        finish_within(rate * Checked::from(scale), Some(floor), Some(cap), cell.setting)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let target = &target(self.target.as_ref(), cell).ok()?;
        let Setting { scale, direction } = cell.setting;
        let (floor, cap) = (("floor", self.floor), ("cap", self.cap_or_full(cell.setting)));
        if self.is_backwards(x, direction) {
            return Some(Working::new(self.floor).basis(Basis::Negative));
        }
        let part = || (Formula::from(x) - target) / target.clone().abs();
        let formula = match (self.base, direction) {
            (Base::Target, Direction::Higher) => ratio_formula(cell.setting, x, target),
            (Base::Target, Direction::Lower) => Formula::from(scale) * (Formula::from(2) - Formula::from(x) / target),
            (Base::Absolute, Direction::Higher) => Formula::from(scale) * (Formula::from(1) + part()),
            (Base::Absolute, Direction::Lower) => Formula::from(scale) * (Formula::from(1) - part()),
        };
        Working::within(formula, Some(floor), Some(cap), cell.setting)
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
    use super::super::testing::{against, assert_monotone, at_fault, decimal, exact, points, score, scored};
    use super::*;

    #[test]
    fn development_targets_score_the_rate_without_bonus() {
        // onnets.com/article/1001001664: w · rate, no bonus, floor 0; w = 5.
        let rule = Completion::new(100);
        for (x, expected) in [("92", "4.6"), ("100", "5"), ("110", "5"), ("0", "0"), ("-3", "0")] {
            assert_eq!(score(&rule, x, "5", Direction::Higher), points(expected), "{x}");
        }
    }

    #[test]
    fn control_targets_score_two_less_the_rate() {
        // The same source: w · (2 − rate), floor 0; w = 5.
        let rule = Completion::new(100);
        for (x, expected) in [("100", "5"), ("110", "4.5"), ("205", "0"), ("90", "5"), ("-10", "5")] {
            assert_eq!(score(&rule, x, "5", Direction::Lower), points(expected), "{x}");
        }
        let bonus = rule.cap(15);
        assert_eq!(score(&bonus, "-10", "5", Direction::Lower), points("10.5"));
    }

    #[test]
    fn thirds_are_exact() {
        let thirds = against(&Completion::default(), "2", "3", "100", Direction::Higher);
        assert_eq!(thirds, Ok(Exact::ratio(200, 3).unwrap().into()));
        assert_eq!(score(&Completion::new(3), "2", "100", Direction::Higher), points("66.666666666667"));
    }

    #[test]
    fn distance_to_target_runs_on_up_to_the_cap() {
        // COINr tests/testthat/test-normalise.R: x 0, 5, 11 against target 10.
        let capped = Completion::new(10);
        let free = capped.clone().cap(9);
        for (x, uncapped, at_most_one) in [("0", "0", "0"), ("5", "0.5", "0.5"), ("11", "1.1", "1")] {
            assert_eq!(score(&free, x, "1", Direction::Higher), points(uncapped), "{x}");
            assert_eq!(score(&capped, x, "1", Direction::Higher), points(at_most_one), "{x}");
        }
    }

    #[test]
    fn the_subjects_own_target_goes_first() {
        let own = against(&Completion::new(100), "40", "50", "100", Direction::Higher);
        assert_eq!(own, Ok(Scored::from(points("80"))));
        let none = scored(&Completion::default(), &["40"], "100", Direction::Higher);
        assert_eq!(none, [Err(RuleError::NoTarget)]);
        let zero = against(&Completion::default(), "40", "0", "100", Direction::Higher);
        assert_eq!(zero, Err(RuleError::BadTarget { found: Exact::ZERO }));
    }

    #[test]
    fn a_moved_score_says_so_and_going_backwards_scores_the_floor() {
        let rule = Completion::new(100).floor(decimal("-50"));
        for (x, expected, limit) in [
            ("101", "100", Some("cap")),
            ("100.0000000000000000000001", "100", Some("cap")),
            ("100", "100", None),
            ("0", "0", None),
            ("-1", "-50", Some("floor")),
        ] {
            let scored = against(&rule, x, "100", "100", Direction::Higher).unwrap();
            assert_eq!((scored.score, scored.limit), (exact(expected), limit), "{x}");
        }
    }

    #[test]
    fn better_never_scores_less() {
        let rule = Completion::default().floor(decimal("-20")).cap(130).target(7);
        for direction in [Direction::Higher, Direction::Lower] {
            assert_monotone(&rule, &["-9", "-0.001", "0", "3", "6.999", "7", "9", "14", "20"], direction);
        }
    }

    #[test]
    fn a_target_of_any_sign_is_reached_in_shares_of_its_size() {
        // By hand: −12 misses −10 by 2 of 10; a profit of 5 is 15 of 10 better than a loss of 10.
        let rule = Completion::new(-10).base(Base::Absolute).cap(300);
        for (x, higher, lower) in [("-12", "80", "120"), ("-10", "100", "100"), ("-21", "0", "210"), ("5", "250", "0")]
        {
            assert_eq!(score(&rule, x, "100", Direction::Higher), points(higher), "{x}");
            assert_eq!(score(&rule, x, "100", Direction::Lower), points(lower), "{x}");
        }
        // The same as without it where the target is positive, but for figures below 0.
        let (plain, absolute) = (Completion::new(8).floor(-50), Completion::new(8).floor(-50).base(Base::Absolute));
        for direction in [Direction::Higher, Direction::Lower] {
            for x in ["0", "3", "8", "9", "20"] {
                assert_eq!(score(&plain, x, "100", direction), score(&absolute, x, "100", direction), "{x}");
            }
        }
        assert_eq!(score(&absolute, "-2", "100", Direction::Higher), points("-25"));
        assert_monotone(
            &Completion::new(-3).base(Base::Absolute).floor(-500),
            &["-9", "-3", "-1", "0", "2"],
            Direction::Higher,
        );
    }

    #[test]
    fn a_target_that_is_no_base_is_refused_with_the_rules_that_take_it() {
        let said = |rule: &Completion, target: &str| {
            let error = against(rule, "1", target, "100", Direction::Higher).unwrap_err();
            format!("{error}; expected {}", error.expected().unwrap())
        };
        let plain = Completion::default();
        assert_eq!(
            said(&plain, "-10"),
            "the target is not positive; expected a target above 0; `\"base\": \"absolute\"`, `per_unit` or `gap_closed` take one below 0"
        );
        assert_eq!(
            said(&plain, "0"),
            "the target is not positive; expected a target above 0; `per_unit` or `gap_closed` take 0"
        );
        assert_eq!(
            said(&plain.base(Base::Absolute), "0"),
            "the target is 0, and completion a share of it; expected another target; `per_unit` or `gap_closed` take 0"
        );
        assert_eq!(at_fault(&Completion::new(0).base(Base::Absolute)), ["target"]);
        assert!(at_fault(&Completion::new(-1).base(Base::Absolute)).is_empty());
    }

    #[test]
    fn impossible_parameters_are_named() {
        let rule = Completion::default().target(0).floor(100);
        assert_eq!(at_fault(&rule), ["target", "floor"]);
        assert!(at_fault(&Completion::default()).is_empty());
    }

    #[test]
    fn the_target_is_that_of_the_rule_for_whoever_has_none_of_its_own() {
        let rule = Completion::new(100);
        assert!(rule.uses_target());
        assert_eq!(rule.default_target(), Some(&exact("100")));
    }
}
