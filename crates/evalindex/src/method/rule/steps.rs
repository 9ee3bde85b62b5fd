//! A table of steps: the score of the threshold that is reached.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::{at_least, in_order, run};
use super::compare::order;
use super::context::{Cell, Scored, Setting};
use super::error::RuleError;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Exact, json_number};

/// A table of steps `[threshold, score]`: the score of the highest threshold that the value reaches; direction `lower`:
/// of the lowest that it does not exceed.
///
/// A value that only equals a threshold reaches it. Below the lowest (`lower`: above the highest) the score is `below`.
/// Scores are in points, as declared. Source: banded tables of assessment rules, such as the energy-saving targets of
/// the 2007 plan (40 points at 100 %, 36 at 90 %, …, nothing below 50 %).
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{ScoringRule, Setting, Steps};
///
/// let rule = Steps::new([[60, 50], [80, 80], [100, 100]]);
/// let scored = rule.score_all(&[59, 80, 120].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["0", "80", "100"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Steps {
    /// The steps `[threshold, score]`, at least one, thresholds strictly rising or strictly falling: thresholds in the
    /// unit of the values.
    pub steps: Vec<[Exact; 2]>,
    /// The score of a value that reaches no threshold; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub below: Decimal,
}

impl Steps {
    /// These steps `[threshold, score]`, and 0 where none is reached.
    pub fn new<N: Into<Exact>>(steps: impl IntoIterator<Item = [N; 2]>) -> Self {
        let steps = steps.into_iter().map(|step| step.map(Into::into)).collect();
        Self { steps, below: Decimal::ZERO }
    }

    /// With this score of a value that reaches no threshold.
    pub fn below(mut self, below: impl Into<Decimal>) -> Self {
        self.below = below.into();
        self
    }

    /// How the thresholds run: `Less` when they rise.
    fn run(&self) -> Ordering {
        run(self.steps.first().map(|[threshold, _]| threshold), self.steps.last().map(|[threshold, _]| threshold))
    }

    /// The hardest step that the value reaches.
    fn reached(&self, x: &Exact, direction: Direction) -> Option<&[Exact; 2]> {
        let short = match direction {
            Direction::Higher => Ordering::Less,
            Direction::Lower => Ordering::Greater,
        };
        let is_short = |[threshold, _]: &[Exact; 2]| order(x, threshold) == short;
        // Thresholds are a list in order, easiest or hardest first.
        let easiest_first = (self.run() == Ordering::Less) == (direction == Direction::Higher);
        let place = if easiest_first {
            self.steps.partition_point(|step| !is_short(step)).checked_sub(1)
        } else {
            Some(self.steps.partition_point(is_short))
        };
        self.steps.get(place?)
    }
}

impl Registered for Steps {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let steps = fields.required("steps");
        let below = fields.or("below", Decimal::ZERO);
        Some(Self { steps: steps?, below })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        self.steps.iter_mut().map(|[threshold, _]| ("steps", threshold)).collect()
    }
}

impl ScoringRule for Steps {
    fn name(&self) -> &'static str {
        "steps"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let thresholds = self.steps.iter().map(|[threshold, _]| threshold.clone());
        let order = in_order(thresholds, self.run(), |place| format!("steps[{place}][0]"));
        [at_least(1, "steps", self.steps.len()), order].into_iter().flatten().collect()
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let reached = self.reached(x, cell.setting.direction);
        Ok(reached.map_or_else(|| self.below.into(), |[_, score]| score.clone().into()))
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let reached = self.reached(x, cell.setting.direction);
        if let Some([threshold, score]) = reached {
            return Some(Working::new(score).basis(Basis::Reached(threshold.clone())));
        }
        // The easiest threshold.
        let thresholds = self.steps.iter().map(|[threshold, _]| threshold);
        let easiest = match cell.setting.direction {
            Direction::Higher => thresholds.min(),
            Direction::Lower => thresholds.max(),
        };
        Some(Working::new(self.below).basis(Basis::Short(easiest?.clone())))
    }

    fn improving(&self, _: &Exact, setting: Setting) -> Option<(Direction, Option<Exact>)> {
        let mut steps: Vec<&[Exact; 2]> = self.steps.iter().collect();
        steps.sort_by(|[one, _], [other, _]| one.cmp(other));
        if setting.direction == Direction::Lower {
            steps.reverse();
        }
        let below = Exact::from(self.below);
        let scores = std::iter::once(&below).chain(steps.into_iter().map(|[_, score]| score));
        scores.is_sorted().then_some((setting.direction, None))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{assert_monotone, at_fault, exact, off, points, real, score, setting};
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
    fn a_threshold_is_reached_exactly_and_by_an_equal_logarithm() {
        let rule = Steps::new([[Exact::ratio(1, 3).unwrap(), 50.into()], [Exact::ONE, 100.into()]]);
        let x = [Exact::ratio(1, 3).unwrap(), exact("0.3333333333333333333333333333")];
        assert_eq!(rule.score_all(&x, setting("100", Direction::Higher)), Ok(vec![50.into(), 0.into()]));
        for direction in [Direction::Higher, Direction::Lower] {
            let rule = Steps::new([[real("8"), 50.into()]]);
            let values = [off(-1, "8"), off(1, "8")];
            assert_eq!(rule.score_all(&values, setting("100", direction)), Ok(vec![50.into(); 2]));
        }
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
