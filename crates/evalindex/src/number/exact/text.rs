//! Exact values as text and in serialised documents.

use std::fmt;

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
