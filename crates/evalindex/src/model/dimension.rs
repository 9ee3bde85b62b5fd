//! The inner nodes of a tree.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Node;
use super::measure::Within;
use super::missing::Missing;
use super::raters::Raters;
use super::score_step::SecondStep;
use super::weights_by_group::WeightsByGroup;
use crate::method::Direction;
use crate::method::aggregate::Aggregate;
use crate::method::rule::{AsIs, Rule};
use crate::method::weight::WeightSource;
use crate::number::{Exact, Rounding, json_fraction, optional_number};

/// An inner node: its score is made from its children's, and passed through a rule where it has one.
///
/// ```
/// use evalindex::aggregate::Aggregate;
/// use evalindex::rule::MinMax;
/// use evalindex::{Dimension, Indicator};
///
/// let dimension = Dimension::new("economy", "Economy", 40)
///     .aggregate(Aggregate::Geometric)
///     .child(Indicator::new("gdp", "GDP", 60, MinMax::default()))
///     .child(Indicator::new("trade", "Trade", 40, MinMax::default()));
/// assert_eq!(dimension.children.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Dimension {
    /// Id, unique in its index.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// Weight among its siblings, 0 or more.
    #[serde(serialize_with = "json_fraction")]
    pub weight: Exact,
    /// Where the weights of its children come from; they are written when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weights: Option<WeightSource>,
    /// The weights of its children for the subjects of each group, where they differ; not beside a source of weights.
    #[serde(rename = "weights", skip_serializing_if = "Option::is_none")]
    pub weights_by_group: Option<WeightsByGroup>,
    /// How the scores of its children become its score.
    pub aggregate: Aggregate,
    /// The share of its children's weight that must be present, 0 to 1; below it the node is missing.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub min_coverage: Option<Decimal>,
    /// The number of children that must be present, of those that count, or all that apply where these are fewer; below
    /// it the node is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_present: Option<usize>,
    /// What is done with the scores of the children before they are aggregated, where these are raters' marks of one thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raters: Option<Raters>,
    /// A rule that the aggregated score passes through, over all subjects, before its parent uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Which aggregated scores are better, for the rule; higher ones when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The subjects on which a data-driven rule is calibrated.
    pub within: Within,
    /// What happens when the node is missing; policies work on aggregated scores.
    pub missing: Missing,
    /// Rounding of its score before its parent uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// Its children.
    pub children: Vec<Node>,
}

impl Drop for Dimension {
    /// Drops what is below level by level: a tree built by a program may be deeper than the stack allows.
    fn drop(&mut self) {
        let mut below = std::mem::take(&mut self.children);
        while let Some(node) = below.pop() {
            if let Node::Dimension(mut dimension) = node {
                below.append(&mut dimension.children);
            }
        }
    }
}

impl Dimension {
    /// A dimension whose score is the arithmetic mean of its children's.
    pub fn new(id: impl Into<String>, name: impl Into<String>, weight: impl Into<Exact>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_zh: None,
            weight: weight.into(),
            weights: None,
            weights_by_group: None,
            aggregate: Aggregate::Arithmetic,
            min_coverage: None,
            min_present: None,
            raters: None,
            rule: None,
            direction: None,
            within: Within::All,
            missing: Missing::Reweight,
            round: None,
            children: Vec::new(),
        }
    }

    /// With this name in Chinese.
    pub fn name_zh(mut self, name_zh: impl Into<String>) -> Self {
        self.name_zh = Some(name_zh.into());
        self
    }

    /// With the weights of its children from this source.
    pub fn weights(mut self, source: WeightSource) -> Self {
        self.weights = Some(source);
        self
    }

    /// With the weights of its children for the subjects of each group.
    pub fn weights_by_group(mut self, weights: WeightsByGroup) -> Self {
        self.weights_by_group = Some(weights);
        self
    }

    /// With this aggregate.
    pub fn aggregate(mut self, aggregate: impl Into<Aggregate>) -> Self {
        self.aggregate = aggregate.into();
        self
    }

    /// With this least share of present weight.
    pub fn min_coverage(mut self, share: impl Into<Decimal>) -> Self {
        self.min_coverage = Some(share.into());
        self
    }

    /// With this least number of present children.
    pub fn min_present(mut self, children: usize) -> Self {
        self.min_present = Some(children);
        self
    }

    /// Takes the scores of the children as raters' marks of one thing: see [`Raters`].
    pub fn raters(mut self, raters: Raters) -> Self {
        self.raters = Some(raters);
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

    /// With a data-driven rule calibrated on these subjects.
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
