//! A best interval, with less on both sides of it.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::{below, not_above};
use super::compare::order;
use super::context::{Cell, Scored, Setting};
use super::error::RuleError;
use super::limits::{finish, line};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, line_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula};

/// A best interval: `S` inside `best`, its ends included, falling straight to 0 at `limits`, and 0 outside them.
///
/// The intervals alone say what is better: direction does not matter, and the worst value is the one with the lowest score.
/// Source: moderate (适度) indicators, interval normalisation of multi-criteria methods.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Interval, ScoringRule, Setting};
///
/// let rule = Interval::new([40, 60], [0, 100]);
/// let scored = rule.score_all(&[20, 50, 100].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["50", "100", "0"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Interval {
    /// The values with full marks, from and to, in the unit of the values; they may coincide.
    pub best: [Exact; 2],
    /// The values at which the score has fallen to 0, around `best`.
    pub limits: [Exact; 2],
}

impl Interval {
    /// Full marks within `best`, nothing beyond `limits`.
    pub fn new<N: Into<Exact>>(best: [N; 2], limits: [N; 2]) -> Self {
        Self { best: best.map(Into::into), limits: limits.map(Into::into) }
    }

    fn at(&self, x: &Exact, scale: Decimal) -> Result<Scored, RuleError> {
        let ([from, to], [lowest, highest]) = (&self.best, &self.limits);
        let (full, nothing) = (Exact::from(scale), Exact::ZERO);
        let (is_low, is_high) = (order(x, from) == Ordering::Less, order(x, to) == Ordering::Greater);
        finish(if !is_low && !is_high {
            full.into()
        } else if order(x, lowest) != Ordering::Greater || order(x, highest) != Ordering::Less {
            Checked::ZERO
        } else if is_low {
            line(x, [lowest, &nothing], [from, &full])
        } else {
            line(x, [highest, &nothing], [to, &full])
        })
    }
}

impl Registered for Interval {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (best, limits) = (fields.required("best"), fields.required("limits"));
        Some(Self { best: best?, limits: limits? })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        let best = self.best.iter_mut().map(|value| ("best", value));
        best.chain(self.limits.iter_mut().map(|value| ("limits", value))).collect()
    }
}

impl ScoringRule for Interval {
    fn name(&self) -> &'static str {
        "interval"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let ([from, to], [lowest, highest]) = (self.best.clone(), self.limits.clone());
        [
            not_above("limits[0]", lowest.clone(), "best[0]", from.clone()),
            not_above("best[0]", from, "best[1]", to.clone()),
            not_above("best[1]", to, "limits[1]", highest.clone()),
            below("limits[0]", lowest, "limits[1]", highest),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        self.at(x, cell.setting.scale)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let ([from, to], [lowest, highest]) = (&self.best, &self.limits);
        let (full, nothing) = (Exact::from(cell.setting.scale), Exact::ZERO);
        let (is_low, is_high) = (order(x, from) == Ordering::Less, order(x, to) == Ordering::Greater);
        let between = |from: &Exact, to: &Exact| Basis::Between { from: from.clone(), to: to.clone() };
        Some(if !is_low && !is_high {
            Working::new(&full).basis(Basis::Inside { from: from.clone(), to: to.clone() })
        } else if order(x, lowest) != Ordering::Greater || order(x, highest) != Ordering::Less {
            Working::new(0).basis(Basis::Outside { from: lowest.clone(), to: highest.clone() })
        } else if is_low {
            Working::new(line_formula(x, [lowest, &nothing], [from, &full])).basis(between(lowest, from))
        } else {
            let part = Formula::from(highest) - x;
            let formula = Formula::from(&full) * part / (Formula::from(highest) - to);
            Working::new(formula).basis(between(highest, to))
        })
    }

    fn improving(&self, x: &Exact, _: Setting) -> Option<(Direction, Option<Exact>)> {
        let [from, to] = &self.best;
        let way = if order(x, to) == Ordering::Greater { (Direction::Lower, to) } else { (Direction::Higher, from) };
        Some((way.0, Some(way.1.clone())))
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn merit(&self, x: &Exact, setting: Setting) -> Result<Exact, RuleError> {
        self.at(x, setting.scale).map(|scored| scored.score)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, exact, off, points, real, score, scored, setting};
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
    fn shares_of_a_side_are_exact_and_logarithms_at_an_end_are_within() {
        let rule = Interval::new([40, 60], [10, 100]);
        assert_eq!(scored(&rule, &["20"], "100", Direction::Higher), [Ok(Exact::ratio(100, 3).unwrap().into())]);
        let rule = Interval::new([real("16"), real("64")], [real("4"), real("256")]);
        for (x, expected) in [("4", 0), ("16", 100), ("64", 100), ("256", 0)] {
            for by in [-1, 1] {
                assert_eq!(rule.at(&off(by, x), Decimal::ONE_HUNDRED).unwrap(), expected.into(), "{x}");
            }
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
        let merit = |x| rule.merit(&exact(x), setting("100", Direction::Higher)).unwrap();
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
