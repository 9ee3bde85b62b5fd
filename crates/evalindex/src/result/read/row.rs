//! Rows of a published ranking.

use rust_decimal::Decimal;

use crate::json::{InOrder, ReadNumber};
use crate::number::Score;
use crate::order::Rank;
use crate::result::{
    GradeName, GroupPlace, History, NodeInfo, NodeScore, PastStanding, RankedSubject, UnrankedSubject,
};

const TOO_LARGE: &str = "a score that is larger than a score can be";

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
    grade: Option<String>,
    history: Option<Vec<PastRead>>,
    rank_change: Option<ReadNumber>,
    score_change: Option<ReadNumber>,
    trend: Option<ReadNumber>,
    nodes: InOrder<NodeRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PastRead {
    period: String,
    rank: Option<Rank>,
    score: Option<ReadNumber>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeRead {
    score: Option<ReadNumber>,
    rank: Option<Rank>,
    contribution: Option<ReadNumber>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnrankedRead {
    subject: String,
    name: String,
    reason: String,
}

fn score(number: ReadNumber) -> Result<Score, &'static str> {
    Score::from_decimal(number.0).ok_or(TOO_LARGE)
}

fn optional(number: Option<ReadNumber>) -> Result<Option<Score>, &'static str> {
    number.map(score).transpose()
}

impl RowRead {
    /// The largest number of decimals among its numbers.
    pub(super) fn decimals(&self) -> u32 {
        let nodes = self.nodes.0.iter().flat_map(|(_, node)| [node.score, node.contribution]).flatten();
        nodes.chain([self.score, self.base]).map(|number| number.0.scale()).max().unwrap_or_default()
    }

    /// The ids of its nodes, in the order of the document.
    pub(super) fn node_ids(&self) -> Vec<&str> {
        self.nodes.0.iter().map(|(id, _)| id.as_str()).collect()
    }

    pub(super) fn has_grade(&self) -> bool {
        self.grade.is_some()
    }

    /// The row; its nodes must be those of the first row of the ranking.
    pub(super) fn subject(self, nodes: &[NodeInfo]) -> Result<RankedSubject, &'static str> {
        if !self.nodes.0.iter().map(|(id, _)| id).eq(nodes.iter().map(|node| &node.id)) {
            return Err("rows with different nodes");
        }
        let history = self.past()?;
        let group = match (self.group, self.group_rank) {
            (Some(group), Some(rank)) => Some(GroupPlace { group, rank }),
            (None, None) => None,
            _ => return Err("a group without its rank, or a rank without its group"),
        };
        let of_node = |(_, node): (String, NodeRead)| -> Result<NodeScore, &'static str> {
            let (score, contribution) = (optional(node.score)?, optional(node.contribution)?);
            Ok(NodeScore { score, rank: node.rank, contribution })
        };
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
            grade: self.grade.map(|name| GradeName { name, name_zh: None }),
            history,
            nodes: self.nodes.0.into_iter().map(of_node).collect::<Result<_, _>>()?,
        })
    }

    fn past(&self) -> Result<Option<History>, &'static str> {
        let Some(periods) = &self.history else {
            let changed = self.rank_change.is_some() || self.score_change.is_some() || self.trend.is_some();
            return if changed { Err("a change since the period before without a history") } else { Ok(None) };
        };
        let standing = |past: &PastRead| -> Result<PastStanding, &'static str> {
            Ok(PastStanding { period: past.period.clone(), rank: past.rank, score: optional(past.score)? })
        };
        Ok(Some(History {
            periods: periods.iter().map(standing).collect::<Result<_, _>>()?,
            rank_change: self.rank_change.map(|change| Decimal::normalize(&change.0)),
            score_change: optional(self.score_change)?,
            trend: optional(self.trend)?,
        }))
    }
}

impl UnrankedRead {
    pub(super) fn subject(self) -> UnrankedSubject {
        let Self { subject, name, reason } = self;
        UnrankedSubject { subject, name, name_zh: None, group: None, reason }
    }
}
