//! Straight lines between declared points.

use std::cmp::Ordering;

use serde::Serialize;

use super::checks::{at_least, in_order};
use super::compare::order;
use super::context::{Cell, Scored, Setting};
use super::error::RuleError;
use super::limits::{finish, line};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, line_formula};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::Exact;

/// Straight lines between declared points `[x, score]`, flat outside the first and the last.
///
/// The points alone say what is better: direction does not matter, and the worst value is the one with the lowest score.
/// Scores are in points, as declared. Sources: goalposts with a bend; the gap-to-goal method (0 below half of the target,
/// then straight to full marks).
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Piecewise, ScoringRule, Setting};
///
/// let rule = Piecewise::new([[50, 0], [100, 100]]);
/// let scored = rule.score_all(&[40, 75, 120].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["0", "50", "100"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Piecewise {
    /// The points `[x, score]`, at least two, `x` strictly rising: `x` in the unit of the values.
    pub points: Vec<[Exact; 2]>,
}

impl Piecewise {
    /// Lines through these points `[x, score]`.
    pub fn new<N: Into<Exact>>(points: impl IntoIterator<Item = [N; 2]>) -> Self {
        Self { points: points.into_iter().map(|point| point.map(Into::into)).collect() }
    }

    fn at(&self, x: &Exact) -> Result<Scored, RuleError> {
        let passed = self.points.partition_point(|[end, _]| order(end, x) == Ordering::Less);
        let before = passed.checked_sub(1).and_then(|place| self.points.get(place));
        finish(match (before, self.points.get(passed)) {
            (Some([from, low]), Some([to, high])) if order(x, to) == Ordering::Less => line(x, [from, low], [to, high]),
            (_, Some([_, score])) | (Some([_, score]), None) => score.into(),
            // Refused by `faults`: there are no points.
            (None, None) => return Err(RuleError::TooLarge),
        })
    }
}

impl Registered for Piecewise {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required("points").map(|points| Self { points })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        self.points.iter_mut().map(|[x, _]| ("points", x)).collect()
    }
}

impl ScoringRule for Piecewise {
    fn name(&self) -> &'static str {
        "piecewise"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let ends = self.points.iter().map(|[x, _]| x.clone());
        let order = in_order(ends, Ordering::Less, |place| format!("points[{place}][0]"));
        [at_least(2, "points", self.points.len()), order].into_iter().flatten().collect()
    }

    fn score(&self, x: &Exact, _: &Cell<'_>) -> Result<Scored, RuleError> {
        self.at(x)
    }

    fn working(&self, x: &Exact, _: &Cell<'_>) -> Option<Working> {
        let passed = self.points.partition_point(|[end, _]| order(end, x) == Ordering::Less);
        let before = passed.checked_sub(1).and_then(|place| self.points.get(place));
        Some(match (before, self.points.get(passed)) {
            (Some([from, low]), Some([to, high])) if order(x, to) == Ordering::Less => {
                let basis = Basis::Between { from: from.clone(), to: to.clone() };
                Working::new(line_formula(x, [from, low], [to, high])).basis(basis)
            }
            (None, Some([end, score])) => Working::new(score).basis(Basis::Short(end.clone())),
            (_, Some([end, score])) | (Some([end, score]), None) => {
                Working::new(score).basis(Basis::Reached(end.clone()))
            }
            (None, None) => return None,
        })
    }

    fn improving(&self, _: &Exact, _: Setting) -> Option<(Direction, Option<Exact>)> {
        let scores = || self.points.iter().map(|[_, score]| score);
        if scores().is_sorted() {
            Some((Direction::Higher, None))
        } else {
            scores().rev().is_sorted().then_some((Direction::Lower, None))
        }
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn merit(&self, x: &Exact, _: Setting) -> Result<Exact, RuleError> {
        self.at(x).map(|scored| scored.score)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{assert_monotone, at_fault, exact, off, points, real, score, scored, setting};
    use super::*;
    use crate::method::direction::Direction;

    #[test]
    fn gap_to_goal_is_nothing_below_half_and_full_at_the_target() {
        // lawinsider.com, gap-to-goal methodology: 75 % of the target scores 50.
        let rule = Piecewise::new([[50, 0], [100, 100]]);
        for (rate, expected) in [("49", "0"), ("50", "0"), ("75", "50"), ("100", "100"), ("120", "100")] {
            assert_eq!(score(&rule, rate, "100", Direction::Higher), points(expected), "{rate}");
        }
    }

    #[test]
    fn points_are_met_exactly_and_thirds_are_exact() {
        let rule = Piecewise::new([[0, 10], [3, 11], [5, 31]]);
        for (x, expected) in [("0", "10"), ("1", "10.333333333333"), ("3", "11"), ("4", "21"), ("5", "31")] {
            assert_eq!(score(&rule, x, "100", Direction::Higher), points(expected), "{x}");
        }
        assert_eq!(scored(&rule, &["1"], "100", Direction::Higher), [Ok(Exact::ratio(31, 3).unwrap().into())]);
        assert_monotone(&rule, &["-1", "0", "0.1", "2.999", "3", "3.001", "4.9", "5", "6"], Direction::Higher);
    }

    #[test]
    fn a_logarithm_at_a_point_meets_it() {
        let rule = Piecewise::new([[real("2"), 0.into()], [real("8"), 10.into()], [real("16"), 90.into()]]);
        for by in [-1, 1] {
            assert_eq!(rule.at(&off(by, "8")).unwrap(), 10.into());
        }
        assert_eq!(rule.at(&real("1")).unwrap(), 0.into());
        assert_eq!(rule.at(&real("17")).unwrap(), 90.into());
    }

    #[test]
    fn the_points_decide_what_is_better_not_the_direction() {
        let falling = Piecewise::new([[0, 100], [10, 0]]);
        for direction in [Direction::Higher, Direction::Lower] {
            assert_eq!(score(&falling, "2.5", "100", direction), points("75"));
            let merit = |x| falling.merit(&exact(x), setting("100", direction)).unwrap();
            assert!(merit("9") < merit("1"));
        }
    }

    #[test]
    fn impossible_points_are_named() {
        assert_eq!(at_fault(&Piecewise::new([[0, 0]])), ["points"]);
        assert_eq!(at_fault(&Piecewise::new([[0, 0], [5, 1], [5, 2]])), ["points[2][0]"]);
        assert_eq!(at_fault(&Piecewise::new([[5, 0], [0, 1]])), ["points[1][0]"]);
        assert!(at_fault(&Piecewise::new([[0, 5], [1, 0], [2, 5]])).is_empty());
    }

    #[test]
    fn it_is_written_as_documents_write_it() {
        let json = serde_json::to_string(&Rule::from(Piecewise::new([[0, 5], [1, 0]]))).unwrap();
        assert_eq!(json, r#"{"type":"piecewise","points":[[0,5],[1,0]]}"#);
    }
}
