//! Sources of weights as documents write them.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::WeightSource;

impl WeightSource {
    /// Writes what stands under `from`, into the object that has it.
    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Method(method) => map.serialize_entry("from", method),
            other => map.serialize_entry("from", &WithParameter(other)),
        }
    }
}

impl Serialize for WeightSource {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(1))?;
        self.write(&mut map)?;
        map.end()
    }
}

/// A source with its parameter.
struct WithParameter<'a>(&'a WeightSource);

impl Serialize for WithParameter<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        self.0.write_parameter(&mut map)?;
        map.end()
    }
}
