//! Changes of weights in a whole tree: the siblings of the node change, all other shares stay.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use super::siblings::Shares;
use crate::method::aggregate::Takes;
use crate::model::{GroupId, NodeId, PerNode, PerSibling, Tree, TreeNode, WeightChange, WeightError};
use crate::number::Exact;
use crate::support::{Problem, ProblemKind, Problems, nearest};

/// The shares of the children of every node; none for a node without children, and of those whose weights differ from
/// group to group, which are asked for by group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TreeShares {
    alike: PerNode<Option<Shares>>,
    /// Of the nodes whose children have weights by group, those for the groups that they list.
    by_group: BTreeMap<NodeId, BTreeMap<GroupId, Shares>>,
}

impl From<PerNode<Option<Shares>>> for TreeShares {
    fn from(alike: PerNode<Option<Shares>>) -> Self {
        Self { alike, by_group: BTreeMap::new() }
    }
}

impl Deref for TreeShares {
    type Target = PerNode<Option<Shares>>;

    fn deref(&self) -> &Self::Target {
        &self.alike
    }
}

impl DerefMut for TreeShares {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.alike
    }
}

impl TreeShares {
    /// The shares of a node's children for the subjects of a group.
    pub(crate) fn of(&self, node: NodeId, group: Option<GroupId>) -> Option<&Shares> {
        self.alike[node].as_ref().or_else(|| self.by_group.get(&node)?.get(&group?))
    }

    /// Whether the weights of any node differ from group to group.
    pub(crate) fn is_by_group(&self) -> bool {
        !self.by_group.is_empty()
    }

    /// The shares for the subjects of a group, as if there were no other.
    pub(crate) fn for_group(&self, group: Option<GroupId>) -> Self {
        self.alike.map(|node, _| self.of(node, group).cloned()).into()
    }

    /// With other shares of the nodes that have the same for all groups.
    pub(crate) fn with_alike(&self, alike: PerNode<Option<Shares>>) -> Self {
        Self { alike, by_group: self.by_group.clone() }
    }

    /// Those of each group; the only ones where none differ.
    fn all(&self, node: NodeId) -> impl Iterator<Item = &Shares> {
        self.alike[node].iter().chain(self.by_group.get(&node).into_iter().flat_map(BTreeMap::values))
    }

    /// Whether each child of a node has a weight, in any group.
    pub(crate) fn weigh(&self, node: NodeId, children: usize) -> Vec<bool> {
        let has = |at: usize| self.all(node).any(|shares| shares.parts().get(at).is_some_and(|part| *part > 0));
        (0..children).map(has).collect()
    }
}

/// The shares of the declared weights, or of those that a method has found; weights without shares are added to `problems`.
pub(crate) fn declared(tree: &Tree, problems: &mut Problems) -> TreeShares {
    let mut refuse = |node: &TreeNode, error: WeightError| {
        problems.push(Problem::new(ProblemKind::Weights, &node.path, error.to_string()));
    };
    let alike = tree.by_node().map(|_, node| {
        let weights = tree.child_weights(node);
        if weights.is_empty() || node.by_group().is_some() {
            return None;
        }
        let shares = match node.derived() {
            Some(found) => Ok(Shares::from(found.clone())),
            None => Shares::new(&weights),
        };
        shares.map_err(|fault| refuse(node, fault.named(&siblings(tree, node)))).ok()
    });
    let mut by_group = BTreeMap::new();
    for (id, node) in tree.by_node().iter() {
        let Some(weights) = node.by_group() else { continue };
        // A group that does not weigh every child is refused.
        let whole = weights.groups.iter().filter(|(_, own)| own.len() == node.children().len());
        let of_group = |(name, own): (&String, &BTreeMap<String, Exact>)| {
            let weight = |child: &TreeNode| own.get(&child.id).cloned().unwrap_or_default();
            let shares = Shares::new(&tree.children(node).map(weight).collect::<Vec<_>>());
            let shares = shares.map_err(|fault| refuse(node, fault.named(&siblings(tree, node))));
            Some((tree.group(name)?, shares.ok()?))
        };
        by_group.insert(id, whole.filter_map(of_group).collect());
    }
    TreeShares { alike, by_group }
}

/// The shares after a change of weights.
pub(crate) fn changed(tree: &Tree, shares: &TreeShares, change: &WeightChange) -> Result<TreeShares, WeightError> {
    let unknown = |id: &str| {
        let known = tree.below().map(|(_, node)| node.id.as_str());
        WeightError::UnknownNode { node: id.to_owned(), nearest: nearest(id, known).map(str::to_owned) }
    };
    if let WeightChange::Move { to, .. } = change
        && tree.find_weight(to).is_none()
    {
        return Err(unknown(to));
    }
    let (group, node) = tree.find_weight(change.node()).ok_or_else(|| unknown(change.node()))?;
    let parent = tree.node(node).parent.ok_or_else(|| unknown(change.node()))?;
    let above = tree.node(parent);
    if let Some(aggregate) = above.aggregate().filter(|aggregate| !can_change(aggregate.takes(), change)) {
        let (node, aggregate) = (change.node().to_owned(), aggregate.name());
        return Err(WeightError::NotWeighed { node, parent: above.id.clone(), aggregate });
    }
    if above.by_group().is_some() != group.is_some() {
        let groups = if above.by_group().is_some() { tree.groups().values().cloned().collect() } else { Vec::new() };
        return Err(WeightError::InGroups { node: tree.node(node).id.clone(), parent: above.id.clone(), groups });
    }
    // Siblings go by the names that a change calls them by.
    let prefix = group.map(|group| format!("{}/", tree.groups()[group])).unwrap_or_default();
    let names: PerSibling<String> = tree.children(above).map(|child| format!("{prefix}{}", child.id)).collect();
    let names = names.values().map(String::as_str).collect();
    let own = shares.of(parent, group).ok_or(WeightError::NoTotal)?;
    let own = change.apply(own, &names, &tree.child_total(above, group))?;
    let mut all = shares.clone();
    match group {
        None => all.alike[parent] = Some(own),
        Some(group) => {
            all.by_group.entry(parent).or_default().insert(group, own);
        }
    }
    Ok(all)
}

/// Whether an aggregate that takes children like this allows a change of weights among them.
fn can_change(takes: Takes, change: &WeightChange) -> bool {
    match takes {
        Takes::Weighed => true,
        Takes::Alike => matches!(change, WeightChange::Drop { .. }),
        Takes::Factors => false,
    }
}

/// The ids of the children of a node.
fn siblings<'a>(tree: &'a Tree, parent: &TreeNode) -> PerSibling<&'a str> {
    tree.children(parent).map(|child| child.id.as_str()).collect()
}
