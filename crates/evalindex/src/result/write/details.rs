//! The details of a full result in the result format.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::digits;
use crate::result::{AdjustmentDetails, Details, IndexResult, NodeDetails, TaskDetails};

impl Details {
    /// Adds what concerns the subject as a whole to its row.
    pub(super) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if !self.adjustments.is_empty() {
            map.serialize_entry("adjustments", &self.adjustments)?;
        }
        if self.tasks.is_empty() { Ok(()) } else { map.serialize_entry("tasks", &self.tasks) }
    }
}

impl NodeDetails {
    /// Adds the details of a node to its entry.
    pub(super) fn write<M: SerializeMap>(&self, index: &IndexResult, map: &mut M) -> Result<(), M::Error> {
        let Self { figure, from, target, weight, lost, aggregate } = self;
        if let Some(figure) = figure {
            map.serialize_entry("figure", figure)?;
        }
        if let Some(from) = from {
            map.serialize_entry("from", from)?;
        }
        if let Some(target) = target {
            map.serialize_entry("target", target)?;
        }
        map.serialize_entry("weight", &digits(weight.normalize()))?;
        for (name, points) in [("lost", lost), ("aggregate", aggregate)] {
            if let Some(points) = points {
                map.serialize_entry(name, &digits(index.published(*points)))?;
            }
        }
        Ok(())
    }
}

impl Serialize for AdjustmentDetails {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        self.effect.write(&mut map)?;
        if let Some(kind) = &self.kind {
            map.serialize_entry("kind", kind)?;
        }
        map.serialize_entry("reason", &self.reason)?;
        map.end()
    }
}

impl Serialize for TaskDetails {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("task", &self.task)?;
        map.serialize_entry("completion", &self.completion.map(digits))?;
        map.serialize_entry("lag", &self.lag.map(digits))?;
        map.end()
    }
}
