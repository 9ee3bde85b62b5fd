//! Formulas as text.

use std::fmt::{self, Write};

use rust_decimal::Decimal;

use super::Formula;
use crate::number::Exact;

/// How strongly the parts of a formula hold together, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    /// Sums, differences, and numbers with a sign.
    Sum,
    /// Products, quotients, and fractions.
    Product,
    /// Powers.
    Power,
    /// Numbers and functions.
    Whole,
}

impl fmt::Display for Formula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Number(number) => out.write_str(&shown(number)),
            Self::Sum(terms) => joined(out, terms, " + ", Bond::Sum),
            Self::Product(factors) => joined(out, factors, "·", Bond::Product),
            Self::Difference(pair) => pair_of(out, pair, " − ", [Bond::Sum, Bond::Product]),
            Self::Quotient(pair) => pair_of(out, pair, "/", [Bond::Product, Bond::Power]),
            Self::Power(pair) => pair_of(out, pair, "^", [Bond::Whole, Bond::Whole]),
            Self::Call(function, operands) => {
                write!(out, "{}(", function.name())?;
                joined(out, operands, ", ", Bond::Sum)?;
                out.write_char(')')
            }
        }
    }
}

/// Several formulas, in parentheses where they hold together less than they must.
fn joined(out: &mut fmt::Formatter<'_>, formulas: &[Formula], between: &str, least: Bond) -> fmt::Result {
    for (position, formula) in formulas.iter().enumerate() {
        let is_first = position == 0;
        if !is_first {
            out.write_str(between)?;
        }
        // After a dot a fraction would divide all that comes before it.
        let least = if is_first || least != Bond::Product { least } else { Bond::Power };
        part(out, formula, least, is_first || between == ", ")?;
    }
    Ok(())
}

/// Two formulas.
fn pair_of(out: &mut fmt::Formatter<'_>, pair: &[Formula; 2], between: &str, least: [Bond; 2]) -> fmt::Result {
    let ([one, other], [least, least_other]) = (pair, least);
    part(out, one, least, true)?;
    out.write_str(between)?;
    part(out, other, least_other, false)
}

/// A formula, in parentheses where it holds together less than `least`, or begins with a sign and is not the first.
fn part(out: &mut fmt::Formatter<'_>, formula: &Formula, least: Bond, is_first: bool) -> fmt::Result {
    let (text, bond) = (formula.to_string(), formula.bond());
    let has_sign = text.starts_with('−') && (!is_first || least > Bond::Sum);
    if bond < least || has_sign { write!(out, "({text})") } else { out.write_str(&text) }
}

impl Formula {
    fn bond(&self) -> Bond {
        match self {
            Self::Number(number) => number_bond(number),
            Self::Sum(_) | Self::Difference(_) | Self::Text(_) => Bond::Sum,
            Self::Product(_) | Self::Quotient(_) => Bond::Product,
            Self::Power(_) => Bond::Power,
            Self::Call(..) => Bond::Whole,
        }
    }
}

fn number_bond(number: &Exact) -> Bond {
    if number.is_negative() {
        Bond::Sum
    } else if shown(number).contains('/') {
        Bond::Product
    } else {
        Bond::Whole
    }
}

/// The significant digits of a number that is neither a decimal nor a short fraction.
const DIGITS: u32 = 15;
/// The longest fraction, in characters, that is shown as one.
const SHORT: usize = 15;

/// A number as formulas show it.
pub(crate) fn shown(number: &Exact) -> String {
    let text = match (number.to_decimal(), number.fraction()) {
        (Some(decimal), Some(_)) if *number == Exact::from(decimal) => decimal.to_string(),
        (_, Some(fraction)) if fraction.len() <= SHORT => fraction,
        (Some(near), _) => cut(near),
        (None, _) => number.to_string(),
    };
    text.replace('-', "−")
}

/// The first digits of a decimal, and a sign that more follow.
fn cut(near: Decimal) -> String {
    let strategy = rust_decimal::RoundingStrategy::ToZero;
    let cut = near.round_sf_with_strategy(DIGITS, strategy).unwrap_or(near).normalize();
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use crate::number::{Exact, Formula, Function};

    fn number(text: &str) -> Formula {
        rust_decimal::Decimal::from_str_exact(text).unwrap().into()
    }

    fn ratio(one: i128, other: i128) -> Formula {
        Exact::ratio(one, other).unwrap().into()
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let difference = || number("4.9") - number("2.1");
        for (formula, text, value) in [
            (number("100") * difference() / (number("7.4") - number("2.1")), "100·(4.9 − 2.1)/(7.4 − 2.1)", "2800/53"),
            (number("1") - (number("2") - number("3")), "1 − (2 − 3)", "2"),
            (number("1") - number("2") - number("3"), "1 − 2 − 3", "-4"),
            (number("8") / (number("4") / number("2")), "8/(4/2)", "4"),
            (number("8") / number("4") / number("2"), "8/4/2", "1"),
            (number("2") * ratio(1, 3), "2·(1/3)", "2/3"),
            (ratio(1, 3) * number("2"), "1/3·2", "2/3"),
            (number("3") - number("-2"), "3 − (−2)", "5"),
            (number("-2") * number("3"), "(−2)·3", "-6"),
            (number("-2") + number("-3"), "−2 + (−3)", "-5"),
            ((number("1") + number("2")).pow(number("2")), "(1 + 2)^2", "9"),
            (number("2") * number("3").pow(number("2")), "2·3^2", "18"),
            (number("4").of(Function::Sqrt) * number("3"), "sqrt(4)·3", "6"),
            (number("130").min(number("100")), "min(130, 100)", "100"),
            ((-1).into_formula().max(0.into_formula()), "max(−1, 0)", "0"),
            (number("-2.5").of(Function::Floor), "floor(−2.5)", "-3"),
            (number("2.5").of(Function::Floor), "floor(2.5)", "2"),
            (number("1000").of(Function::Log10), "log10(1000)", "3"),
        ] {
            assert_eq!(formula.to_string(), text);
            assert_eq!(formula.value().unwrap().fraction().unwrap(), value, "{text}");
        }
    }

    trait IntoFormula {
        fn into_formula(self) -> Formula;
    }

    impl IntoFormula for i32 {
        fn into_formula(self) -> Formula {
            Exact::from(self).into()
        }
    }

    #[test]
    fn long_numbers_are_cut_and_not_rounded() {
        // 20000001/30000001 = 0.66666667777777740…
        assert_eq!(ratio(20_000_001, 30_000_001).to_string(), "0.666666677777777…");
        assert_eq!(ratio(37, 3).to_string(), "37/3");
        // ln 2 = 0.69314718055994530…
        let logarithm = number("2").of(Function::Ln).value().unwrap();
        assert_eq!(Formula::from(logarithm).to_string(), "0.693147180559945…");
    }

    #[test]
    fn what_has_no_value_has_none() {
        let zero = || number("0");
        assert_eq!((number("1") / zero()).value(), None);
        assert_eq!(zero().of(Function::Ln).value(), None);
        assert_eq!(number("-1").of(Function::Sqrt).value(), None);
    }
}
