//! Weights that a document takes from a method: found once its figures are scored, the lower levels first.

use rust_decimal::Decimal;

use super::columns::weighed;
use crate::engine::shares::declared;
use crate::engine::stages::AdjustedIndex;
use crate::engine::view::View;
use crate::method::weight::WeightSource;
use crate::model::{Draft, Index, Tree, TreeNode};
use crate::result::GroupWeights;
use crate::support::{Problem, ProblemKind, Refused};

/// Gives the children of each node that has a method their weights: those of an earlier evaluation where it gives them, or
/// else what the method makes of the figures.
pub(crate) fn take_weights(
    (draft, index): (&Draft, &Index),
    ready: &mut AdjustedIndex,
    given: Option<&[GroupWeights]>,
    problems: &mut Vec<Problem>,
) {
    let sources: Vec<(usize, WeightSource)> = with_method(&ready.prepared.tree).collect();
    let mut failed = Vec::new();
    // A parent comes before its children.
    for (number, source) in sources.into_iter().rev() {
        if failed.iter().any(|below| stands_above(&ready.prepared.tree, number, *below)) {
            continue;
        }
        let found = match given {
            Some(given) => earlier(&ready.prepared.tree, number, given),
            None => by_method((draft, index), ready, number, &source),
        };
        match found {
            Ok(weights) => put(&mut ready.prepared.tree, number, &weights),
            Err(found) => {
                problems.extend(found);
                failed.push(number);
            }
        }
    }
}

/// Gives such children the weights that they have in another tree of the same index.
pub(crate) fn keep_weights(tree: &mut Tree, as_in: &Tree) {
    let numbers: Vec<usize> = with_method(tree).map(|(number, _)| number).collect();
    for number in numbers {
        let before = as_in.nodes().get(number).map_or_else(Vec::new, |node| as_in.child_weights(node));
        put(tree, number, &before);
    }
}

fn with_method(tree: &Tree) -> impl Iterator<Item = (usize, WeightSource)> + '_ {
    let nodes = tree.nodes().iter().enumerate();
    nodes.filter_map(|(number, node)| Some((number, node.weights()?.clone())))
}

fn stands_above(tree: &Tree, node: usize, below: usize) -> bool {
    let parent = |number: &usize| tree.nodes().get(*number)?.parent;
    std::iter::successors(parent(&below), parent).any(|above| above == node)
}

fn put(tree: &mut Tree, parent: usize, weights: &[Decimal]) {
    let children = tree.nodes().get(parent).map_or_else(Vec::new, |node| node.children().to_vec());
    for (child, weight) in children.into_iter().zip(weights) {
        tree.weigh(child, *weight);
    }
}

/// A weight for each child: as found by id, and 0 for one that is only monitored.
fn by_id(tree: &Tree, parent: &TreeNode, found: &[(String, Decimal)]) -> Vec<Decimal> {
    let weight = |id: &str| found.iter().find(|(known, _)| known == id).map_or(Decimal::ZERO, |(_, weight)| *weight);
    let children = parent.children().iter().filter_map(|child| tree.nodes().get(*child));
    children.map(|child| weight(&child.id)).collect()
}

fn by_method(
    (draft, index): (&Draft, &Index),
    ready: &AdjustedIndex,
    number: usize,
    source: &WeightSource,
) -> Result<Vec<Decimal>, Vec<Problem>> {
    let tree = &ready.prepared.tree;
    let Some(parent) = tree.nodes().get(number) else { return Ok(Vec::new()) };
    // Weights above are not found yet, and those below are: whatever stands above, scores below are what they will be.
    let mut of_weights = Vec::new();
    let shares = declared(tree, &mut of_weights);
    if !of_weights.is_empty() {
        return Err(of_weights);
    }
    let view = View::new(draft, index, ready, &shares).map_err(Refused::into_problems)?;
    let found = weighed(&view, parent, source).map_err(|error| error.problems(&format!("{}.weights", parent.path)))?;
    Ok(by_id(tree, parent, &found.weights))
}

/// The weights that an earlier evaluation gives the same children.
fn earlier(tree: &Tree, number: usize, given: &[GroupWeights]) -> Result<Vec<Decimal>, Vec<Problem>> {
    let Some(parent) = tree.nodes().get(number) else { return Ok(Vec::new()) };
    let has = |group: &&GroupWeights| {
        let ids = parent.children().iter().filter_map(|child| tree.nodes().get(*child)).map(|child| &child.id);
        group.node == parent.id && ids.eq(group.weights.iter().map(|(id, _)| id))
    };
    let found = given.iter().find(has).map(|group| by_id(tree, parent, &group.weights));
    found.ok_or_else(|| {
        let what = format!("the earlier evaluation has no weights of the children of `{}`", parent.id);
        let problem = Problem::new(ProblemKind::Weights, format!("{}.weights", parent.path), what);
        vec![problem.expected("an evaluation of the same children")]
    })
}
