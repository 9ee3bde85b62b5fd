//! The index that has the nodes of both documents, by the rules and under the weights of either.

use std::collections::{HashMap, HashSet};

use super::sides::{Both, Side};
use crate::engine::{Shares, TreeShares};
use crate::model::{Dimension, Index, Indicator, Node, NodeId, PerNode, Tree};
use crate::number::{Exact, I256};

/// What a node that has moved is called at its old place: no id of a document has this character.
const MOVED: char = '\u{0}';

/// The ids that the nodes of the union have in the documents; none where a document has no such node.
pub(super) type Origins = HashMap<String, Both<Option<String>>>;

/// The nodes of both indexes: those that both have under the same parents, those that are dropped, and those that are added.
/// A node that has moved is dropped and added.
pub(super) fn union(both: &Both<&Index>, rules: Side, weights: Side) -> (Index, Origins) {
    let mut union = Union { added: HashSet::new(), origins: Origins::new(), rules, weights };
    union.collect(&both.new.children);
    let mut index = (*both.of(rules)).clone();
    index.children = union.merged(&both.old.children, &both.new.children);
    index.weights = both.of(weights).weights.clone();
    // Subjects are matched by id, whatever their kind is called.
    index.kind.clone_from(&both.old.kind);
    // The limits of totals go with the adjustments.
    (index.floor, index.cap) = (both.old.floor, both.old.cap);
    (index, union.origins)
}

struct Union {
    /// The ids of all nodes of the new document.
    added: HashSet<String>,
    origins: Origins,
    rules: Side,
    weights: Side,
}

impl Union {
    fn collect(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.added.insert(node.id().to_owned());
            self.collect(node.children());
        }
    }

    /// The children of a node that both documents have.
    fn merged(&mut self, old: &[Node], new: &[Node]) -> Vec<Node> {
        let found: HashMap<&str, &Node> = new.iter().map(|node| (node.id(), node)).collect();
        let (mut all, mut kept) = (Vec::new(), HashSet::new());
        for node in old {
            let twin = found.get(node.id()).copied().filter(|other| alike(node, other));
            kept.extend(twin.map(Node::id));
            all.push(match twin {
                Some(other) => self.both(node, other),
                None => self.only(node, Side::Old, true),
            });
        }
        let added = new.iter().filter(|node| !kept.contains(node.id()));
        let added: Vec<Node> = added.map(|node| self.only(node, Side::New, true)).collect();
        all.extend(added);
        all
    }

    /// A node that both documents have.
    fn both(&mut self, old: &Node, new: &Node) -> Node {
        let id = || Some(old.id().to_owned());
        self.origins.insert(old.id().to_owned(), Both { old: id(), new: id() });
        let weight = Both { old: old.weight(), new: new.weight() };
        match (old, new) {
            (Node::Dimension(old), Node::Dimension(new)) => {
                let both = Both { old, new };
                let mut dimension: Dimension = both.of(self.rules).as_ref().clone();
                dimension.weights.clone_from(&both.of(self.weights).weights);
                dimension.weight = (*weight.of(self.weights)).clone();
                dimension.children = self.merged(&old.children, &new.children);
                dimension.into()
            }
            (old, new) => {
                let mut node = (*Both { old, new }.of(self.rules)).clone();
                if let Node::Indicator(indicator) = &mut node {
                    indicator.weight = (*weight.of(self.weights)).clone();
                }
                node
            }
        }
    }

    /// A node that only one document has; the topmost one has no weight in the other one.
    fn only(&mut self, node: &Node, side: Side, is_top: bool) -> Node {
        let is_moved = side == Side::Old && self.added.contains(node.id());
        let id = if is_moved { format!("{}{MOVED}", node.id()) } else { node.id().to_owned() };
        let mut origin = Both { old: None, new: None };
        *origin.of_mut(side) = Some(node.id().to_owned());
        self.origins.insert(id.clone(), origin);
        let weight = if is_top && self.weights != side { Exact::ZERO } else { node.weight().clone() };
        match node {
            Node::Dimension(dimension) => {
                let mut dimension: Dimension = dimension.as_ref().clone();
                (dimension.id, dimension.weight) = (id, weight);
                dimension.children = node.children().iter().map(|child| self.only(child, side, false)).collect();
                dimension.into()
            }
            Node::Indicator(indicator) => {
                let mut indicator: Indicator = indicator.as_ref().clone();
                indicator.input = Some(indicator.input_name().to_owned());
                (indicator.id, indicator.weight) = (id, weight);
                indicator.into()
            }
        }
    }
}

/// Whether two nodes are both dimensions, or both indicators.
fn alike(one: &Node, other: &Node) -> bool {
    matches!(one, Node::Dimension(_)) == matches!(other, Node::Dimension(_))
}

/// The shares of the union's nodes among their siblings as one document has them; a parent that it does not have has those
/// of the other one. None where they are no shares, which is a bug.
pub(super) fn shares(
    tree: &Tree,
    origins: &Origins,
    of: &Both<(&Tree, &TreeShares)>,
    side: Side,
) -> Option<TreeShares> {
    let origin = |id: NodeId, side: Side| {
        if id == tree.top() {
            return Some(of.of(side).0.top());
        }
        let name = origins.get(&tree.node(id).id)?.of(side).as_deref()?;
        of.of(side).0.find(name)
    };
    let shares = tree.by_node().map(|id, node| {
        if node.children().is_empty() {
            return Some(None);
        }
        let side = if origin(id, side).is_some() { side } else { side.other() };
        let (of_tree, of_shares) = of.of(side);
        let parent = origin(id, side)?;
        let own: HashMap<NodeId, u128> = of_tree
            .node(parent)
            .children()
            .iter()
            .copied()
            .zip(of_shares[parent].as_ref()?.parts().iter().copied())
            .collect();
        let part = |child: &NodeId| origin(*child, side).and_then(|child| own.get(&child)).copied().unwrap_or_default();
        let parts: Vec<I256> = node.children().iter().map(|child| I256::from(part(child))).collect();
        Shares::of_parts(&parts).map(Some)
    });
    let shares: Option<PerNode<Option<Shares>>> = shares.into_iter().collect();
    shares.map(TreeShares::from)
}
