//! The published history of a subject.

use rust_decimal::Decimal;

use super::nodes::{NodeRead, of_nodes, optional};
use crate::json::{InOrder, ReadNumber};
use crate::order::Rank;
use crate::result::{History, PastStanding};

/// A published standing in an earlier period.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PastRead {
    period: String,
    rank: Option<Rank>,
    pub(super) score: Option<ReadNumber>,
    #[serde(default)]
    pub(super) nodes: InOrder<NodeRead>,
}

/// The history of a row, with its changes of rank and score, and its trend.
pub(super) fn history(
    periods: Option<Vec<PastRead>>,
    [rank_change, score_change, trend]: [Option<ReadNumber>; 3],
) -> Result<Option<History>, &'static str> {
    let Some(periods) = periods else {
        let changed = rank_change.is_some() || score_change.is_some() || trend.is_some();
        return if changed { Err("a change since the period before without a history") } else { Ok(None) };
    };
    let standing = |past: PastRead| -> Result<PastStanding, &'static str> {
        let PastRead { period, rank, score, nodes } = past;
        Ok(PastStanding { period, rank, score: optional(score)?, nodes: of_nodes(nodes)?.0 })
    };
    Ok(Some(History {
        periods: periods.into_iter().map(standing).collect::<Result<_, _>>()?,
        rank_change: rank_change.map(|change| Decimal::normalize(&change.0)),
        score_change: optional(score_change)?,
        trend: optional(trend)?,
    }))
}
