//! Changes of weights in a whole tree: the node's group is found by id, the rest stays as it is.

use super::siblings::Shares;
use crate::model::{Tree, TreeNode, WeightChange, WeightError};
use crate::support::{Problem, ProblemKind, nearest};

/// The shares of every node's children, by node number.
pub(crate) type TreeShares = Vec<Option<Shares>>;

/// The shares as the document declares them.
pub(crate) fn declared(tree: &Tree, problems: &mut Vec<Problem>) -> TreeShares {
    let mut of_node = |node: &TreeNode| {
        let weights = tree.child_weights(node);
        if weights.is_empty() {
            return None;
        }
        let shares = Shares::new(&weights).map_err(|fault| fault.named(&siblings(tree, node)));
        shares.map_err(|error| problems.push(Problem::new(ProblemKind::Weights, &node.path, error.to_string()))).ok()
    };
    tree.nodes().iter().map(&mut of_node).collect()
}

/// The shares after a change.
pub(crate) fn changed(tree: &Tree, shares: &TreeShares, change: &WeightChange) -> Result<TreeShares, WeightError> {
    let unknown = |id: &str| {
        let known = tree.nodes().iter().skip(1).map(|node| node.id.as_str());
        WeightError::UnknownNode { node: id.to_owned(), nearest: nearest(id, known).map(str::to_owned) }
    };
    if let WeightChange::Move { to, .. } = change
        && tree.find(to).is_none()
    {
        return Err(unknown(to));
    }
    let node = tree.find(change.node()).and_then(|number| tree.nodes().get(number));
    let parent = node.and_then(|node| node.parent).ok_or_else(|| unknown(change.node()))?;
    let mut all = shares.clone();
    if let (Some(above), Some(Some(group))) = (tree.nodes().get(parent), all.get_mut(parent)) {
        *group = change.apply(group, &siblings(tree, above), tree.child_total(above))?;
    }
    Ok(all)
}

fn siblings<'a>(tree: &'a Tree, parent: &TreeNode) -> Vec<&'a str> {
    let children = parent.children().iter().filter_map(|child| tree.nodes().get(*child));
    children.map(|child| child.id.as_str()).collect()
}
