//! Stability ranges, swaps and joint changes as JSON.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Found, JointChange, NodeTipping, PairTipping, Tipping};
use crate::json::{Keyed, figures};
use crate::number::{AsFraction, Exact, digits};
use crate::robustness::range::{RangeEnd, WeightRange};

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
        if let Some(declared) = &self.declared {
            map.serialize_entry("declared", &AsFraction(declared))?;
        }
        map.serialize_entry("weight", &digits(self.weight.normalize()))?;
        map.serialize_entry("ranking", &self.ranking)?;
        map.serialize_entry("first", &self.first)?;
        if let Some(grades) = &self.grades {
            map.serialize_entry("grades", grades)?;
        }
        map.serialize_entry("ends", &Ends(self))?;
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

/// The ends of the ranges of a node.
struct Ends<'a>(&'a NodeTipping);

impl Serialize for Ends<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let NodeTipping { ranking, first, grades, .. } = self.0;
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("ranking", &both(ranking))?;
        map.serialize_entry("first", &both(first))?;
        if let Some(grades) = grades {
            map.serialize_entry("grades", &both(grades))?;
        }
        map.end()
    }
}

fn both(range: &WeightRange) -> [Option<EndJson<'_>>; 2] {
    [&range.low, &range.high].map(|end| end.as_ref().map(EndJson))
}

/// One end: the fraction that it is, and whether it is open.
struct EndJson<'a>(&'a RangeEnd);

impl Serialize for EndJson<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(2))?;
        map.serialize_entry("exact", &self.0.exact.as_ref().and_then(Exact::fraction))?;
        map.serialize_entry("open", &self.0.open)?;
        map.end()
    }
}

impl Serialize for PairTipping {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("ahead", &self.ahead)?;
        map.serialize_entry("behind", &self.behind)?;
        let change = self.change.as_ref();
        let share = |share: Decimal| digits(share.normalize());
        map.serialize_entry("node", &change.map(|change| &change.node))?;
        map.serialize_entry("from", &change.map(|change| share(change.from)))?;
        map.serialize_entry("to", &change.map(|change| share(change.to)))?;
        map.serialize_entry("exact_to", &change.and_then(|change| change.exact_to.as_ref()?.fraction()))?;
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
        map.serialize_entry("exact_distance", &self.exact_distance.as_ref().and_then(Exact::fraction))?;
        map.serialize_entry("weights", &figures(&self.weights))?;
        unless_closed(&mut map, self.found)?;
        map.end()
    }
}

/// A pair without `found` was found in closed form.
fn unless_closed<M: SerializeMap>(map: &mut M, found: Found) -> Result<(), M::Error> {
    if found == Found::Closed { Ok(()) } else { map.serialize_entry("found", &found) }
}
