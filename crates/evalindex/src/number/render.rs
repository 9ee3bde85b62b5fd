//! Numbers as text and in serialised results: plain digits without exponent; text never passes through a binary float.

use rust_decimal::Decimal;
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

/// The newtype name under which a serialiser gets numbers, by which `TextNumbers` recognises them.
pub(crate) const NUMBER: &str = "$evalindex::Number";

/// The number in plain digits without trailing zeros.
pub(crate) fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A decimal as results and documents write it.
///
/// JSON gets the digits as they stand. A binary format (MessagePack, CBOR) gets a whole number, or the nearest `f64` where
/// that gives the same decimal back, which holds for up to 15 significant digits; longer numbers go as text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if out.is_human_readable() {
            let digits = RawValue::from_string(self.0.to_string()).map_err(S::Error::custom)?;
            return out.serialize_newtype_struct(NUMBER, &digits);
        }
        let value = self.0.normalize();
        let text = value.to_string();
        match (i64::try_from(value), text.parse::<f64>()) {
            (Ok(whole), _) if value.is_integer() => out.serialize_newtype_struct(NUMBER, &whole),
            (_, Ok(near)) if near.to_string() == text => out.serialize_newtype_struct(NUMBER, &near),
            _ => out.serialize_newtype_struct(NUMBER, &text),
        }
    }
}

/// The number with its digits as they stand, to be serialised.
pub(crate) fn digits(value: Decimal) -> Number {
    Number(value)
}

/// For `#[serde(serialize_with)]`: a decimal as a number in plain digits.
pub(crate) fn json_number<S: Serializer>(value: &Decimal, out: S) -> Result<S::Ok, S::Error> {
    digits(value.normalize()).serialize(out)
}

/// For `#[serde(serialize_with)]`: a decimal that may be absent.
#[allow(clippy::ref_option, reason = "the form that serde calls")]
pub(crate) fn optional_number<S: Serializer>(value: &Option<Decimal>, out: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => json_number(value, out),
        None => out.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_binary_format_gets_the_shortest_that_holds_the_number() {
        let packed = |value: Decimal| rmp_serde::to_vec(&digits(value)).unwrap();
        // MessagePack: a whole number of one byte, a float after 0xcb, a text of 20 bytes after 0xa0 + 20.
        assert_eq!(packed(Decimal::new(50, 1)), [5]);
        assert_eq!(packed(Decimal::new(5, 1)), [&[0xcb][..], &0.5_f64.to_be_bytes()].concat());
        let long = Decimal::new(1_234_567_890_123_456_789, 18);
        assert_eq!(packed(long), [&[0xa0 + 20][..], b"1.234567890123456789"].concat());
    }
}
