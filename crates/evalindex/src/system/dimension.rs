//! The inner nodes of a tree.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Node;
use crate::number::{Rounding, json_number, optional_number};
use crate::scoring::Aggregate;

/// An inner node: its score is made from its children's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dimension {
    /// Id, unique in its index.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// Weight among its siblings.
    #[serde(serialize_with = "json_number")]
    pub weight: Decimal,
    /// How its children become its score.
    pub aggregate: Aggregate,
    /// The share of its children's weight that must be present, 0 to 1; below it the node is missing.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub min_coverage: Option<Decimal>,
    /// Rounding of its score before its parent uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// Its children.
    pub children: Vec<Node>,
}

impl Dimension {
    /// A dimension whose score is the arithmetic mean of its children's.
    pub fn new(id: impl Into<String>, name: impl Into<String>, weight: Decimal) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_zh: None,
            weight,
            aggregate: Aggregate::Arithmetic,
            min_coverage: None,
            round: None,
            children: Vec::new(),
        }
    }

    /// With this aggregate.
    pub fn aggregate(mut self, aggregate: Aggregate) -> Self {
        self.aggregate = aggregate;
        self
    }

    /// With this least share of present weight.
    pub fn min_coverage(mut self, share: Decimal) -> Self {
        self.min_coverage = Some(share);
        self
    }

    /// With this rounding of its score.
    pub fn round(mut self, rounding: Rounding) -> Self {
        self.round = Some(rounding);
        self
    }

    /// With one more child.
    pub fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }
}
