//! One way to write a number: plain digits, no exponent, never through a binary float.

use rust_decimal::Decimal;
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

/// The number in plain digits without trailing zeros.
pub(crate) fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// The number's digits as they stand, as a JSON number.
pub(crate) fn as_json<E: serde::ser::Error>(value: Decimal) -> Result<Box<RawValue>, E> {
    RawValue::from_string(value.to_string()).map_err(E::custom)
}

/// For `#[serde(serialize_with)]`: a decimal as a JSON number in plain digits.
pub(crate) fn json_number<S: Serializer>(value: &Decimal, out: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(plain(*value)).map_err(S::Error::custom)?.serialize(out)
}

/// For `#[serde(serialize_with)]`: a decimal that is there.
#[allow(clippy::ref_option, reason = "the form that serde calls")]
pub(crate) fn optional_number<S: Serializer>(value: &Option<Decimal>, out: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => json_number(value, out),
        None => out.serialize_none(),
    }
}
