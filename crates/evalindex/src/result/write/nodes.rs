//! The nodes of a subject in the result format.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::digits;
use crate::result::{Details, IndexResult, NodeDetails, NodeScore};

/// The nodes of one row, by id.
pub(super) struct Nodes<'a> {
    pub(super) index: &'a IndexResult,
    pub(super) scores: &'a [NodeScore],
    pub(super) details: Option<&'a Details>,
}

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Self { index, scores, details } = *self;
        let mut map = out.serialize_map(Some(scores.len()))?;
        for (number, (info, node)) in index.nodes.iter().zip(scores).enumerate() {
            let details = details.and_then(|details| details.nodes.get(number));
            map.serialize_entry(&info.id, &NodeEntry { index, node, details })?;
        }
        map.end()
    }
}

/// A node of a row; in a full result with its details.
struct NodeEntry<'a> {
    index: &'a IndexResult,
    node: &'a NodeScore,
    details: Option<&'a NodeDetails>,
}

impl Serialize for NodeEntry<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        match self.node.score {
            Some(score) => map.serialize_entry("score", &digits(self.index.published(score)))?,
            None => map.serialize_entry("score", &())?,
        }
        if let Some(rank) = self.node.rank {
            map.serialize_entry("rank", &rank)?;
        }
        if let Some(contribution) = self.node.contribution {
            map.serialize_entry("contribution", &digits(self.index.published(contribution)))?;
        }
        if let Some(details) = self.details {
            details.write(self.index, &mut map)?;
        }
        map.end()
    }
}
