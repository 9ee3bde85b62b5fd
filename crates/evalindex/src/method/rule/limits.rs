//! What rules do at the end: a line between points, declared limits, and the one rounding to a score.

use rust_decimal::Decimal;

use super::context::Scored;
use super::error::RuleError;
use crate::number::{Checked, Real, Score};

/// The exact result as a score.
pub(super) fn finish(result: Checked) -> Result<Scored, RuleError> {
    result.to_score().map(Scored::from).ok_or(RuleError::TooLarge)
}

/// A real result as a score.
pub(super) fn finish_real(result: Option<Real>) -> Result<Scored, RuleError> {
    let units = result.and_then(|result| result.to_scaled(Score::DECIMALS));
    units.and_then(Score::from_units).map(Scored::from).ok_or(RuleError::TooLarge)
}

/// A declared limit of a score: the name of the rule's parameter, and its value.
pub(super) type Limit = (&'static str, Decimal);

/// The exact result held within declared limits, as a score that says which of them moved it.
pub(super) fn finish_within(free: Checked, floor: Option<Limit>, cap: Option<Limit>) -> Result<Scored, RuleError> {
    let capped = cap.map_or(free, |(_, cap)| free.at_most(cap.into()));
    let held = floor.map_or(capped, |(_, floor)| capped.at_least(floor.into()));
    let score = held.to_score().ok_or(RuleError::TooLarge)?;
    // A result that is itself too large for a score was moved, or there would be no score.
    if free.to_score() == Some(score) {
        return Ok(score.into());
    }
    let at_floor = floor.filter(|(_, floor)| Score::from_decimal(*floor) == Some(score));
    Ok(Scored { score, limited: at_floor.or(cap).map(|(name, _)| name) })
}

/// The line through two points of different `x`, `[x, y]` each, at `x`, exactly.
pub(super) fn line(x: Decimal, from: [Decimal; 2], to: [Decimal; 2]) -> Checked {
    let [from_x, from_y] = from.map(Checked::from);
    let [to_x, to_y] = to.map(Checked::from);
    // The quotient of two decimals always fits, and once it does, their powers of ten can cancel.
    from_y + (Checked::from(x) - from_x) / (to_x - from_x) * (to_y - from_y)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{decimal, points};
    use super::*;

    fn within(result: &str, floor: &str, cap: &str) -> Scored {
        finish_within(decimal(result).into(), Some(("floor", decimal(floor))), Some(("cap", decimal(cap)))).unwrap()
    }

    #[test]
    fn a_limit_shows_only_where_it_moves_the_score() {
        assert_eq!(within("100", "0", "100"), Scored::from(points("100")));
        assert_eq!(within("100.0000000000001", "0", "100"), Scored::from(points("100")));
        assert_eq!(within("100.000000000001", "0", "100"), Scored::from(points("100")).limited("cap"));
        assert_eq!(within("-1", "0", "100"), Scored::from(points("0")).limited("floor"));
    }

    #[test]
    fn a_proportion_of_long_decimals_has_room() {
        // Part and whole have 27 decimals each, which cancel; multiplied first, they would pass 256 bits.
        let exact = |text| Checked::from(decimal(text));
        let part = exact("48.043333333333333333333333333");
        let whole = exact("1.527525231651946668862682398");
        let result = part / whole * exact("36.21176924932561940389");
        // From mpmath at 60 digits.
        assert_eq!(finish(result), Ok(points("1138.92331503661").into()));
    }

    #[test]
    fn a_result_too_large_for_a_score_is_held_by_a_limit() {
        let huge = Checked::from(Decimal::MAX);
        assert_eq!(finish(huge), Err(RuleError::TooLarge));
        let held = finish_within(huge, None, Some(("cap", decimal("100"))));
        assert_eq!(held, Ok(Scored::from(points("100")).limited("cap")));
    }
}
