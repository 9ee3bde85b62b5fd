//! What rules check about their parameters, each check with its message.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::method::fault::Fault;
use crate::number::plain;

/// A fault unless `low` is below `high`.
pub(super) fn below(name: &str, low: Decimal, high_name: &str, high: Decimal) -> Option<Fault> {
    (low >= high).then(|| {
        let expected = format!("less than {high_name}, {}", plain(high));
        Fault::new(name, format!("`{name}` is not below {high_name}"), plain(low), expected)
    })
}

/// A fault if `low` is above `high`.
pub(super) fn not_above(name: &str, low: Decimal, high_name: &str, high: Decimal) -> Option<Fault> {
    (low > high).then(|| {
        let expected = format!("at most {high_name}, {}", plain(high));
        Fault::new(name, format!("`{name}` is above {high_name}"), plain(low), expected)
    })
}

/// A fault unless the value is above 0.
pub(super) fn positive(name: &str, value: Decimal) -> Option<Fault> {
    (value <= Decimal::ZERO)
        .then(|| Fault::new(name, format!("`{name}` is not positive"), plain(value), "a value above 0"))
}

/// A fault if the value is below 0.
pub(super) fn not_negative(name: &str, value: Decimal) -> Option<Fault> {
    (value < Decimal::ZERO).then(|| Fault::new(name, format!("`{name}` is negative"), plain(value), "0 or more"))
}

/// A fault unless there are so many entries.
pub(super) fn at_least(least: usize, name: &str, found: usize) -> Option<Fault> {
    (found < least)
        .then(|| Fault::new(name, format!("`{name}` has too few entries"), found, format!("at least {least}")))
}

/// How a list runs from its first entry to its last: `Less` when it rises.
pub(super) fn run(first: Option<Decimal>, last: Option<Decimal>) -> Ordering {
    first.cmp(&last)
}

/// A fault at the first value that does not go on from the one before it as `run` says: `Less` rises strictly, another
/// falls strictly. `at` names the parameter of a place.
pub(super) fn in_order(
    values: impl IntoIterator<Item = Decimal>,
    run: Ordering,
    at: impl Fn(usize) -> String,
) -> Option<Fault> {
    let (run, word) = if run == Ordering::Less { (run, "more") } else { (Ordering::Greater, "less") };
    let mut before: Option<Decimal> = None;
    for (place, value) in values.into_iter().enumerate() {
        if let Some(before) = before
            && before.cmp(&value) != run
        {
            let what = "the list is out of order, or repeats itself";
            return Some(Fault::new(at(place), what, plain(value), format!("{word} than {}", plain(before))));
        }
        before = Some(value);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_out_of_order_is_named_with_what_would_be_right() {
        let fault = |values: &[i64]| {
            let values: Vec<Decimal> = values.iter().map(|value| Decimal::from(*value)).collect();
            in_order(values.clone(), run(values.first().copied(), values.last().copied()), |at| format!("points[{at}]"))
        };
        assert_eq!(fault(&[1, 2, 3]), None);
        assert_eq!(fault(&[3, 2, 1]), None);
        let rising = fault(&[1, 5, 4, 6]).unwrap();
        assert_eq!((rising.parameter.as_str(), rising.expected.as_str()), ("points[2]", "more than 5"));
        let repeated = fault(&[6, 6, 1]).unwrap();
        assert_eq!((repeated.parameter.as_str(), repeated.expected.as_str()), ("points[1]", "less than 6"));
        assert!(fault(&[6, 1, 6]).is_some());
    }

    #[test]
    fn edges_are_on_the_right_side() {
        let (zero, one) = (Decimal::ZERO, Decimal::ONE);
        assert!(below("min", zero, "max", one).is_none() && below("min", one, "max", one).is_some());
        assert!(not_above("min", one, "max", one).is_none() && not_above("min", one, "max", zero).is_some());
        assert!(positive("per", one).is_none() && positive("per", zero).is_some());
        assert!(not_negative("per", zero).is_none() && not_negative("per", -one).is_some());
        assert!(at_least(2, "points", 2).is_none() && at_least(2, "points", 1).is_some());
    }
}
