//! Changes of weights in a whole tree: the siblings of the node change, all other shares stay.

use super::siblings::Shares;
use crate::method::aggregate::Takes;
use crate::model::{PerNode, PerSibling, Tree, TreeNode, WeightChange, WeightError};
use crate::support::{Problem, ProblemKind, Problems, nearest};

/// The shares of the children of every node; none for a node without children.
pub(crate) type TreeShares = PerNode<Option<Shares>>;

/// The shares of the declared weights, or of those that a method has found; weights without shares are added to `problems`.
pub(crate) fn declared(tree: &Tree, problems: &mut Problems) -> TreeShares {
    tree.by_node().map(|_, node| {
        let weights = tree.child_weights(node);
        if weights.is_empty() {
            return None;
        }
        let shares = match node.derived() {
            Some(found) => Ok(Shares::from(found.clone())),
            None => Shares::new(&weights),
        };
        let shares = shares.map_err(|fault| fault.named(&siblings(tree, node)));
        shares.map_err(|error| problems.push(Problem::new(ProblemKind::Weights, &node.path, error.to_string()))).ok()
    })
}

/// The shares after a change of weights.
pub(crate) fn changed(tree: &Tree, shares: &TreeShares, change: &WeightChange) -> Result<TreeShares, WeightError> {
    let unknown = |id: &str| {
        let known = tree.below().map(|(_, node)| node.id.as_str());
        WeightError::UnknownNode { node: id.to_owned(), nearest: nearest(id, known).map(str::to_owned) }
    };
    if let WeightChange::Move { to, .. } = change
        && tree.find(to).is_none()
    {
        return Err(unknown(to));
    }
    let node = tree.find(change.node()).ok_or_else(|| unknown(change.node()))?;
    let parent = tree.node(node).parent.ok_or_else(|| unknown(change.node()))?;
    let above = tree.node(parent);
    if let Some(aggregate) = above.aggregate().filter(|aggregate| !can_change(aggregate.takes(), change)) {
        let (node, aggregate) = (change.node().to_owned(), aggregate.name());
        return Err(WeightError::NotWeighed { node, parent: above.id.clone(), aggregate });
    }
    let group = shares[parent].as_ref().ok_or(WeightError::NoTotal)?;
    let group = change.apply(group, &siblings(tree, above), &tree.child_total(above))?;
    let mut all = shares.clone();
    all[parent] = Some(group);
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
