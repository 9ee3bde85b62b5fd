//! A node of a tree: a dimension inside, an indicator at a leaf.

use rust_decimal::Decimal;
use serde::Serialize;

use super::indicator::Indicator;
use super::measure::Within;
use super::missing::Missing;
use super::score_step::SecondStep;
use crate::method::Direction;
use crate::method::aggregate::Aggregate;
use crate::method::rule::{AsIs, Rule};
use crate::method::weight::WeightSource;
use crate::number::{Rounding, json_number, optional_number};

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Node {
    /// An inner node.
    Dimension(Box<Dimension>),
    /// A leaf.
    Indicator(Box<Indicator>),
}

impl Node {
    /// The node's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Dimension(dimension) => &dimension.id,
            Self::Indicator(indicator) => &indicator.id,
        }
    }

    /// The node's name for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Dimension(dimension) => &dimension.name,
            Self::Indicator(indicator) => &indicator.name,
        }
    }

    /// The node's name in Chinese, where given.
    pub fn name_zh(&self) -> Option<&str> {
        match self {
            Self::Dimension(dimension) => dimension.name_zh.as_deref(),
            Self::Indicator(indicator) => indicator.name_zh.as_deref(),
        }
    }

    /// The node's weight among its siblings.
    pub fn weight(&self) -> Decimal {
        match self {
            Self::Dimension(dimension) => dimension.weight,
            Self::Indicator(indicator) => indicator.weight,
        }
    }

    /// Rounding of its score before its parent uses it, where given.
    pub(crate) fn round(&self) -> Option<Rounding> {
        match self {
            Self::Dimension(dimension) => dimension.round,
            Self::Indicator(indicator) => indicator.round,
        }
    }

    /// The node's children; none for an indicator.
    pub fn children(&self) -> &[Node] {
        match self {
            Self::Dimension(dimension) => &dimension.children,
            Self::Indicator(_) => &[],
        }
    }
}

impl From<Dimension> for Node {
    fn from(dimension: Dimension) -> Self {
        Self::Dimension(Box::new(dimension))
    }
}

impl From<Indicator> for Node {
    fn from(indicator: Indicator) -> Self {
        Self::Indicator(Box::new(indicator))
    }
}

/// An inner node: its score is made from its children's, and passed through a rule where it has one.
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
    /// Where the weights of its children come from; they are written when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weights: Option<WeightSource>,
    /// How its children become its score.
    pub aggregate: Aggregate,
    /// The share of its children's weight that must be present, 0 to 1; below it the node is missing.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub min_coverage: Option<Decimal>,
    /// The number of children that must be present, of those that count; below it the node is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_present: Option<usize>,
    /// A rule that the aggregated score passes through, over all subjects, before its parent uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Which aggregated scores are better, for the rule; higher ones when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Among whom a data-driven rule looks.
    pub within: Within,
    /// What happens when the node is missing; policies work on aggregated scores.
    pub missing: Missing,
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
            weights: None,
            aggregate: Aggregate::Arithmetic,
            min_coverage: None,
            min_present: None,
            rule: None,
            direction: None,
            within: Within::All,
            missing: Missing::Reweight,
            round: None,
            children: Vec::new(),
        }
    }

    /// With the weights of its children from this source.
    pub fn weights(mut self, source: WeightSource) -> Self {
        self.weights = Some(source);
        self
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

    /// With this least number of present children.
    pub fn min_present(mut self, children: usize) -> Self {
        self.min_present = Some(children);
        self
    }

    /// With this rule for its aggregated score.
    pub fn rule(mut self, rule: impl Into<Rule>) -> Self {
        self.rule = Some(rule.into());
        self
    }

    /// With this direction for the rule.
    pub fn direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// With a data-driven rule looking only here.
    pub fn within(mut self, within: Within) -> Self {
        self.within = within;
        self
    }

    /// With this policy for a missing score.
    pub fn missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
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

    /// The step from the aggregated score to the node's; none where the one is the other.
    pub(crate) fn second_step(&self) -> Option<SecondStep> {
        if self.rule.is_none() && self.missing == Missing::Reweight {
            return None;
        }
        let unchanged = || AsIs { min: Decimal::MIN, max: Some(Decimal::MAX) }.into();
        Some(SecondStep {
            id: self.id.clone(),
            rule: self.rule.clone().unwrap_or_else(unchanged),
            direction: self.direction,
            within: self.within,
            missing: self.missing,
            round: self.round,
        })
    }
}
