//! Calibrations in the result format.

use rust_decimal::Decimal;
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use crate::method::rule::Calibration;
use crate::number::digits;
use crate::result::IndicatorCalibration;

/// The calibrations by indicator; where a rule is calibrated within groups, by group below that.
pub(super) struct Calibrations<'a>(pub(super) &'a [IndicatorCalibration]);

impl Serialize for Calibrations<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        let taken = |one: &&IndicatorCalibration| one.parts.iter().any(|(_, part)| !part.is_empty());
        for IndicatorCalibration { node, parts, .. } in self.0.iter().filter(taken) {
            match parts.as_slice() {
                [(None, calibration)] => map.serialize_entry(node, &InTurn(calibration))?,
                groups => map.serialize_entry(node, &Groups(groups))?,
            }
        }
        map.end()
    }
}

struct Groups<'a>(&'a [(Option<String>, Calibration)]);

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (group, calibration) in self.0 {
            let group = group.as_deref().ok_or_else(|| S::Error::custom("a calibration within groups has no group"))?;
            map.serialize_entry(group, &InTurn(calibration))?;
        }
        map.end()
    }
}

/// The statistics of a rule, or of several in turn as a list.
struct InTurn<'a>(&'a Calibration);

impl Serialize for InTurn<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.0.then() {
            [] => Statistics(self.0).serialize(out),
            then => out.collect_seq(std::iter::once(self.0).chain(then).map(Statistics)),
        }
    }
}

/// The statistics of one calibration; with the number of values, where it keeps their order.
struct Statistics<'a>(&'a Calibration);

impl Serialize for Statistics<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        for (name, value) in self.0.statistics() {
            map.serialize_entry(name, value)?;
        }
        if !self.0.order().is_empty() {
            map.serialize_entry("count", &digits(Decimal::from(self.0.order().len())))?;
        }
        map.end()
    }
}
