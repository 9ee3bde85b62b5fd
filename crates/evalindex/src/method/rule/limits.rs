//! Pieces of computation that rules share: proportion, line, limits, and the one rounding to a score.

use rust_decimal::Decimal;

use super::Scored;
use super::error::RuleError;
use crate::number::{Fraction, Real, Score};

/// The exact result as a score.
pub(super) fn finish(result: Option<Fraction>) -> Result<Scored, RuleError> {
    result.and_then(Fraction::to_score).map(Scored::from).ok_or(RuleError::TooLarge)
}

/// A real result as a score.
pub(super) fn finish_real(result: Option<Real>) -> Result<Scored, RuleError> {
    let units = result.and_then(|result| result.to_scaled(Score::DECIMALS));
    units.and_then(Score::from_units).map(Scored::from).ok_or(RuleError::TooLarge)
}

/// The exact result held within declared limits, as a score that says whether they moved it.
pub(super) fn finish_within(
    result: Option<Fraction>,
    floor: Option<Decimal>,
    cap: Option<Decimal>,
) -> Result<Scored, RuleError> {
    let free = result.ok_or(RuleError::TooLarge)?;
    let held = held_within(free, floor, cap).and_then(Fraction::to_score).ok_or(RuleError::TooLarge)?;
    // A result that is itself too large for a score was moved, or there would be no score.
    Ok(Scored { score: held, limited: free.to_score() != Some(held) })
}

fn held_within(free: Fraction, floor: Option<Decimal>, cap: Option<Decimal>) -> Option<Fraction> {
    let capped = match cap {
        Some(cap) => free.min(Fraction::from_decimal(cap))?,
        None => free,
    };
    match floor {
        Some(floor) => capped.max(Fraction::from_decimal(floor)),
        None => Some(capped),
    }
}

/// `amount · part / whole`, exactly.
pub(super) fn proportion(amount: Fraction, part: Fraction, whole: Fraction) -> Option<Fraction> {
    // The quotient of two decimals always fits, and once it does, their powers of ten can cancel.
    part.over(whole)?.times(amount)
}

/// The line through two points of different `x`, `[x, y]` each, at `x`, exactly.
pub(super) fn line(x: Decimal, from: [Decimal; 2], to: [Decimal; 2]) -> Option<Fraction> {
    let [from_x, from_y] = from.map(Fraction::from_decimal);
    let [to_x, to_y] = to.map(Fraction::from_decimal);
    let along = Fraction::from_decimal(x).minus(from_x)?;
    from_y.plus(proportion(to_y.minus(from_y)?, along, to_x.minus(from_x)?)?)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{decimal, points};
    use super::*;

    fn within(result: &str, floor: &str, cap: &str) -> Scored {
        finish_within(Some(Fraction::from_decimal(decimal(result))), Some(decimal(floor)), Some(decimal(cap))).unwrap()
    }

    #[test]
    fn a_limit_shows_only_where_it_moves_the_score() {
        assert_eq!(within("100", "0", "100"), Scored { score: points("100"), limited: false });
        assert_eq!(within("100.0000000000001", "0", "100"), Scored { score: points("100"), limited: false });
        assert_eq!(within("100.000000000001", "0", "100"), Scored { score: points("100"), limited: true });
        assert_eq!(within("-1", "0", "100"), Scored { score: points("0"), limited: true });
    }

    #[test]
    fn a_proportion_of_long_decimals_has_room() {
        // Part and whole have 27 decimals each, which cancel; multiplied first, they would pass 256 bits.
        let fraction = |text| Fraction::from_decimal(decimal(text));
        let part = fraction("48.043333333333333333333333333");
        let whole = fraction("1.527525231651946668862682398");
        let result = proportion(fraction("36.21176924932561940389"), part, whole);
        // From mpmath at 60 digits.
        assert_eq!(finish(result), Ok(points("1138.92331503661").into()));
    }

    #[test]
    fn a_result_too_large_for_a_score_is_held_by_a_limit() {
        let huge = Fraction::from_decimal(Decimal::MAX);
        assert_eq!(finish(Some(huge)), Err(RuleError::TooLarge));
        let held = finish_within(Some(huge), None, Some(decimal("100")));
        assert_eq!(held, Ok(Scored { score: points("100"), limited: true }));
    }
}
