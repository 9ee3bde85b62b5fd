//! Steps of preparation in the result format.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::digits;
use crate::result::{Preparation, PreparationStep, PreparedCell, Treated};

impl Serialize for Preparation {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        if let Some(node) = &self.node {
            map.serialize_entry("node", node)?;
        }
        map.serialize_entry("step", self.step.name())?;
        match &self.step {
            PreparationStep::Denominated { by, scale } => {
                map.serialize_entry("by", by)?;
                map.serialize_entry("scale", &digits(scale.normalize()))?;
            }
            PreparationStep::Imputed { how } => map.serialize_entry("how", how)?,
            PreparationStep::Treated { treated, skew, kurtosis, passed } => {
                treatment(treated.as_ref(), &mut map)?;
                for (name, [before, after]) in [("skew", skew), ("kurtosis", kurtosis)] {
                    let shown = |statistic: &Option<Decimal>| statistic.map(digits);
                    map.serialize_entry(name, &[shown(before), shown(after)])?;
                }
                map.serialize_entry("passed", passed)?;
            }
            PreparationStep::Screened { min_share } => {
                map.serialize_entry("min_share", &digits(min_share.normalize()))?;
            }
        }
        map.serialize_entry("cells", &self.cells)?;
        map.end()
    }
}

fn treatment<M: SerializeMap>(treated: Option<&Treated>, map: &mut M) -> Result<(), M::Error> {
    match treated {
        None => map.serialize_entry("by", "none"),
        Some(Treated::Winsorised { low, high, points }) => {
            map.serialize_entry("by", "winsorising")?;
            map.serialize_entry("points", points)?;
            map.serialize_entry("low", low)?;
            map.serialize_entry("high", high)
        }
        Some(Treated::Log { shift }) => {
            map.serialize_entry("by", "logarithm")?;
            map.serialize_entry("shift", shift)
        }
    }
}

impl Serialize for PreparedCell {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("subject", &self.subject)?;
        for (name, figure) in [("before", self.before), ("after", self.after)] {
            if let Some(figure) = figure {
                map.serialize_entry(name, &digits(figure.normalize()))?;
            }
        }
        map.end()
    }
}
