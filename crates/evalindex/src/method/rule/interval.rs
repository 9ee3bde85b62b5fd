//! A best interval, with less on both sides of it.

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::{below, not_above};
use super::context::{Cell, Scored, Setting};
use super::digits::digits;
use super::error::RuleError;
use super::limits::{finish, line};
use super::scoring_rule::{Registered, ScoringRule};
use crate::json::Fields;
use crate::method::fault::Fault;
use crate::number::Checked;

/// A best interval: `S` inside `best`, its ends included, falling straight to 0 at `limits`, and 0 outside them.
///
/// The intervals alone say what is better: direction does not matter, and the worst value is the one with the lowest score.
/// Source: moderate (适度) indicators, interval normalisation of multi-criteria methods.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Direction;
/// use evalindex::rule::{Interval, ScoringRule, Setting};
///
/// let rule = Interval::new([40, 60], [0, 100]);
/// let scored = rule.score_all(&[20, 50, 100].map(Decimal::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["50", "100", "0"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Interval {
    /// The values with full marks, from and to, in the unit of the values; they may coincide.
    #[serde(serialize_with = "digits")]
    pub best: [Decimal; 2],
    /// The values at which the score has fallen to 0, around `best`.
    #[serde(serialize_with = "digits")]
    pub limits: [Decimal; 2],
}

impl Interval {
    /// Full marks within `best`, nothing beyond `limits`.
    pub fn new<N: Into<Decimal>>(best: [N; 2], limits: [N; 2]) -> Self {
        Self { best: best.map(Into::into), limits: limits.map(Into::into) }
    }

    fn at(&self, x: Decimal, scale: Decimal) -> Result<Scored, RuleError> {
        let ([from, to], [lowest, highest]) = (self.best, self.limits);
        finish(if from <= x && x <= to {
            scale.into()
        } else if x <= lowest || x >= highest {
            Checked::ZERO
        } else if x < from {
            line(x, [lowest, Decimal::ZERO], [from, scale])
        } else {
            line(x, [highest, Decimal::ZERO], [to, scale])
        })
    }
}

impl Registered for Interval {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (best, limits) = (fields.required("best"), fields.required("limits"));
        Some(Self { best: best?, limits: limits? })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Decimal)> {
        let best = self.best.iter_mut().map(|value| ("best", value));
        best.chain(self.limits.iter_mut().map(|value| ("limits", value))).collect()
    }
}

impl ScoringRule for Interval {
    fn name(&self) -> &'static str {
        "interval"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let ([from, to], [lowest, highest]) = (self.best, self.limits);
        [
            not_above("limits[0]", lowest, "best[0]", from),
            not_above("best[0]", from, "best[1]", to),
            not_above("best[1]", to, "limits[1]", highest),
            below("limits[0]", lowest, "limits[1]", highest),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn score(&self, x: Decimal, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        self.at(x, cell.setting.scale)
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn merit(&self, x: Decimal, setting: Setting) -> Result<Decimal, RuleError> {
        self.at(x, setting.scale).map(|scored| scored.score.to_decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, decimal, points, score, setting};
    use super::*;
    use crate::method::direction::Direction;

    #[test]
    fn full_inside_falling_straight_to_nothing_at_the_limits() {
        let rule = Interval::new([40, 60], [10, 100]);
        for (x, expected) in [
            ("5", "0"),
            ("10", "0"),
            ("20", "33.333333333333"),
            ("39.7", "99"),
            ("40", "100"),
            ("50", "100"),
            ("60", "100"),
            ("70", "75"),
            ("100", "0"),
            ("101", "0"),
        ] {
            assert_eq!(score(&rule, x, "100", Direction::Higher), points(expected), "{x}");
            assert_eq!(score(&rule, x, "100", Direction::Lower), points(expected), "{x}");
        }
    }

    #[test]
    fn a_side_without_room_falls_at_once_and_a_point_may_be_best() {
        let rule = Interval::new([0, 5], [0, 10]);
        assert_eq!(score(&rule, "0", "100", Direction::Higher), points("100"));
        assert_eq!(score(&rule, "-0.001", "100", Direction::Higher), points("0"));
        let point = Interval::new([3, 3], [0, 6]);
        assert_eq!(score(&point, "3", "100", Direction::Higher), points("100"));
        assert_eq!(score(&point, "4.5", "100", Direction::Higher), points("50"));
    }

    #[test]
    fn nearer_the_best_never_scores_less_and_the_worst_is_the_lowest_score() {
        let rule = Interval::new([40, 60], [10, 100]);
        assert_monotone(&rule, &["0", "10", "10.1", "20", "39.9", "40", "60"], Direction::Higher);
        assert_monotone(&rule, &["40", "60", "60.1", "70", "99.9", "100", "200"], Direction::Lower);
        let merit = |x| rule.merit(decimal(x), setting("100", Direction::Higher)).unwrap();
        assert!(merit("99") < merit("20") && merit("20") < merit("50"));
    }

    #[test]
    fn impossible_intervals_are_named() {
        assert_eq!(at_fault(&Interval::new([60, 40], [0, 100])), ["best[0]"]);
        assert_eq!(at_fault(&Interval::new([40, 60], [41, 59])), ["limits[0]", "best[1]"]);
        assert_eq!(at_fault(&Interval::new([5, 5], [5, 5])), ["limits[0]"]);
        assert!(at_fault(&Interval::new([5, 5], [5, 6])).is_empty());
    }
}
