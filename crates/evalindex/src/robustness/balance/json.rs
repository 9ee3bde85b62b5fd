//! A balance as JSON: written and read.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Balance, NearDuplicates, NodeBalance};
use crate::json::{InOrder, Keyed, ReadNumber};
use crate::number::{AsFraction, Exact, digits};

impl Serialize for Balance {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("subjects", &self.subjects)?;
        map.serialize_entry("alpha", &self.alpha.map(digits))?;
        map.serialize_entry("nodes", &Keyed(&self.nodes, |one| (&one.node, one)))?;
        map.serialize_entry("duplicates", &self.duplicates)?;
        map.serialize_entry("constant", &self.constant)?;
        map.end()
    }
}

impl Serialize for NodeBalance {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("scored", &self.scored)?;
        if let Some(declared) = &self.declared {
            map.serialize_entry("declared", &AsFraction(declared))?;
        }
        map.serialize_entry("share", &digits(self.share))?;
        map.serialize_entry("effective", &digits(self.effective))?;
        let figures: [(&str, Option<Decimal>); 4] = [
            ("influence", self.influence),
            ("with_parent", self.with_parent),
            ("with_index", self.with_index),
            ("alpha", self.alpha),
        ];
        for (name, figure) in figures {
            map.serialize_entry(name, &figure.map(digits))?;
        }
        map.end()
    }
}

impl Serialize for NearDuplicates {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let [one, other] = &self.nodes;
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("a", one)?;
        map.serialize_entry("b", other)?;
        map.serialize_entry("correlation", &digits(self.correlation))?;
        map.end()
    }
}

/// A balance as it is read.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct BalanceRead {
    subjects: usize,
    alpha: Option<ReadNumber>,
    nodes: InOrder<NodeRead>,
    duplicates: Vec<PairRead>,
    constant: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeRead {
    scored: usize,
    declared: Option<Exact>,
    share: ReadNumber,
    effective: ReadNumber,
    influence: Option<ReadNumber>,
    with_parent: Option<ReadNumber>,
    with_index: Option<ReadNumber>,
    alpha: Option<ReadNumber>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PairRead {
    a: String,
    b: String,
    correlation: ReadNumber,
}

impl<'de> Deserialize<'de> for Balance {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = BalanceRead::deserialize(from)?;
        let node = |(node, read): (String, NodeRead)| NodeBalance {
            node,
            scored: read.scored,
            declared: read.declared,
            share: read.share.0,
            effective: read.effective.0,
            influence: read.influence.map(Decimal::from),
            with_parent: read.with_parent.map(Decimal::from),
            with_index: read.with_index.map(Decimal::from),
            alpha: read.alpha.map(Decimal::from),
        };
        let pair = |PairRead { a, b, correlation }| NearDuplicates { nodes: [a, b], correlation: correlation.0 };
        Ok(Self {
            subjects: read.subjects,
            alpha: read.alpha.map(Decimal::from),
            nodes: read.nodes.0.into_iter().map(node).collect(),
            duplicates: read.duplicates.into_iter().map(pair).collect(),
            constant: read.constant,
        })
    }
}
