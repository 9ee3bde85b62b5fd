//! Weights that a document declares by a method: derived once its figures are scored, lower levels first.

use rust_decimal::Decimal;

use super::columns::weighed;
use crate::engine::adjust::AdjustedIndex;
use crate::engine::shares::declared;
use crate::engine::view::View;
use crate::method::weight::WeightSource;
use crate::model::{Draft, Index, NodeId, Tree, TreeNode};
use crate::result::GroupWeights;
use crate::support::{Problem, ProblemKind, Problems, Refused};

/// Sets the weights of the children of each node that declares a method: those of an earlier evaluation where one is
/// given, else those that the method derives from the figures.
pub(crate) fn take_weights(
    (draft, index): (&Draft, &Index),
    adjusted: &mut AdjustedIndex,
    given: Option<&[GroupWeights]>,
    problems: &mut Problems,
) {
    let sources: Vec<(NodeId, WeightSource)> = with_method(&adjusted.scored.tree).collect();
    let mut failed = Vec::new();
    // Parents come before their children, so that the reverse order starts at the lowest level.
    for (node, source) in sources.into_iter().rev() {
        if failed.iter().any(|below| adjusted.scored.tree.ancestors(*below).any(|above| above == node)) {
            continue;
        }
        let found = match given {
            Some(given) => earlier(&adjusted.scored.tree, adjusted.scored.tree.node(node), given),
            None => by_method((draft, index), adjusted, node, &source),
        };
        match found {
            Ok(weights) => put(&mut adjusted.scored.tree, node, &weights),
            Err(found) => {
                problems.append(found);
                failed.push(node);
            }
        }
    }
}

/// Sets derived weights to those that another tree of the same index has.
pub(crate) fn keep_weights(tree: &mut Tree, as_in: &Tree) {
    let nodes: Vec<NodeId> = with_method(tree).map(|(node, _)| node).collect();
    for node in nodes {
        put(tree, node, &as_in.child_weights(as_in.node(node)));
    }
}

/// The nodes whose children get their weights from a method.
fn with_method(tree: &Tree) -> impl Iterator<Item = (NodeId, WeightSource)> + '_ {
    tree.by_node().iter().filter_map(|(id, node)| Some((id, node.weights()?.clone())))
}

/// Sets the weights of the children of a node.
fn put(tree: &mut Tree, parent: NodeId, weights: &[Decimal]) {
    let children = tree.node(parent).children().to_vec();
    for (child, weight) in children.into_iter().zip(weights) {
        tree.weigh(child, *weight);
    }
}

/// A weight for each child: the one under its id, and 0 for a child that is monitored only.
fn by_id(tree: &Tree, parent: &TreeNode, found: &[(String, Decimal)]) -> Vec<Decimal> {
    let weight = |id: &str| found.iter().find(|(known, _)| known == id).map_or(Decimal::ZERO, |(_, weight)| *weight);
    tree.children(parent).map(|child| weight(&child.id)).collect()
}

/// The weights that a method derives for the children of a node.
fn by_method(
    (draft, index): (&Draft, &Index),
    adjusted: &AdjustedIndex,
    node: NodeId,
    source: &WeightSource,
) -> Result<Vec<Decimal>, Problems> {
    let tree = &adjusted.scored.tree;
    let parent = tree.node(node);
    // Weights of higher levels are not derived yet. They do not matter: scores of the children depend on lower levels
    // only.
    let mut of_weights = Problems::new();
    let shares = declared(tree, &mut of_weights);
    if !of_weights.is_empty() {
        return Err(of_weights);
    }
    let view = View::new(draft, index, adjusted, &shares).map_err(Refused::into_collected)?;
    let found = weighed(&view, parent, source).map_err(|error| error.problems(&format!("{}.weights", parent.path)))?;
    Ok(by_id(tree, parent, &found.weights))
}

/// The weights that an earlier evaluation gives the same children.
fn earlier(tree: &Tree, parent: &TreeNode, given: &[GroupWeights]) -> Result<Vec<Decimal>, Problems> {
    let has = |group: &&GroupWeights| {
        let ids = tree.children(parent).map(|child| &child.id);
        group.node == parent.id && ids.eq(group.weights.iter().map(|(id, _)| id))
    };
    let found = given.iter().find(has).map(|group| by_id(tree, parent, &group.weights));
    found.ok_or_else(|| {
        let what = format!("the earlier evaluation has no weights of the children of `{}`", parent.id);
        let problem = Problem::new(ProblemKind::Weights, format!("{}.weights", parent.path), what);
        problem.expected("an evaluation of the same children").into()
    })
}
