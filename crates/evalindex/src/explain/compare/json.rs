//! A comparison as JSON.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Comparison, Move, Passage, PlaceChange, Split, SplitPart};
use crate::number::digits;

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
            let notices = self.notices.iter().map(|(node, text)| BTreeMap::from([("node", node), ("text", text)]));
            map.serialize_entry("notices", &notices.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

impl Serialize for SplitPart {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("parts", &self.parts)?;
        map.serialize_entry("points", &self.points)?;
        map.serialize_entry("reversed", &self.reversed)?;
        map.serialize_entry("turns", &self.turns)?;
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
