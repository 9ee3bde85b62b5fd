//! Stability ranges, swaps and joint changes as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::pairs::ShareChange;
use super::{Found, JointChange, NodeTipping, PairTipping, Tipping};
use crate::json::{Keyed, figures};
use crate::number::digits;

impl Serialize for Tipping {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("nodes", &Keyed(&self.nodes, |node| (&node.node, node)))?;
        map.serialize_entry("pairs", &self.pairs)?;
        map.serialize_entry("together", &self.together)?;
        map.end()
    }
}

impl Serialize for NodeTipping {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("weight", &digits(self.weight.normalize()))?;
        map.serialize_entry("ranking", &self.ranking)?;
        map.serialize_entry("first", &self.first)?;
        if let Some(grades) = &self.grades {
            map.serialize_entry("grades", grades)?;
        }
        map.serialize_entry("found", &self.found)?;
        if self.grades.is_some() && self.grades_found != self.found {
            map.serialize_entry("grades_found", &self.grades_found)?;
        }
        if self.untried > 0 {
            map.serialize_entry("untried", &self.untried)?;
        }
        map.end()
    }
}

impl Serialize for PairTipping {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("ahead", &self.ahead)?;
        map.serialize_entry("behind", &self.behind)?;
        let (node, from, to) = match &self.change {
            Some(ShareChange { node, from, to }) => {
                (Some(node), Some(digits(from.normalize())), Some(digits(to.normalize())))
            }
            None => (None, None, None),
        };
        map.serialize_entry("node", &node)?;
        map.serialize_entry("from", &from)?;
        map.serialize_entry("to", &to)?;
        unless_closed(&mut map, self.found)?;
        map.end()
    }
}

impl Serialize for JointChange {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("ahead", &self.ahead)?;
        map.serialize_entry("behind", &self.behind)?;
        map.serialize_entry("distance", &self.distance.map(|distance| digits(distance.normalize())))?;
        map.serialize_entry("weights", &figures(&self.weights))?;
        unless_closed(&mut map, self.found)?;
        map.end()
    }
}

/// A pair without `found` was found in closed form.
fn unless_closed<M: SerializeMap>(map: &mut M, found: Found) -> Result<(), M::Error> {
    if found == Found::Closed { Ok(()) } else { map.serialize_entry("found", &found) }
}
