//! The nodes of a tree: dimensions inside, indicators at the leaves.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::named::named_enum;
use crate::number::{Rounding, json_number};
use crate::scoring::{Aggregate, Rule};

named_enum! {
    /// Which values are better.
    pub enum Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}

named_enum! {
    /// What is taken from the observed figure `x` and the previous one `p`.
    pub enum Measure {
        /// `x` itself.
        Level = "level",
        /// `x − p`.
        Change = "change",
        /// `100·(x − p)/p`, in percent; `p` must be positive.
        Growth = "growth",
    }
}

named_enum! {
    /// A function applied to the measured value, and to those parameters of the rule that are in its unit, before scoring.
    pub enum Transform {
        /// Natural logarithm; positive values only.
        Ln = "ln",
        /// Decimal logarithm; positive values only.
        Log10 = "log10",
        /// Square root; no negative values.
        Sqrt = "sqrt",
    }
}

named_enum! {
    /// Among whom a data-driven rule looks.
    pub enum Within {
        /// All subjects of the kind.
        All = "all",
        /// The subject's own group.
        Group = "group",
    }
}

named_enum! {
    /// What stands in for a missing figure.
    pub enum Impute {
        /// Mean of the observed values.
        Mean = "mean",
        /// Median of the observed values.
        Median = "median",
        /// The worst observed value.
        Worst = "worst",
        /// The subject's previous figure.
        Previous = "previous",
        /// Mean of the observed values of the subject's group.
        GroupMean = "group_mean",
        /// Median of the observed values of the subject's group.
        GroupMedian = "group_median",
    }
}

/// What happens when an indicator's figure is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// The document is refused.
    #[default]
    Error,
    /// The subject gets no score.
    Unranked,
    /// Its weight goes to present siblings in proportion.
    Reweight,
    /// It scores so many points.
    Score(Decimal),
    /// A figure is put in its place, with a notice.
    Impute(Impute),
}

/// Where an input comes from when it is worked out from tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TaskSource {
    /// The class of tasks counted; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<crate::evidence::TaskClass>,
    /// The share with which a supporting subject takes part in a task, 0 to 1; the lead's share is 1.
    #[serde(serialize_with = "json_number")]
    pub support_share: Decimal,
    /// The most that one task's completion counts, 1 = fully done.
    #[serde(serialize_with = "json_number")]
    pub cap: Decimal,
}

impl Default for TaskSource {
    /// Tasks of every class, support counted half, completion capped at 1.
    fn default() -> Self {
        Self { class: None, support_share: Decimal::new(5, 1), cap: Decimal::ONE }
    }
}

/// An inner node: its score is made from its children's.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
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

/// A leaf: an observed input, a rule that turns it into a score, a weight.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Indicator {
    /// Id, unique in its index.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// Weight among its siblings; 0 = monitored: shown, not counted.
    #[serde(serialize_with = "json_number")]
    pub weight: Decimal,
    /// How a value becomes a score.
    pub rule: Rule,
    /// Unit of the values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where the figures come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Id of the responsible department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The input that it reads; its id when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// Which values are better; where absent, what the rule says, else higher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// What is taken from the figure and the previous one.
    pub measure: Measure,
    /// A function applied before the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transform: Option<Transform>,
    /// What happens when the figure is missing.
    pub missing: Missing,
    /// Rounding of its score before its parent uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// Where the input comes from, when it is worked out from tasks.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "from_tasks")]
    pub from: Option<TaskSource>,
    /// Among whom a data-driven rule looks.
    pub within: Within,
}

impl Indicator {
    /// An indicator that reads the input of its own id, more being better, a missing figure being an error.
    pub fn new(id: impl Into<String>, name: impl Into<String>, weight: Decimal, rule: impl Into<Rule>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_zh: None,
            weight,
            rule: rule.into(),
            unit: None,
            source: None,
            owner: None,
            input: None,
            direction: None,
            measure: Measure::Level,
            transform: None,
            missing: Missing::Error,
            round: None,
            from: None,
            within: Within::All,
        }
    }

    /// The name of the input that it reads.
    pub fn input_name(&self) -> &str {
        self.input.as_deref().unwrap_or(&self.id)
    }

    /// Reading this input.
    pub fn input(mut self, input: impl Into<String>) -> Self {
        self.input = Some(input.into());
        self
    }

    /// With this direction.
    pub fn direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// With this measure.
    pub fn measure(mut self, measure: Measure) -> Self {
        self.measure = measure;
        self
    }

    /// With this transform.
    pub fn transform(mut self, transform: Transform) -> Self {
        self.transform = Some(transform);
        self
    }

    /// With this policy for a missing figure.
    pub fn missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// With this rounding of its score.
    pub fn round(mut self, rounding: Rounding) -> Self {
        self.round = Some(rounding);
        self
    }

    /// With its input worked out from tasks.
    pub fn from_tasks(mut self, source: TaskSource) -> Self {
        self.from = Some(source);
        self
    }

    /// With data-driven rules looking only here.
    pub fn within(mut self, within: Within) -> Self {
        self.within = within;
        self
    }
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Node {
    /// An inner node.
    Dimension(Dimension),
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
        Self::Dimension(dimension)
    }
}

impl From<Indicator> for Node {
    fn from(indicator: Indicator) -> Self {
        Self::Indicator(Box::new(indicator))
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Error => out.serialize_str("error"),
            Self::Unranked => out.serialize_str("unranked"),
            Self::Reweight => out.serialize_str("reweight"),
            Self::Score(score) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("score", &crate::number::as_json(score.normalize())?)?;
                map.end()
            }
            Self::Impute(impute) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("impute", impute)?;
                map.end()
            }
        }
    }
}

/// For `#[serde(serialize_with)]`: a decimal that is there.
#[allow(clippy::ref_option, reason = "the form that serde calls")]
pub(crate) fn optional_number<S: Serializer>(value: &Option<Decimal>, out: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => json_number(value, out),
        None => out.serialize_none(),
    }
}

#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn from_tasks<S: Serializer>(source: &Option<TaskSource>, out: S) -> Result<S::Ok, S::Error> {
    let mut map = out.serialize_map(Some(1))?;
    map.serialize_entry("tasks", source)?;
    map.end()
}
