//! Numbers and objects read back from a serialised result: exactly from JSON, and from binary formats as these hold
//! them.

use std::fmt;
use std::marker::PhantomData;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::number::{exact, is_json, is_plain};
use crate::number::Exact;

/// Reads the name of a format, which must be this one.
pub(crate) fn expect_format<'de, D: Deserializer<'de>>(from: D, format: &str) -> Result<(), D::Error> {
    let found = String::deserialize(from)?;
    let unknown = || D::Error::custom(format!("unknown format `{found}`, expected `{format}`"));
    if found == format { Ok(()) } else { Err(unknown()) }
}

/// A decimal number with its digits as they stand, or a text that holds one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadNumber(pub(crate) Decimal);

impl From<ReadNumber> for Decimal {
    fn from(number: ReadNumber) -> Self {
        number.0
    }
}

/// For `#[serde(deserialize_with)]`: a decimal with its digits as they stand.
pub(crate) fn read_number<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    ReadNumber::deserialize(from).map(Decimal::from)
}

/// For `#[serde(with)]`: a decimal that may be absent, written and read.
pub(crate) mod optional_decimal {
    pub(crate) use super::read_optional as deserialize;
    pub(crate) use crate::number::optional_number as serialize;
}

/// The same of a decimal that may be absent.
pub(crate) fn read_optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    Ok(Option::<ReadNumber>::deserialize(from)?.map(Decimal::from))
}

/// The number that a text holds, trailing zeros included.
fn number<E: Error>(text: &str) -> Result<ReadNumber, E> {
    let plain = is_plain(text).then(|| Decimal::from_str_exact(text).ok()).flatten();
    let found = plain.or_else(|| exact(text).ok().filter(|_| is_json(text)));
    found.map(ReadNumber).ok_or_else(|| E::custom(format!("no decimal number: {text}")))
}

impl<'de> Deserialize<'de> for ReadNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            let raw = Box::<RawValue>::deserialize(from)?;
            let text = raw.get().trim();
            let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            return number(quoted.unwrap_or(text));
        }
        from.deserialize_any(BinaryNumber)
    }
}

/// A number, or a text `p/q`.
impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return ReadNumber::deserialize(from).map(|number| number.0.into());
        }
        let raw = Box::<RawValue>::deserialize(from)?;
        let text = raw.get().trim();
        let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        match quoted.filter(|text| text.contains('/')) {
            Some(text) => {
                let found = Self::of_text(text).or_else(|| Self::from_exchange(text));
                found.ok_or_else(|| D::Error::custom(format!("no fraction: {text}")))
            }
            None => number(quoted.unwrap_or(text)).map(|number| number.0.into()),
        }
    }
}

/// Takes a number of a binary format.
pub(crate) struct BinaryNumber;

impl Visitor<'_> for BinaryNumber {
    type Value = ReadNumber;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a decimal number, or a text that holds one")
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<ReadNumber, E> {
        Ok(ReadNumber(value.into()))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<ReadNumber, E> {
        Ok(ReadNumber(value.into()))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<ReadNumber, E> {
        number(&value.to_string())
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<ReadNumber, E> {
        number(value)
    }
}

/// The members of an object in their order.
#[derive(Clone, Debug)]
pub(crate) struct InOrder<V>(pub(crate) Vec<(String, V)>);

impl<V> Default for InOrder<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> InOrder<V> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl InOrder<ReadNumber> {
    /// The decimals by name.
    pub(crate) fn decimals(self) -> Vec<(String, Decimal)> {
        self.0.into_iter().map(|(name, number)| (name, number.0)).collect()
    }
}

impl<V: Serialize> Serialize for InOrder<V> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for InOrder<V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Members(PhantomData))
    }
}

struct Members<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Members<V> {
    type Value = InOrder<V>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InOrder<V>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(InOrder(members))
    }
}
