//! An evaluation read back from its published form, `evalindex-result/2`.

mod calibration;
mod compared;
mod history;
mod nodes;
mod preparation;
mod published;
mod row;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};

use self::calibration::CalibrationRead;
pub(crate) use self::compared::read_compared;
use self::preparation::PreparationRead;
use self::row::{RowRead, UnrankedRead};
use super::evaluation::{Evaluation, ExpertRatio, GroupWeights, IndexResult, IndicatorCalibration, NodeInfo};
use super::notice::Notice;
use super::preparation::{PreparationStep, Treated};
use super::provenance::{DocumentId, Generator};
use super::write::FORMAT;
use crate::json::{InOrder, ReadNumber, expect_format};
use crate::method::rule::Calibration;
use crate::number::{Proportion, Rounding};
use crate::order::Rank;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct EvaluationRead {
    /// The first member, so that another version is said to be one.
    #[expect(dead_code, reason = "read to be checked")]
    format: Version,
    generator: Generator,
    document: Option<DocumentId>,
    title: Option<String>,
    period: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    indexes: Vec<IndexRead>,
    notices: Vec<Notice>,
}

/// The name and the version of the format.
struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        expect_format(from, FORMAT).map(|()| Self)
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexRead {
    id: String,
    name: String,
    kind: String,
    weights: Option<InOrder<ReadNumber>>,
    ranking: Vec<RowRead>,
    unranked: Vec<UnrankedRead>,
    calibration: InOrder<CalibrationRead>,
    #[serde(default)]
    preparation: Vec<PreparationRead>,
    #[serde(default)]
    weighting: Vec<WeightingRead>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightingRead {
    node: String,
    from: String,
    weights: InOrder<ReadNumber>,
    #[serde(default)]
    experts: Vec<InOrder<ReadNumber>>,
}

/// Reads an evaluation from its published form. Scores have their published decimals; names and depths of nodes, the
/// mode of rounding, groups of unranked subjects and Chinese names are not in that form. Serialised again, it gives the
/// same bytes. [`Document::prepare_against`](crate::Document::prepare_against) refuses it, since a published
/// calibration is incomplete.
///
/// From JSON, MessagePack and CBOR; from binary formats trailing zeros are taken from the score with the most decimals.
impl<'de> Deserialize<'de> for Evaluation {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = EvaluationRead::deserialize(from)?;
        let indexes =
            read.indexes.into_iter().map(IndexRead::result).collect::<Result<_, _>>().map_err(D::Error::custom)?;
        let EvaluationRead { generator, document, title, period, notes, notices, .. } = read;
        Ok(Self { generator, document, title, period, notes, indexes, notices, read_back: true })
    }
}

impl<'de> Deserialize<'de> for Rank {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let ReadNumber(value) = ReadNumber::deserialize(from)?;
        Self::from_decimal(value).ok_or_else(|| D::Error::custom(format!("no rank: {value}")))
    }
}

impl IndexRead {
    fn result(self) -> Result<IndexResult, &'static str> {
        if self.weights.is_some() {
            return Err("new `weights` in a result that is compared with nothing");
        }
        let of_ranked = self.ranking.iter().map(RowRead::decimals);
        let decimals = of_ranked.chain(self.unranked.iter().map(UnrankedRead::decimals)).max().unwrap_or_default();
        let of_unranked = || self.unranked.first().map(UnrankedRead::node_ids);
        let nodes = self.ranking.first().map(RowRead::node_ids).or_else(of_unranked).unwrap_or_default();
        let node = |id: &str| NodeInfo { id: id.to_owned(), name: id.to_owned(), name_zh: None, depth: 1 };
        let nodes: Vec<NodeInfo> = nodes.into_iter().map(node).collect();
        let graded = self.ranking.iter().any(RowRead::has_grade);
        let ranking = self.ranking.into_iter().map(|row| row.subject(&nodes)).collect::<Result<_, _>>()?;
        let unranked = self.unranked.into_iter().map(|row| row.subject(&nodes)).collect::<Result<_, _>>()?;
        let weighting = self.weighting.into_iter().map(WeightingRead::weights).collect::<Result<_, _>>()?;
        let steps = self.preparation.into_iter().map(PreparationRead::step);
        let preparation = steps.collect::<Result<Vec<_>, _>>()?;
        let treated = |node: &str| -> Option<Treated> {
            preparation.iter().find_map(|one| match (&one.step, one.node.as_deref()) {
                (PreparationStep::Treated { treated, .. }, Some(of)) if of == node => treated.clone(),
                _ => None,
            })
        };
        let calibration = self.calibration.0.into_iter().map(|(node, read)| {
            let parts: Vec<(Option<String>, Calibration)> = read.parts();
            IndicatorCalibration { treated: treated(&node), node, rule: None, parts }
        });
        Ok(IndexResult {
            id: self.id,
            name: self.name,
            name_zh: None,
            kind: self.kind,
            rounding: Rounding::half_up(decimals),
            graded,
            ranking,
            unranked,
            calibration: calibration.collect(),
            weighting,
            earlier: Vec::new(),
            nodes,
            preparation,
        })
    }
}

impl WeightingRead {
    fn weights(self) -> Result<GroupWeights, &'static str> {
        let weights: Vec<(String, Decimal)> =
            self.weights.0.into_iter().map(|(child, weight)| (child, weight.0)).collect();
        let decimals: Vec<Decimal> = weights.iter().map(|(_, weight)| *weight).collect();
        let exact =
            Proportion::of_decimals(&decimals).ok_or("weights of a node are not 0 or more with a positive total")?;
        let ratios = self.experts.into_iter().flat_map(|one| one.0);
        let experts = ratios.map(|(name, ratio)| ExpertRatio { name: name.into(), ratio: ratio.0 }).collect();
        Ok(GroupWeights { node: self.node, from: self.from.into(), weights, exact, experts })
    }
}
