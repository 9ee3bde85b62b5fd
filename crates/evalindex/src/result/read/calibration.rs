//! Published calibrations: of all subjects, or by group one level deeper.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::json::{BinaryNumber, InOrder, ReadNumber};
use crate::method::rule::Calibration;

/// The published calibration of an indicator's rule.
pub(super) enum CalibrationRead {
    Whole(InOrder<ReadNumber>),
    ByGroup(InOrder<InOrder<ReadNumber>>),
}

impl CalibrationRead {
    pub(super) fn parts(self) -> Vec<(Option<String>, Calibration)> {
        match self {
            Self::Whole(values) => vec![(None, calibration(values))],
            Self::ByGroup(groups) => {
                groups.0.into_iter().map(|(group, values)| (Some(group), calibration(values))).collect()
            }
        }
    }
}

fn calibration(values: InOrder<ReadNumber>) -> Calibration {
    Calibration::read_back(values.0.into_iter().map(|(name, value)| (name, value.0.into())))
}

/// One member: a number, or the numbers of a group.
enum Member {
    Number(ReadNumber),
    Group(InOrder<ReadNumber>),
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            let raw = Box::<RawValue>::deserialize(from)?;
            let text = raw.get();
            return if text.trim_start().starts_with('{') {
                serde_json::from_str(text).map(Self::Group).map_err(D::Error::custom)
            } else {
                serde_json::from_str(text).map(Self::Number).map_err(D::Error::custom)
            };
        }
        from.deserialize_any(BinaryMember)
    }
}

/// A member in a binary format.
struct BinaryMember;

impl<'de> Visitor<'de> for BinaryMember {
    type Value = Member;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a number or an object of numbers")
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Member, E> {
        BinaryNumber.visit_i64(value).map(Member::Number)
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Member, E> {
        BinaryNumber.visit_u64(value).map(Member::Number)
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Member, E> {
        BinaryNumber.visit_f64(value).map(Member::Number)
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Member, E> {
        BinaryNumber.visit_str(value).map(Member::Number)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Member, A::Error> {
        InOrder::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(Member::Group)
    }
}

impl<'de> Deserialize<'de> for CalibrationRead {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let members = InOrder::<Member>::deserialize(from)?.0;
        let (mut numbers, mut groups) = (Vec::new(), Vec::new());
        for (name, member) in members {
            match member {
                Member::Number(number) => numbers.push((name, number)),
                Member::Group(group) => groups.push((name, group)),
            }
        }
        match (numbers.is_empty(), groups.is_empty()) {
            (_, true) => Ok(Self::Whole(InOrder(numbers))),
            (true, false) => Ok(Self::ByGroup(InOrder(groups))),
            (false, false) => Err(D::Error::custom("numbers and groups in one calibration")),
        }
    }
}
