//! Derived weights as JSON, and numbers in the parameters of methods.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::derived::{DerivedWeights, Favoured};
use super::expert_weights::ExpertWeights;
use crate::json::{Keyed, figures, keyed};
use crate::number::digits;

impl Serialize for DerivedWeights {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("method", self.method)?;
        map.serialize_entry("node", &self.node)?;
        map.serialize_entry("weights", &figures(&self.weights))?;
        map.serialize_entry("diagnostics", &Diagnostics(self))?;
        map.end()
    }
}

struct Diagnostics<'a>(&'a DerivedWeights);

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        findings(&mut map, &self.0.diagnostics, &self.0.remarks)?;
        for (name, figures) in &self.0.by_child {
            map.serialize_entry(name, &keyed::figures(figures))?;
        }
        if !self.0.experts.is_empty() {
            map.serialize_entry("experts", &self.0.experts)?;
        }
        if !self.0.subjects.is_empty() {
            map.serialize_entry("subjects", &Keyed(&self.0.subjects, |one| (&one.subject, one)))?;
        }
        map.end()
    }
}

/// Figures of the method, and what it says, by name.
fn findings<M: SerializeMap>(
    map: &mut M,
    diagnostics: &[(&'static str, Decimal)],
    remarks: &[(&'static str, String)],
) -> Result<(), M::Error> {
    for (name, figure) in diagnostics {
        map.serialize_entry(name, &digits(figure.normalize()))?;
    }
    remarks.iter().try_for_each(|(name, text)| map.serialize_entry(name, text))
}

impl Serialize for ExpertWeights {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("share", &digits(self.share))?;
        map.serialize_entry("weights", &figures(&self.weights))?;
        findings(&mut map, &self.diagnostics, &self.remarks)?;
        map.end()
    }
}

impl Serialize for Favoured {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(2))?;
        map.serialize_entry("score", &digits(self.score))?;
        map.serialize_entry("shares", &figures(&self.shares))?;
        map.end()
    }
}

/// A list of numbers.
pub(super) struct Numbers<'a>(pub(super) &'a [Decimal]);

impl Serialize for Numbers<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.0.iter().map(|number| digits(*number)))
    }
}

/// Numbers by name.
pub(super) struct Figures<I>(pub(super) I);

impl<'a, I: Iterator<Item = (&'a str, Decimal)> + Clone> Serialize for Figures<I> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        for (name, figure) in self.0.clone() {
            map.serialize_entry(name, &digits(figure))?;
        }
        map.end()
    }
}
