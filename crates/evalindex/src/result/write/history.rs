//! The history of a row in the result format.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::nodes::Nodes;
use crate::number::digits;
use crate::result::{History, IndexResult, PastStanding};

/// The history of a row, written with the decimals of its index.
pub(crate) struct Written<'a> {
    pub(crate) index: &'a IndexResult,
    pub(crate) history: &'a History,
}

impl Written<'_> {
    /// Adds the entries to a row.
    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let History { periods, rank_change, score_change, trend } = self.history;
        let standings: Vec<_> = periods.iter().map(|past| WrittenStanding { index: self.index, past }).collect();
        map.serialize_entry("history", &standings)?;
        if let Some(change) = rank_change {
            map.serialize_entry("rank_change", &digits(*change))?;
        }
        for (name, points) in [("score_change", score_change), ("trend", trend)] {
            if let Some(points) = points {
                map.serialize_entry(name, &digits(self.index.published(*points)))?;
            }
        }
        Ok(())
    }
}

struct WrittenStanding<'a> {
    index: &'a IndexResult,
    past: &'a PastStanding,
}

impl Serialize for WrittenStanding<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("period", &self.past.period)?;
        map.serialize_entry("rank", &self.past.rank)?;
        let score = self.past.score.map(|score| digits(self.index.published(score)));
        map.serialize_entry("score", &score)?;
        if !self.past.nodes.is_empty() {
            map.serialize_entry("nodes", &Nodes { index: self.index, scores: &self.past.nodes, details: None })?;
        }
        map.end()
    }
}
