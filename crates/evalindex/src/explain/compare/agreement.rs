//! How alike two rankings of one index are.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::people::people;
use super::sides::{Both, Side};
use crate::engine::Prepared;
use crate::json::optional_decimal;
use crate::model::Row;
use crate::number::Rounding;
use crate::order::{ComparisonError, Rank, kendall_tau_b, spearman, weighted_spearman, ws_coefficient};
use crate::support::{IndexError, IndexRef};

/// How alike two rankings are: rank correlations over the subjects that both rank, by their places among these alone; equal
/// subjects share the mean of theirs. From −1 (the opposite order) to 1 (the same), to 12 decimals; WS from 0.
///
/// The formulas and their sources are those of [`spearman`], [`kendall_tau_b`], [`weighted_spearman`] and
/// [`ws_coefficient`](crate::order::ws_coefficient), for which the older ranking is the reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RankAgreement {
    /// How many subjects both rank.
    pub subjects: usize,
    /// Spearman's ρ; none where all are equal in one of the rankings.
    #[serde(with = "optional_decimal")]
    pub spearman: Option<Decimal>,
    /// Kendall's τ-b; none as well.
    #[serde(with = "optional_decimal")]
    pub kendall_tau_b: Option<Decimal>,
    /// The weighted Spearman coefficient, in which the first places count more.
    #[serde(with = "optional_decimal")]
    pub weighted_spearman: Option<Decimal>,
    /// The WS coefficient, in which the first places of the older ranking count most.
    #[serde(with = "optional_decimal")]
    pub ws: Option<Decimal>,
    /// Why there is none of some of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The decimals of a coefficient.
const DECIMALS: u32 = 12;

impl Prepared {
    /// How alike the rankings of an index are in an older document, or an older period, and in this one.
    ///
    /// # Errors
    /// As [`Self::compare`].
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// let document = |north: u32| Document::from_json(&format!(r#"{{
    ///   "format": "evalindex/1",
    ///   "indexes": [{{"id": "i", "name": "I", "kind": "region", "children": [
    ///     {{"id": "a", "name": "A", "weight": 100, "rule": {{"type": "min_max", "min": 0}}}}]}}],
    ///   "subjects": [{{"id": "n", "name": "North", "kind": "region"}}, {{"id": "s", "name": "South", "kind": "region"}}],
    ///   "values": {{"n": {{"a": {north}}}, "s": {{"a": 80}}}}}}"#));
    /// let (old, new) = (document(10)?.prepare()?, document(100)?.prepare()?);
    /// let agreement = new.rank_agreement("i", &old)?;
    /// assert_eq!((agreement.subjects, agreement.kendall_tau_b), (2, Some(Decimal::NEGATIVE_ONE)));
    /// // 1 − (1/2)·1 − (1/4)·1.
    /// assert_eq!(agreement.ws, Some(Decimal::new(25, 2)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rank_agreement<'i>(&self, index: impl Into<IndexRef<'i>>, old: &Self) -> Result<RankAgreement, IndexError> {
        let new = self.index_id(index.into())?;
        let id = self.index(new.number())?.id.clone();
        let views = Both { old: old.view(id.as_str())?, new: self.view(id.as_str())? };
        let ranks = Both::by(|side| {
            let view = views.of(side);
            let placed = view.placed(view.index.ranking.ties);
            placed.values().map(|(ranked, rank)| (ranked.row, *rank)).collect::<HashMap<Row, Rank>>()
        });
        let rank = |side: Side, row: Option<Row>| ranks.of(side).get(&row?).copied();
        let people = people(&views);
        let both = people.values().filter_map(|person| {
            let at = |side: Side| person.at.of(side).map(|at| at.row);
            Some((rank(Side::Old, at(Side::Old))?, rank(Side::New, at(Side::New))?))
        });
        let (old, new): (Vec<Rank>, Vec<Rank>) = both.unzip();
        Ok(RankAgreement::of(&places(&old), &places(&new)))
    }
}

impl RankAgreement {
    /// That of two lists of places of the same subjects.
    fn of(old: &[Decimal], new: &[Decimal]) -> Self {
        let mut reason = None;
        let mut rounded = |found: Result<Decimal, ComparisonError>| match found {
            Ok(found) => Some(Rounding::half_up(DECIMALS).apply(found).normalize()),
            Err(error) => {
                reason.get_or_insert_with(|| error.to_string());
                None
            }
        };
        Self {
            subjects: old.len(),
            spearman: rounded(spearman(old, new)),
            kendall_tau_b: rounded(kendall_tau_b(old, new)),
            weighted_spearman: rounded(weighted_spearman(old, new)),
            ws: rounded(ws_coefficient(old, new)),
            reason,
        }
    }
}

/// The places that subjects with these ranks have among themselves; equal ones share the mean of theirs.
fn places(ranks: &[Rank]) -> Vec<Decimal> {
    let mut order = ranks.to_vec();
    order.sort_unstable();
    let place = |rank: &Rank| {
        let first = order.partition_point(|other| other < rank).saturating_add(1);
        Rank::between(first, order.partition_point(|other| other <= rank)).to_decimal()
    };
    ranks.iter().map(place).collect()
}
