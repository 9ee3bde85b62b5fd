//! Reading of numbers, strings, lists and named choices.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::fields::{FromJson, broken_string, list};
use super::reader::Reader;
use super::value::{Json, Shape, excerpt};
use crate::json::number;
use crate::number::{Exact, plain};
use crate::support::{Named, ProblemKind, one_of};

impl FromJson for Decimal {
    fn expected() -> Cow<'static, str> {
        "a number".into()
    }

    fn several() -> String {
        "numbers".to_owned()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        decimal(json, reader, "a number")
    }
}

/// A number as a rule book writes it: a decimal, or a fraction of two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fraction(pub(crate) Exact);

impl FromJson for Fraction {
    fn expected() -> Cow<'static, str> {
        Decimal::expected()
    }

    fn several() -> String {
        Decimal::several()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let Some(text) = json.string().filter(|text| text.contains('/')) else {
            return decimal(json, reader, &Self::expected()).map(|number| Self(number.into()));
        };
        let fraction = Exact::of_text(&text);
        if fraction.is_none() {
            let problem = reader.problem(ProblemKind::Number, "a string that is no fraction of two numbers");
            reader.report(json.raw(), problem.found(excerpt(json.raw())).expected("a fraction such as \"1/3\""));
        }
        fraction.map(Self)
    }
}

impl FromJson for u32 {
    fn expected() -> Cow<'static, str> {
        "a whole number, 0 or more".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        whole(json, reader, &Self::expected())
    }
}

impl FromJson for usize {
    fn expected() -> Cow<'static, str> {
        u32::expected()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        whole(json, reader, &Self::expected())
    }
}

impl FromJson for bool {
    fn expected() -> Cow<'static, str> {
        "true or false".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::Bool {
            return Some(json.raw() == "true");
        }
        reader.wrong_type(json, "true or false");
        None
    }
}

impl FromJson for String {
    fn expected() -> Cow<'static, str> {
        "a string".into()
    }

    fn several() -> String {
        "strings".to_owned()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        string(json, reader, "a string").map(Cow::into_owned)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn expected() -> Cow<'static, str> {
        format!("an array of {}", T::several()).into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        list(json, reader, &Self::expected(), T::from_json)?.into_iter().collect()
    }
}

impl<T: FromJson> FromJson for [T; 2] {
    fn expected() -> Cow<'static, str> {
        format!("an array of two {}", T::several()).into()
    }

    fn several() -> String {
        format!("pairs of {}", T::several())
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let items = list(json, reader, &Self::expected(), T::from_json)?;
        let found = items.len();
        if let Ok(pair) = <[Option<T>; 2]>::try_from(items) {
            let [one, two] = pair;
            return Some([one?, two?]);
        }
        let problem = reader.problem(ProblemKind::WrongType, "an array of the wrong length");
        let noun = if found == 1 { "element" } else { "elements" };
        reader.report(json.raw(), problem.found(format!("{found} {noun}")).expected("2 elements"));
        None
    }
}

impl<T: Named> FromJson for T {
    fn expected() -> Cow<'static, str> {
        one_of(T::names()).into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        choice(json, reader, T::names(), "", T::named)
    }
}

/// A string; for another value, a problem that expects `expected`.
pub(crate) fn string<'a>(json: Json<'a>, reader: &mut Reader<'a>, expected: &str) -> Option<Cow<'a, str>> {
    let string = json.string();
    match (&string, json.shape()) {
        (None, Shape::String) => broken_string(json, reader),
        (None, _) => reader.wrong_type(json, expected),
        (Some(_), _) => {}
    }
    string
}

/// One of these names; `or` completes the message where a value of another form is allowed too.
pub(crate) fn choice<'a, T>(
    json: Json<'a>,
    reader: &mut Reader<'a>,
    names: &[&'static str],
    or: &str,
    find: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let expected = format!("{}{or}", one_of(names));
    let name = string(json, reader, &expected)?;
    let choice = find(&name);
    if choice.is_none() {
        not_one_of(json, reader, &name, names, &expected);
    }
    choice
}

/// Reports an unknown name: expected is the nearest known one, else `expected`.
pub(crate) fn not_one_of<'a>(json: Json<'a>, reader: &mut Reader<'a>, name: &str, names: &[&str], expected: &str) {
    let expected = match reader.nearest(name, names.iter().copied()) {
        Some(near) => format!("\"{near}\""),
        None => expected.to_owned(),
    };
    let problem = reader.problem(ProblemKind::WrongType, "unknown name");
    reader.report(json.raw(), problem.found(excerpt(json.raw())).expected(expected));
}

/// A share of 1, as a number; a percentage is refused, and the same share suggested.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share(pub(crate) Decimal);

impl FromJson for Share {
    fn expected() -> Cow<'static, str> {
        "a number".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let percent = json.string().filter(|text| text.trim_end().ends_with(['%', '％']));
        let share =
            percent.and_then(|text| number::exact(&number::meant(&text)?).ok()?.checked_div(Decimal::ONE_HUNDRED));
        let Some(share) = share else { return decimal(json, reader, &Self::expected()).map(Self) };
        let problem = reader.problem(ProblemKind::Number, "a percentage where a share of 1 stands");
        reader.report(json.raw(), problem.found(excerpt(json.raw())).expected(plain(share.normalize())));
        None
    }
}

/// A number, exactly as written, or a string that holds a plain decimal number.
pub(crate) fn decimal<'a>(json: Json<'a>, reader: &mut Reader<'a>, expected: &str) -> Option<Decimal> {
    let string = match json.shape() {
        Shape::Number => None,
        Shape::String => Some(string(json, reader, expected)?),
        _ => {
            reader.wrong_type(json, expected);
            return None;
        }
    };
    if let Some(string) = &string
        && !number::is_plain(string)
    {
        not_plain(json, string, reader, expected);
        return None;
    }
    match number::exact(string.as_deref().unwrap_or(json.raw())) {
        Ok(value) => Some(value),
        Err(fault) => {
            let problem = reader.problem(ProblemKind::Number, fault.what());
            reader.report(json.raw(), problem.found(excerpt(json.raw())).expected(fault.expected()));
            None
        }
    }
}

/// Reports a string that holds no plain decimal number.
fn not_plain<'a>(json: Json<'a>, string: &str, reader: &mut Reader<'a>, expected: &str) {
    let meant = match number::meant(string) {
        Some(number) => number,
        None if number::is_json(string) => format!("{string} without quotation marks, or in plain digits"),
        None if number::is_not_finite(string) => {
            let problem = reader.problem(ProblemKind::Number, "a number must be finite");
            return reader.report(json.raw(), problem.found(json.describe()).expected(expected));
        }
        None => return reader.wrong_type(json, expected),
    };
    let problem = reader.problem(ProblemKind::Number, "a string that is no plain decimal number");
    reader.report(json.raw(), problem.found(excerpt(json.raw())).expected(meant));
}

fn whole<'a, T: TryFrom<Decimal>>(json: Json<'a>, reader: &mut Reader<'a>, expected: &str) -> Option<T> {
    let value = decimal(json, reader, expected)?;
    let whole = if value.is_integer() { T::try_from(value).ok() } else { None };
    if whole.is_none() {
        let problem = reader.problem(ProblemKind::Number, "a number out of range");
        reader.report(json.raw(), problem.found(excerpt(json.raw())).expected(expected));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::super::testing::{faults, fine};
    use super::*;
    use crate::support::problem::Severity;

    #[test]
    fn values_of_each_type_are_read() {
        assert_eq!(fine::<Decimal>("12.345").to_string(), "12.345");
        assert_eq!(fine::<Decimal>(r#""-12.50""#).to_string(), "-12.5");
        assert_eq!(fine::<Decimal>("1.5E3").to_string(), "1500");
        assert_eq!(fine::<Fraction>(r#""-2.5/10""#).0, Exact::ratio(-1, 4).unwrap());
        assert_eq!(fine::<Fraction>("0.125").0, Exact::ratio(1, 8).unwrap());
        assert_eq!(fine::<u32>("2.0"), 2);
        assert_eq!(fine::<usize>("7"), 7);
        assert!(fine::<bool>("true"));
        assert_eq!(fine::<String>(r#""\u592a原""#), "太原");
        assert_eq!(fine::<Vec<[u32; 2]>>("[[1,2],[3,4]]"), [[1, 2], [3, 4]]);
        assert_eq!(fine::<Severity>(r#""warning""#), Severity::Warning);
    }

    #[test]
    fn malformed_numbers_are_reported() {
        let string = "a string that is no plain decimal number";
        for (text, problem) in [
            (r#""abc""#, "wrong type of value; found a string \"abc\", expected a number".to_owned()),
            ("true", "wrong type of value; found true, expected a number".to_owned()),
            ("[1]", "wrong type of value; found an array, expected a number".to_owned()),
            (r#""NaN""#, "a number must be finite; found a string \"NaN\", expected a number".to_owned()),
            (r#""-Infinity""#, "a number must be finite; found a string \"-Infinity\", expected a number".to_owned()),
            (r#""1_000""#, format!("{string}; found \"1_000\", expected 1000")),
            (r#""1,000""#, format!("{string}; found \"1,000\", expected 1000")),
            (r#""01""#, format!("{string}; found \"01\", expected 1")),
            (r#"".5""#, format!("{string}; found \".5\", expected 0.5")),
            (r#"" 1""#, format!("{string}; found \" 1\", expected 1")),
            (r#""+1""#, format!("{string}; found \"+1\", expected 1")),
            (r#""１２""#, format!("{string}; found \"１２\", expected 12")),
            (r#""1e5""#, format!("{string}; found \"1e5\", expected 1e5 without quotation marks, or in plain digits")),
            (
                "1e-29",
                "a number with more decimals than are kept exactly; found 1e-29, expected at most 28 decimals"
                    .to_owned(),
            ),
            (
                "1e30",
                "a number larger than is kept exactly; found 1e30, expected a number between \
                 -79228162514264337593543950335 and 79228162514264337593543950335"
                    .to_owned(),
            ),
            (
                "7.92281625142643375935439503351",
                "a number with more decimals than are kept exactly; found 7.92281625142643375935439503351, \
                 expected at most 28 decimals"
                    .to_owned(),
            ),
        ] {
            assert_eq!(faults::<Decimal>(text), [format!("line 1, column 1: {problem}")], "{text}");
        }
    }

    #[test]
    fn values_of_other_types_are_reported() {
        for (found, problem) in [
            (
                faults::<u32>("2.5"),
                "line 1, column 1: a number out of range; found 2.5, expected a whole number, 0 or more",
            ),
            (
                faults::<u32>("-1"),
                "line 1, column 1: a number out of range; found -1, expected a whole number, 0 or more",
            ),
            (faults::<bool>("1"), "line 1, column 1: wrong type of value; found the number 1, expected true or false"),
            (
                faults::<String>("2023"),
                "line 1, column 1: wrong type of value; found the number 2023, expected a string",
            ),
            (
                faults::<Vec<[u32; 2]>>("[[1,2],[3,4,5]]"),
                "[1], line 1, column 8: an array of the wrong length; found 3 elements, expected 2 elements",
            ),
            (
                faults::<Vec<u32>>("[1, \"x\"]"),
                "[1], line 1, column 5: wrong type of value; found a string \"x\", expected a whole number, 0 or more",
            ),
            (
                faults::<Severity>(r#""warnin""#),
                "line 1, column 1: unknown name; found \"warnin\", expected \"warning\"",
            ),
            (
                faults::<Severity>(r#""best""#),
                "line 1, column 1: unknown name; found \"best\", expected \"problem\" or \"warning\"",
            ),
            (
                faults::<Severity>("1"),
                "line 1, column 1: wrong type of value; found the number 1, expected \"problem\" or \"warning\"",
            ),
        ] {
            assert_eq!(found, [problem]);
        }
    }
}
