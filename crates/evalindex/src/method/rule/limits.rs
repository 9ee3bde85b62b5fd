//! What rules do at the end: a line between points, declared limits, and a result as a score.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::context::{Scored, Setting};
use super::error::RuleError;
use crate::number::{Checked, Exact, Near, Real};

/// The exact result as a score.
pub(super) fn finish(result: Checked) -> Result<Scored, RuleError> {
    result.value().map(Scored::from).ok_or(RuleError::TooLarge)
}

/// A real result as a score.
pub(super) fn finish_real(result: Option<Real>) -> Result<Scored, RuleError> {
    result.map(Scored::from).ok_or(RuleError::TooLarge)
}

/// A declared limit of a score: the name of the parameter, and its points.
pub(super) type Limit = (&'static str, Decimal);

/// The exact result held within declared limits: a score that names the limit that moved it. A result that is exactly at
/// a limit is not moved, nor is a real number within 10⁻³⁰ of full marks from it.
pub(super) fn finish_within(
    result: Checked,
    floor: Option<Limit>,
    cap: Option<Limit>,
    setting: Setting,
) -> Result<Scored, RuleError> {
    let free = result.value().ok_or(RuleError::TooLarge)?;
    let held = |limit: Option<Limit>, beyond: Ordering| {
        let (name, points) = limit?;
        let points = Exact::from(points);
        let order =
            if free.is_rational() { free.cmp(&points) } else { Near::on(setting.scale).compare(&free, &points) };
        (order == beyond).then(|| Scored::from(points).limited_by(name))
    };
    let moved = held(floor, Ordering::Less).or_else(|| held(cap, Ordering::Greater));
    Ok(moved.unwrap_or_else(|| Scored::from(free)))
}

/// The line through two points of different `x`, `[x, y]` each, at `x`, exactly.
pub(super) fn line(x: &Exact, from: [&Exact; 2], to: [&Exact; 2]) -> Checked {
    let ([from_x, from_y], [to_x, to_y]) = (from, to);
    Checked::from(from_y) + Checked::from(x - from_x) / Checked::from(to_x - from_x) * Checked::from(to_y - from_y)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{decimal, exact, off, setting};
    use super::*;
    use crate::method::direction::Direction;

    fn within(result: impl Into<Checked>, floor: &str, cap: &str) -> Scored {
        let (floor, cap) = (("floor", decimal(floor)), ("cap", decimal(cap)));
        finish_within(result.into(), Some(floor), Some(cap), setting("100", Direction::Higher)).unwrap()
    }

    #[test]
    fn a_limit_shows_only_where_it_moves_the_score() {
        assert_eq!(within(exact("100"), "0", "100"), Scored::from(100));
        assert_eq!(within(exact("100.0000000000001"), "0", "100"), Scored::from(100).limited_by("cap"));
        assert_eq!(within(exact("99.9999999999999"), "0", "100"), Scored::from(exact("99.9999999999999")));
        assert_eq!(within(exact("-1"), "0", "100"), Scored::from(0).limited_by("floor"));
        let third = Exact::ratio(1, 3).unwrap();
        let nearly = "0.3333333333333333333333333333";
        assert_eq!(within(third.clone(), "0", nearly), Scored::from(exact(nearly)).limited_by("cap"));
        assert_eq!(within(third.clone(), nearly, "1"), Scored::from(third));
    }

    #[test]
    fn a_real_number_at_a_limit_is_not_beyond_it() {
        // ln 1 is 0.
        let about_three = |by| &off(by, "1") + &exact("3");
        assert_eq!(within(about_three(1), "0", "3").limit, None);
        assert_eq!(within(about_three(-1), "3", "4").limit, None);
        let beyond = &about_three(0) + &exact("0.0000000000000000000000001");
        assert_eq!(within(beyond, "0", "3"), Scored::from(3).limited_by("cap"));
    }

    #[test]
    fn proportions_of_long_decimals_are_exact() {
        // Part and whole have 27 decimals each.
        let part = exact("48.043333333333333333333333333");
        let whole = exact("1.527525231651946668862682398");
        let result = Checked::from(part) / Checked::from(whole) * Checked::from(exact("36.21176924932561940389"));
        // From mpmath at 60 digits.
        let score = finish(result).unwrap().score;
        assert_eq!(score.nearest_score().unwrap().0.to_string(), "1138.92331503661");
        let line = line(&exact("1"), [&exact("0"), &exact("0")], [&exact("3"), &exact("1")]);
        assert_eq!(finish(line), Ok(Scored::from(Exact::ratio(1, 3).unwrap())));
    }

    #[test]
    fn a_result_of_any_size_is_held_by_a_limit_and_a_division_by_nothing_has_none() {
        let huge = || Checked::from(Decimal::MAX) * Checked::from(Decimal::MAX);
        assert_eq!(within(huge(), "0", "100"), Scored::from(100).limited_by("cap"));
        assert!(finish(huge()).is_ok());
        assert_eq!(finish(Checked::ONE / Checked::ZERO), Err(RuleError::TooLarge));
        assert_eq!(finish_real(None), Err(RuleError::TooLarge));
    }
}
