//! Min-max between goalposts, given or taken from the data.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::checks::below;
use super::compare::{all_equal, order};
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::{finish, finish_within};
use super::post::{Of, Post, Statistic};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, better_by};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula, optional_number};

/// Min-max normalisation: `low + (x − min)/(max − min)·(high − low)`; direction `lower` swaps the ends.
///
/// Goalposts that are not given are taken from the data, or from a statistic of them; where statistics give both the same
/// number, values count as equal. When all values are equal and no goalpost is given, everybody
/// scores `high`, with a notice. Scores in `low..high` when clamped (then a value beyond a goalpost leaves a notice).
/// Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), 5.3; goalposts as in UNDP's HDI.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{MinMax, ScoringRule, Setting};
///
/// let rule = MinMax::default().goalposts(20, 85);
/// let scored = rule.score_all(&[20, 46, 90].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["0", "40", "100"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MinMax {
    /// Lower goalpost, in the unit of the values; the smallest value when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Post>,
    /// Upper goalpost, in the unit of the values; the largest value when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Post>,
    /// Score at the worse goalpost; 0 when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub low: Option<Decimal>,
    /// Score at the better goalpost; full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub high: Option<Decimal>,
    /// Whether values beyond a goalpost score as the goalpost does.
    pub clamp: bool,
}

impl Default for MinMax {
    /// Goalposts from the data, 0 to full marks, clamped.
    fn default() -> Self {
        Self { min: None, max: None, low: None, high: None, clamp: true }
    }
}

impl Registered for MinMax {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            min: fields.optional("min"),
            max: fields.optional("max"),
            low: fields.optional("low"),
            high: fields.optional("high"),
            clamp: fields.or("clamp", true),
        })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        let [min, max] = [&mut self.min, &mut self.max].map(|post| post.as_mut().and_then(Post::value_mut));
        min.map(|value| ("min", value)).into_iter().chain(max.map(|value| ("max", value))).collect()
    }
}

impl MinMax {
    /// With both goalposts, in the unit of the values: the lower one and the upper one.
    pub fn goalposts(self, min: impl Into<Post>, max: impl Into<Post>) -> Self {
        self.min(min).max(max)
    }

    /// With this lower goalpost, in the unit of the values.
    pub fn min(mut self, min: impl Into<Post>) -> Self {
        self.min = Some(min.into());
        self
    }

    /// With this upper goalpost, in the unit of the values.
    pub fn max(mut self, max: impl Into<Post>) -> Self {
        self.max = Some(max.into());
        self
    }

    /// With this score at the worse goalpost.
    pub fn low(mut self, low: impl Into<Decimal>) -> Self {
        self.low = Some(low.into());
        self
    }

    /// With this score at the better goalpost.
    pub fn high(mut self, high: impl Into<Decimal>) -> Self {
        self.high = Some(high.into());
        self
    }

    /// Whether values beyond a goalpost score as the goalpost does.
    pub fn clamp(mut self, clamp: bool) -> Self {
        self.clamp = clamp;
        self
    }

    fn ends(&self, setting: Setting) -> (Decimal, Decimal) {
        (self.low.unwrap_or(Decimal::ZERO), self.high.unwrap_or(setting.scale))
    }
}

impl ScoringRule for MinMax {
    fn name(&self) -> &'static str {
        "min_max"
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        let [min, max] = [&self.min, &self.max].map(Option::as_ref);
        let given = [min, max].map(|post| post.and_then(Post::value).cloned());
        let goalposts = match given {
            [Some(min), Some(max)] => below("min", min, "max", max),
            _ => None,
        };
        let statistics = [("min", min), ("max", max)].map(|(name, post)| post.and_then(|post| post.fault(name)));
        let (low, high) = self.ends(setting);
        [goalposts, below("low", low, "high", high)].into_iter().chain(statistics).flatten().collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let is_given = |post: &Option<Post>| post.as_ref().is_some_and(|post| post.value().is_some());
        let are_given = is_given(&self.min) && is_given(&self.max);
        if sample.values.is_empty() && !are_given {
            return Ok(Calibration::default());
        }
        let post = |post: &Option<Post>, of: Of| {
            let post = post.clone().unwrap_or_else(|| Statistic::of(of).into());
            post.of(sample.values).ok_or(RuleError::TooLarge)
        };
        let (min, max) = (post(&self.min, Of::Min)?, post(&self.max, Of::Max)?);
        let calibration = Calibration::default().with("min", min.clone()).with("max", max.clone());
        if self.min.is_none() && self.max.is_none() && all_equal(sample.values) {
            return Ok(calibration.constant());
        }
        let is_statistic = |post: &Option<Post>| post.as_ref().is_some_and(|post| post.value().is_none());
        let by_statistics = is_statistic(&self.min) || is_statistic(&self.max);
        let (what, expected) = match order(&min, &max) {
            Ordering::Less => return Ok(calibration),
            Ordering::Equal if by_statistics => return Ok(calibration.constant()),
            _ if by_statistics => {
                (format!("min comes to {min} and max to {max}"), "goalposts of which min is the lower one")
            }
            _ => (
                format!("with one goalpost given, min {min} is not below max {max}"),
                "a goalpost beyond the figures on its own side, or both goalposts",
            ),
        };
        Err(RuleError::Calibration { rule: "min_max", what, expected })
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let (low, high) = self.ends(cell.setting);
        if cell.calibration.is_constant() {
            return Ok(high.into());
        }
        let (min, max) = (cell.calibration.statistic("min")?, cell.calibration.statistic("max")?);
        let better_by = match cell.setting.direction {
            Direction::Higher => x - &min,
            Direction::Lower => &max - x,
        };
        let [from, to] = [low, high].map(Exact::from);
        let share = Checked::from(better_by) / Checked::from(max - min);
        let result = share * Checked::from(&to - &from) + Checked::from(from);
        if self.clamp {
            let (worst, best) = match cell.setting.direction {
                Direction::Higher => ("min", "max"),
                Direction::Lower => ("max", "min"),
            };
            finish_within(result, Some((worst, low)), Some((best, high)), cell.setting)
        } else {
            finish(result)
        }
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let (low, high) = self.ends(cell.setting);
        if cell.calibration.is_constant() {
            return Some(Working::new(high).basis(Basis::Constant));
        }
        let (min, max) = (cell.calibration.statistic("min").ok()?, cell.calibration.statistic("max").ok()?);
        let (worst, best, worst_value) = match cell.setting.direction {
            Direction::Higher => ("min", "max", &min),
            Direction::Lower => ("max", "min", &max),
        };
        let over_worst = better_by(x, worst_value, cell.setting.direction);
        let points = if low.is_zero() { Formula::from(high) } else { Formula::from(high) - low };
        let part = points * over_worst / (Formula::from(max) - min);
        let formula = if low.is_zero() { part } else { Formula::from(low) + part };
        let limits = self.clamp.then_some(((worst, low), (best, high)));
        Working::within(formula, limits.map(|ends| ends.0), limits.map(|ends| ends.1), cell.setting)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, calibrated, calibration, exact, off, points, real, score, scored};
    use super::*;

    #[test]
    fn goalposts_clamp_in_both_directions() {
        // COINr tests/testthat/test-normalise.R: x, low, high, scale, direction.
        let rule = MinMax::default().goalposts(0, 10);
        for (x, higher, lower) in [("1", "10", "90"), ("11", "100", "0"), ("-1", "0", "100")] {
            assert_eq!(score(&rule, x, "100", Direction::Higher), points(higher), "{x} higher");
            assert_eq!(score(&rule, x, "100", Direction::Lower), points(lower), "{x} lower");
        }
    }

    #[test]
    fn the_same_goalposts_serve_both_directions() {
        let rule = MinMax::default().goalposts(5, 15);
        for (x, expected) in [("0", "100"), ("10", "50"), ("20", "0")] {
            assert_eq!(score(&rule, x, "100", Direction::Lower), points(expected), "{x}");
        }
    }

    #[test]
    fn a_trivial_spread_is_blown_up_unless_goalposts_are_given() {
        // Two costs, (10.1, 1) and (10, 5): from the data alone, 1 % weighs as much as a factor of five.
        let free = MinMax::default();
        assert_eq!(calibrated(&free, &["10.1", "10"], "100", Direction::Lower), points(&["0", "100"]));
        assert_eq!(calibrated(&free, &["1", "5"], "100", Direction::Lower), points(&["100", "0"]));
        let given = MinMax::default().goalposts(0, 20);
        assert_eq!(calibrated(&given, &["10.1", "10"], "100", Direction::Lower), points(&["49.5", "50"]));
    }

    #[test]
    fn without_clamp_values_run_on() {
        let rule = MinMax::default().goalposts(0, 10).clamp(false);
        assert_eq!(score(&rule, "11", "100", Direction::Higher), points("110"));
        assert_eq!(score(&rule, "11", "100", Direction::Lower), points("-10"));
    }

    #[test]
    fn posts_come_from_the_data_and_scores_run_from_low_to_high() {
        // Hangzhou 2008: best 100, worst 50; 70 between 50 and 90 scores 75.
        let rule = MinMax::default().low(50);
        assert_eq!(calibrated(&rule, &["50", "70", "90"], "100", Direction::Higher), points(&["50", "75", "100"]));
    }

    #[test]
    fn scores_are_exact_and_name_the_end_that_holds_them() {
        let rule = MinMax::default().goalposts(0, 3).low(10).high(20);
        let outcome = scored(&rule, &["1", "3", "3.0000000000000001", "-0.0000000000000001"], "100", Direction::Higher);
        let third = Exact::ratio(40, 3).unwrap();
        let of = [third.into(), 20.into(), Scored::from(20).limited_by("max"), Scored::from(10).limited_by("min")];
        assert_eq!(outcome, of.map(Ok));
    }

    #[test]
    fn equal_logarithms_are_constant_and_a_goalpost_met_holds_nobody() {
        let setting = Setting::new(100, Direction::Higher);
        let rule = MinMax::default();
        assert!(rule.calibrate(&Sample::new(setting, &[real("8"), off(1, "8")])).unwrap().is_constant());
        let given = MinMax::default().goalposts(exact("0"), real("8"));
        assert_eq!(given.score_all(&[off(1, "8")], setting).unwrap()[0].limit, None);
        let outcome = calibration(&MinMax::default(), &["5", "5.0000000000000000000000000001"], "1", Direction::Higher);
        assert!(!outcome.unwrap().is_constant());
    }

    #[test]
    fn tiny_ranges_are_ranges() {
        let rule = MinMax::default();
        let values = ["0.00000000000000001", "0.00000000000000002", "0.00000000000000003"];
        assert_eq!(calibrated(&rule, &values, "1", Direction::Higher), points(&["0", "0.5", "1"]));
    }

    #[test]
    fn equal_values_score_high() {
        assert_eq!(calibrated(&MinMax::default(), &["5", "5"], "100", Direction::Lower), points(&["100", "100"]));
        let half_given = MinMax::default().min(5);
        let sample =
            Sample { setting: Setting::new(100, Direction::Higher), values: &[5, 5].map(Exact::from), reference: None };
        assert!(half_given.calibrate(&sample).is_err());
    }

    #[test]
    fn impossible_goalposts_are_named() {
        let rule = MinMax::default().goalposts(5, 5).high(0);
        let setting = Setting::new(100, Direction::Higher);
        let named: Vec<_> = rule.faults(setting).into_iter().map(|fault| fault.parameter).collect();
        assert_eq!(named, ["min", "low"]);
    }

    #[test]
    fn better_never_scores_less() {
        for direction in [Direction::Higher, Direction::Lower] {
            for rule in [MinMax::default(), MinMax::default().goalposts(0, 2), MinMax::default().max(99).clamp(false)] {
                assert_monotone(&rule, &["-3", "-3", "0", "0.5", "2.000000000001", "2.1", "9"], direction);
            }
        }
    }
}
