//! The effects of leaving out as JSON: written and read.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{LargestChange, LeaveOut, LeftOut, OutEffect};
use crate::json::{InOrder, Keyed, ReadNumber};
use crate::number::{AsFraction, Exact, digits};

impl Serialize for LeaveOut {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(2))?;
        map.serialize_entry("nodes", &Keyed(&self.nodes, |one| (&one.id, one)))?;
        map.serialize_entry("subjects", &Keyed(&self.subjects, |one| (&one.id, one)))?;
        map.end()
    }
}

impl Serialize for LeftOut {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        if let Some(declared) = &self.declared {
            map.serialize_entry("declared", &AsFraction(declared))?;
        }
        match &self.effect {
            Err(reason) => map.serialize_entry("failed", reason)?,
            Ok(effect) => {
                map.serialize_entry("mean_change", &digits(effect.mean_change))?;
                map.serialize_entry("largest", &effect.largest)?;
                map.serialize_entry("reversed", &effect.reversed)?;
                map.serialize_entry("first", &effect.first)?;
                for (name, ids) in [("unranked", &effect.unranked), ("ranked", &effect.ranked)] {
                    if !ids.is_empty() {
                        map.serialize_entry(name, ids)?;
                    }
                }
            }
        }
        map.end()
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct LeaveOutRead {
    nodes: InOrder<LeftOutRead>,
    subjects: InOrder<LeftOutRead>,
}

/// One that is left out, with a reason or an effect.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct LeftOutRead {
    declared: Option<Exact>,
    failed: Option<String>,
    mean_change: Option<ReadNumber>,
    largest: Option<LargestChange>,
    #[serde(default)]
    reversed: usize,
    #[serde(default)]
    first: Vec<String>,
    #[serde(default)]
    unranked: Vec<String>,
    #[serde(default)]
    ranked: Vec<String>,
}

impl<'de> Deserialize<'de> for LeaveOut {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let LeaveOutRead { nodes, subjects } = LeaveOutRead::deserialize(from)?;
        let all = |read: InOrder<LeftOutRead>| {
            let left_out = read.0.into_iter().map(|(id, one)| one.left_out(id));
            left_out.collect::<Result<_, _>>().map_err(D::Error::custom)
        };
        Ok(Self { nodes: all(nodes)?, subjects: all(subjects)? })
    }
}

impl LeftOutRead {
    fn left_out(self, id: String) -> Result<LeftOut, &'static str> {
        let effect = match (self.failed, self.mean_change) {
            (Some(reason), None) => Err(reason),
            (None, Some(mean)) => Ok(OutEffect {
                mean_change: mean.0,
                largest: self.largest,
                reversed: self.reversed,
                first: self.first,
                unranked: self.unranked,
                ranked: self.ranked,
            }),
            _ => return Err("what is left out has either an effect or the reason why there is none"),
        };
        Ok(LeftOut { id, declared: self.declared, effect })
    }
}
