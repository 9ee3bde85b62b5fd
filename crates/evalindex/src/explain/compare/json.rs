//! A comparison as JSON: written and read.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Comparison, Difference, Incomparable, Move, Passage, PlaceChange, RankAgreement, Split, SplitPart};
use crate::explain::points::Points;
use crate::json::ReadNumber;
use crate::number::digits;
use crate::order::Rank;

impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        if let Some(ranks) = &self.ranks {
            map.serialize_entry("ranks", ranks)?;
        }
        map.serialize_entry("differences", &self.differences)?;
        map.serialize_entry("incomparable", &self.incomparable)?;
        map.serialize_entry("moves", &self.moves)?;
        map.serialize_entry("came", &self.came)?;
        map.serialize_entry("went", &self.went)?;
        map.end()
    }
}

impl Serialize for Move {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("ranks", &self.ranks)?;
        map.serialize_entry("scores", &self.scores.map(digits))?;
        if self.grades.iter().any(Option::is_some) {
            map.serialize_entry("grades", &self.grades)?;
        }
        map.serialize_entry("place", &self.place)?;
        map.serialize_entry("split", &self.split)?;
        map.end()
    }
}

impl Serialize for PlaceChange {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let [overtook, overtaken_by] = &self.named;
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("places", &digits(self.places))?;
        map.serialize_entry("own", &digits(self.own))?;
        map.serialize_entry("others", &digits(self.others))?;
        map.serialize_entry("overtook", &self.overtook)?;
        map.serialize_entry("overtaken_by", &self.overtaken_by)?;
        map.serialize_entry("overtook_named", overtook)?;
        map.serialize_entry("overtaken_by_named", overtaken_by)?;
        map.serialize_entry("came_ahead", &self.came_ahead)?;
        map.serialize_entry("went_ahead", &self.went_ahead)?;
        map.end()
    }
}

impl Serialize for Split {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("change", &self.change)?;
        map.serialize_entry("parts", &self.parts)?;
        map.serialize_entry("rounding", &self.rounding)?;
        if !self.notices.is_empty() {
            let notices = self.notices.iter().map(|(node, text)| HeldNotice { node, text });
            map.serialize_entry("notices", &notices.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

impl Serialize for Passage {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("rank", &self.rank)?;
        map.serialize_entry("score", &digits(self.score))?;
        map.serialize_entry("reason", &self.reason)?;
        map.end()
    }
}

/// A figure that a limit held, with its node.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct HeldNotice<T> {
    node: T,
    text: T,
}

/// A comparison as it is read.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparisonRead {
    ranks: Option<RankAgreement>,
    differences: Vec<Difference>,
    incomparable: Vec<Incomparable>,
    moves: Vec<MoveRead>,
    came: Vec<PassageRead>,
    went: Vec<PassageRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct MoveRead {
    subject: String,
    name: String,
    ranks: [Rank; 2],
    scores: [ReadNumber; 2],
    #[serde(default)]
    grades: [Option<String>; 2],
    place: PlaceRead,
    split: Option<SplitRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceRead {
    places: ReadNumber,
    own: ReadNumber,
    others: ReadNumber,
    overtook: usize,
    overtaken_by: usize,
    overtook_named: Vec<String>,
    overtaken_by_named: Vec<String>,
    came_ahead: usize,
    went_ahead: usize,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitRead {
    change: Points,
    parts: Vec<SplitPart>,
    rounding: Points,
    #[serde(default)]
    notices: Vec<HeldNotice<String>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PassageRead {
    subject: String,
    name: String,
    rank: Rank,
    score: ReadNumber,
    reason: Option<String>,
}

/// Names in Chinese and the id of the index are not in JSON: read back, they are none and empty.
impl<'de> Deserialize<'de> for Comparison {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = ComparisonRead::deserialize(from)?;
        let passages = |all: Vec<PassageRead>| all.into_iter().map(PassageRead::passage).collect();
        Ok(Self {
            index: String::new(),
            differences: read.differences,
            incomparable: read.incomparable,
            moves: read.moves.into_iter().map(MoveRead::moved).collect(),
            came: passages(read.came),
            went: passages(read.went),
            ranks: read.ranks,
        })
    }
}

impl MoveRead {
    fn moved(self) -> Move {
        Move {
            subject: self.subject,
            name: self.name,
            name_zh: None,
            ranks: self.ranks,
            scores: self.scores.map(Decimal::from),
            grades: self.grades,
            place: self.place.change(),
            split: self.split.map(SplitRead::split),
        }
    }
}

impl PlaceRead {
    fn change(self) -> PlaceChange {
        PlaceChange {
            places: self.places.0,
            own: self.own.0,
            others: self.others.0,
            overtook: self.overtook,
            overtaken_by: self.overtaken_by,
            named: [self.overtook_named, self.overtaken_by_named],
            came_ahead: self.came_ahead,
            went_ahead: self.went_ahead,
        }
    }
}

impl SplitRead {
    fn split(self) -> Split {
        let notices = self.notices.into_iter().map(|HeldNotice { node, text }| (node, text)).collect();
        Split { change: self.change, parts: self.parts, rounding: self.rounding, notices }
    }
}

impl PassageRead {
    fn passage(self) -> Passage {
        let Self { subject, name, rank, score, reason } = self;
        Passage { subject, name, name_zh: None, rank, score: score.0, reason }
    }
}
