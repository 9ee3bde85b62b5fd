//! Figures and lists of decimals as numbers of JSON, in plain digits.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::json::{FromJson, Json, Reader};
use crate::number::{Exact, json_number};

/// A figure in the unit of the values: a decimal in documents.
impl FromJson for Exact {
    fn expected() -> Cow<'static, str> {
        Decimal::expected()
    }

    fn several() -> String {
        Decimal::several()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Decimal::from_json(json, reader).map(Self::from)
    }
}

/// For `#[serde(serialize_with)]`: a list in plain digits.
pub(super) fn digits<T: Digits, S: Serializer>(value: &T, out: S) -> Result<S::Ok, S::Error> {
    value.write(out)
}

/// What is made of decimals only.
pub(super) trait Digits {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error>;
}

impl Digits for Decimal {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        json_number(self, out)
    }
}

impl<T: Digits> Digits for Vec<T> {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.iter().map(Written))
    }
}

impl<T: Digits> Digits for [T; 2] {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.iter().map(Written))
    }
}

impl<T: Digits> Digits for Option<T> {
    fn write<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Written).serialize(out)
    }
}

struct Written<'a, T>(&'a T);

impl<T: Digits> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.0.write(out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::decimal;
    use super::*;

    fn json<T: Digits>(value: &T) -> String {
        serde_json::to_string(&Written(value)).unwrap()
    }

    #[test]
    fn lists_keep_every_digit() {
        let small = "-0.0000000000000000000000000001";
        assert_eq!(json(&vec![decimal("1.50"), decimal(small)]), format!("[1.5,{small}]"));
        assert_eq!(json(&Some(vec![Decimal::MAX])), "[79228162514264337593543950335]");
    }
}
