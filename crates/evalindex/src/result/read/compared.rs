//! An evaluation under other weights read back, with what was published of the one before.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};

use super::IndexRead;
use super::row::RowRead;
use crate::result::provenance::Generator;
use crate::result::{Evaluation, IndexResult, Notice, RankedSubject};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ComparedRead {
    indexes: Vec<IndexRead>,
    notices: Vec<Notice>,
}

/// Ids of nodes, each with its share among its siblings.
type NodeShares = Vec<(String, Decimal)>;

/// The evaluation after, that before, and the new shares of each index's nodes. What was published of the evaluation before
/// is the rank, the score and the grade of those who are ranked after.
pub(crate) type Compared = (Evaluation, Evaluation, Vec<NodeShares>);

/// Reads what [`write_compared`](crate::result::write_compared) writes.
pub(crate) fn read_compared<'de, D: Deserializer<'de>>(from: D) -> Result<Compared, D::Error> {
    let ComparedRead { indexes, notices } = ComparedRead::deserialize(from)?;
    let (mut after, mut before, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for index in indexes {
        let (now, then, shares) = index.compared().map_err(D::Error::custom)?;
        after.push(now);
        before.push(then);
        weights.push(shares);
    }
    Ok((evaluation(after, notices), evaluation(before, Vec::new()), weights))
}

/// An evaluation of which only these are known.
fn evaluation(indexes: Vec<IndexResult>, notices: Vec<Notice>) -> Evaluation {
    let generator = Generator { name: "".into(), version: "".into() };
    let (document, title, period, notes) = (None, None, None, Vec::new());
    Evaluation { generator, document, title, period, notes, indexes, notices, read_back: true }
}

impl IndexRead {
    /// The index after, before, and the new shares of its nodes.
    fn compared(mut self) -> Result<(IndexResult, IndexResult, NodeShares), &'static str> {
        let weights = self.weights.take().ok_or("an index without its new `weights`")?;
        let before = self.ranking.iter_mut().map(RowRead::take_before).collect::<Result<Vec<_>, _>>()?;
        let mut ranking: Vec<RankedSubject> = before.into_iter().flatten().collect();
        ranking.sort_by_key(|row| row.rank);
        let after = self.result()?;
        let before = IndexResult {
            id: after.id.clone(),
            name: after.name.clone(),
            name_zh: None,
            kind: after.kind.clone(),
            rounding: after.rounding,
            nodes: Vec::new(),
            graded: ranking.iter().any(|row| row.grade.is_some()),
            ranking,
            unranked: Vec::new(),
            calibration: Vec::new(),
            preparation: Vec::new(),
            weighting: Vec::new(),
            earlier: Vec::new(),
        };
        Ok((after, before, weights.decimals()))
    }
}
