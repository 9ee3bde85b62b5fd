//! Lists of decimals as JSON arrays of numbers in plain digits.

use serde::{Serialize, Serializer};

use rust_decimal::Decimal;

use crate::number::json_number;

/// For `#[serde(serialize_with)]`: a list, or a list of pairs, in plain digits.
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

impl<T: Digits, const N: usize> Digits for [T; N] {
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
    fn lists_and_pairs_keep_every_digit() {
        let small = "-0.0000000000000000000000000001";
        assert_eq!(json(&vec![decimal("1.50"), decimal(small)]), format!("[1.5,{small}]"));
        assert_eq!(json(&vec![[decimal("1"), decimal("2")], [decimal("3"), decimal("4")]]), "[[1,2],[3,4]]");
        assert_eq!(json(&Some(vec![Decimal::MAX])), "[79228162514264337593543950335]");
    }
}
