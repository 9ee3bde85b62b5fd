//! The ratio to the mean of all subjects.

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::checks::below;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish_within;
use super::moments::mean;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Working, ratio_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, json_number, optional_number};

/// The ratio to the mean: `S·x/mean`; direction `lower`: `S·mean/x`; then within `floor..cap`.
///
/// The mean of the values must be positive; with direction `lower` each value too. What `floor` or `cap` moves leaves a
/// notice. Source: scores by relation to the average (与平均值之比) in Chinese assessment rules.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{RatioToMean, ScoringRule, Setting};
///
/// let rule = RatioToMean::default().cap(120);
/// let scored = rule.score_all(&[30, 50].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// assert_eq!((scored[0].score.to_string().as_str(), scored[1].limit), ("75", Some("cap")));
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RatioToMean {
    /// The highest score; one and a half times full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub cap: Option<Decimal>,
    /// The lowest score; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub floor: Decimal,
}

const NAME: &str = "ratio_to_mean";

impl RatioToMean {
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

    /// `None` where one and a half times full marks is beyond decimals.
    fn cap_or_default(&self, setting: Setting) -> Option<Decimal> {
        self.cap.or_else(|| setting.scale.checked_mul(Decimal::new(15, 1)))
    }
}

impl Registered for RatioToMean {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self { cap: fields.optional("cap"), floor: fields.or("floor", Decimal::ZERO) })
    }
}

impl ScoringRule for RatioToMean {
    fn name(&self) -> &'static str {
        NAME
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        self.cap_or_default(setting).and_then(|cap| below("floor", self.floor, "cap", cap)).into_iter().collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        if sample.values.is_empty() {
            return Ok(Calibration::default());
        }
        let mean = mean(sample.values).ok_or(RuleError::TooLarge)?;
        if !mean.is_positive() {
            let what = format!("their mean is {mean}, and must be above 0");
            return Err(RuleError::Calibration { rule: NAME, what, expected: "values with a mean above 0" });
        }
        Ok(Calibration::default().with("mean", mean))
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let mean = &cell.calibration.statistic("mean")?;
        let (part, whole) = match cell.setting.direction {
            Direction::Higher => (x, mean),
            Direction::Lower if x.is_positive() => (mean, x),
            Direction::Lower => return Err(RuleError::NotPositive { rule: NAME, found: x.clone() }),
        };
        let score = Checked::from(part) / Checked::from(whole) * Checked::from(cell.setting.scale);
        let cap = self.cap_or_default(cell.setting).map(|cap| ("cap", cap));
        finish_within(score, Some(("floor", self.floor)), cap, cell.setting)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let mean = &cell.calibration.statistic("mean").ok()?;
        let (part, whole) = match cell.setting.direction {
            Direction::Higher => (x, mean),
            Direction::Lower => (mean, x),
        };
        let cap = self.cap_or_default(cell.setting).map(|cap| ("cap", cap));
        Working::within(ratio_formula(cell.setting, part, whole), Some(("floor", self.floor)), cap, cell.setting)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, calibrated, calibration, decimal, points, scored};
    use super::*;

    #[test]
    fn the_mean_scores_full_marks() {
        let rule = RatioToMean::default();
        let values = ["10", "8", "12", "10"];
        assert_eq!(calibrated(&rule, &values, "100", Direction::Higher), points(&["100", "80", "120", "100"]));
        let outcome = scored(&rule, &["10", "8", "12", "10"], "100", Direction::Lower);
        assert_eq!(outcome[2], Ok(Exact::ratio(250, 3).unwrap().into()));
        let lower = points(&["100", "125", "83.333333333333", "100"]);
        assert_eq!(calibrated(&rule, &values, "100", Direction::Lower), lower);
    }

    #[test]
    fn limits_hold_and_say_so() {
        // The mean is 4/3, which no decimal holds: exactly at the cap is not beyond it.
        let at_cap = scored(&RatioToMean::default(), &["1", "1", "2"], "100", Direction::Higher);
        assert_eq!(at_cap[2], Ok(150.into()));
        assert_eq!(at_cap[0], Ok(75.into()));
        let beyond = scored(&RatioToMean::default(), &["-1", "1", "6"], "100", Direction::Higher);
        assert_eq!(beyond[0], Ok(Scored::from(0).limited_by("floor")));
        assert_eq!(beyond[2], Ok(Scored::from(150).limited_by("cap")));
        let open = RatioToMean::default().cap(400).floor(decimal("-50"));
        let free = scored(&open, &["-1", "1", "6"], "100", Direction::Higher);
        assert_eq!(free, [-50, 50, 300].map(|score| Ok(score.into())));
    }

    #[test]
    fn a_mean_that_is_not_positive_serves_nobody() {
        for values in [["-1", "1"], ["-3", "1"]] {
            let outcome = calibration(&RatioToMean::default(), &values, "100", Direction::Higher);
            assert!(matches!(outcome, Err(RuleError::Calibration { rule: "ratio_to_mean", .. })));
        }
    }

    #[test]
    fn a_cost_of_nothing_is_refused() {
        let outcome = scored(&RatioToMean::default(), &["0", "2", "4"], "100", Direction::Lower);
        assert_eq!(outcome[0], Err(RuleError::NotPositive { rule: "ratio_to_mean", found: Exact::ZERO }));
        assert_eq!(outcome[1], Ok(100.into()));
    }

    #[test]
    fn better_never_scores_less() {
        assert_monotone(&RatioToMean::default(), &["-5", "0", "0.1", "3", "3.0001", "70"], Direction::Higher);
        assert_monotone(&RatioToMean::default(), &["0.01", "0.1", "3", "3.0001", "70"], Direction::Lower);
    }

    #[test]
    fn impossible_limits_are_named() {
        assert_eq!(at_fault(&RatioToMean::default().floor(150)), ["floor"]);
        assert!(at_fault(&RatioToMean::default()).is_empty());
    }
}
