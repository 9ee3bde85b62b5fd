//! The ratio to the best subject.

use serde::Serialize;

use super::calibration::Calibration;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, ratio_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::number::{Checked, Exact};

/// The ratio to the best subject: `S·x/best`; direction `lower`: `S·best/x`.
///
/// No value may be negative, nor 0 where lower is better, because a ratio of such would turn the order round or have no
/// end. The best is the largest value (`lower`: the smallest); where all are 0, everybody is the best. Source: linear max normalisation of multi-criteria methods; "本地区数值/最高值 × 满分".
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{RatioToBest, ScoringRule, Setting};
///
/// let scored = RatioToBest::default().score_all(&[30, 40].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// assert_eq!(scored[0].score.to_string(), "75");
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RatioToBest {}

const NAME: &str = "ratio_to_best";

impl Registered for RatioToBest {
    fn read(_: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {})
    }
}

impl ScoringRule for RatioToBest {
    fn name(&self) -> &'static str {
        NAME
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let Some(best) = best(sample) else { return Ok(Calibration::default()) };
        let calibration = Calibration::default().with("best", best.clone());
        Ok(if best.is_zero() { calibration.constant() } else { calibration })
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        taken(NAME, x, cell.setting)?;
        let best = &cell.calibration.statistic("best")?;
        if best.is_zero() {
            return finish(cell.setting.scale.into());
        }
        let (part, whole) = match cell.setting.direction {
            Direction::Higher => (x, best),
            Direction::Lower => (best, x),
        };
        finish(Checked::from(part) / Checked::from(whole) * Checked::from(cell.setting.scale))
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let best = &cell.calibration.statistic("best").ok()?;
        if best.is_zero() {
            return Some(Working::new(cell.setting.scale).basis(Basis::Constant));
        }
        let (part, whole) = match cell.setting.direction {
            Direction::Higher => (x, best),
            Direction::Lower => (best, x),
        };
        Some(Working::new(ratio_formula(cell.setting, part, whole)))
    }
}

/// The best of the values that are not refused on their own.
pub(super) fn best<'a>(sample: &Sample<'a>) -> Option<&'a Exact> {
    let taken = sample.values.iter().filter(|value| taken(NAME, value, sample.setting).is_ok());
    match sample.setting.direction {
        Direction::Higher => taken.max(),
        Direction::Lower => taken.min(),
    }
}

/// An error of a value that no ratio takes: a negative one, or 0 where lower is better.
pub(super) fn taken(rule: &'static str, x: &Exact, setting: Setting) -> Result<(), RuleError> {
    let found = || x.clone();
    match setting.direction {
        Direction::Higher if x.is_negative() => Err(RuleError::Negative { rule, found: found() }),
        Direction::Lower if !x.is_positive() => Err(RuleError::NotPositive { rule, found: found() }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{assert_monotone, calibrated, exact, frozen, points, scored};
    use super::*;

    #[test]
    fn the_best_scores_full_and_the_others_in_proportion() {
        let (higher, lower) = (Direction::Higher, Direction::Lower);
        let rule = RatioToBest::default();
        assert_eq!(calibrated(&rule, &["30", "60", "45"], "600", higher), points(&["300", "600", "450"]));
        assert_eq!(calibrated(&rule, &["3", "2", "8"], "100", lower), points(&["66.666666666667", "100", "25"]));
        let outcome = scored(&rule, &["3", "2"], "100", lower);
        assert_eq!(outcome[0], Ok(Exact::ratio(200, 3).unwrap().into()));
        assert_eq!(calibrated(&rule, &["0.00000000001", "0.00000000003"], "3", higher), points(&["1", "3"]));
    }

    #[test]
    fn negative_values_are_refused_rather_than_turned_round() {
        // Elsewhere x/max of the column (−3, −1) makes −3 the best.
        let outcome = scored(&RatioToBest::default(), &["-3", "-1"], "100", Direction::Higher);
        let refused = |x| Err(RuleError::Negative { rule: "ratio_to_best", found: exact(x) });
        assert_eq!(outcome, [refused("-3"), refused("-1")]);
    }

    #[test]
    fn a_zero_cost_is_refused_and_spoils_nobody_elses_score() {
        // Elsewhere min/x of the column (0, 2, 4) is no number for the best, or 0 for all.
        let outcome = scored(&RatioToBest::default(), &["0", "2", "4"], "100", Direction::Lower);
        assert_eq!(outcome[0], Err(RuleError::NotPositive { rule: "ratio_to_best", found: Exact::ZERO }));
        assert_eq!(outcome[1..], [Ok(100.into()), Ok(50.into())]);
    }

    #[test]
    fn nothing_scores_nothing_where_more_is_better() {
        let rule = RatioToBest::default();
        assert_eq!(calibrated(&rule, &["0", "2", "4"], "100", Direction::Higher), points(&["0", "50", "100"]));
        // Where all are 0, they are equal, and all the best.
        assert_eq!(calibrated(&rule, &["0", "0.0"], "100", Direction::Higher), points(&["100", "100"]));
        assert_eq!(frozen(&rule, &["0", "0"], "3", "100", Direction::Higher), points("100"));
    }

    #[test]
    fn equal_values_and_one_value_score_full() {
        for direction in [Direction::Higher, Direction::Lower] {
            let scores = calibrated(&RatioToBest::default(), &["7", "7.0"], "100", direction);
            assert_eq!(scores, points(&["100", "100"]));
            assert_eq!(calibrated(&RatioToBest::default(), &["0.7"], "100", direction), points(&["100"]));
        }
    }

    #[test]
    fn a_value_better_than_a_frozen_best_scores_more() {
        assert_eq!(frozen(&RatioToBest::default(), &["5", "10"], "12", "100", Direction::Higher), points("120"));
    }

    #[test]
    fn better_never_scores_less() {
        for direction in [Direction::Higher, Direction::Lower] {
            assert_monotone(
                &RatioToBest::default(),
                &["0.0001", "0.001", "0.1", "3", "3.0000000001", "700"],
                direction,
            );
        }
    }

    #[test]
    fn it_is_written_as_documents_write_it() {
        let json = serde_json::to_string(&Rule::from(RatioToBest::default())).unwrap();
        assert_eq!(json, r#"{"type":"ratio_to_best"}"#);
    }
}
