//! What rules check about their parameters, each check with its message.

use std::cmp::Ordering;

use crate::method::fault::Fault;
use crate::number::Exact;

/// A fault unless `low` is below `high`.
pub(super) fn below(name: &str, low: impl Into<Exact>, high_name: &str, high: impl Into<Exact>) -> Option<Fault> {
    let (low, high) = (low.into(), high.into());
    (low >= high).then(|| {
        let expected = format!("less than {high_name}, {high}");
        Fault::new(name, format!("`{name}` is not below {high_name}"), low, expected)
    })
}

/// A fault if `low` is above `high`.
pub(super) fn not_above(name: &str, low: impl Into<Exact>, high_name: &str, high: impl Into<Exact>) -> Option<Fault> {
    let (low, high) = (low.into(), high.into());
    (low > high).then(|| {
        let expected = format!("at most {high_name}, {high}");
        Fault::new(name, format!("`{name}` is above {high_name}"), low, expected)
    })
}

/// A fault unless the value is above 0.
pub(super) fn positive(name: &str, value: impl Into<Exact>) -> Option<Fault> {
    let value = value.into();
    (!value.is_positive()).then(|| Fault::new(name, format!("`{name}` is not positive"), value, "a value above 0"))
}

/// A fault if the value is below 0.
pub(super) fn not_negative(name: &str, value: impl Into<Exact>) -> Option<Fault> {
    let value = value.into();
    value.is_negative().then(|| Fault::new(name, format!("`{name}` is negative"), value, "0 or more"))
}

/// A fault unless there are so many entries.
pub(super) fn at_least(least: usize, name: &str, found: usize) -> Option<Fault> {
    (found < least)
        .then(|| Fault::new(name, format!("`{name}` has too few entries"), found, format!("at least {least}")))
}

/// How a list runs from its first entry to its last: `Less` when it rises.
pub(super) fn run<T: Ord>(first: Option<&T>, last: Option<&T>) -> Ordering {
    first.cmp(&last)
}

/// A fault at the first value that does not go on from the one before it as `run` says: `Less` rises strictly, another
/// falls strictly. `at` names the parameter of a place.
pub(super) fn in_order<T: Into<Exact>>(
    values: impl IntoIterator<Item = T>,
    run: Ordering,
    at: impl Fn(usize) -> String,
) -> Option<Fault> {
    let (run, word) = if run == Ordering::Less { (run, "more") } else { (Ordering::Greater, "less") };
    let mut before: Option<Exact> = None;
    for (place, value) in values.into_iter().map(Into::into).enumerate() {
        if let Some(before) = before
            && before.cmp(&value) != run
        {
            let what = "the list is out of order, or repeats itself";
            return Some(Fault::new(at(place), what, value, format!("{word} than {before}")));
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
        let fault = |values: &[i32]| {
            in_order(values.iter().copied(), run(values.first(), values.last()), |at| format!("points[{at}]"))
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
        let [zero, one] = [0, 1];
        assert!(below("min", zero, "max", one).is_none() && below("min", one, "max", one).is_some());
        assert!(not_above("min", one, "max", one).is_none() && not_above("min", one, "max", zero).is_some());
        assert!(positive("per", one).is_none() && positive("per", zero).is_some());
        assert!(not_negative("per", zero).is_none() && not_negative("per", -one).is_some());
        assert!(at_least(2, "points", 2).is_none() && at_least(2, "points", 1).is_some());
    }
}
