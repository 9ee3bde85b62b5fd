//! Points by place among the subjects.

use rust_decimal::Decimal;
use serde::Serialize;

use super::calibration::Calibration;
use super::checks::{at_least, not_above, not_negative};
use super::context::{Cell, Sample, Scored, Setting};
use super::digits::digits;
use super::error::RuleError;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working};
use crate::json::Fields;
use crate::method::fault::Fault;
use crate::number::{Exact, Formula, json_number, optional_number, plain};

/// Points by place: `max(last, first − step·(place − 1))`, or one entry of `scores` a place and `last` past its end.
///
/// The place is the competition place by direction, 1 + the number of subjects strictly better, so equal values have equal
/// scores. The ladder's end, `last`, is one of its rungs: no notice. Source: "第一名得满分, 每降一位扣 …" in Chinese
/// assessment rules.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{RankLadder, ScoringRule, Setting};
///
/// let rule = RankLadder::down_by(10);
/// let scored = rule.score_all(&[3, 9, 9, 1].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["80", "100", "100", "70"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RankLadder {
    /// The first place's score; full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub first: Option<Decimal>,
    /// Points less for each further place, not negative; needed unless there are `scores`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub step: Option<Decimal>,
    /// The lowest score; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub last: Decimal,
    /// The score of each place from the first on, never rising; instead of `first` and `step`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "digits")]
    pub scores: Option<Vec<Decimal>>,
}

impl RankLadder {
    /// Full marks for the first place, so many points less for each further one, down to 0.
    pub fn down_by(step: impl Into<Decimal>) -> Self {
        Self { first: None, step: Some(step.into()), last: Decimal::ZERO, scores: None }
    }

    /// These scores from the first place on, 0 past their end.
    pub fn of<N: Into<Decimal>>(scores: impl IntoIterator<Item = N>) -> Self {
        let scores = scores.into_iter().map(Into::into).collect();
        Self { first: None, step: None, last: Decimal::ZERO, scores: Some(scores) }
    }

    /// With this score of the first place, in place of full marks.
    pub fn first(mut self, first: impl Into<Decimal>) -> Self {
        self.first = Some(first.into());
        self
    }

    /// With these points less for each further place, not negative.
    pub fn step(mut self, step: impl Into<Decimal>) -> Self {
        self.step = Some(step.into());
        self
    }

    /// With this lowest score.
    pub fn last(mut self, last: impl Into<Decimal>) -> Self {
        self.last = last.into();
        self
    }

    fn first_or_full(&self, setting: Setting) -> Decimal {
        self.first.unwrap_or(setting.scale)
    }

    /// The score after so many better subjects.
    fn rung(&self, better: usize, setting: Setting) -> Option<Exact> {
        let [first, last] = [self.first_or_full(setting), self.last].map(Exact::from);
        match (&self.scores, self.step) {
            (Some(scores), _) => Some(scores.get(better).map_or(last, |score| Exact::from(*score))),
            (None, Some(step)) => Some((first - Exact::from(step) * Exact::count(better)).max(last)),
            // Refused by `faults`: nothing says what a place is worth.
            (None, None) => None,
        }
    }

    fn faults_of_scores(&self, scores: &[Decimal]) -> Vec<Fault> {
        let besides = |name: &str, found: Option<Decimal>| {
            found.map(|found| {
                let what = format!("`{name}` has no meaning beside `scores`");
                Fault::new(name, what, plain(found), "either `scores`, or `first` and `step`")
            })
        };
        let ends = scores.last().and_then(|end| not_above("last", self.last, "the last of `scores`", *end));
        let rises = scores.iter().zip(scores.iter().skip(1)).enumerate().find_map(|(place, (before, score))| {
            not_above(&format!("scores[{}]", place.saturating_add(1)), *score, "the one before it", *before)
        });
        let few = at_least(1, "scores", scores.len());
        [besides("first", self.first), besides("step", self.step), few, rises, ends].into_iter().flatten().collect()
    }
}

impl Registered for RankLadder {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self {
            first: fields.optional("first"),
            step: fields.optional("step"),
            last: fields.or("last", Decimal::ZERO),
            scores: fields.optional("scores"),
        })
    }
}

impl ScoringRule for RankLadder {
    fn name(&self) -> &'static str {
        "rank_ladder"
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        if let Some(scores) = &self.scores {
            return self.faults_of_scores(scores);
        }
        let step = match self.step {
            Some(step) => not_negative("step", step),
            None => Some(Fault::new("step", "neither `step` nor `scores` is given", "none", "one of them")),
        };
        [step, not_above("last", self.last, "first", self.first_or_full(setting))].into_iter().flatten().collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        Ok(Calibration::default().ordered(sample.values))
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let better = cell.calibration.standing(x).better(cell.setting.direction);
        self.rung(better, cell.setting).map(Scored::from).ok_or(RuleError::TooLarge)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let standing = cell.calibration.standing(x);
        let basis = Basis::place(standing, cell.setting.direction);
        let better = standing.better(cell.setting.direction);
        let formula = match self.step.filter(|_| self.scores.is_none()) {
            None => Formula::from(self.rung(better, cell.setting)?),
            Some(step) => {
                let place = Formula::count(better.saturating_add(1)) - 1;
                let free = Formula::from(self.first_or_full(cell.setting)) - Formula::from(step) * place;
                if free.value()? < self.last.into() { free.max(self.last) } else { free }
            }
        };
        Some(Working::new(formula).basis(basis))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, calibrated, decimal, frozen, points};
    use super::*;
    use crate::method::direction::Direction;

    #[test]
    fn each_place_costs_a_step() {
        // meidadianqi.com 2021/1012/5037: 6 points, then 95 %, 90 %, 85 % of them by place.
        let rule = RankLadder::down_by(decimal("0.3"));
        let expected = points(&["6", "5.7", "5.4", "5.1"]);
        assert_eq!(calibrated(&rule, &["9", "8", "7", "6"], "6", Direction::Higher), expected);
        assert_eq!(calibrated(&rule, &["6", "7", "8", "9"], "6", Direction::Lower), expected);
    }

    #[test]
    fn equal_values_share_a_place_and_the_next_ones_are_skipped() {
        let rule = RankLadder::down_by(10).first(50).last(15);
        let values = ["5", "9", "9", "1", "0"];
        assert_eq!(calibrated(&rule, &values, "100", Direction::Higher), points(&["30", "50", "50", "20", "15"]));
        assert_eq!(calibrated(&rule, &["7"], "100", Direction::Lower), points(&["50"]));
        assert_eq!(calibrated(&rule, &["7", "7"], "100", Direction::Lower), points(&["50", "50"]));
    }

    #[test]
    fn listed_scores_go_by_place_and_end_in_the_last() {
        let rule = RankLadder::of([10, 6, 3]).last(1);
        let values = ["4", "3", "3", "2", "1"];
        assert_eq!(calibrated(&rule, &values, "100", Direction::Higher), points(&["10", "6", "6", "1", "1"]));
    }

    #[test]
    fn a_value_from_elsewhere_takes_the_place_it_would_have() {
        let rule = RankLadder::down_by(10);
        for (x, expected) in [("9", "100"), ("3", "90"), ("2.5", "80"), ("0", "70")] {
            assert_eq!(frozen(&rule, &["4", "3", "2"], x, "100", Direction::Higher), points(expected), "{x}");
        }
    }

    #[test]
    fn better_never_scores_less() {
        for rule in [RankLadder::down_by(20), RankLadder::of([90, 90, 40])] {
            for direction in [Direction::Higher, Direction::Lower] {
                assert_monotone(&rule, &["-3", "-3", "0", "0.5", "2", "2", "9"], direction);
            }
        }
    }

    #[test]
    fn impossible_parameters_are_named() {
        let step = RankLadder::down_by(1);
        let list = RankLadder::of([10, 5]);
        assert_eq!(at_fault(&RankLadder { step: None, ..step.clone() }), ["step"]);
        assert_eq!(at_fault(&step.clone().step(decimal("-1")).last(101)), ["step", "last"]);
        assert_eq!(at_fault(&list.clone().step(1)), ["step"]);
        assert_eq!(at_fault(&list.clone().first(1)), ["first"]);
        assert_eq!(at_fault(&list.clone().last(6)), ["last"]);
        assert_eq!(at_fault(&RankLadder::of([10, 5, 7])), ["scores[2]"]);
        assert_eq!(at_fault(&RankLadder::of::<i32>([])), ["scores"]);
        assert!(at_fault(&step).is_empty() && at_fault(&list).is_empty());
    }
}
