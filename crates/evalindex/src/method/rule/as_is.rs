//! A figure that is a score already.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::below;
use super::compare::order;
use super::context::{Cell, Scored, Setting};
use super::error::RuleError;
use super::limits::finish;
use super::scoring_rule::{Registered, ScoringRule};
use super::working::Working;
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Exact, json_number, optional_number};

/// A figure that is a score already: `x` itself, where outside `min..max` is an error.
///
/// More is better, whatever the direction says of the figures elsewhere. `min` and `max` are scores, so a transform does
/// not apply to them.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{AsIs, RuleError, ScoringRule, Setting};
///
/// let setting = Setting::new(100, Direction::Higher);
/// let scored = AsIs::default().score_all(&[Decimal::new(615, 1).into()], setting)?;
/// assert_eq!(scored[0].score.to_string(), "61.5");
/// assert!(matches!(AsIs::default().score_all(&[Exact::from(101)], setting), Err(RuleError::OutsideRange { .. })));
/// # Ok::<(), RuleError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AsIs {
    /// The lowest score allowed; 0 by default.
    #[serde(serialize_with = "json_number")]
    pub min: Decimal,
    /// The highest score allowed; full marks when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub max: Option<Decimal>,
}

impl AsIs {
    /// With this lowest score allowed.
    pub fn min(mut self, min: impl Into<Decimal>) -> Self {
        self.min = min.into();
        self
    }

    /// With this highest score allowed.
    pub fn max(mut self, max: impl Into<Decimal>) -> Self {
        self.max = Some(max.into());
        self
    }

    fn max_or_full(&self, setting: Setting) -> Decimal {
        self.max.unwrap_or(setting.scale)
    }
}

impl Registered for AsIs {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self { min: fields.or("min", Decimal::ZERO), max: fields.optional("max") })
    }
}

impl ScoringRule for AsIs {
    fn name(&self) -> &'static str {
        "as_is"
    }

    fn faults(&self, setting: Setting) -> Vec<Fault> {
        below("min", self.min, "max", self.max_or_full(setting)).into_iter().collect()
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let (min, max) = (self.min, self.max_or_full(cell.setting));
        if order(x, &min.into()) == Ordering::Less || order(x, &max.into()) == Ordering::Greater {
            return Err(RuleError::OutsideRange { found: x.clone(), min, max });
        }
        finish(x.into())
    }

    fn working(&self, x: &Exact, _: &Cell<'_>) -> Option<Working> {
        Some(Working::new(x))
    }

    fn improving(&self, _: &Exact, _: Setting) -> Option<(Direction, Option<Exact>)> {
        Some((Direction::Higher, None))
    }

    fn uses_direction(&self) -> bool {
        false
    }

    fn merit(&self, x: &Exact, _: Setting) -> Result<Exact, RuleError> {
        Ok(x.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_monotone, at_fault, exact, points, score, scored, setting};
    use super::*;
    use crate::method::direction::Direction;

    #[test]
    fn the_figure_is_the_score_in_either_direction() {
        for direction in [Direction::Higher, Direction::Lower] {
            for x in ["0", "61.205", "99.123456789012", "100"] {
                assert_eq!(score(&AsIs::default(), x, "100", direction), points(x));
            }
            assert!(!AsIs::default().uses_direction());
            let merit = |x| AsIs::default().merit(&exact(x), setting("100", direction)).unwrap();
            assert!(merit("1") < merit("2"));
        }
        assert_monotone(&AsIs::default(), &["0", "0.000000000001", "50", "100"], Direction::Higher);
    }

    #[test]
    fn outside_the_range_is_refused_with_the_range() {
        let outcome = scored(&AsIs::default(), &["-0.1", "120.1"], "120", Direction::Higher);
        let outside = |x| Err(RuleError::OutsideRange { found: exact(x), min: 0.into(), max: 120.into() });
        assert_eq!(outcome, [outside("-0.1"), outside("120.1")]);
        let wide = AsIs::default().min(-5).max(5);
        assert_eq!(score(&wide, "-5", "1", Direction::Higher), points("-5"));
    }

    #[test]
    fn an_empty_range_is_named() {
        assert_eq!(at_fault(&AsIs::default().min(100)), ["min"]);
        assert!(at_fault(&AsIs::default()).is_empty());
    }
}
