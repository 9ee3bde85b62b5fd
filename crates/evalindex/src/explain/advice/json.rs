//! Advice as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Advice;
use crate::json::Keyed;
use crate::number::digits;

impl Serialize for Advice {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("index", &self.index)?;
        let about = [("subject", &self.subject), ("node", &self.node), ("other", &self.other)];
        for (name, id) in about {
            if let Some(id) = id {
                map.serialize_entry(name, id)?;
            }
        }
        map.serialize_entry("what", &self.what)?;
        map.serialize_entry("figures", &Keyed(&self.figures, |(name, figure)| (*name, digits(figure.normalize()))))?;
        map.serialize_entry("text", &self.text)?;
        map.end()
    }
}
