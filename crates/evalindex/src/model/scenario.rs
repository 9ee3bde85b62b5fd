//! Scenarios: named changes of weights, made in order.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::weight_change::WeightChange;
use crate::json::ReadNumber;
use crate::number::digits;

/// A named set of changes of one index's weights, made in order.
///
/// ```
/// use evalindex::WeightChange;
/// use evalindex::model::Scenario;
///
/// let greener = Scenario::new("greener").change(WeightChange::set("green", 50));
/// assert_eq!(greener.changes.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Scenario {
    /// Its name, unique in the document.
    pub name: String,
    /// Id of the index whose weights change; not needed where one index alone has the nodes.
    pub index: Option<String>,
    /// The changes, in the order in which they are made.
    pub changes: Vec<WeightChange>,
}

impl Scenario {
    /// A scenario in which nothing changes yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), index: None, changes: Vec::new() }
    }

    /// Of this index.
    pub fn index(mut self, index: impl Into<String>) -> Self {
        self.index = Some(index.into());
        self
    }

    /// With one more change.
    pub fn change(mut self, change: WeightChange) -> Self {
        self.changes.push(change);
        self
    }
}

impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        if let Some(index) = &self.index {
            map.serialize_entry("index", index)?;
        }
        map.serialize_entry("changes", &self.changes)?;
        map.end()
    }
}

impl Serialize for WeightChange {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let number = |value: &Decimal| digits(value.normalize());
        let mut map = out.serialize_map(None)?;
        match self {
            Self::Set { node, weight } => {
                map.serialize_entry("set", node)?;
                map.serialize_entry("weight", &number(weight))?;
            }
            Self::Scale { node, factor } => {
                map.serialize_entry("scale", node)?;
                map.serialize_entry("factor", &number(factor))?;
            }
            Self::Drop { node } => map.serialize_entry("drop", node)?,
            Self::Move { from, to, amount } => {
                map.serialize_entry("move", from)?;
                map.serialize_entry("to", to)?;
                map.serialize_entry("amount", &number(amount))?;
            }
        }
        map.end()
    }
}

/// A change with the fields of all kinds of changes.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeRead {
    set: Option<String>,
    scale: Option<String>,
    #[serde(rename = "move")]
    from: Option<String>,
    drop: Option<String>,
    to: Option<String>,
    weight: Option<ReadNumber>,
    factor: Option<ReadNumber>,
    amount: Option<ReadNumber>,
}

/// Reads the written form of a [`WeightChange`].
impl<'de> Deserialize<'de> for WeightChange {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = ChangeRead::deserialize(from)?;
        let fields = (read.set, read.scale, read.from, read.drop);
        let rest = (read.weight, read.factor, read.amount.zip(read.to));
        match (fields, rest) {
            ((Some(node), None, None, None), (Some(weight), None, None)) => Ok(Self::set(node, weight.0)),
            ((None, Some(node), None, None), (None, Some(factor), None)) => Ok(Self::scale(node, factor.0)),
            ((None, None, Some(node), None), (None, None, Some((amount, to)))) => Ok(Self::shift(node, to, amount.0)),
            ((None, None, None, Some(node)), (None, None, None)) => Ok(Self::drop(node)),
            _ => Err(D::Error::custom(
                "not one change of weights, expected `set` and `weight`, `scale` and `factor`, `move`, `to` and `amount`, \
                 or `drop`",
            )),
        }
    }
}
