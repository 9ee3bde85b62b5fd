//! The format `evalindex-calibration/1`, written and read: all numbers as exact text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::evaluation::{ExpertRatio, GroupWeights, IndicatorCalibration};
use super::frozen_calibration::{FrozenCalibration, FrozenIndex};
use super::preparation::Treated;
use crate::json::{InOrder, expect_format};
use crate::method::rule::Calibration;
use crate::number::{Exact, Proportion};

/// The name of the format.
const FORMAT: &str = "evalindex-calibration/1";

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    /// The first member, so that another version is said to be one.
    format: Version,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    indexes: Vec<OfIndex>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OfIndex {
    id: String,
    nodes: Vec<OfNode>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    weights: Vec<OfChildren>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<OfPeriod>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OfPeriod {
    period: String,
    nodes: Vec<OfNode>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OfNode {
    node: String,
    rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    treated: Option<Treatment>,
    parts: Vec<Part>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Treatment {
    Winsorised { low: Text, high: Text, points: usize },
    Log { shift: Text },
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(default, skip_serializing_if = "InOrder::is_empty")]
    statistics: InOrder<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    order: Vec<Text>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    constant: bool,
    /// What later rules in turn took.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    then: Vec<Part>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OfChildren {
    node: String,
    from: String,
    weights: InOrder<String>,
    /// The ratio of each of several experts, by its name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    experts: Vec<(String, Text)>,
}

/// The format and its version.
struct Version;

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(FORMAT)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        expect_format(from, FORMAT).map(|()| Self)
    }
}

/// An exact value as text.
struct Text(Exact);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.0.to_exchange())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Self(Exact::ZERO))
    }
}

impl Visitor<'_> for Text {
    type Value = Self;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text of digits such as `0.25`, `1/3` or `~2.5e-1`")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self, E> {
        Exact::from_exchange(text).map(Self).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

impl Serialize for FrozenCalibration {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let indexes = self.indexes.iter().map(|index| OfIndex {
            id: index.id.clone(),
            nodes: index.calibration.iter().map(OfNode::new).collect(),
            weights: index.weighting.iter().map(OfChildren::new).collect(),
            earlier: index.earlier.iter().map(OfPeriod::new).collect(),
        });
        Whole { format: Version, period: self.period.clone(), indexes: indexes.collect() }.serialize(out)
    }
}

impl<'de> Deserialize<'de> for FrozenCalibration {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Whole { period, indexes, .. } = Whole::deserialize(from)?;
        let indexes = distinct(indexes, |index| format!("the index `{}`", index.id)).map_err(D::Error::custom)?;
        let indexes = indexes.into_iter().map(OfIndex::read).collect::<Result<_, _>>().map_err(D::Error::custom)?;
        Ok(Self { period, indexes })
    }
}

/// The same list, in which nothing may be there twice.
fn distinct<T>(all: Vec<T>, named: fn(&T) -> String) -> Result<Vec<T>, String> {
    let mut seen = HashSet::new();
    match all.iter().map(named).find(|name| !seen.insert(name.clone())) {
        Some(twice) => Err(format!("{twice} is there twice")),
        None => Ok(all),
    }
}

impl OfIndex {
    fn read(self) -> Result<FrozenIndex, String> {
        let earlier = distinct(self.earlier, |one| format!("the period `{}`", one.period))?;
        let weights = distinct(self.weights, |one| format!("the node with weights `{}`", one.node))?;
        Ok(FrozenIndex {
            id: self.id,
            calibration: nodes(self.nodes)?,
            weighting: weights.into_iter().map(OfChildren::read).collect::<Result<_, _>>()?,
            earlier: earlier
                .into_iter()
                .map(|one| Ok((one.period, nodes(one.nodes)?)))
                .collect::<Result<_, String>>()?,
        })
    }
}

fn nodes(read: Vec<OfNode>) -> Result<Vec<IndicatorCalibration>, String> {
    distinct(read, |one| format!("the node `{}`", one.node))?.into_iter().map(OfNode::read).collect()
}

impl OfPeriod {
    fn new((period, calibration): &(String, Vec<IndicatorCalibration>)) -> Self {
        Self { period: period.clone(), nodes: calibration.iter().map(OfNode::new).collect() }
    }
}

impl OfNode {
    fn new(of: &IndicatorCalibration) -> Self {
        let text = |value: &Exact| Text(value.clone());
        let treated = of.treated.as_ref().map(|treated| match treated {
            Treated::Winsorised { low, high, points } => {
                Treatment::Winsorised { low: text(low), high: text(high), points: *points }
            }
            Treated::Log { shift } => Treatment::Log { shift: text(shift) },
        });
        let parts = of.parts.iter().map(|(group, part)| Part::new(group.clone(), part));
        Self { node: of.node.clone(), rule: of.rule.clone().unwrap_or_default(), treated, parts: parts.collect() }
    }

    fn read(self) -> Result<IndicatorCalibration, String> {
        let treated = self.treated.map(|treated| match treated {
            Treatment::Winsorised { low, high, points } => Treated::Winsorised { low: low.0, high: high.0, points },
            Treatment::Log { shift } => Treated::Log { shift: shift.0 },
        });
        let parts = distinct(self.parts, Part::name)?.into_iter().map(Part::read).collect::<Result<_, String>>()?;
        Ok(IndicatorCalibration { node: self.node, rule: Some(self.rule), parts, treated })
    }
}

impl Part {
    fn new(group: Option<String>, of: &Calibration) -> Self {
        let text = |value: &Exact| Text(value.clone());
        let statistic = |(name, value): &(Cow<'static, str>, Exact)| (name.to_string(), text(value));
        Self {
            group,
            statistics: InOrder(of.statistics().iter().map(statistic).collect()),
            order: of.order().iter().map(text).collect(),
            constant: of.is_constant(),
            then: of.then().iter().map(|later| Self::new(None, later)).collect(),
        }
    }

    fn read(self) -> Result<(Option<String>, Calibration), String> {
        let order: Vec<Exact> = self.order.into_iter().map(|value| value.0).collect();
        let statistics = distinct(self.statistics.0, |(name, _)| format!("the statistic `{name}`"))?;
        let taken = Calibration::read_back(statistics.into_iter().map(|(name, value)| (name, value.0)));
        let then = self.then.into_iter().map(|later| Ok(later.read()?.1)).collect::<Result<_, String>>()?;
        let taken = taken.ordered(&order).in_turn(then);
        Ok((self.group, if self.constant { taken.constant() } else { taken }))
    }

    fn name(&self) -> String {
        let of_group = |group: &String| format!("the part of group `{group}`");
        self.group.as_ref().map_or_else(|| "the part of all subjects".to_owned(), of_group)
    }
}

impl OfChildren {
    fn new(group: &GroupWeights) -> Self {
        let children = group.weights.iter().map(|(child, _)| child.clone());
        let weights = InOrder(children.zip(group.exact.fractions()).collect());
        let experts = group.experts.iter().map(|one| (one.name.to_string(), Text(one.ratio.into())));
        Self { node: group.node.clone(), from: group.from.to_string(), weights, experts: experts.collect() }
    }

    fn read(self) -> Result<GroupWeights, String> {
        let children = distinct(self.weights.0, |(child, _)| format!("the child `{child}`"))?;
        let (ids, fractions): (Vec<String>, Vec<String>) = children.into_iter().unzip();
        let exact = Proportion::from_fractions(&fractions).ok_or_else(|| {
            format!("the weights of the children of `{}` are not 0 or more with a positive total", self.node)
        })?;
        let weights = ids.into_iter().zip(exact.decimals()).collect();
        let ratio = |(name, Text(ratio)): (String, Text)| {
            let ratio = ratio.to_decimal().ok_or_else(|| format!("the ratio `{name}` of an expert is no decimal"))?;
            Ok(ExpertRatio { name: name.into(), ratio })
        };
        let experts = self.experts.into_iter().map(ratio).collect::<Result<_, String>>()?;
        Ok(GroupWeights { node: self.node, from: self.from.into(), weights, exact, experts })
    }
}
