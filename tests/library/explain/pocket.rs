//! A pocket calculator: reads a printed formula and computes it, in fractions where it can.

#![allow(clippy::disallowed_methods, reason = "an arithmetic of its own is what checks the library")]

use num_bigint::BigInt;
use num_rational::BigRational;

/// What a formula comes to.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Exactly this.
    Exact(BigRational),
    /// About this: a number in the formula was cut, or has no fraction.
    Near(f64),
}

impl Value {
    pub(super) fn float(&self) -> f64 {
        match self {
            Self::Exact(value) => float(value),
            Self::Near(value) => *value,
        }
    }

    fn with(
        self,
        other: &Self,
        exact: impl Fn(&BigRational, &BigRational) -> BigRational,
        near: impl Fn(f64, f64) -> f64,
    ) -> Self {
        match (&self, other) {
            (Self::Exact(one), Self::Exact(other)) => Self::Exact(exact(one, other)),
            _ => Self::Near(near(self.float(), other.float())),
        }
    }
}

fn whole(number: i32) -> BigRational {
    BigRational::from_integer(number.into())
}

/// The nearest binary number, to 40 decimals.
fn float(value: &BigRational) -> f64 {
    let scaled = value * BigRational::from_integer(BigInt::from(10).pow(40));
    scaled.to_integer().to_string().parse::<f64>().unwrap() * 1e-40
}

/// The value of a printed formula.
pub(super) fn computed(text: &str) -> Value {
    let mut reader = Reader { text: text.chars().collect(), at: 0 };
    let value = reader.sum();
    assert_eq!(reader.at, reader.text.len(), "nothing follows the formula `{text}`");
    value
}

struct Reader {
    text: Vec<char>,
    at: usize,
}

impl Reader {
    fn next_is(&mut self, wanted: &str) -> bool {
        let wanted: Vec<char> = wanted.chars().collect();
        let is = self.text[self.at..].starts_with(&wanted);
        if is {
            self.at += wanted.len();
        }
        is
    }

    fn sum(&mut self) -> Value {
        let mut value = self.product();
        loop {
            if self.next_is(" + ") {
                value = value.with(&self.product(), |one, other| one + other, |one, other| one + other);
            } else if self.next_is(" − ") {
                value = value.with(&self.product(), |one, other| one - other, |one, other| one - other);
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut value = self.power();
        loop {
            if self.next_is("·") {
                value = value.with(&self.power(), |one, other| one * other, |one, other| one * other);
            } else if self.next_is("/") {
                value = value.with(&self.power(), |one, other| one / other, |one, other| one / other);
            } else {
                return value;
            }
        }
    }

    fn power(&mut self) -> Value {
        let base = self.signed();
        if !self.next_is("^") {
            return base;
        }
        let exponent = self.signed();
        match (&base, &exponent) {
            (Value::Exact(base), Value::Exact(exponent)) if exponent.is_integer() => {
                Value::Exact(base.pow(exponent.to_integer().to_string().parse().unwrap()))
            }
            _ => Value::Near(base.float().powf(exponent.float())),
        }
    }

    fn signed(&mut self) -> Value {
        if self.next_is("−") {
            let zero = Value::Exact(whole(0));
            return zero.with(&self.atom(), |one, other| one - other, |one, other| one - other);
        }
        self.atom()
    }

    fn atom(&mut self) -> Value {
        if self.next_is("(") {
            let value = self.sum();
            assert!(self.next_is(")"));
            return value;
        }
        let start = self.at;
        while self.at < self.text.len() && (self.text[self.at].is_ascii_alphanumeric() || self.text[self.at] == '.') {
            self.at += 1;
        }
        let word: String = self.text[start..self.at].iter().collect();
        if self.next_is("…") {
            return Value::Near(word.parse().unwrap());
        }
        if self.next_is("(") {
            let mut operands = vec![self.sum()];
            while self.next_is(", ") {
                operands.push(self.sum());
            }
            assert!(self.next_is(")"));
            return function(&word, operands);
        }
        Value::Exact(decimal(&word))
    }
}

fn function(name: &str, mut operands: Vec<Value>) -> Value {
    if matches!(name, "min" | "max") {
        operands.sort_by(|one, other| one.float().total_cmp(&other.float()));
        return if name == "min" { operands.remove(0) } else { operands.pop().unwrap() };
    }
    let [operand] = operands.try_into().unwrap();
    match (name, &operand) {
        ("floor", Value::Exact(value)) => Value::Exact(value.floor()),
        ("floor", Value::Near(value)) => Value::Near(value.floor()),
        ("ln", _) => Value::Near(operand.float().ln()),
        ("log10", _) => Value::Near(operand.float().log10()),
        ("exp", _) => Value::Near(operand.float().exp()),
        ("sqrt", _) => Value::Near(operand.float().sqrt()),
        ("probit", _) => Value::Near(probit(operand.float())),
        _ => panic!("no function `{name}`"),
    }
}

/// The quantile of the normal distribution, by halving; its shares are sums of the density by Simpson's rule.
fn probit(share: f64) -> f64 {
    let density = |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let below = |z: f64| {
        let (parts, mut sum) = (2000, density(0.0) + density(z));
        for part in 1..parts {
            sum += density(z * f64::from(part) / f64::from(parts)) * if part % 2 == 1 { 4.0 } else { 2.0 };
        }
        0.5 + sum * z / f64::from(parts) / 3.0
    };
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if below(middle) < share { low = middle } else { high = middle }
    }
    low
}

fn decimal(text: &str) -> BigRational {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: BigInt = format!("{whole}{part}").parse().unwrap_or_else(|_| panic!("a number: `{text}`"));
    BigRational::new(digits, BigInt::from(10).pow(part.len().try_into().unwrap()))
}

/// Whether a printed result is that of its printed formula: exactly where nothing is cut; else as near as the digits that
/// are shown tell.
pub(super) fn agrees(formula: &str, result: &str) -> bool {
    let (value, shown) = (computed(formula), computed(result));
    match (&value, &shown) {
        (Value::Exact(value), Value::Exact(shown)) => value == shown,
        (Value::Exact(value), Value::Near(_)) => {
            // Cut towards zero after the last digit that is shown.
            let cut = result.trim_end_matches('…').replace('−', "");
            let decimals = cut.split_once('.').map_or(0, |(_, part)| part.len());
            let size = if *value < whole(0) { -value } else { value.clone() };
            let rest = size - decimal(&cut);
            rest >= whole(0) && rest < BigRational::new(1.into(), BigInt::from(10).pow(decimals.try_into().unwrap()))
        }
        _ => (value.float() - shown.float()).abs() <= 1e-9 * value.float().abs().max(1.0),
    }
}

#[test]
fn the_calculator_follows_the_rules_of_arithmetic() {
    for (formula, result) in [
        ("100·(4.9 − 2.1)/(7.4 − 2.1)", "52.8301886792452…"),
        ("1 − (2 − 3)", "2"),
        ("8/4/2", "1"),
        ("2·3^2 + 1", "19"),
        ("−2 + (−3)", "−5"),
        ("max(−1, 0, 3)", "3"),
        ("floor(7/2)", "3"),
        ("1/3", "1/3"),
        ("sqrt(2)", "1.4142135623731…"),
    ] {
        assert!(agrees(formula, result), "{formula} = {result}");
    }
    assert!(!agrees("100·(4.9 − 2.1)/(7.4 − 2.1)", "52.8301886792453…"));
    assert!(!agrees("1/3", "0.333"));
}
