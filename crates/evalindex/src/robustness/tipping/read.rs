//! Stability ranges, swaps and joint changes read from JSON.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};

use super::{Found, JointChange, NodeTipping, PairTipping, ShareChange, Tipping};
use crate::json::{InOrder, ReadNumber};
use crate::number::Exact;
use crate::robustness::range::{RangeEnd, WeightRange};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TippingRead {
    nodes: InOrder<NodeRead>,
    pairs: Vec<PairRead>,
    together: Vec<JointRead>,
}

/// Two ends, a low one and a high one.
type Both<T> = [Option<T>; 2];

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeRead {
    declared: Option<Exact>,
    weight: ReadNumber,
    ranking: Both<ReadNumber>,
    first: Both<ReadNumber>,
    grades: Option<Both<ReadNumber>>,
    ends: EndsRead,
    found: Found,
    grades_found: Option<Found>,
    #[serde(default)]
    untried: usize,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct EndsRead {
    ranking: Both<EndRead>,
    first: Both<EndRead>,
    grades: Option<Both<EndRead>>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct EndRead {
    exact: Option<Fraction>,
    open: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PairRead {
    ahead: String,
    behind: String,
    node: Option<String>,
    from: Option<ReadNumber>,
    to: Option<ReadNumber>,
    exact_to: Option<Fraction>,
    found: Option<Found>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct JointRead {
    ahead: String,
    behind: String,
    distance: Option<ReadNumber>,
    exact_distance: Option<Fraction>,
    weights: InOrder<ReadNumber>,
    found: Option<Found>,
}

/// A fraction as text.
struct Fraction(Exact);

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Exact::from_exchange(&text).map(Self).ok_or_else(|| D::Error::custom(format!("no fraction: {text}")))
    }
}

impl<'de> Deserialize<'de> for Tipping {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let TippingRead { nodes, pairs, together } = TippingRead::deserialize(from)?;
        let nodes = nodes.0.into_iter().map(|(id, node)| node.tipping(id)).collect::<Result<_, _>>();
        Ok(Self {
            nodes: nodes.map_err(D::Error::custom)?,
            pairs: pairs.into_iter().map(PairRead::tipping).collect(),
            together: together.into_iter().map(JointRead::change).collect(),
        })
    }
}

/// A range of shares with what is known of its ends, which are there on the same sides.
fn range(shares: Both<ReadNumber>, ends: Both<EndRead>) -> Result<WeightRange, &'static str> {
    let end = |share: Option<ReadNumber>, end: Option<EndRead>| match (share, end) {
        (Some(share), Some(end)) => {
            Ok(Some(RangeEnd { share: share.0, exact: end.exact.map(|exact| exact.0), open: end.open }))
        }
        (None, None) => Ok(None),
        _ => Err("a range with an end that has no share, or a share that is no end"),
    };
    let ([low, high], [at_low, at_high]) = (shares, ends);
    Ok(WeightRange { low: end(low, at_low)?, high: end(high, at_high)? })
}

impl NodeRead {
    fn tipping(self, node: String) -> Result<NodeTipping, &'static str> {
        let grades = match (self.grades, self.ends.grades) {
            (Some(shares), Some(ends)) => Some(range(shares, ends)?),
            (None, None) => None,
            _ => return Err("a range of grades without its ends, or its ends without the range"),
        };
        Ok(NodeTipping {
            node,
            declared: self.declared,
            weight: self.weight.0,
            ranking: range(self.ranking, self.ends.ranking)?,
            first: range(self.first, self.ends.first)?,
            grades,
            found: self.found,
            grades_found: self.grades_found.unwrap_or(self.found),
            untried: self.untried,
        })
    }
}

impl PairRead {
    fn tipping(self) -> PairTipping {
        let Self { ahead, behind, node, from, to, exact_to, found } = self;
        let change = node.zip(from.zip(to)).map(|(node, (from, to))| ShareChange {
            node,
            from: from.0,
            to: to.0,
            exact_to: exact_to.map(|exact| exact.0),
        });
        PairTipping { ahead, behind, change, found: found.unwrap_or(Found::Closed) }
    }
}

impl JointRead {
    fn change(self) -> JointChange {
        JointChange {
            ahead: self.ahead,
            behind: self.behind,
            distance: self.distance.map(Decimal::from),
            exact_distance: self.exact_distance.map(|exact| exact.0),
            weights: self.weights.0.into_iter().map(|(id, weight)| (id, weight.0)).collect(),
            found: self.found.unwrap_or(Found::Closed),
        }
    }
}
