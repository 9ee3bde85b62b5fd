//! A balance as JSON.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Balance, NearDuplicates, NodeBalance};
use crate::json::Keyed;
use crate::number::digits;

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
        if let Some(declared) = self.declared {
            map.serialize_entry("declared", &digits(declared))?;
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
