//! Gap: why one subject is ahead of another, node by node.

mod exchange;
mod json;
mod parts;
mod printed;

use rust_decimal::Decimal;

use self::parts::GapParts;
use self::printed::Pieces;
use crate::engine::{Prepared, Scores, View};
use crate::explain::points::Points;
use crate::model::Row;
use crate::order::Rank;
use crate::support::{IndexRef, Refused, UnknownIndex, did_you_mean, from_index_error, nearest};

/// Why subject A is ahead of subject B in one index, or behind it: the difference of their totals, split by node.
///
/// Where the score of a node is the weighted mean of its children, the part of a child is what it contributes for A less
/// what it contributes for B; contributions are after reweighting, and a child without a score contributes nothing.
/// Elsewhere (other aggregates, rounded nodes, second steps) the indicators below the node are exchanged, from the scores
/// of A to those of B, in the order of the document and in the reverse order, and the part of each is the mean of what both
/// exchanges change. So parts add up to the whole, and the gap of B and A is the opposite.
///
/// ```
/// # use evalindex::Document;
/// # let document = Document::from_json(r#"{
/// #   "format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "aggregate": "geometric", "children": [
/// #     {"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}},
/// #     {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
/// #   "values": {"x": {"a": 4, "b": 9}, "y": {"a": 1, "b": 16}}}"#)?;
/// let gap = document.prepare()?.gap("i", "x", "y")?;
/// // √(4·9) − √(1·16) = 2. Exchanging a first, then b: 6 → 3 → 4; b first, then a: 6 → 8 → 4.
/// let printed: Vec<_> = gap.nodes.iter().map(|one| one.part.as_ref().unwrap().printed.to_string()).collect();
/// assert_eq!(printed, ["3.50", "-1.50"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Gap {
    /// Id of the index.
    pub index: String,
    /// The two subjects, A first.
    pub subjects: [GapSubject; 2],
    /// The total of A less that of B; as printed, the difference of the printed totals.
    pub gap: Points,
    /// The base score of A less that of B: what the nodes of the first level add up to, with [`Self::step`].
    pub base: Points,
    /// The dimensions and indicators, parents before children, in the order of the document.
    pub nodes: Vec<GapNode>,
    /// What indicators make together where it cannot be told apart; mostly none.
    pub joint: Vec<JointPart>,
    /// What the second steps below add beside the indicators, where the index as a whole is split by exchange; part of the
    /// base. None where this is nothing.
    pub step: Option<Points>,
    /// The bonus of A less that of B, where bonuses count.
    pub bonus: Points,
    /// The deduction of B less that of A.
    pub deduction: Points,
    /// The penalty of A less that of B, where the lowest total is the best; none elsewhere.
    pub penalty: Option<Points>,
    /// What floor and cap of the index change: of A less of B. None where they move neither total.
    pub limits: Option<Points>,
    /// The printed difference less the exact one.
    pub rounding: Points,
}

/// One of the two subjects; [`Gap`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GapSubject {
    /// Id of the subject.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// Its place.
    pub rank: Rank,
    /// Its total in points, as published.
    pub score: Decimal,
}

/// One node of the two subjects; [`Gap`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GapNode {
    /// Id of the node.
    pub node: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// Depth below the index: 1 for the first level.
    pub depth: usize,
    /// Its scores in points, as published: of A, of B; none where it has none.
    pub scores: [Option<Decimal>; 2],
    /// What it adds to the gap. None below a node that is not split (one that compares all subjects, or that one of the two
    /// has no score of), and where it is part of a joint part.
    pub part: Option<Points>,
    /// What the node itself adds beside its children, where it is split by exchange: its second step scores A and B by
    /// different groups or targets, or its weight differs after reweighting. None where this is nothing.
    pub step: Option<Points>,
}

/// What several nodes add together, as an exchange of one of them alone leaves no score: a geometric mean of a negative one,
/// for example.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct JointPart {
    /// Ids of the nodes; a node that is split by exchange stands for its own step.
    pub nodes: Vec<String>,
    /// What they add to the gap.
    pub part: Points,
}

/// Why there is no gap of two subjects.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GapError {
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
    /// The index cannot be scored.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The index has no such subject.
    #[error("index `{index}` has no subject `{subject}`{}", did_you_mean(.nearest.as_deref()))]
    UnknownSubject {
        /// Id of the index.
        index: String,
        /// The id that was asked for.
        subject: String,
        /// The nearest id of a subject of the index.
        nearest: Option<String>,
    },
    /// One of the two has no place.
    #[error("`{subject}` has no place in index `{index}`: {reason}")]
    Unranked {
        /// Id of the index.
        index: String,
        /// Id of the subject.
        subject: String,
        /// Why it has none.
        reason: String,
    },
}

from_index_error!(GapError);

impl Prepared {
    /// Why subject `a` is ahead of subject `b` in an index, or behind it; [`Gap`] has the definition and an example.
    ///
    /// # Errors
    /// When there is no such index, or the index has no such subjects; when one of them has no place; as [`Self::ranking`].
    pub fn gap<'i>(&self, index: impl Into<IndexRef<'i>>, a: &str, b: &str) -> Result<Gap, GapError> {
        let view = self.view(index)?;
        view.weighed_alike("gap")?;
        let rows = [ranked(&view, a)?, ranked(&view, b)?];
        Ok(gap(&view, rows)?)
    }
}

/// The row of a subject that has a place.
fn ranked(view: &View<'_>, id: &str) -> Result<Row, GapError> {
    let (index, subject) = (view.index.id.clone(), id.to_owned());
    let ids = || view.scored.subjects.ids();
    let Some(row) = ids().find(|row| view.subject(*row).id == id) else {
        let nearest = nearest(id, ids().map(|row| view.subject(row).id.as_str())).map(str::to_owned);
        return Err(GapError::UnknownSubject { index, subject, nearest });
    };
    match view.why_unranked(row) {
        Some(reason) => Err(GapError::Unranked { index, subject, reason }),
        None => Ok(row),
    }
}

fn gap(view: &View<'_>, rows: [Row; 2]) -> Result<Gap, Refused> {
    let lost = || Refused::internal("a ranked subject has no score");
    let [a, b] = rows;
    let parts = GapParts::of(view, rows)?;
    let pieces = Pieces::of(view, rows, &parts).ok_or_else(lost)?;
    let placed = view.placed(view.index.ranking.ties);
    let subject = |row: Row| {
        let one = view.subject(row);
        let rank = placed.values().find(|(ranked, _)| ranked.row == row).map(|(_, rank)| *rank);
        Some(GapSubject {
            subject: one.id.clone(),
            name: one.name.clone(),
            name_zh: one.name_zh.clone(),
            rank: rank?,
            score: view.as_published(view.totals().published(row, view.index.rounding)?),
        })
    };
    let nodes = view.scored.tree.below().map(|(id, node)| GapNode {
        node: node.id.clone(),
        name: node.name.clone(),
        name_zh: node.name_zh.clone(),
        depth: node.depth,
        scores: rows.map(|row| {
            let score = view.aggregated.scores(id).published(row, view.index.rounding)?;
            Some(view.as_published(score))
        }),
        part: pieces.parts[id].clone(),
        step: pieces.steps[id].clone(),
    });
    Ok(Gap {
        index: view.index.id.clone(),
        subjects: [subject(a).ok_or_else(lost)?, subject(b).ok_or_else(lost)?],
        nodes: nodes.collect(),
        base: pieces.parts[view.scored.tree.top()].clone().ok_or_else(lost)?,
        step: pieces.steps[view.scored.tree.top()].clone(),
        gap: pieces.gap,
        joint: pieces.joint,
        bonus: pieces.bonus,
        deduction: pieces.deduction,
        penalty: pieces.penalty,
        limits: pieces.limits,
        rounding: pieces.rounding,
    })
}
