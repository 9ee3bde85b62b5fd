//! The exact parts of a gap: differences of contributions, and what exchanges change.

use super::exchange::{Exchanged, exchange};
use crate::engine::{View, shares_of, splits_points};
use crate::model::{NodeId, PerNode, Row, TreePart};
use crate::number::Exact;
use crate::support::Refused;

/// The exact parts of the difference of two base scores.
pub(super) struct GapParts {
    /// What each node adds; none below nodes that are not split, and where only a joint part is known.
    pub(super) nodes: PerNode<Option<Exact>>,
    /// What nodes that are split by exchange add themselves; none where this is nothing.
    pub(super) steps: PerNode<Option<Exact>>,
    /// Parts of several nodes: the node that is split, its indicators, what they add together.
    pub(super) joint: Vec<(NodeId, Vec<NodeId>, Exact)>,
}

impl GapParts {
    /// The parts of the nodes, for A and B.
    pub(super) fn of(view: &View<'_>, rows: [Row; 2]) -> Result<Self, Refused> {
        let tree = &view.scored.tree;
        let shares = rows.map(|row| shares_of(view, row, splits_points));
        let none = || tree.by_node().filled(None);
        let mut parts = Self { nodes: none(), steps: none(), joint: Vec::new() };
        for (id, node) in tree.by_node().iter() {
            // Above every node that has a part of its own are sums only.
            if !tree.ancestors(id).all(|above| splits_points(tree.node(above))) {
                continue;
            }
            let [a, b] = [0, 1].map(|which: usize| {
                let (share, row) = (shares.get(which)?[id].as_ref()?, *rows.get(which)?);
                Some(share * &view.aggregated.exact(id, row)?)
            });
            let is_split = !splits_points(node) && matches!(node.part, TreePart::Inner(_)) && !view.compares_all(id);
            if let (true, Some(a), Some(b)) = (is_split, &a, &b) {
                let weights = shares.each_ref().map(|shares| shares[id].clone().unwrap_or_default());
                let exchanged = exchange(view, (id, rows), weights, [a, b])?;
                parts.take(view, id, exchanged);
            }
            parts.nodes[id] = Some(a.unwrap_or_default() - b.unwrap_or_default());
        }
        Ok(parts)
    }

    /// Takes in what an exchange has found for the indicators below a node, and for the dimensions between.
    fn take(&mut self, view: &View<'_>, root: NodeId, exchanged: Exchanged) {
        let Exchanged { parts, step, joint } = exchanged;
        for (unit, part) in parts {
            self.nodes[unit] = Some(part);
        }
        self.steps[root] = step.filter(|step| !step.is_zero());
        self.joint.extend(joint.into_iter().map(|(nodes, part)| (root, nodes, part)));
        let tree = &view.scored.tree;
        let between = tree.by_node().iter().rev().filter(|(id, _)| tree.ancestors(*id).any(|above| above == root));
        for (id, node) in between {
            if matches!(node.part, TreePart::Inner(_)) && self.nodes[id].is_none() && !view.compares_all(id) {
                self.nodes[id] = node.children().iter().map(|child| self.nodes[*child].clone()).sum();
            }
        }
    }
}
