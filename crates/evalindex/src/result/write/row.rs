//! How rows of a ranking are written: all of them, a page, or one by one.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::IndexEntry;
use super::history::Written;
use crate::number::as_json;
use crate::result::{IndexResult, NodeScore, RankedSubject};

/// The ranking's rows, each of which needs the index for its nodes' ids and decimals.
pub(super) struct Ranking<'a>(pub(super) &'a IndexEntry<'a>);

impl Serialize for Ranking<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let IndexEntry { index, compared } = self.0;
        let mut rows = out.serialize_seq(Some(index.ranking.len()))?;
        for row in &index.ranking {
            rows.serialize_element(&RankingRow { index, row, before: compared.map(|(before, _)| before) })?;
        }
        rows.end()
    }
}

/// A row of a ranking as the result writes it: [`IndexResult::rows`], [`IndexResult::row`], [`IndexResult::page`].
#[derive(Clone, Copy, Debug)]
pub struct RankingRow<'a> {
    index: &'a IndexResult,
    row: &'a RankedSubject,
    /// The index as it was before, where there is a before.
    before: Option<&'a IndexResult>,
}

impl Serialize for RankingRow<'_> {
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

impl<'a> RankingRow<'a> {
    /// The subject that the row is about.
    pub fn subject(&self) -> &'a RankedSubject {
        self.row
    }
}

impl IndexResult {
    /// The rows of the ranking, best first, each written as in the whole result: for results that are sent row by row.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let evaluation = document.evaluate()?;
    /// for row in evaluation.indexes[0].rows() {
    ///     println!("{}", serde_json::to_string(&row)?); // {"rank":1,"subject":"x",…
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rows(&self) -> impl ExactSizeIterator<Item = RankingRow<'_>> {
        self.ranking.iter().map(|row| RankingRow { index: self, row, before: None })
    }

    /// The row of one ranked subject, by its id; none where it has no place.
    pub fn row(&self, subject: &str) -> Option<RankingRow<'_>> {
        self.rows().find(|row| row.row.subject == subject)
    }

    /// So many rows after the first `skip` ones; fewer, or none, at the end of the ranking.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let evaluation = document.evaluate()?;
    /// let page = serde_json::to_value(evaluation.indexes[0].page(0, 20))?;
    /// assert_eq!((&page["ranked"], &page["ranking"][0]["score"]), (&1.into(), &87.5.into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn page(&self, skip: usize, count: usize) -> Page<'_> {
        Page { index: self, skip, count }
    }
}

/// Some rows of a ranking, written as `{"index": id, "skip": 20, "ranked": 3000, "ranking": [rows]}`.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    index: &'a IndexResult,
    skip: usize,
    count: usize,
}

impl<'a> Page<'a> {
    /// The rows on this page.
    pub fn rows(&self) -> impl Iterator<Item = RankingRow<'a>> + use<'a> {
        let index = self.index;
        index.rows().skip(self.skip).take(self.count)
    }
}

impl Serialize for Page<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("index", &self.index.id)?;
        map.serialize_entry("skip", &self.skip)?;
        map.serialize_entry("ranked", &self.index.ranking.len())?;
        map.serialize_entry("ranking", &self.rows().collect::<Vec<_>>())?;
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
struct Nodes<'a>(&'a RankingRow<'a>);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let RankingRow { index, row, .. } = self.0;
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
