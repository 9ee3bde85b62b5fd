//! A gap as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Gap, GapNode, GapSubject, JointPart};
use crate::json::Keyed;
use crate::number::digits;

impl Serialize for Gap {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let [a, b] = &self.subjects;
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("a", a)?;
        map.serialize_entry("b", b)?;
        map.serialize_entry("gap", &self.gap)?;
        map.serialize_entry("base", &self.base)?;
        map.serialize_entry("nodes", &Keyed(&self.nodes, |one| (&one.node, one)))?;
        if !self.joint.is_empty() {
            map.serialize_entry("joint", &self.joint)?;
        }
        if let Some(step) = &self.step {
            map.serialize_entry("step", step)?;
        }
        map.serialize_entry("bonus", &self.bonus)?;
        map.serialize_entry("deduction", &self.deduction)?;
        if let Some(penalty) = &self.penalty {
            map.serialize_entry("penalty", penalty)?;
        }
        if let Some(limits) = &self.limits {
            map.serialize_entry("limits", limits)?;
        }
        map.serialize_entry("rounding", &self.rounding)?;
        map.end()
    }
}

impl Serialize for GapSubject {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("rank", &self.rank)?;
        map.serialize_entry("score", &digits(self.score))?;
        map.end()
    }
}

impl Serialize for GapNode {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("scores", &self.scores.map(|score| score.map(digits)))?;
        map.serialize_entry("part", &self.part)?;
        if let Some(step) = &self.step {
            map.serialize_entry("step", step)?;
        }
        map.end()
    }
}

impl Serialize for JointPart {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(2))?;
        map.serialize_entry("nodes", &self.nodes)?;
        map.serialize_entry("part", &self.part)?;
        map.end()
    }
}
