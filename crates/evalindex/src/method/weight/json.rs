//! Derived weights as JSON, and numbers in the parameters of methods.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::derived::{DerivedWeights, Favoured};
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
        for (name, figure) in &self.0.diagnostics {
            map.serialize_entry(name, &digits(figure.normalize()))?;
        }
        for (name, text) in &self.0.remarks {
            map.serialize_entry(name, text)?;
        }
        for (name, figures) in &self.0.by_child {
            map.serialize_entry(name, &keyed::figures(figures))?;
        }
        if !self.0.subjects.is_empty() {
            map.serialize_entry("subjects", &Keyed(&self.0.subjects, |one| (&one.subject, one)))?;
        }
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
