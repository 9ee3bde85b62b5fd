//! The tree of an index as the engine walks it: a flat list, parents before children.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::Node;
use super::dimension::Dimension;
use super::index::Index;
use super::indicator::Indicator;
use super::missing::{Impute, Missing};
use super::positions::{GroupId, IndicatorId, NodeId, PerGroup, PerIndicator, PerNode};
use super::raters::Raters;
use super::score_step::SecondStep;
use super::weights_by_group::WeightsByGroup;
use crate::method::aggregate::{Aggregate, Child, Takes};
use crate::method::weight::WeightSource;
use crate::number::{Exact, Proportion, Rounding};

/// The nodes of an index, the index itself first, every parent before its children.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    nodes: PerNode<TreeNode>,
    indicators: PerIndicator<TreeIndicator>,
    by_id: HashMap<String, NodeId>,
    top: NodeId,
    /// The groups that weights by group name, by name.
    groups: PerGroup<String>,
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
    pub(crate) parent: Option<NodeId>,
    /// Weight as declared; 1, or 0, where a method weighs the children of its parent; for the index itself, its scale.
    pub(crate) weight: Exact,
    pub(crate) round: Option<Rounding>,
    pub(crate) part: TreePart,
}

/// The sort of a node of the flat list.
#[derive(Clone, Debug)]
pub(crate) enum TreePart {
    /// The index itself or a dimension.
    Inner(Box<Inner>),
    /// An indicator.
    Leaf(IndicatorId),
}

/// How the score of an inner node is made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inner {
    pub(crate) children: Vec<NodeId>,
    /// The source of the children's weights; written when absent.
    pub(crate) weights: Option<WeightSource>,
    /// The weights of the children for the subjects of each group, where they differ.
    pub(crate) by_group: Option<WeightsByGroup>,
    /// What that source has come to, for all children; none before that.
    pub(crate) derived: Option<Proportion>,
    pub(crate) aggregate: Aggregate,
    pub(crate) min_coverage: Option<Decimal>,
    pub(crate) min_present: Option<usize>,
    /// What is done with the children's scores first, where these are raters' marks.
    pub(crate) raters: Option<Raters>,
    /// What the aggregated score passes through; rounding is its last step then, else that of the node.
    pub(crate) second_step: Option<Box<SecondStep>>,
}

/// An indicator with its node.
#[derive(Clone, Debug)]
pub(crate) struct TreeIndicator {
    pub(crate) node: NodeId,
    pub(crate) indicator: Indicator,
}

impl Tree {
    /// The flat list of an index that stands at this path.
    pub(crate) fn new(index: &Index, path: &str) -> Self {
        let mut nodes = PerNode::new();
        let top = nodes.push(TreeNode {
            id: index.id.clone(),
            name: index.name.clone(),
            name_zh: index.name_zh.clone(),
            path: path.to_owned(),
            depth: 0,
            parent: None,
            weight: index.scale.into(),
            round: None,
            part: TreePart::Inner(Box::new(Inner {
                weights: index.weights.from.clone(),
                by_group: index.weights.by_group.clone(),
                aggregate: index.aggregate.clone(),
                min_coverage: index.min_coverage,
                min_present: index.min_present,
                second_step: index.second_step().map(Box::new),
                ..Inner::default()
            })),
        });
        let (by_id, groups) = (HashMap::new(), PerGroup::new());
        let mut tree = Self { nodes, indicators: PerIndicator::new(), by_id, top, groups };
        tree.add_children(top, &index.children);
        let named = tree.nodes.values().filter_map(TreeNode::by_group).flat_map(|one| one.groups.keys());
        tree.groups = named.collect::<BTreeSet<_>>().into_iter().cloned().collect();
        tree
    }

    /// The index itself.
    pub(crate) fn top(&self) -> NodeId {
        self.top
    }

    /// One node.
    pub(crate) fn node(&self, node: NodeId) -> &TreeNode {
        &self.nodes[node]
    }

    /// Every node with its position, the index itself first.
    pub(crate) fn by_node(&self) -> &PerNode<TreeNode> {
        &self.nodes
    }

    /// Every node, the index itself first.
    pub(crate) fn nodes(&self) -> &[TreeNode] {
        self.nodes.as_slice()
    }

    /// Every node but the index itself, parents before children.
    pub(crate) fn below(&self) -> impl DoubleEndedIterator<Item = (NodeId, &TreeNode)> + Clone {
        self.nodes.iter().skip(1)
    }

    /// The children of a node, in the order of the document.
    pub(crate) fn children<'a>(&'a self, node: &TreeNode) -> impl Iterator<Item = &'a TreeNode> + Clone {
        node.children().iter().map(|child| &self.nodes[*child])
    }

    /// The nodes above a node, its parent first.
    pub(crate) fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let parent = |node: &NodeId| self.nodes[*node].parent;
        std::iter::successors(parent(&node), parent)
    }

    /// Every indicator in the order of the document.
    pub(crate) fn indicators(&self) -> &[TreeIndicator] {
        self.indicators.as_slice()
    }

    /// Every indicator with its position, in the order of the document.
    pub(crate) fn by_indicator(&self) -> &PerIndicator<TreeIndicator> {
        &self.indicators
    }

    /// The node with this id; the index itself is found by none.
    pub(crate) fn find(&self, id: &str) -> Option<NodeId> {
        self.by_id.get(id).copied()
    }

    /// The policy for a missing score, where the node has one; an index without a rule has none.
    pub(crate) fn missing(&self, node: NodeId) -> Option<Missing> {
        match &self.nodes[node].part {
            TreePart::Inner(inner) => inner.second_step.as_ref().map(|second| second.step().missing),
            TreePart::Leaf(indicator) => Some(self.indicators[*indicator].indicator.missing),
        }
    }

    /// The node with this id, or the index itself.
    pub(crate) fn named(&self, id: &str) -> Option<NodeId> {
        self.find(id).or_else(|| (self.nodes[self.top].id == id).then_some(self.top))
    }

    /// Gives the children of a node the weights that its method has found.
    pub(crate) fn weigh(&mut self, parent: NodeId, weights: Option<Proportion>) {
        if let TreePart::Inner(inner) = &mut self.nodes[parent].part {
            inner.derived = weights;
        }
    }

    /// The weights of a node's children as declared.
    pub(crate) fn child_weights(&self, node: &TreeNode) -> Vec<Exact> {
        self.children(node).map(|child| child.weight.clone()).collect()
    }

    /// The weight of a node among its siblings as written; none of the index, and where a method weighs.
    pub(crate) fn written_weight(&self, node: NodeId) -> Option<Exact> {
        let node = &self.nodes[node];
        let above = &self.nodes[node.parent?];
        let is_written = above.weights().is_none() && above.by_group().is_none();
        is_written.then(|| node.weight.clone())
    }

    /// A node's children that count: those with a weight, or all where none has one yet.
    pub(crate) fn counted(&self, node: &TreeNode) -> Vec<Child<'_>> {
        let all = || self.children(node).map(|child| Child { id: &child.id, weight: child.weight.clone() });
        let weighty: Vec<Child<'_>> = all().filter(|child| !child.weight.is_zero()).collect();
        if weighty.is_empty() { all().collect() } else { weighty }
    }

    /// Whether no weight changes the score of a node: that of an indicator, or of a node whose children, all of them such
    /// nodes, are taken without regard to weights.
    #[cfg(feature = "robustness")]
    pub(crate) fn is_fixed(&self, node: NodeId) -> bool {
        match &self.nodes[node].part {
            TreePart::Leaf(_) => true,
            TreePart::Inner(inner) => {
                !self.nodes[node].is_weighed()
                    && self.missing(node) != Some(Missing::Impute(Impute::RowMean))
                    && inner.children.iter().all(|child| self.is_fixed(*child))
            }
        }
    }

    /// The groups that weights by group name; none where no weights differ between groups.
    pub(crate) fn groups(&self) -> &PerGroup<String> {
        &self.groups
    }

    /// The group of this name, where weights by group name it.
    pub(crate) fn group(&self, name: &str) -> Option<GroupId> {
        let at = self.groups.as_slice().binary_search_by(|known| known.as_str().cmp(name)).ok()?;
        self.groups.ids().nth(at)
    }

    /// The weight that is meant by the id of a node, or by `GROUP/node` where its weight differs between groups.
    pub(crate) fn find_weight(&self, id: &str) -> Option<(Option<GroupId>, NodeId)> {
        let split = |(at, slash): (usize, &str)| Some((id.get(..at)?, id.get(at.saturating_add(slash.len())..)?));
        let in_group = |(name, node): (&str, &str)| Some((Some(self.group(name)?), self.find(node)?));
        let whole = self.find(id).map(|node| (None, node));
        whole.or_else(|| id.match_indices('/').filter_map(split).find_map(in_group))
    }

    /// The total of these weights for the subjects of a group; 1 where a method weighs.
    pub(crate) fn child_total(&self, node: &TreeNode, group: Option<GroupId>) -> Exact {
        if node.weights().is_some() {
            return Exact::ONE;
        }
        if let (Some(by_group), Some(group)) = (node.by_group(), group) {
            let weights = |child: &TreeNode| by_group.weight(&self.groups[group], &child.id);
            return self.children(node).filter_map(weights).sum();
        }
        self.children(node).map(|child| &child.weight).sum()
    }

    /// Whether an inner node's score is the weighted mean of its present children, and nothing else, whatever the
    /// weights.
    pub(crate) fn is_plain_mean(&self, node: NodeId) -> bool {
        let TreeNode { part: TreePart::Inner(inner), round: None, .. } = &self.nodes[node] else { return false };
        let filled = |child: &NodeId| self.missing(*child) == Some(Missing::Impute(Impute::RowMean));
        inner.aggregate == Aggregate::Arithmetic
            && inner.second_step.is_none()
            && inner.min_coverage.is_none()
            && inner.min_present.is_none()
            && !inner.children.iter().any(filled)
    }

    fn add_children(&mut self, parent: NodeId, children: &[Node]) {
        let added = children.iter().enumerate().map(|(number, child)| self.add(parent, number, child)).collect();
        if let TreePart::Inner(inner) = &mut self.nodes[parent].part {
            inner.children = added;
        }
    }

    fn add(&mut self, parent: NodeId, number: usize, node: &Node) -> NodeId {
        let above = &self.nodes[parent];
        let is_monitored = above.by_group().is_some_and(|by_group| by_group.is_monitored(node.id()));
        let added = self.nodes.push(TreeNode {
            id: node.id().to_owned(),
            name: node.name().to_owned(),
            name_zh: node.name_zh().map(str::to_owned),
            path: format!("{}.children[{number}]", above.path),
            depth: above.depth.saturating_add(1),
            parent: Some(parent),
            weight: if is_monitored { Exact::ZERO } else { node.weight().clone() },
            round: node.round(),
            part: TreePart::Inner(Box::default()),
        });
        self.nodes[added].part = match node {
            Node::Dimension(dimension) => TreePart::Inner(Box::new(Inner::of(dimension))),
            Node::Indicator(indicator) => {
                let indicator = indicator.as_ref().clone();
                TreePart::Leaf(self.indicators.push(TreeIndicator { node: added, indicator }))
            }
        };
        self.by_id.insert(node.id().to_owned(), added);
        self.add_children(added, node.children());
        added
    }
}

impl Inner {
    /// A dimension, its children to be added.
    fn of(dimension: &Dimension) -> Self {
        Self {
            children: Vec::new(),
            weights: dimension.weights.clone(),
            by_group: dimension.weights_by_group.clone(),
            derived: None,
            aggregate: dimension.aggregate.clone(),
            min_coverage: dimension.min_coverage,
            min_present: dimension.min_present,
            raters: dimension.raters,
            second_step: dimension.second_step().map(Box::new),
        }
    }
}

impl TreeNode {
    /// The source of the weights of the node's children; written when absent.
    pub(crate) fn weights(&self) -> Option<&WeightSource> {
        match &self.part {
            TreePart::Inner(inner) => inner.weights.as_ref(),
            TreePart::Leaf(_) => None,
        }
    }

    /// The weights of the node's children for the subjects of each group, where they differ.
    pub(crate) fn by_group(&self) -> Option<&WeightsByGroup> {
        match &self.part {
            TreePart::Inner(inner) => inner.by_group.as_ref(),
            TreePart::Leaf(_) => None,
        }
    }

    /// How the scores of the node's children become its score; none for an indicator.
    pub(crate) fn aggregate(&self) -> Option<&Aggregate> {
        match &self.part {
            TreePart::Inner(inner) => Some(&inner.aggregate),
            TreePart::Leaf(_) => None,
        }
    }

    /// Whether the weights of the node's children can be changed and drawn.
    pub(crate) fn is_weighed(&self) -> bool {
        self.aggregate().is_some_and(|aggregate| aggregate.takes() == Takes::Weighed)
    }

    /// The weights that a method has found for the node's children; none where they are written, or not yet found.
    pub(crate) fn derived(&self) -> Option<&Proportion> {
        match &self.part {
            TreePart::Inner(inner) => inner.derived.as_ref(),
            TreePart::Leaf(_) => None,
        }
    }

    /// The node's children; none for an indicator.
    pub(crate) fn children(&self) -> &[NodeId] {
        match &self.part {
            TreePart::Inner(inner) => &inner.children,
            TreePart::Leaf(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
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
        let numbers: Vec<usize> = tree.node(tree.top()).children().iter().map(|child| child.number()).collect();
        assert_eq!(numbers, [1, 2]);
        assert_eq!(tree.find("c").map(|node| tree.node(node).id.as_str()), Some("c"));
        assert_eq!(tree.find("i"), None);
        assert_eq!(tree.indicators().len(), 3);
    }
}
