//! Published calibrations: of all subjects, or by group one level deeper.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::json::{BinaryNumber, InOrder, ReadNumber};
use crate::method::rule::Calibration;

/// The published calibration of an indicator's rule.
pub(super) enum CalibrationRead {
    Whole(InTurn),
    ByGroup(InOrder<InTurn>),
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

/// The numbers of a rule, or of each of several in turn.
pub(super) struct InTurn(Vec<InOrder<ReadNumber>>);

fn calibration(in_turn: InTurn) -> Calibration {
    let one = |values: InOrder<ReadNumber>| {
        Calibration::read_back(values.0.into_iter().map(|(name, value)| (name, value.0.into())))
    };
    let mut all = in_turn.0.into_iter().map(one);
    let first = all.next().unwrap_or_default();
    first.in_turn(all.collect())
}

/// One member: a number, or the numbers of a group.
enum Member {
    Number(ReadNumber),
    Group(InTurn),
}

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            let raw = Box::<RawValue>::deserialize(from)?;
            let text = raw.get();
            let read = match text.trim_start().bytes().next() {
                Some(b'{') => serde_json::from_str(text).map(|one| Self::Group(InTurn(vec![one]))),
                Some(b'[') => serde_json::from_str(text).map(|all| Self::Group(InTurn(all))),
                _ => serde_json::from_str(text).map(Self::Number),
            };
            return read.map_err(D::Error::custom);
        }
        from.deserialize_any(BinaryMember)
    }
}

/// A member in a binary format.
struct BinaryMember;

impl<'de> Visitor<'de> for BinaryMember {
    type Value = Member;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a number, an object of numbers or an array of such objects")
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
        InOrder::deserialize(MapAccessDeserializer::new(map)).map(|one| Member::Group(InTurn(vec![one])))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Member, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(|all| Member::Group(InTurn(all)))
    }
}

impl<'de> Deserialize<'de> for CalibrationRead {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            let raw = Box::<RawValue>::deserialize(from)?;
            let text = raw.get();
            return if text.trim_start().starts_with('[') {
                serde_json::from_str(text).map(|all| Self::Whole(InTurn(all))).map_err(D::Error::custom)
            } else {
                serde_json::from_str(text).map_err(D::Error::custom).and_then(Self::of_members)
            };
        }
        from.deserialize_any(BinaryCalibration)
    }
}

/// A calibration in a binary format.
struct BinaryCalibration;

impl<'de> Visitor<'de> for BinaryCalibration {
    type Value = CalibrationRead;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object, or an array of objects")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CalibrationRead, A::Error> {
        CalibrationRead::of_members(InOrder::deserialize(MapAccessDeserializer::new(map))?)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<CalibrationRead, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(|all| CalibrationRead::Whole(InTurn(all)))
    }
}

impl CalibrationRead {
    fn of_members<E: Error>(members: InOrder<Member>) -> Result<Self, E> {
        let (mut numbers, mut groups) = (Vec::new(), Vec::new());
        for (name, member) in members.0 {
            match member {
                Member::Number(number) => numbers.push((name, number)),
                Member::Group(group) => groups.push((name, group)),
            }
        }
        match (numbers.is_empty(), groups.is_empty()) {
            (_, true) => Ok(Self::Whole(InTurn(vec![InOrder(numbers)]))),
            (true, false) => Ok(Self::ByGroup(InOrder(groups))),
            (false, false) => Err(E::custom("numbers and groups in one calibration")),
        }
    }
}
