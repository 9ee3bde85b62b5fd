//! The tree of an index as the engine walks it: a flat list, parents before children.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Node;
use super::index::Index;
use super::indicator::Indicator;
use super::missing::{Impute, Missing};
use crate::method::aggregate::Aggregate;
use crate::method::weight::WeightSource;
use crate::number::Rounding;

/// The nodes of an index, the index itself first, every parent before its children.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    nodes: Vec<TreeNode>,
    indicators: Vec<TreeIndicator>,
    by_id: HashMap<String, usize>,
}

/// One node of the flat list.
#[derive(Clone, Debug)]
pub(crate) struct TreeNode {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) name_zh: Option<String>,
    /// Path in the document, such as `indexes[0].children[2]`.
    pub(crate) path: String,
    pub(crate) depth: usize,
    pub(crate) parent: Option<usize>,
    /// Weight as declared, or as its parent's method has found it; for the index itself, its scale.
    pub(crate) weight: Decimal,
    pub(crate) round: Option<Rounding>,
    pub(crate) part: TreePart,
}

/// What a node of the flat list is.
#[derive(Clone, Debug)]
pub(crate) enum TreePart {
    /// The index itself or a dimension.
    Inner(Box<Inner>),
    /// An indicator, by its number among the indicators.
    Leaf(usize),
}

/// How an inner node's score comes about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inner {
    pub(crate) children: Vec<usize>,
    /// Where the children's weights come from, where they are not written.
    pub(crate) weights: Option<WeightSource>,
    pub(crate) aggregate: Aggregate,
    pub(crate) min_coverage: Option<Decimal>,
    pub(crate) min_present: Option<usize>,
    /// What the aggregated score passes through; rounding is its last step then, else that of the node.
    pub(crate) second_step: Option<Box<Indicator>>,
}

/// An indicator with its place in the tree.
#[derive(Clone, Debug)]
pub(crate) struct TreeIndicator {
    pub(crate) node: usize,
    pub(crate) indicator: Indicator,
}

impl Tree {
    /// The flat list of an index that stands at this path.
    pub(crate) fn new(index: &Index, path: &str) -> Self {
        let mut tree = Self { nodes: Vec::new(), indicators: Vec::new(), by_id: HashMap::new() };
        tree.nodes.push(TreeNode {
            id: index.id.clone(),
            name: index.name.clone(),
            name_zh: index.name_zh.clone(),
            path: path.to_owned(),
            depth: 0,
            parent: None,
            weight: index.scale,
            round: None,
            part: TreePart::Inner(Box::new(Inner {
                weights: index.weights.from.clone(),
                aggregate: index.aggregate.clone(),
                ..Inner::default()
            })),
        });
        tree.add_children(0, &index.children);
        tree
    }

    /// Every node, the index itself first.
    pub(crate) fn nodes(&self) -> &[TreeNode] {
        &self.nodes
    }

    /// Every indicator in the order of the document.
    pub(crate) fn indicators(&self) -> &[TreeIndicator] {
        &self.indicators
    }

    /// The number of the node with this id; the index itself has none.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What happens when a node is missing, where it is said; the index itself says nothing.
    pub(crate) fn missing(&self, node: usize) -> Option<Missing> {
        match &self.nodes.get(node)?.part {
            TreePart::Inner(inner) => inner.second_step.as_ref().map(|step| step.missing),
            TreePart::Leaf(indicator) => self.indicators.get(*indicator).map(|one| one.indicator.missing),
        }
    }

    /// Gives a node the weight that a method has found.
    pub(crate) fn weigh(&mut self, node: usize, weight: Decimal) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.weight = weight;
        }
    }

    /// The weights of a node's children as declared.
    pub(crate) fn child_weights(&self, node: &TreeNode) -> Vec<Decimal> {
        node.children().iter().filter_map(|child| self.nodes.get(*child)).map(|child| child.weight).collect()
    }

    /// What they total; the check of a document refuses totals that a decimal cannot hold.
    pub(crate) fn child_total(&self, node: &TreeNode) -> Decimal {
        self.child_weights(node).into_iter().fold(Decimal::ZERO, Decimal::saturating_add)
    }

    /// Whether an inner node's score is the weighted mean of the children that are there, whatever their weights, and
    /// nothing more.
    pub(crate) fn is_plain_mean(&self, number: usize) -> bool {
        let Some(TreeNode { part: TreePart::Inner(inner), round: None, .. }) = self.nodes.get(number) else {
            return false;
        };
        let filled = |child: &usize| self.missing(*child) == Some(Missing::Impute(Impute::RowMean));
        inner.aggregate == Aggregate::Arithmetic
            && inner.second_step.is_none()
            && inner.min_coverage.is_none()
            && inner.min_present.is_none()
            && !inner.children.iter().any(filled)
    }

    fn add_children(&mut self, parent: usize, children: &[Node]) {
        let numbers = children.iter().enumerate().map(|(place, child)| self.add(parent, place, child)).collect();
        if let Some(TreeNode { part: TreePart::Inner(inner), .. }) = self.nodes.get_mut(parent) {
            inner.children = numbers;
        }
    }

    fn add(&mut self, parent: usize, place: usize, node: &Node) -> usize {
        let number = self.nodes.len();
        let (path, depth) = self.nodes.get(parent).map_or_else(Default::default, |above| {
            (format!("{}.children[{place}]", above.path), above.depth.saturating_add(1))
        });
        let (part, round) = match node {
            Node::Dimension(dimension) => (
                TreePart::Inner(Box::new(Inner {
                    children: Vec::new(),
                    weights: dimension.weights.clone(),
                    aggregate: dimension.aggregate.clone(),
                    min_coverage: dimension.min_coverage,
                    min_present: dimension.min_present,
                    second_step: dimension.second_step().map(Box::new),
                })),
                dimension.round,
            ),
            Node::Indicator(indicator) => {
                self.indicators.push(TreeIndicator { node: number, indicator: indicator.as_ref().clone() });
                (TreePart::Leaf(self.indicators.len().saturating_sub(1)), indicator.round)
            }
        };
        self.by_id.insert(node.id().to_owned(), number);
        self.nodes.push(TreeNode {
            id: node.id().to_owned(),
            name: node.name().to_owned(),
            name_zh: node.name_zh().map(str::to_owned),
            path,
            depth,
            parent: Some(parent),
            weight: node.weight(),
            round,
            part,
        });
        self.add_children(number, node.children());
        number
    }
}

impl TreeNode {
    /// Where the weights of the node's children come from, where they are not written.
    pub(crate) fn weights(&self) -> Option<&WeightSource> {
        match &self.part {
            TreePart::Inner(inner) => inner.weights.as_ref(),
            TreePart::Leaf(_) => None,
        }
    }

    /// The numbers of the node's children; none for an indicator.
    pub(crate) fn children(&self) -> &[usize] {
        match &self.part {
            TreePart::Inner(inner) => &inner.children,
            TreePart::Leaf(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::dimension::Dimension;
    use super::*;
    use crate::method::rule::MinMax;

    #[test]
    fn parents_come_before_children_and_paths_follow_the_document() {
        let leaf = |id: &str| Indicator::new(id, id, Decimal::ONE, MinMax::default());
        let index = Index::new("i", "I", "region")
            .child(leaf("a"))
            .child(Dimension::new("d", "D", Decimal::ONE).child(leaf("b")).child(leaf("c")));
        let tree = Tree::new(&index, "indexes[3]");
        let seen: Vec<_> = tree.nodes().iter().map(|node| (node.id.as_str(), node.path.as_str(), node.depth)).collect();
        assert_eq!(
            seen,
            [
                ("i", "indexes[3]", 0),
                ("a", "indexes[3].children[0]", 1),
                ("d", "indexes[3].children[1]", 1),
                ("b", "indexes[3].children[1].children[0]", 2),
                ("c", "indexes[3].children[1].children[1]", 2),
            ]
        );
        assert_eq!(tree.nodes()[0].children(), [1, 2]);
        assert_eq!(tree.find("c"), Some(4));
        assert_eq!(tree.find("i"), None);
        assert_eq!(tree.indicators().len(), 3);
    }
}
