//! A gap as JSON: written and read.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Gap, GapNode, GapSubject, JointPart};
use crate::explain::points::Points;
use crate::json::{InOrder, Keyed, ReadNumber};
use crate::number::digits;
use crate::order::Rank;

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

/// A gap as it is read.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GapRead {
    a: SubjectRead,
    b: SubjectRead,
    gap: Points,
    base: Points,
    nodes: InOrder<NodeRead>,
    #[serde(default)]
    joint: Vec<JointPart>,
    step: Option<Points>,
    bonus: Points,
    deduction: Points,
    penalty: Option<Points>,
    limits: Option<Points>,
    rounding: Points,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectRead {
    subject: String,
    name: String,
    rank: Rank,
    score: ReadNumber,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeRead {
    name: String,
    scores: [Option<ReadNumber>; 2],
    part: Option<Points>,
    step: Option<Points>,
}

/// Names in Chinese, the id of the index and depths are not in JSON: read back, they are none, empty and 1.
impl<'de> Deserialize<'de> for Gap {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = GapRead::deserialize(from)?;
        let subject = |SubjectRead { subject, name, rank, score }| GapSubject {
            subject,
            name,
            name_zh: None,
            rank,
            score: score.0,
        };
        let node = |(node, read): (String, NodeRead)| GapNode {
            node,
            name: read.name,
            name_zh: None,
            depth: 1,
            scores: read.scores.map(|score| score.map(Decimal::from)),
            part: read.part,
            step: read.step,
        };
        Ok(Self {
            index: String::new(),
            subjects: [read.a, read.b].map(subject),
            gap: read.gap,
            base: read.base,
            nodes: read.nodes.0.into_iter().map(node).collect(),
            joint: read.joint,
            step: read.step,
            bonus: read.bonus,
            deduction: read.deduction,
            penalty: read.penalty,
            limits: read.limits,
            rounding: read.rounding,
        })
    }
}
