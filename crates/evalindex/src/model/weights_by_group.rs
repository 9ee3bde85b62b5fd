//! Weights of a node's children that differ from group to group.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::{Exact, json_fraction};

/// The weights of a node's children for the subjects of each group: every group of subjects names every child. The children
/// themselves have no weight then.
///
/// ```
/// use evalindex::rule::MinMax;
/// use evalindex::model::WeightsByGroup;
/// use evalindex::{Index, Indicator};
///
/// let weights = WeightsByGroup::new()
///     .group("large", [("gdp", 40), ("rd", 60)])
///     .group("small", [("gdp", 70), ("rd", 30)]);
/// let index = Index::new("i", "I", "region")
///     .weights(weights)
///     .child(Indicator::new("gdp", "GDP", 1, MinMax::default()))
///     .child(Indicator::new("rd", "R&D", 1, MinMax::default()));
/// assert_eq!(index.weights.by_group.unwrap().groups["large"]["rd"].to_string(), "60");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WeightsByGroup {
    /// By the name of the group, the weight of each child by its id, 0 or more.
    pub groups: BTreeMap<String, BTreeMap<String, Exact>>,
}

impl WeightsByGroup {
    /// Of no group.
    pub fn new() -> Self {
        Self::default()
    }

    /// With the weights of the children for one more group.
    pub fn group<I: Into<String>, W: Into<Exact>>(
        mut self,
        group: impl Into<String>,
        weights: impl IntoIterator<Item = (I, W)>,
    ) -> Self {
        let weights = weights.into_iter().map(|(child, weight)| (child.into(), weight.into()));
        self.groups.insert(group.into(), weights.collect());
        self
    }

    /// The weight of a child in a group; none where it is not written.
    pub(crate) fn weight(&self, group: &str, child: &str) -> Option<&Exact> {
        self.groups.get(group)?.get(child)
    }

    /// Whether a child weighs nothing in every group.
    pub(crate) fn is_monitored(&self, child: &str) -> bool {
        !self.groups.is_empty() && self.groups.values().all(|own| own.get(child).is_some_and(Exact::is_zero))
    }

    /// Writes the weights into the object that holds them.
    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("by_group", &Groups(self))
    }
}

impl Serialize for WeightsByGroup {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(1))?;
        self.write(&mut map)?;
        map.end()
    }
}

struct Groups<'a>(&'a WeightsByGroup);

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.groups.iter().map(|(group, own)| (group, Children(own))))
    }
}

struct Children<'a>(&'a BTreeMap<String, Exact>);

impl Serialize for Children<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(child, weight)| (child, Weight(weight))))
    }
}

struct Weight<'a>(&'a Exact);

impl Serialize for Weight<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        json_fraction(self.0, out)
    }
}
