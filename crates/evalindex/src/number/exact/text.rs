//! Exact values as text and in serialised documents.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::{Exact, Kind};
use crate::number::json_number;

/// A decimal in plain digits where 28 of them hold the value, else a fraction `p/q` in lowest terms; a real number to 28
/// digits.
impl fmt::Display for Exact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.to_decimal(), self.lowest_terms()) {
            (Some(decimal), None) => write!(out, "{decimal}"),
            (Some(decimal), Some(_)) if *self == Self::from(decimal) => write!(out, "{decimal}"),
            (_, Some((numerator, denominator))) => write!(out, "{numerator}/{denominator}"),
            (None, None) => out.write_str("a number beyond 28 digits"),
        }
    }
}

impl Exact {
    /// The fraction in lowest terms as text, `p/q` or a whole number; none of a real number.
    ///
    /// ```
    /// use evalindex::number::Exact;
    ///
    /// assert_eq!(Exact::ratio(6, 20).unwrap().fraction().as_deref(), Some("3/10"));
    /// assert_eq!(Exact::ONE.fraction().as_deref(), Some("1"));
    /// ```
    pub fn fraction(&self) -> Option<String> {
        let (numerator, denominator) = self.lowest_terms()?;
        Some(if denominator.is_one() { numerator.to_string() } else { format!("{numerator}/{denominator}") })
    }

    /// A decimal, or a fraction of two of them such as `1/3`; none of another text.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let plain = |text: &str| Decimal::from_str_exact(text.trim()).ok().map(Self::from);
        match text.split_once('/') {
            Some((above, below)) => plain(above)?.over(&plain(below)?),
            None => plain(text),
        }
    }

    /// The value as messages show it: all digits of a decimal, else the nearest number of 15 significant digits.
    pub(crate) fn shown(&self) -> String {
        match self.to_decimal() {
            Some(decimal) if *self == Self::from(decimal) => decimal.to_string(),
            Some(near) => near.round_sf(15).unwrap_or(near).normalize().to_string(),
            None => self.to_string(),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Rational(_) => write!(out, "{self}"),
            Kind::Real(_) | Kind::Radical(_) => write!(out, "≈{self}"),
        }
    }
}

/// The nearest decimal as a number in plain digits; a value beyond decimals as text.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.to_decimal() {
            Some(decimal) => json_number(&decimal, out),
            None => out.serialize_str(&self.to_string()),
        }
    }
}

/// A fraction as documents hold it.
pub(crate) struct AsFraction<'a>(pub(crate) &'a Exact);

impl Serialize for AsFraction<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        json_fraction(self.0, out)
    }
}

/// For `#[serde(serialize_with)]`: a fraction as documents hold it, a number where it is a decimal, else the text `p/q`.
pub(crate) fn json_fraction<S: Serializer>(value: &Exact, out: S) -> Result<S::Ok, S::Error> {
    match value.to_decimal().filter(|decimal| *value == Exact::from(*decimal)) {
        Some(decimal) => json_number(&decimal, out),
        None => out.serialize_str(&value.to_string()),
    }
}
