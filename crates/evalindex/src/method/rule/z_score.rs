//! The distance from the mean in standard deviations.

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::checks::positive;
use super::compare::all_equal;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish;
use super::moments::{deviation, mean};
use super::post::Post;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, better_by};
use crate::json::Fields;
use crate::method::aggregate::Spread;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula, json_number};

/// The z-score: `center + spread·(x − mean)/sd`; direction `lower`: `center − spread·(x − mean)/sd`.
///
/// What is not given comes from the data: the mean, and the standard deviation about it: that of the sample
/// (divisor `n − 1`), or with `deviation` of the population (`n`). The
/// calibration keeps both exactly: the mean as a fraction, the deviation as the root of the exact variance, which is a real
/// number unless the variance is a square. When no `sd` is given and all values are equal, or
/// there is only one, everybody scores `center`, with a notice. Scores are not bound to `0..S`. Source: standardisation,
/// OECD/JRC Handbook on Constructing Composite Indicators (2008), 5.2.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{ScoringRule, Setting, ZScore};
///
/// let rule = ZScore::default().center(50).spread(10);
/// let scored = rule.score_all(&[1, 2, 3].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["40", "50", "60"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ZScore {
    /// The score at the mean; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub center: Decimal,
    /// The points for one standard deviation, above 0; 1 by default.
    #[serde(serialize_with = "json_number")]
    pub spread: Decimal,
    /// The mean, or another center, on the scale of the values after any transform; that of the data when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<Post>,
    /// The standard deviation, above 0, on the same scale; that of the data when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sd: Option<Exact>,
    /// Which deviation of the data is meant; that of the sample when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deviation: Option<Spread>,
}

impl Default for ZScore {
    /// Mean 0 and standard deviation 1, both measured on the data.
    fn default() -> Self {
        Self { center: Decimal::ZERO, spread: Decimal::ONE, mean: None, sd: None, deviation: None }
    }
}

impl ZScore {
    /// With this score at the mean.
    pub fn center(mut self, center: impl Into<Decimal>) -> Self {
        self.center = center.into();
        self
    }

    /// With these points for one standard deviation, above 0.
    pub fn spread(mut self, spread: impl Into<Decimal>) -> Self {
        self.spread = spread.into();
        self
    }

    /// With this mean, on the scale of the values after any transform.
    pub fn mean(mut self, mean: impl Into<Post>) -> Self {
        self.mean = Some(mean.into());
        self
    }

    /// With this standard deviation, above 0, on the same scale.
    pub fn sd(mut self, sd: impl Into<Exact>) -> Self {
        self.sd = Some(sd.into());
        self
    }

    /// With this deviation of the data.
    pub fn deviation(mut self, deviation: Spread) -> Self {
        self.deviation = Some(deviation);
        self
    }
}

impl Registered for ZScore {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            center: fields.or("center", Decimal::ZERO),
            spread: fields.or("spread", Decimal::ONE),
            mean: fields.optional("mean"),
            sd: fields.optional("sd"),
            deviation: fields.optional("deviation"),
        })
    }
}

impl ScoringRule for ZScore {
    fn name(&self) -> &'static str {
        "z_score"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let unused = self.deviation.filter(|_| self.sd.is_some()).map(|deviation| {
            let what = "`deviation` says how the data are spread, but `sd` is given";
            Fault::new("deviation", what, format!("\"{}\"", deviation.name()), "one of `sd` and `deviation`")
        });
        let statistic = self.mean.as_ref().and_then(|post| post.fault("mean"));
        [positive("spread", self.spread), self.sd.clone().and_then(|sd| positive("sd", sd)), unused, statistic]
            .into_iter()
            .flatten()
            .collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        if sample.values.is_empty() {
            return Ok(Calibration::default());
        }
        let mean = match &self.mean {
            Some(post) => post.of(sample.values),
            None => mean(sample.values),
        };
        let mean = mean.ok_or(RuleError::TooLarge)?;
        let calibration = Calibration::default().with("mean", mean);
        if let Some(sd) = &self.sd {
            return Ok(calibration.with("sd", sd.clone()));
        }
        if all_equal(sample.values) {
            return Ok(calibration.with("sd", Exact::ZERO).constant());
        }
        let spread = self.deviation.unwrap_or(Spread::Sample);
        Ok(calibration.with("sd", deviation(sample.values, spread).ok_or(RuleError::TooLarge)?))
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let [center, spread] = [self.center, self.spread].map(Checked::from);
        if cell.calibration.is_constant() {
            return finish(center);
        }
        let (mean, sd) = (cell.calibration.statistic("mean")?, cell.calibration.statistic("sd")?);
        let better_by = match cell.setting.direction {
            Direction::Higher => x - &mean,
            Direction::Lower => &mean - x,
        };
        finish(center + Checked::from(better_by) / Checked::from(sd) * spread)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        if cell.calibration.is_constant() {
            return Some(Working::new(self.center).basis(Basis::Constant));
        }
        let (mean, sd) = (cell.calibration.statistic("mean").ok()?, cell.calibration.statistic("sd").ok()?);
        let distance = better_by(x, &mean, cell.setting.direction);
        let part = if self.spread == Decimal::ONE { distance } else { Formula::from(self.spread) * distance } / sd;
        Some(Working::new(if self.center.is_zero() { part } else { Formula::from(self.center) + part }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, calibrated, calibration, decimal, points, score, scored};
    use super::*;

    #[test]
    fn deviations_from_the_mean_in_sample_standard_deviations() {
        // Mean 5, variance 32/7: (x − 5)/√(32/7), from mpmath at 60 digits.
        let values = ["2", "4", "4", "4", "5", "5", "7", "9"];
        let higher = points(&[
            "-1.40312152004",
            "-0.467707173347",
            "-0.467707173347",
            "-0.467707173347",
            "0",
            "0",
            "0.935414346693",
            "1.870828693387",
        ]);
        assert_eq!(calibrated(&ZScore::default(), &values, "100", Direction::Higher), higher);
        let t_score = ZScore::default().center(50).spread(10);
        let lower = calibrated(&t_score, &["1", "2", "3"], "100", Direction::Lower);
        assert_eq!(lower, points(&["60", "50", "40"]));
    }

    #[test]
    fn a_population_deviates_less_than_a_sample() {
        // SciPy 1.17.1: zscore([2, 4, 4, 4, 5, 5, 7, 9]), whose divisor is n: mean 5, sd 2.
        let rule = ZScore::default().deviation(Spread::Population);
        let higher = points(&["-1.5", "-0.5", "-0.5", "-0.5", "0", "0", "1", "2"]);
        let values = ["2", "4", "4", "4", "5", "5", "7", "9"];
        assert_eq!(calibrated(&rule, &values, "100", Direction::Higher), higher);
        let lower = calibrated(&rule.clone().center(50).spread(10), &values, "100", Direction::Lower);
        assert_eq!(lower[7], points("30"));
        let calibration = calibration(&rule, &values, "100", Direction::Higher).unwrap();
        assert_eq!(calibration.statistic("sd"), Ok(2.into()));
        assert_eq!(at_fault(&rule.sd(3)), ["deviation"]);
    }

    #[test]
    fn scores_are_exact_where_the_variance_is_a_square() {
        // Mean 1/4, variance 1/4.
        let outcome = scored(&ZScore::default(), &["0", "0", "0", "1"], "100", Direction::Higher);
        assert_eq!(outcome[0], Ok(Exact::ratio(-1, 2).unwrap().into()));
        assert_eq!(outcome[3], Ok(Exact::ratio(3, 2).unwrap().into()));
        // Mean 4/3: (1 − 4/3)/5.
        let outcome = scored(&ZScore::default().sd(5), &["1", "1", "2"], "100", Direction::Higher);
        assert_eq!(outcome[0], Ok(Exact::ratio(-1, 15).unwrap().into()));
    }

    #[test]
    fn given_parameters_go_before_the_data() {
        let rule = ZScore::default().mean(10).sd(4).center(50).spread(10);
        assert_eq!(score(&rule, "12", "100", Direction::Higher), points("55"));
        assert_eq!(score(&rule, "12", "100", Direction::Lower), points("45"));
        let half = ZScore::default().mean(0);
        assert_eq!(calibrated(&half, &["1", "2", "3"], "100", Direction::Higher), points(&["1", "2", "3"]));
    }

    #[test]
    fn equal_values_and_a_single_one_score_the_center() {
        let rule = ZScore::default().center(50);
        for values in [&["5", "5.0"][..], &["0.7"]] {
            let calibration = calibration(&rule, values, "100", Direction::Higher).unwrap();
            assert!(calibration.is_constant());
        }
        assert_eq!(calibrated(&rule, &["5", "5.0"], "100", Direction::Higher), points(&["50", "50"]));
        let with_sd = rule.sd(2).mean(3);
        assert_eq!(calibrated(&with_sd, &["5"], "100", Direction::Higher), points(&["51"]));
    }

    #[test]
    fn tiny_spreads_are_spreads() {
        let values = ["0.00000000000000001", "0.00000000000000002", "0.00000000000000003"];
        assert_eq!(calibrated(&ZScore::default(), &values, "1", Direction::Higher), points(&["-1", "0", "1"]));
        let mut nearly_equal = vec!["0"; 9];
        nearly_equal.push("0.0000000000000000000000000001");
        // −√0.1 for the nine, and nine times that on the other side.
        let scores = calibrated(&ZScore::default(), &nearly_equal, "1", Direction::Higher);
        assert_eq!((scores[0], scores[9]), (points("-0.316227766017"), points("2.846049894152")));
    }

    #[test]
    fn better_never_scores_less() {
        for direction in [Direction::Higher, Direction::Lower] {
            assert_monotone(&ZScore::default(), &["-3", "-3", "0", "0.5", "2.000000000001", "2.1", "9"], direction);
        }
    }

    #[test]
    fn impossible_parameters_are_named() {
        let rule = ZScore::default().spread(0).sd(decimal("-1"));
        assert_eq!(at_fault(&rule), ["spread", "sd"]);
        assert!(at_fault(&ZScore::default()).is_empty());
    }
}
