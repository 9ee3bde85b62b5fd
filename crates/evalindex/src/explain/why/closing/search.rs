//! The nearest figure, in steps of 10⁻⁶, at which something is reached.

use rust_decimal::Decimal;

use crate::model::Direction;
use crate::number::{Exact, Rounding, RoundingMode};

/// The decimals of the steps.
const DECIMALS: u32 = 6;
/// The farthest figure that is tried, in steps: 10¹⁵.
const FARTHEST: i128 = 1_000_000_000_000_000_000_000;

/// What a figure brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tried {
    /// It reaches what is to be reached.
    Reached,
    /// It does not.
    Short,
    /// It cannot be scored, or lies beyond the best one.
    Impossible,
}

/// The nearest figure at which something is reached, in the direction that improves; none where there is none. Every
/// figure before it is short of it, where a better figure never brings less; in any case one step before it is.
pub(super) fn nearest_reached(
    from: Decimal,
    direction: Direction,
    mut tried: impl FnMut(Decimal) -> Option<Tried>,
) -> Option<Decimal> {
    let start = steps_of(from, direction)?;
    let way: i128 = if direction == Direction::Higher { 1 } else { -1 };
    let figure = |distance: i128| {
        let steps = start.checked_add(way.checked_mul(distance)?)?;
        Decimal::try_from_i128_with_scale(steps, DECIMALS).ok()
    };
    let mut ask = |distance: i128| tried(figure(distance)?);
    let mut low = 0_i128;
    let mut high = FARTHEST;
    if ask(high)? == Tried::Short {
        return None;
    }
    // First as far as the size of the figure suggests, then farther and farther.
    let mut next = start.checked_abs()?.checked_div(1024)?.max(1);
    while next < high {
        if ask(next)? == Tried::Short {
            low = next;
            next = next.checked_mul(4)?;
        } else {
            high = next;
        }
    }
    while high.checked_sub(low)? > 1 {
        let middle = low.checked_add(high.checked_sub(low)?.checked_div(2)?)?;
        if ask(middle)? == Tried::Short { low = middle } else { high = middle }
    }
    (ask(high)? == Tried::Reached).then(|| figure(high)).flatten().map(|figure| figure.normalize())
}

/// A figure in steps, to the side that is not better.
fn steps_of(figure: Decimal, direction: Direction) -> Option<i128> {
    let floor = Rounding { decimals: DECIMALS, mode: RoundingMode::Floor };
    let exact = Exact::from(figure);
    let in_steps = |value: &Exact| {
        let down = value.rounded(floor)?;
        let scale = DECIMALS.checked_sub(down.scale())?;
        down.mantissa().checked_mul(10_i128.checked_pow(scale)?)
    };
    match direction {
        Direction::Higher => in_steps(&exact),
        Direction::Lower => in_steps(&-exact)?.checked_neg(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    /// The nearest figure from `from` on that is at least, or at most, this one.
    fn found(from: &str, direction: Direction, cut: &str) -> Option<String> {
        let cut = decimal(cut);
        let tried = |figure: Decimal| {
            let reached = if direction == Direction::Higher { figure >= cut } else { figure <= cut };
            Some(if reached { Tried::Reached } else { Tried::Short })
        };
        nearest_reached(decimal(from), direction, tried).map(|figure| figure.to_string())
    }

    #[test]
    fn the_nearest_step_is_found_on_either_side() {
        assert_eq!(found("4", Direction::Higher, "5.5333331").as_deref(), Some("5.533334"));
        assert_eq!(found("4", Direction::Higher, "4.0000001").as_deref(), Some("4.000001"));
        assert_eq!(found("-7.5", Direction::Higher, "123456789").as_deref(), Some("123456789"));
        assert_eq!(found("4.00000015", Direction::Lower, "-3").as_deref(), Some("-3"));
        assert_eq!(found("0", Direction::Lower, "-0.0000001").as_deref(), Some("-0.000001"));
    }

    #[test]
    fn what_no_figure_reaches_has_none() {
        assert_eq!(nearest_reached(Decimal::ONE, Direction::Higher, |_| Some(Tried::Short)), None);
        // Beyond 100 figures are impossible, and none before that reaches.
        let tried =
            |figure: Decimal| Some(if figure > Decimal::ONE_HUNDRED { Tried::Impossible } else { Tried::Short });
        assert_eq!(nearest_reached(Decimal::ONE, Direction::Higher, tried), None);
        // The last one that is possible reaches.
        let tried = |figure: Decimal| {
            Some(match figure.cmp(&Decimal::ONE_HUNDRED) {
                std::cmp::Ordering::Greater => Tried::Impossible,
                std::cmp::Ordering::Equal => Tried::Reached,
                std::cmp::Ordering::Less => Tried::Short,
            })
        };
        assert_eq!(nearest_reached(Decimal::ONE, Direction::Higher, tried), Some(Decimal::ONE_HUNDRED));
    }
}
