//! Rows of a ranking in the result format: all of them, a page, or one by one.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::IndexEntry;
use super::history::Written;
use super::nodes::Nodes;
use crate::number::digits;
use crate::result::{IndexResult, RankedSubject};

/// The ranking's rows, each of which needs the index for its nodes' ids and decimals.
pub(super) struct Ranking<'a>(pub(super) &'a IndexEntry<'a>);

impl Serialize for Ranking<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let IndexEntry { index, compared } = self.0;
        let mut rows = out.serialize_seq(Some(index.ranking.len()))?;
        let before = compared.map(|(before, _)| before.by_subject());
        for row in &index.ranking {
            let before = before.as_ref().map(|before| Past(before.get(row.subject.as_str()).copied()));
            rows.serialize_element(&RankingRow { index, row, before })?;
        }
        rows.end()
    }
}

/// A row of a ranking in the result format; [`IndexResult::rows`], [`IndexResult::row`] and [`IndexResult::page`] give it, with examples.
#[derive(Clone, Copy, Debug)]
pub struct RankingRow<'a> {
    index: &'a IndexResult,
    row: &'a RankedSubject,
    /// The standing under the declared weights, where it is compared with that.
    before: Option<Past<'a>>,
}

/// A subject's standing before; none where it was unranked.
#[derive(Clone, Copy, Debug)]
struct Past<'a>(Option<&'a RankedSubject>);

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
            map.serialize_entry(name, &digits(index.published(score)))?;
        }
        if let Some(penalty) = row.penalty {
            map.serialize_entry("penalty", &digits(index.published(penalty)))?;
        }
        if let Some(grade) = &row.grade {
            map.serialize_entry("grade", &grade.name)?;
        }
        if let Some(before) = before {
            map.serialize_entry("before", &before.0.map(|standing| Before { index, standing }))?;
        }
        if let Some(history) = &row.history {
            Written { index, history }.write(&mut map)?;
        }
        let details = row.details.as_deref();
        map.serialize_entry("nodes", &Nodes { index, scores: &row.nodes, details })?;
        if let Some(details) = details {
            details.write(&mut map)?;
        }
        map.end()
    }
}

impl<'a> RankingRow<'a> {
    /// The subject of the row.
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

    /// At most `count` rows after the first `skip` ones; fewer, or none, at the end of the ranking.
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

/// A page of a ranking, written as `{"index": id, "skip": 20, "ranked": 3000, "ranking": [rows]}`;
/// [`IndexResult::page`] gives it, with an example.
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

/// A subject's place, score and grade under the declared weights.
struct Before<'a> {
    index: &'a IndexResult,
    standing: &'a RankedSubject,
}

impl Serialize for Before<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("rank", &self.standing.rank)?;
        map.serialize_entry("score", &digits(self.index.published(self.standing.score)))?;
        if let Some(grade) = &self.standing.grade {
            map.serialize_entry("grade", &grade.name)?;
        }
        map.end()
    }
}
