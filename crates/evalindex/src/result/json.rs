//! How the result is written: the format `evalindex-result/1`.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::evaluation::{
    Evaluation, GroupWeights, IndexResult, IndicatorCalibration, NodeScore, Notice, RankedSubject, UnrankedSubject,
};
use super::history::Written;
use super::preparation::PreparationStep;
use crate::json::figures;
use crate::method::rule::Calibration;
use crate::number::as_json;
use crate::order::Rank;

/// The name of the result format.
const FORMAT: &str = "evalindex-result/1";

impl Serialize for Evaluation {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        write(self, &self.indexes, out)
    }
}

/// Writes an evaluation under other weights, beside the one before, with the shares of each index's nodes.
pub(crate) fn write_compared<S: Serializer>(
    after: &Evaluation,
    before: &Evaluation,
    weights: &[Vec<(String, Decimal)>],
    out: S,
) -> Result<S::Ok, S::Error> {
    let indexes = after.indexes.iter().zip(&before.indexes).zip(weights);
    let entries: Vec<_> =
        indexes.map(|((index, before), weights)| Entry { index, compared: Some((before, weights)) }).collect();
    write(after, &entries, out)
}

/// Writes an evaluation with these entries for its indexes.
fn write<S: Serializer>(evaluation: &Evaluation, indexes: &impl Serialize, out: S) -> Result<S::Ok, S::Error> {
    let mut map = out.serialize_map(None)?;
    map.serialize_entry("format", FORMAT)?;
    if let Some(title) = &evaluation.title {
        map.serialize_entry("title", title)?;
    }
    if let Some(period) = &evaluation.period {
        map.serialize_entry("period", period)?;
    }
    map.serialize_entry("indexes", indexes)?;
    map.serialize_entry("notices", &evaluation.notices)?;
    map.end()
}

impl Serialize for IndexResult {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        Entry { index: self, compared: None }.serialize(out)
    }
}

/// An index, and what it is compared with: its result before, and its new weights.
struct Entry<'a> {
    index: &'a IndexResult,
    compared: Option<(&'a IndexResult, &'a [(String, Decimal)])>,
}

impl Serialize for Entry<'_> {
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
        map.serialize_entry("unranked", &index.unranked)?;
        map.serialize_entry("calibration", &Calibrations(&index.calibration))?;
        // Imputation alone is told by notices.
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
        map.serialize_entry("from", self.from)?;
        map.serialize_entry("weights", &figures(&self.weights))?;
        map.end()
    }
}

/// The ranking's rows, each of which needs the index for its nodes' ids and decimals.
struct Ranking<'a>(&'a Entry<'a>);

impl Serialize for Ranking<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Entry { index, compared } = self.0;
        let mut rows = out.serialize_seq(Some(index.ranking.len()))?;
        for row in &index.ranking {
            rows.serialize_element(&Row { index, row, before: compared.map(|(before, _)| before) })?;
        }
        rows.end()
    }
}

#[allow(clippy::struct_field_names, reason = "a row of the result")]
struct Row<'a> {
    index: &'a IndexResult,
    row: &'a RankedSubject,
    /// The index as it was before, where there is a before.
    before: Option<&'a IndexResult>,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Self { index, row, before } = self;
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("rank", &row.rank)?;
        map.serialize_entry("subject", &row.subject)?;
        map.serialize_entry("name", &row.name)?;
        if let Some(place) = &row.group {
            map.serialize_entry("group", &place.group)?;
            map.serialize_entry("group_rank", &place.rank)?;
        }
        for (name, score) in
            [("score", row.score), ("base", row.base), ("bonus", row.bonus), ("deduction", row.deduction)]
        {
            map.serialize_entry(name, &as_json(index.published(score))?)?;
        }
        if let Some(grade) = &row.grade {
            map.serialize_entry("grade", &grade.name)?;
        }
        if let Some(before) = before {
            map.serialize_entry("before", &before.subject(&row.subject).map(|standing| Before { index, standing }))?;
        }
        if let Some(history) = &row.history {
            Written { index, history }.write(&mut map)?;
        }
        map.serialize_entry("nodes", &Nodes(self))?;
        map.end()
    }
}

/// A subject's row before.
struct Before<'a> {
    index: &'a IndexResult,
    standing: &'a RankedSubject,
}

impl Serialize for Before<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("rank", &self.standing.rank)?;
        map.serialize_entry("score", &as_json(self.index.published(self.standing.score))?)?;
        if let Some(grade) = &self.standing.grade {
            map.serialize_entry("grade", &grade.name)?;
        }
        map.end()
    }
}

/// The nodes of one row, by id.
struct Nodes<'a>(&'a Row<'a>);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Row { index, row, .. } = self.0;
        let mut map = out.serialize_map(Some(row.nodes.len()))?;
        for (info, node) in index.nodes.iter().zip(&row.nodes) {
            map.serialize_entry(&info.id, &NodeEntry { index, node })?;
        }
        map.end()
    }
}

struct NodeEntry<'a> {
    index: &'a IndexResult,
    node: &'a NodeScore,
}

impl Serialize for NodeEntry<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        match self.node.score {
            Some(score) => map.serialize_entry("score", &as_json(self.index.published(score))?)?,
            None => map.serialize_entry("score", &())?,
        }
        if let Some(rank) = self.node.rank {
            map.serialize_entry("rank", &rank)?;
        }
        if let Some(contribution) = self.node.contribution {
            map.serialize_entry("contribution", &as_json(self.index.published(contribution))?)?;
        }
        map.end()
    }
}

impl Serialize for Rank {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        as_json(self.to_decimal())?.serialize(out)
    }
}

impl Serialize for UnrankedSubject {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("reason", &self.reason)?;
        map.end()
    }
}

/// The calibrations by indicator; where a rule looks within groups, by group below that.
struct Calibrations<'a>(&'a [IndicatorCalibration]);

impl Serialize for Calibrations<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        let taken = |one: &&IndicatorCalibration| one.parts.iter().any(|(_, part)| *part != Calibration::default());
        for IndicatorCalibration { node, parts, .. } in self.0.iter().filter(taken) {
            match parts.as_slice() {
                [(None, calibration)] => map.serialize_entry(node, &Posts(calibration))?,
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
            map.serialize_entry(group.as_deref().unwrap_or_default(), &Posts(calibration))?;
        }
        map.end()
    }
}

/// The posts of one calibration; of one that keeps an order, also how many values it ordered.
struct Posts<'a>(&'a Calibration);

impl Serialize for Posts<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        for (name, value) in self.0.statistics() {
            map.serialize_entry(name, &as_json(*value)?)?;
        }
        if !self.0.order().is_empty() {
            map.serialize_entry("count", &as_json(Decimal::from(self.0.order().len()))?)?;
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
