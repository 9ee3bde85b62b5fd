//! The fields that make bounds loose.

use std::collections::BTreeSet;
use std::fmt;

use super::existence::Existence;
use super::lead::Field;
use super::mean_tree::{Leaf, Mean, MeanId, MeanNode, PerMean};
use crate::model::NodeId;
use crate::order::CompareBy;

/// A field that makes bounds on ranks loose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LooseField {
    /// Id of the node, or of the index.
    pub node: String,
    /// The field, as in documents; `n/a` for figures that do not apply.
    pub field: String,
}

impl fmt::Display for LooseField {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` of `{}`", self.field, self.node)
    }
}

impl Field<'_> {
    /// The fields that make leads, or who has a score, uncertain beyond what weights do. `appearing` are the unranked
    /// subjects that weights can give a score.
    pub(super) fn loose(&self, appearing: &[PerMean<Existence>]) -> Vec<LooseField> {
        let mut fields = BTreeSet::new();
        let gaps: Vec<&PerMean<Existence>> = self.gaps.values().flatten().chain(appearing).collect();
        let anyone_complete = gaps.len() < self.gaps.len().saturating_add(appearing.len());
        for (id, node) in self.nodes.iter() {
            let found = Found::of(id, &gaps, anyone_complete);
            match node {
                MeanNode::Leaf(leaf) => fields.extend(self.loose_leaf(leaf, &found)),
                MeanNode::Mean(mean) => fields.extend(self.loose_mean(mean, &found)),
            }
        }
        let ranking = &self.view.index.ranking;
        let of_index = |field: &str| LooseField { node: self.view.index.id.clone(), field: field.to_owned() };
        if ranking.by == CompareBy::Published {
            fields.insert(of_index("ranking.by"));
        }
        if self.is_dense() {
            fields.insert(of_index("ranking.ties"));
        }
        fields.into_iter().collect()
    }

    /// A gap is loose where not all subjects have it, or weights decide what follows from it.
    fn loose_leaf(&self, leaf: &Leaf, found: &Found) -> Vec<LooseField> {
        let is_loose = found.differs || found.open || self.region.reaches_zero();
        let fields = [(found.missing || found.open, "missing"), (found.not_applicable, "n/a")];
        let loose = fields.into_iter().filter(|(is_found, _)| is_loose && *is_found);
        loose.map(|(_, field)| self.field(leaf.node, field)).collect()
    }

    /// A mean that is not arithmetic is loose, and so is a threshold that some subjects may not meet.
    fn loose_mean(&self, mean: &Mean, found: &Found) -> Vec<LooseField> {
        let asked = found.differs || found.open;
        let fields = [
            (!mean.is_arithmetic, "aggregate"),
            (asked && mean.min_coverage.is_some(), "min_coverage"),
            (asked && mean.min_present.is_some(), "min_present"),
        ];
        fields.into_iter().filter(|(is_loose, _)| *is_loose).map(|(_, field)| self.field(mean.node, field)).collect()
    }

    fn field(&self, node: NodeId, field: &str) -> LooseField {
        LooseField { node: self.view.scored.tree.node(node).id.clone(), field: field.to_owned() }
    }
}

/// What subjects have of one node.
#[allow(clippy::struct_excessive_bools, reason = "each says whether one kind of subject was found")]
struct Found {
    differs: bool,
    missing: bool,
    not_applicable: bool,
    open: bool,
}

impl Found {
    fn of(node: MeanId, gaps: &[&PerMean<Existence>], anyone_complete: bool) -> Self {
        let any = |fits: fn(Existence) -> bool| gaps.iter().any(|nodes| fits(nodes[node]));
        let (missing, not_applicable) =
            (any(|one| one == Existence::Missing), any(|one| one == Existence::NotApplicable));
        let present = anyone_complete || any(|one| one == Existence::Always);
        let open = any(Existence::is_open);
        Self { differs: (missing || not_applicable) && (present || open), missing, not_applicable, open }
    }
}
