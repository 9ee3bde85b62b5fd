//! Combined-events points: a power of the distance from a base value.

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::positive;
use super::compare::is_better;
use super::context::{Cell, Scored, Setting};
use super::error::RuleError;
use super::limits::finish;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, better_by};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula, json_number};

/// Combined-events points: `a·(x − b)^c`; direction `lower`: `a·(b − x)^c`; 0 where the base is not positive.
///
/// Points are not bound to the scale, and are not rounded down here: declare `round` on the indicator for that. Source:
/// scoring formulae of World Athletics (IAAF) for combined events, where each further unit may earn more (`c > 1`) or
/// less (`c < 1`) than the one before. With a whole `c` of at most 64, points are exact; with another they are a real number.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Power, ScoringRule, Setting};
///
/// let rule = Power::new(2, 10, 3);
/// let scored = rule.score_all(&[10, 11, 13].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["0", "2", "54"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Power {
    /// Points for the first unit of distance; above 0.
    #[serde(serialize_with = "json_number")]
    pub a: Decimal,
    /// The value from which points begin, in the unit of the values.
    pub b: Exact,
    /// The exponent; above 0.
    #[serde(serialize_with = "json_number")]
    pub c: Decimal,
}

impl Power {
    /// `a` points for the first unit of distance from `b`, which grow with the power `c`.
    pub fn new(a: impl Into<Decimal>, b: impl Into<Exact>, c: impl Into<Decimal>) -> Self {
        Self { a: a.into(), b: b.into(), c: c.into() }
    }
}

impl Registered for Power {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let (a, b, c) = (fields.required("a"), fields.required("b"), fields.required("c"));
        Some(Self { a: a?, b: b?, c: c? })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        vec![("b", &mut self.b)]
    }
}

impl ScoringRule for Power {
    fn name(&self) -> &'static str {
        "power"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        [positive("a", self.a), positive("c", self.c)].into_iter().flatten().collect()
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let distance = match cell.setting.direction {
            Direction::Higher => x - &self.b,
            Direction::Lower => &self.b - x,
        };
        if !is_better(x, &self.b, cell.setting.direction) {
            return finish(Checked::ZERO);
        }
        let points = distance.power(&self.c.into()).map(|powered| Exact::from(self.a) * powered);
        points.map(Scored::from).ok_or(RuleError::TooLarge)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        if !is_better(x, &self.b, cell.setting.direction) {
            return Some(Working::new(0).basis(Basis::Short(self.b.clone())));
        }
        let distance = better_by(x, &self.b, cell.setting.direction);
        Some(Working::new(Formula::from(self.a) * distance.pow(self.c)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Calibration;
    use super::super::testing::{assert_monotone, at_fault, decimal, exact, off, points, real, score, scored, setting};
    use super::*;
    use crate::number::{Rounding, RoundingMode, Score};

    fn rule(a: &str, b: &str, c: &str) -> Power {
        Power::new(decimal(a), exact(b), decimal(c))
    }

    fn whole(score: Score) -> Score {
        Rounding::new(0, RoundingMode::Floor).score(score).unwrap()
    }

    #[test]
    fn the_decathlon_tables_come_out() {
        // IAAF Scoring Tables for Combined Events (2001), parameters of the men's decathlon, with points as published;
        // to 12 decimals from mpmath at 60 digits.
        let (sprint, jump, discus) =
            (rule("25.4347", "18", "1.81"), rule("0.14354", "220", "1.4"), rule("12.91", "4", "1.1"));
        for (rule, x, direction, exact, published) in [
            (&sprint, "10.00", Direction::Lower, "1096.527419440185", "1096"),
            (&sprint, "10.51", Direction::Lower, "973.282040376122", "973"),
            (&jump, "776", Direction::Higher, "1000.178811973422", "1000"),
            (&discus, "52.55", Direction::Higher, "924.132832170324", "924"),
        ] {
            let score = score(rule, x, "100", direction);
            assert_eq!(score, points(exact), "{x}");
            assert_eq!(whole(score), points(published), "{x}");
        }
    }

    #[test]
    fn nothing_is_earned_at_the_base_or_beyond_it() {
        let sprint = rule("25.4347", "18", "1.81");
        for x in ["18", "18.01", "99"] {
            assert_eq!(score(&sprint, x, "100", Direction::Lower), Score::ZERO, "{x}");
        }
    }

    #[test]
    fn whole_and_half_powers_are_exact() {
        assert_eq!(score(&rule("0.5", "-1", "1"), "2.3", "100", Direction::Higher), points("1.65"));
        assert_eq!(score(&rule("3", "1", "2"), "1.5", "100", Direction::Higher), points("0.75"));
        assert_eq!(score(&rule("2", "0", "0.5"), "6.25", "100", Direction::Higher), points("5"));
        // 7·1.01¹³, every digit.
        let outcome = scored(&rule("7", "1", "13"), &["2.01"], "100", Direction::Higher);
        let expected = Exact::of_big((7 * 101_i128.pow(13)).into(), dashu_int::UBig::from(10_u128.pow(26)));
        assert_eq!(outcome, [Ok(expected.into())]);
    }

    #[test]
    fn factors_are_multiplied_up_to_sixty_four_of_them() {
        let exact = |c: &str| scored(&rule("1", "0", c), &["1.5"], "1", Direction::Higher)[0].clone().unwrap().score;
        for (c, is_exact) in [("1", true), ("64.0", true), ("65", false), ("2.5", false), ("0.5", false)] {
            assert_eq!(exact(c).is_rational(), is_exact, "{c}");
        }
        // 3⁶⁴ over 2⁶⁴.
        let expected = Exact::of_big(3_i128.pow(64).into(), dashu_int::UBig::from(1_u128 << 64));
        assert_eq!(exact("64"), expected);
    }

    #[test]
    fn a_logarithm_at_the_base_earns_nothing() {
        for by in [-1, 1] {
            let calibration = Calibration::default();
            let cell = Cell::new(setting("100", Direction::Higher), &calibration);
            assert_eq!(Power::new(1, real("8"), 1).score(&off(by, "8"), &cell), Ok(0.into()));
        }
    }

    #[test]
    fn a_whole_power_is_as_large_as_it_is_and_a_real_one_beyond_range_is_refused() {
        let outcome = scored(&rule("1", "0", "9"), &["1000000", "10"], "100", Direction::Higher);
        let huge = Exact::of_big(10.into(), 1_u8.into());
        assert_eq!(outcome, [Ok(huge.power(&54.into()).unwrap().into()), Ok(1_000_000_000.into())]);
        let beyond = scored(&rule("1", "0", "100000.5"), &["1000000"], "100", Direction::Higher);
        assert_eq!(beyond, [Err(RuleError::TooLarge)]);
    }

    #[test]
    fn better_never_scores_less() {
        let values = ["-3", "0", "0.0001", "1", "1.0001", "17.9", "18", "40"];
        for c in ["0.3", "1", "1.81"] {
            assert_monotone(&rule("7", "0", c), &values, Direction::Higher);
            assert_monotone(&rule("7", "18", c), &values, Direction::Lower);
        }
    }

    #[test]
    fn impossible_parameters_are_named() {
        assert_eq!(at_fault(&rule("0", "-5", "-1")), ["a", "c"]);
        assert!(at_fault(&rule("1", "-5", "0.1")).is_empty());
    }
}
