//! Alternatives: other rules, aggregates and policies for missing figures, for draws over methods.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Node;
use super::index::Index;
use super::indicator::Indicator;
use super::missing::Missing;
use crate::method::aggregate::Aggregate;
use crate::method::rule::Rule;

/// Options for a choice of method in one index: rules, aggregates or policies for missing figures that some of its
/// nodes may have instead of the declared ones.
///
/// All of its nodes change together. An evaluation does not use it; each draw over methods takes what the document
/// declares or one of the options, all with equal probability.
///
/// ```
/// use evalindex::aggregate::Aggregate;
/// use evalindex::model::{Alternative, Options};
///
/// let means = Alternative::new("kind of mean", Options::Aggregate(vec![Aggregate::Geometric]));
/// assert_eq!(means.options.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// Its name, unique in the document.
    pub name: String,
    /// Id of the index; not needed where there is only one.
    pub index: Option<String>,
    /// Ids of the nodes that change; all that can where none is named: every indicator, or the index and every dimension.
    pub nodes: Vec<String>,
    /// The options.
    pub options: Options,
}

/// What nodes may have instead of what the document declares.
///
/// ```
/// use evalindex::model::{Missing, Options};
///
/// let options = Options::Missing(vec![Missing::Reweight, Missing::Unranked]);
/// assert_eq!(options.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Options {
    /// Rules of indicators.
    Rule(Vec<Rule>),
    /// Aggregates of dimensions, or of the index itself, which goes by its id.
    Aggregate(Vec<Aggregate>),
    /// Policies for missing figures of indicators.
    Missing(Vec<Missing>),
}

impl Options {
    /// The number of options.
    pub fn len(&self) -> usize {
        match self {
            Self::Rule(options) => options.len(),
            Self::Aggregate(options) => options.len(),
            Self::Missing(options) => options.len(),
        }
    }

    /// Whether there is no option.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The field that they replace, as documents name it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Rule(_) => "rule",
            Self::Aggregate(_) => "aggregate",
            Self::Missing(_) => "missing",
        }
    }
}

impl Alternative {
    /// An alternative with these options, for all nodes that can have them.
    pub fn new(name: impl Into<String>, options: Options) -> Self {
        Self { name: name.into(), index: None, nodes: Vec::new(), options }
    }

    /// In this index.
    pub fn index(mut self, index: impl Into<String>) -> Self {
        self.index = Some(index.into());
        self
    }

    /// With one more node that changes.
    pub fn node(mut self, node: impl Into<String>) -> Self {
        self.nodes.push(node.into());
        self
    }

    /// Whether it belongs to an index.
    pub(crate) fn is_of(&self, index: &Index) -> bool {
        self.index.as_ref().is_none_or(|id| *id == index.id)
    }

    /// Gives the nodes of an index one of the options, by its number.
    pub(crate) fn apply(&self, option: usize, index: &mut Index) {
        let is_meant = |id: &str| self.nodes.is_empty() || self.nodes.iter().any(|node| node == id);
        match &self.options {
            Options::Aggregate(options) => {
                let Some(aggregate) = options.get(option) else { return };
                if is_meant(&index.id) {
                    index.aggregate = aggregate.clone();
                }
                index.children.iter_mut().for_each(|node| aggregated(node, aggregate, &is_meant));
            }
            Options::Rule(options) => {
                let Some(rule) = options.get(option) else { return };
                each_indicator(&mut index.children, &mut |indicator| {
                    if is_meant(&indicator.id) {
                        *indicator = under(indicator, rule);
                    }
                });
            }
            Options::Missing(options) => {
                let Some(missing) = options.get(option) else { return };
                each_indicator(&mut index.children, &mut |indicator| {
                    if is_meant(&indicator.id) {
                        indicator.missing = *missing;
                    }
                });
            }
        }
    }
}

/// An indicator under another rule. Its direction stays, also where the old rule alone implies it.
pub(crate) fn under(indicator: &Indicator, rule: &Rule) -> Indicator {
    let direction = indicator.direction.or(indicator.rule.as_scoring().implied_direction());
    Indicator { rule: rule.clone(), direction, ..indicator.clone() }
}

fn aggregated(node: &mut Node, aggregate: &Aggregate, is_meant: &dyn Fn(&str) -> bool) {
    if let Node::Dimension(dimension) = node {
        if is_meant(&dimension.id) {
            dimension.aggregate = aggregate.clone();
        }
        dimension.children.iter_mut().for_each(|child| aggregated(child, aggregate, is_meant));
    }
}

fn each_indicator(nodes: &mut [Node], change: &mut dyn FnMut(&mut Indicator)) {
    for node in nodes {
        match node {
            Node::Dimension(dimension) => each_indicator(&mut dimension.children, change),
            Node::Indicator(indicator) => change(indicator),
        }
    }
}

impl Serialize for Alternative {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        if let Some(index) = &self.index {
            map.serialize_entry("index", index)?;
        }
        if !self.nodes.is_empty() {
            map.serialize_entry("nodes", &self.nodes)?;
        }
        match &self.options {
            Options::Rule(options) => map.serialize_entry("rule", options)?,
            Options::Aggregate(options) => map.serialize_entry("aggregate", options)?,
            Options::Missing(options) => map.serialize_entry("missing", options)?,
        }
        map.end()
    }
}
