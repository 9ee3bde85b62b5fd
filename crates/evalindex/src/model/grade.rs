//! Grades: named classes of the result, by cut point and quota, or numbered ones of equal size.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::measure::Within;
use crate::json::optional_decimal;
use crate::number::optional_number;
use crate::order::Order;

/// One grade of an index's list, which goes from best to last.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Grade;
///
/// let excellent = Grade::new("excellent").at_least(90).max_share(Decimal::new(3, 1));
/// assert_eq!(excellent.at_least, Some(Decimal::from(90)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Grade {
    /// Name, unique in its index.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// The lowest score of this grade, inclusive; no cut when absent. The last grade takes the rest whatever its cut.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub at_least: Option<Decimal>,
    /// The highest score of this grade, inclusive, where the lowest total is the best.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub at_most: Option<Decimal>,
    /// The largest share of the ranked subjects that may have this grade, 0 to 1; the number is rounded down.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub max_share: Option<Decimal>,
    /// Among whom the quota is counted: all ranked subjects, or those of each group.
    #[serde(skip_serializing_if = "Within::is_all")]
    pub within: Within,
    /// What must hold beside the total; a subject that lacks any of it takes the next grade.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
}

/// What a grade requires of the score of a node, in points; a node without a score does not meet it.
///
/// ```
/// use evalindex::model::{Grade, Requirement};
///
/// let excellent = Grade::new("excellent").at_least(90).requires(Requirement::at_least("safety", 60));
/// assert_eq!(excellent.requires[0].node, "safety");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Requirement {
    /// Id of the node.
    pub node: String,
    /// Its lowest score, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_decimal")]
    pub at_least: Option<Decimal>,
    /// Its highest score, inclusive, where the lowest total is the best.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_decimal")]
    pub at_most: Option<Decimal>,
}

impl Requirement {
    /// A lowest score of a node, inclusive.
    pub fn at_least(node: impl Into<String>, score: impl Into<Decimal>) -> Self {
        Self { node: node.into(), at_least: Some(score.into()), at_most: None }
    }

    /// A highest score of a node, inclusive, where the lowest total is the best.
    pub fn at_most(node: impl Into<String>, score: impl Into<Decimal>) -> Self {
        Self { node: node.into(), at_least: None, at_most: Some(score.into()) }
    }

    /// The score that is required, whichever total is the best.
    pub(crate) fn cut(&self) -> Option<Decimal> {
        self.at_least.or(self.at_most)
    }

    /// The field of the required score.
    pub(crate) fn field(order: Order) -> &'static str {
        if order.is_ascending() { "at_most" } else { "at_least" }
    }
}

impl Grade {
    /// A grade with neither cut nor quota.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            name_zh: None,
            at_least: None,
            at_most: None,
            max_share: None,
            within: Within::All,
            requires: Vec::new(),
        }
    }

    /// With this name in Chinese.
    pub fn name_zh(mut self, name_zh: impl Into<String>) -> Self {
        self.name_zh = Some(name_zh.into());
        self
    }

    /// With the lowest score, inclusive.
    pub fn at_least(mut self, score: impl Into<Decimal>) -> Self {
        self.at_least = Some(score.into());
        self
    }

    /// With the highest score, inclusive, where the lowest total is the best.
    pub fn at_most(mut self, score: impl Into<Decimal>) -> Self {
        self.at_most = Some(score.into());
        self
    }

    /// The cut of this grade, whichever total is the best.
    pub(crate) fn cut(&self) -> Option<Decimal> {
        self.at_least.or(self.at_most)
    }

    /// With the largest share of ranked subjects.
    pub fn max_share(mut self, share: impl Into<Decimal>) -> Self {
        self.max_share = Some(share.into());
        self
    }

    /// With the quota counted in each group.
    pub fn within_group(mut self) -> Self {
        self.within = Within::Group;
        self
    }

    /// With one more requirement.
    pub fn requires(mut self, requirement: Requirement) -> Self {
        self.requires.push(requirement);
        self
    }
}
