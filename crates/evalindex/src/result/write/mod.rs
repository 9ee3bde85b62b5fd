//! The result format `evalindex-result/2`.

mod calibration;
mod details;
mod history;
mod nodes;
mod preparation;
mod row;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use self::calibration::Calibrations;
use self::history::Written;
use self::nodes::Nodes;
use self::row::Ranking;
use super::{Evaluation, ExpertRatio, GroupWeights, IndexResult, Notice, PreparationStep, UnrankedSubject};
use crate::json::figures;
use crate::number::digits;

pub use self::row::{Page, RankingRow};

/// The name of the result format.
pub(crate) const FORMAT: &str = "evalindex-result/2";

impl Serialize for Evaluation {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("format", FORMAT)?;
        map.serialize_entry("generator", &self.generator)?;
        map.serialize_entry("document", &self.document)?;
        if let Some(title) = &self.title {
            map.serialize_entry("title", title)?;
        }
        if let Some(period) = &self.period {
            map.serialize_entry("period", period)?;
        }
        if !self.notes.is_empty() {
            map.serialize_entry("notes", &self.notes)?;
        }
        map.serialize_entry("indexes", &self.indexes)?;
        map.serialize_entry("notices", &self.notices)?;
        map.end()
    }
}

/// Writes an evaluation under other weights beside that under the declared ones, with the shares of each index's nodes:
/// indexes and notices alone.
pub(crate) fn write_compared<S: Serializer>(
    after: &Evaluation,
    before: &Evaluation,
    weights: &[Vec<(String, Decimal)>],
    out: S,
) -> Result<S::Ok, S::Error> {
    let indexes = after.indexes.iter().zip(&before.indexes).zip(weights);
    let entries: Vec<_> =
        indexes.map(|((index, before), weights)| IndexEntry { index, compared: Some((before, weights)) }).collect();
    let mut map = out.serialize_map(Some(2))?;
    map.serialize_entry("indexes", &entries)?;
    map.serialize_entry("notices", &after.notices)?;
    map.end()
}

impl Serialize for IndexResult {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        IndexEntry { index: self, compared: None }.serialize(out)
    }
}

/// An index, with its result before and its new weights where it is compared.
struct IndexEntry<'a> {
    index: &'a IndexResult,
    compared: Option<(&'a IndexResult, &'a [(String, Decimal)])>,
}

impl Serialize for IndexEntry<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let index = self.index;
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("id", &index.id)?;
        map.serialize_entry("name", &index.name)?;
        map.serialize_entry("kind", &index.kind)?;
        if let Some((_, weights)) = self.compared {
            map.serialize_entry("weights", &figures(weights))?;
        }
        map.serialize_entry("ranking", &Ranking(self))?;
        let unranked = index.unranked.iter().map(|row| UnrankedEntry { index, row });
        map.serialize_entry("unranked", &unranked.collect::<Vec<_>>())?;
        map.serialize_entry("calibration", &Calibrations(&index.calibration))?;
        // Imputation alone is reported by notices.
        if index.preparation.iter().any(|one| !matches!(one.step, PreparationStep::Imputed { .. })) {
            map.serialize_entry("preparation", &index.preparation)?;
        }
        if !index.weighting.is_empty() {
            map.serialize_entry("weighting", &index.weighting)?;
        }
        map.end()
    }
}

impl Serialize for GroupWeights {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(3))?;
        map.serialize_entry("node", &self.node)?;
        map.serialize_entry("from", &self.from)?;
        map.serialize_entry("weights", &figures(&self.weights))?;
        if !self.experts.is_empty() {
            map.serialize_entry("experts", &self.experts)?;
        }
        map.end()
    }
}

impl Serialize for ExpertRatio {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(1))?;
        map.serialize_entry(&self.name, &digits(self.ratio))?;
        map.end()
    }
}

/// A subject without a place; in a full result with its nodes and details.
struct UnrankedEntry<'a> {
    index: &'a IndexResult,
    row: &'a UnrankedSubject,
}

impl Serialize for UnrankedEntry<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Self { index, row } = *self;
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("subject", &row.subject)?;
        map.serialize_entry("name", &row.name)?;
        map.serialize_entry("reason", &row.reason)?;
        if let Some(history) = &row.history {
            Written { index, history }.write(&mut map)?;
        }
        if let Some(details) = row.details.as_deref() {
            map.serialize_entry("nodes", &Nodes { index, scores: &row.nodes, details: Some(details) })?;
            details.write(&mut map)?;
        }
        map.end()
    }
}

impl Serialize for Notice {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        if let Some(period) = &self.period {
            map.serialize_entry("period", period)?;
        }
        map.serialize_entry("index", &self.index)?;
        if let Some(subject) = &self.subject {
            map.serialize_entry("subject", subject)?;
        }
        if let Some(node) = &self.node {
            map.serialize_entry("node", node)?;
        }
        map.serialize_entry("what", &self.what)?;
        map.serialize_entry("text", &self.text)?;
        map.end()
    }
}
