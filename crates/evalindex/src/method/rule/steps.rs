//! A table of steps: the score of the threshold that is reached.

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::{at_least, in_order, run};
use super::context::{Cell, Scored, Setting};
use super::digits::digits;
use super::error::RuleError;
use super::limits::finish;
use super::scoring_rule::{Registered, ScoringRule};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::json_number;

/// A table of steps `[threshold, score]`: the score of the highest threshold that the value reaches; direction `lower`:
/// of the lowest that it does not exceed.
///
/// A value that only equals a threshold reaches it. Below the lowest (`lower`: above the highest) the score is `below`.
/// Scores are in points, as declared. Source: banded tables of assessment rules, such as the energy-saving targets of
/// the 2007 plan (40 points at 100 %, 36 at 90 %, …, nothing below 50 %).
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Direction;
/// use evalindex::rule::{ScoringRule, Setting, Steps};
///
/// let rule = Steps::new([[60, 50], [80, 80], [100, 100]]);
/// let scored = rule.score_all(&[59, 80, 120].map(Decimal::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["0", "80", "100"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Steps {
    /// The steps `[threshold, score]`, at least one, thresholds strictly rising or strictly falling: thresholds in the
    /// unit of the values.
    #[serde(serialize_with = "digits")]
    pub steps: Vec<[Decimal; 2]>,
    /// The score of a value that reaches no threshold; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub below: Decimal,
}

impl Steps {
    /// These steps `[threshold, score]`, and 0 where none is reached.
    pub fn new<N: Into<Decimal>>(steps: impl IntoIterator<Item = [N; 2]>) -> Self {
        let steps = steps.into_iter().map(|step| step.map(Into::into)).collect();
        Self { steps, below: Decimal::ZERO }
    }

    /// With this score of a value that reaches no threshold.
    pub fn below(mut self, below: impl Into<Decimal>) -> Self {
        self.below = below.into();
        self
    }

    /// Whether thresholds rise; they rise or fall all the way.
    fn rises(&self) -> bool {
        let [first, last] = [self.steps.first(), self.steps.last()].map(|step| step.map(|[at, _]| *at));
        first <= last
    }

    /// The last of the steps at the beginning with thresholds of this sort.
    fn before(&self, is_such: impl Fn(Decimal) -> bool) -> Option<&[Decimal; 2]> {
        let next = self.steps.partition_point(|[at, _]| is_such(*at));
        next.checked_sub(1).and_then(|last| self.steps.get(last))
    }

    /// The first step after those at the beginning with thresholds of this sort.
    fn from(&self, is_such: impl Fn(Decimal) -> bool) -> Option<&[Decimal; 2]> {
        self.steps.get(self.steps.partition_point(|[at, _]| is_such(*at)))
    }
}

impl Registered for Steps {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let steps = fields.required("steps");
        let below = fields.or("below", Decimal::ZERO);
        Some(Self { steps: steps?, below })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Decimal)> {
        self.steps.iter_mut().map(|[threshold, _]| ("steps", threshold)).collect()
    }
}

impl ScoringRule for Steps {
    fn name(&self) -> &'static str {
        "steps"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let thresholds = || self.steps.iter().map(|[threshold, _]| *threshold);
        let run = run(thresholds().next(), thresholds().next_back());
        let order = in_order(thresholds(), run, |place| format!("steps[{place}][0]"));
        [at_least(1, "steps", self.steps.len()), order].into_iter().flatten().collect()
    }

    fn score(&self, x: Decimal, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let reached = match (cell.setting.direction, self.rises()) {
            (Direction::Higher, true) => self.before(|at| at <= x),
            (Direction::Higher, false) => self.from(|at| at > x),
            (Direction::Lower, true) => self.from(|at| at < x),
            (Direction::Lower, false) => self.before(|at| at >= x),
        };
        finish(reached.map_or(self.below, |[_, score]| *score).into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{assert_monotone, at_fault, points, score};
    use super::*;

    #[test]
    fn the_energy_saving_table_scores_the_step_that_is_reached() {
        // lawyee.com.cn 17064108: 40 points by rate of completion, nothing below 50 %.
        let rule = Steps::new([[100, 40], [90, 36], [80, 32], [70, 28], [60, 24], [50, 20]]);
        for (rate, expected) in [
            ("100", "40"),
            ("95", "36"),
            ("90", "36"),
            ("80", "32"),
            ("70", "28"),
            ("60", "24"),
            ("50", "20"),
            ("49.9", "0"),
        ] {
            assert_eq!(score(&rule, rate, "40", Direction::Higher), points(expected), "{rate}");
        }
    }

    #[test]
    fn lower_takes_the_lowest_threshold_not_exceeded() {
        let rule = Steps::new([[10, 100], [20, 60], [30, 30]]).below(1);
        for (x, expected) in [("0", "100"), ("10", "100"), ("10.1", "60"), ("20", "60"), ("30", "30"), ("30.1", "1")] {
            assert_eq!(score(&rule, x, "100", Direction::Lower), points(expected), "{x}");
        }
    }

    #[test]
    fn the_order_in_which_steps_are_written_does_not_matter() {
        let (rising, falling) = (Steps::new([[1, 10], [2, 20], [4, 30]]), Steps::new([[4, 30], [2, 20], [1, 10]]));
        for x in ["0", "1", "1.9", "2", "3", "4", "9"] {
            let both = [&rising, &falling].map(|rule| score(rule, x, "100", Direction::Higher));
            assert_eq!(both[0], both[1], "{x}");
        }
        assert_monotone(&falling, &["0", "1", "1.9", "2", "3", "4", "9"], Direction::Higher);
        let costs = Steps::new([[1, 30], [2, 20], [4, 10]]);
        assert_monotone(&costs, &["0", "1", "1.9", "2", "3", "4", "9"], Direction::Lower);
    }

    #[test]
    fn impossible_steps_are_named() {
        assert_eq!(at_fault(&Steps::new::<i32>([])), ["steps"]);
        assert_eq!(at_fault(&Steps::new([[1, 10], [1, 20]])), ["steps[1][0]"]);
        assert_eq!(at_fault(&Steps::new([[1, 10], [3, 20], [2, 30], [4, 40]])), ["steps[2][0]"]);
        assert!(at_fault(&Steps::new([[1, 10]])).is_empty());
    }

    #[test]
    fn it_is_written_as_documents_write_it() {
        let json = serde_json::to_string(&Rule::from(Steps::new([[1, 10], [2, 20]]))).unwrap();
        assert_eq!(json, r#"{"type":"steps","steps":[[1,10],[2,20]],"below":0}"#);
    }
}
