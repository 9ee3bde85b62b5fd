//! Big rationals: read from JSON, rounded, written. No arithmetic of the library.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::Value;

pub(super) type Number = BigRational;

pub(super) fn whole(value: i64) -> Number {
    Number::from_integer(value.into())
}

pub(super) fn count(value: usize) -> Number {
    Number::from_integer(value.into())
}

pub(super) fn zero() -> Number {
    whole(0)
}

pub(super) fn half() -> Number {
    Number::new(1.into(), 2.into())
}

pub(super) fn total<'a>(values: impl IntoIterator<Item = &'a Number>) -> Number {
    values.into_iter().fold(zero(), |sum, value| sum + value)
}

/// The mean of values; there is at least one.
pub(super) fn mean<'a>(values: impl IntoIterator<Item = &'a Number> + Clone) -> Number {
    let number = values.clone().into_iter().count();
    total(values) / count(number)
}

pub(super) fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

pub(super) fn size(value: &Number) -> Number {
    if *value < zero() { -value.clone() } else { value.clone() }
}

/// The number that a text writes: `12`, `-0.125`, `1/3`.
pub(super) fn parsed(text: &str) -> Option<Number> {
    if let Some((over, under)) = text.split_once('/') {
        return Some(parsed(over)? / parsed(under)?);
    }
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{before}{after}").parse().ok()?;
    Some(Number::new(digits, power_of_ten(u32::try_from(after.len()).ok()?)))
}

/// The number that a JSON value holds, as a number or as a text.
pub(super) fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => parsed(&number.to_string()),
        Value::String(text) => parsed(text),
        _ => None,
    }
}

/// The value at so many decimals, as an integer of that unit.
fn units(value: &Number, decimals: u32, mode: &str) -> BigInt {
    let scaled = value * Number::from_integer(power_of_ten(decimals));
    let down = scaled.floor();
    let rest = &scaled - &down;
    let odd = !(&down * half()).is_integer();
    let up = match mode {
        "floor" => false,
        "half_even" => rest > half() || (rest == half() && odd),
        // A half goes away from zero.
        "half_up" => rest > half() || (rest == half() && down >= zero()),
        _ => panic!("no rounding is called {mode}"),
    };
    if up { (down + whole(1)).to_integer() } else { down.to_integer() }
}

pub(super) fn rounded(value: &Number, decimals: u32, mode: &str) -> Number {
    Number::new(units(value, decimals, mode), power_of_ten(decimals))
}

/// The published text: exactly so many decimals, no minus before a zero.
pub(super) fn published(value: &Number, decimals: u32, mode: &str) -> String {
    let text = units(value, decimals, mode).to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let places = usize::try_from(decimals).unwrap();
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    if places == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") }
}

#[test]
fn halves_and_signs_are_written_as_the_format_says() {
    let shown = |text: &str, decimals, mode| published(&parsed(text).unwrap(), decimals, mode);
    assert_eq!(
        ["2.5", "-2.5", "2.4", "-2.4", "1.5"].map(|text| shown(text, 0, "half_up")),
        ["3", "-3", "2", "-2", "2"]
    );
    assert_eq!(["2.5", "-2.5", "3.5", "0.5"].map(|text| shown(text, 0, "half_even")), ["2", "-2", "4", "0"]);
    assert_eq!(["2.9", "-2.1"].map(|text| shown(text, 0, "floor")), ["2", "-3"]);
    assert_eq!(["1/3", "-0.001", "61.875"].map(|text| shown(text, 2, "half_up")), ["0.33", "0.00", "61.88"]);
}
