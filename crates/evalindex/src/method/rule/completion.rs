//! Completion of a target.

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::{below, positive};
use super::context::{Cell, Scored, Setting};
use super::error::RuleError;
use super::limits::finish_within;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, ratio_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula, json_number, optional_number};

/// Completion of a target: `S·x/target`; direction `lower`: `S·(2 − x/target)`; then within `floor..cap`.
///
/// A subject's own target goes before the rule's. With direction `higher`, `x < 0` scores `floor`; with `lower` nothing
/// is special below 0, so that less is never worse. What `floor` or `cap` moves leaves a notice. A target of 0 or less
/// is an error. Source: development targets (`w·rate`, no bonus) and control targets (`w·(2 − rate)`, floor 0) of
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Completion {
    /// The target of subjects that have none of their own, in the unit of the values; above 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Exact>,
    /// The highest score; full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub cap: Option<Decimal>,
    /// The lowest score; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub floor: Decimal,
}

impl Completion {
    /// Completion of this target, from 0 to full marks.
    pub fn new(target: impl Into<Exact>) -> Self {
        Self::default().target(target)
    }

    /// With this target of subjects that have none of their own.
    pub fn target(mut self, target: impl Into<Exact>) -> Self {
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
        })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        self.target.iter_mut().map(|value| ("target", value)).collect()
    }
}

impl ScoringRule for Completion {
    fn name(&self) -> &'static str {
        "completion"
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        let target = self.target.as_ref().and_then(|target| positive("target", target.clone()));
        [target, below("floor", self.floor, "cap", self.cap_or_full(setting))].into_iter().flatten().collect()
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let target = cell.target_or(self.target.as_ref())?;
        if !target.is_positive() {
            return Err(RuleError::BadTarget { found: target.clone() });
        }
        let Setting { scale, direction } = cell.setting;
        let done = match direction {
            Direction::Higher => x.clone(),
            Direction::Lower => &(target + target) - x,
        };
        let rate = Checked::from(done) / Checked::from(target);
        // Whoever went backwards gets the floor itself, also where the floor is below 0.
        let backwards = direction == Direction::Higher && x.is_negative();
        let floor = ("floor", self.floor);
        let cap = if backwards { floor } else { ("cap", self.cap_or_full(cell.setting)) };
        finish_within(rate * Checked::from(scale), Some(floor), Some(cap), cell.setting)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let target = cell.target_or(self.target.as_ref()).ok()?;
        let Setting { scale, direction } = cell.setting;
        let (floor, cap) = (("floor", self.floor), ("cap", self.cap_or_full(cell.setting)));
        let formula = match direction {
            Direction::Higher if x.is_negative() => return Some(Working::new(self.floor).basis(Basis::Negative)),
            Direction::Higher => ratio_formula(cell.setting, x, target),
            Direction::Lower => Formula::from(scale) * (Formula::from(2) - Formula::from(x) / target),
        };
        Working::within(formula, Some(floor), Some(cap), cell.setting)
    }

    fn uses_target(&self) -> bool {
        true
    }

    fn default_target(&self) -> Option<&Exact> {
        self.target.as_ref()
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
