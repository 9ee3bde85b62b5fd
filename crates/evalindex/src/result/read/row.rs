//! Rows of a published ranking.

use serde::de::{Deserialize, Deserializer};

use super::history::{PastRead, history};
use super::nodes::{AdjustmentRead, NodeRead, TaskRead, of_nodes, score, with_lists};
use crate::json::{InOrder, ReadNumber};
use crate::number::Score;
use crate::order::Rank;
use crate::result::{GradeName, GroupPlace, NodeInfo, RankedSubject, UnrankedSubject};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowRead {
    rank: Rank,
    subject: String,
    name: String,
    group: Option<String>,
    group_rank: Option<Rank>,
    score: ReadNumber,
    base: ReadNumber,
    bonus: ReadNumber,
    deduction: ReadNumber,
    penalty: Option<ReadNumber>,
    grade: Option<String>,
    /// The standing that it is compared with, which may be none.
    #[serde(default, deserialize_with = "given")]
    before: Option<Past>,
    history: Option<Vec<PastRead>>,
    rank_change: Option<ReadNumber>,
    score_change: Option<ReadNumber>,
    trend: Option<ReadNumber>,
    nodes: InOrder<NodeRead>,
    #[serde(default)]
    adjustments: Vec<AdjustmentRead>,
    #[serde(default)]
    tasks: Vec<TaskRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnrankedRead {
    subject: String,
    name: String,
    reason: String,
    history: Option<Vec<PastRead>>,
    trend: Option<ReadNumber>,
    #[serde(default)]
    nodes: InOrder<NodeRead>,
    #[serde(default)]
    adjustments: Vec<AdjustmentRead>,
    #[serde(default)]
    tasks: Vec<TaskRead>,
}

/// A value that is given, if only as null.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

impl RowRead {
    /// The largest number of decimals among its numbers.
    pub(super) fn decimals(&self) -> u32 {
        largest_scale(&self.nodes, self.history.as_ref()).max(self.score.0.scale()).max(self.base.0.scale())
    }

    /// The ids of its nodes, in the order of the document.
    pub(super) fn node_ids(&self) -> Vec<&str> {
        ids(&self.nodes)
    }

    /// Takes out the standing that it is compared with; none where it was unranked.
    pub(super) fn take_before(&mut self) -> Result<Option<RankedSubject>, &'static str> {
        let before = self.before.take().ok_or("a row without its standing `before`")?;
        before.0.map(|before| before.subject(self.subject.clone(), self.name.clone())).transpose()
    }

    pub(super) fn has_grade(&self) -> bool {
        self.grade.is_some()
    }

    /// The row; its nodes must be those of the first row of the ranking.
    pub(super) fn subject(self, nodes: &[NodeInfo]) -> Result<RankedSubject, &'static str> {
        check_ids(&self.nodes, nodes)?;
        if self.before.is_some() {
            return Err("a standing `before` in a result that is compared with nothing");
        }
        let changes = [self.rank_change, self.score_change, self.trend];
        let history = history(self.history, changes)?;
        let group = match (self.group, self.group_rank) {
            (Some(group), Some(rank)) => Some(GroupPlace { group, rank }),
            (None, None) => None,
            _ => return Err("a group without its rank, or a rank without its group"),
        };
        let (nodes, details) = of_nodes(self.nodes)?;
        Ok(RankedSubject {
            rank: self.rank,
            subject: self.subject,
            name: self.name,
            name_zh: None,
            group,
            score: score(self.score)?,
            base: score(self.base)?,
            bonus: score(self.bonus)?,
            deduction: score(self.deduction)?,
            penalty: self.penalty.map(score).transpose()?,
            grade: self.grade.map(|name| GradeName { name, name_zh: None }),
            history,
            nodes,
            details: with_lists(details, (self.adjustments, self.tasks))?,
        })
    }
}

/// The ids of nodes, in the order of the document.
fn ids(nodes: &InOrder<NodeRead>) -> Vec<&str> {
    nodes.0.iter().map(|(id, _)| id.as_str()).collect()
}

/// Whether these are the nodes of the index.
fn check_ids(found: &InOrder<NodeRead>, nodes: &[NodeInfo]) -> Result<(), &'static str> {
    let is_same = found.0.iter().map(|(id, _)| id).eq(nodes.iter().map(|node| &node.id));
    if is_same { Ok(()) } else { Err("rows with different nodes") }
}

/// The largest number of decimals among the points of nodes, now and in earlier periods.
fn largest_scale(nodes: &InOrder<NodeRead>, history: Option<&Vec<PastRead>>) -> u32 {
    let of_nodes = |nodes: &InOrder<NodeRead>| nodes.0.iter().filter_map(|(_, node)| node.decimals()).max();
    let past = history
        .into_iter()
        .flatten()
        .filter_map(|past| past.score.map(|score| score.0.scale()).max(of_nodes(&past.nodes)));
    past.chain(of_nodes(nodes)).max().unwrap_or_default()
}

impl UnrankedRead {
    /// The largest number of decimals among its numbers.
    pub(super) fn decimals(&self) -> u32 {
        largest_scale(&self.nodes, self.history.as_ref())
    }

    /// The ids of its nodes, in the order of the document; none unless the result is in full.
    pub(super) fn node_ids(&self) -> Vec<&str> {
        ids(&self.nodes)
    }

    /// The row; its nodes must be those of the index, where it has any.
    pub(super) fn subject(self, nodes: &[NodeInfo]) -> Result<UnrankedSubject, &'static str> {
        if !self.nodes.is_empty() {
            check_ids(&self.nodes, nodes)?;
        }
        let history = history(self.history, [None, None, self.trend])?;
        let (nodes, details) = of_nodes(self.nodes)?;
        let details = with_lists(details, (self.adjustments, self.tasks))?;
        let Self { subject, name, reason, .. } = self;
        Ok(UnrankedSubject { subject, name, name_zh: None, group: None, reason, history, nodes, details })
    }
}

/// The standing that a row is compared with; none of a subject that was unranked.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Past(Option<BeforeRead>);

/// A standing in the ranking that a row is compared with.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct BeforeRead {
    rank: Rank,
    score: ReadNumber,
    grade: Option<String>,
}

impl BeforeRead {
    /// The row of a subject, of which no more than this is known.
    fn subject(self, subject: String, name: String) -> Result<RankedSubject, &'static str> {
        Ok(RankedSubject {
            rank: self.rank,
            subject,
            name,
            name_zh: None,
            group: None,
            score: score(self.score)?,
            base: Score::ZERO,
            bonus: Score::ZERO,
            deduction: Score::ZERO,
            penalty: None,
            grade: self.grade.map(|name| GradeName { name, name_zh: None }),
            history: None,
            nodes: Vec::new(),
            details: None,
        })
    }
}
