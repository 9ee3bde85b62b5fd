//! Weights that a document declares by a method: derived once its figures are scored, lower levels first.

use rust_decimal::Decimal;

use super::columns::weighed;
use crate::engine::adjust::AdjustedIndex;
use crate::engine::diagnostics::Remark;
use crate::engine::frozen::Frozen;
use crate::engine::shares::declared;
use crate::engine::view::View;
use crate::method::weight::{Basis, DerivedWeights, ExpertWeights, WeightSource};
use crate::model::{Draft, Index, NodeId, Tree, TreeNode};
use crate::number::{I256, Proportion, Rounding, RoundingMode, plain};
use crate::result::{ExpertRatio, GroupWeights, NoticeKind};
use crate::support::{Interrupt, Problem, ProblemKind, Problems, Refused};

/// Sets the weights of the children of each node that declares a method: those that the method derives, or those that are
/// given where it derives them from figures or scores.
pub(crate) fn take_weights(
    (draft, index): (&Draft, &Index),
    adjusted: &mut AdjustedIndex,
    (frozen, interrupt): (&Frozen, Interrupt<'_>),
    problems: &mut Problems,
) {
    let sources: Vec<(NodeId, WeightSource)> = with_method(&adjusted.scored.tree).collect();
    let given = frozen.weighting(&index.id);
    // What a method does not take from the data is the document's own, whatever was kept of other figures.
    let is_own = |source: &WeightSource| frozen.is_every() && source.basis() == Basis::Order;
    let mut failed = Vec::new();
    // Parents come before their children, so that the reverse order starts at the lowest level.
    for (node, source) in sources.into_iter().rev() {
        if failed.iter().any(|below| adjusted.scored.tree.ancestors(*below).any(|above| above == node)) {
            continue;
        }
        let found = match given.filter(|_| !is_own(&source)) {
            Some(given) => kept(&adjusted.scored.tree, adjusted.scored.tree.node(node), &source, given)
                .map(|weights| (weights, Derived::default())),
            None => by_method((draft, index), adjusted, (node, &source), interrupt),
        };
        match found {
            Ok((weights, derived)) => {
                let diagnostics = &mut adjusted.scored.diagnostics;
                diagnostics.remarks.extend(derived.remarks);
                if !derived.experts.is_empty() {
                    diagnostics.experts.insert(node, derived.experts);
                }
                adjusted.scored.tree.weigh(node, Some(weights));
            }
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
        tree.weigh(node, as_in.node(node).derived().cloned());
    }
}

/// The nodes whose children get their weights from a method.
fn with_method(tree: &Tree) -> impl Iterator<Item = (NodeId, WeightSource)> + '_ {
    tree.by_node().iter().filter_map(|(id, node)| Some((id, node.weights()?.clone())))
}

/// The weights of all children, of which a method has weighed those that count, in their order.
fn of_all(tree: &Tree, parent: &TreeNode, counting: &Proportion) -> Option<Proportion> {
    let mut parts = counting.parts().iter().map(|part| I256::from(*part));
    let part = |child: &TreeNode| if child.weight.is_zero() { Some(I256::ZERO) } else { parts.next() };
    Proportion::of_whole(&tree.children(parent).map(part).collect::<Option<Vec<_>>>()?)
}

/// What a method says beside the weights: remarks on judgements that contradict each other or are mended and on
/// importances that are not reached, and how consistent each of several experts is.
#[derive(Default)]
struct Derived {
    remarks: Vec<Remark>,
    experts: Vec<ExpertRatio>,
}

/// The weights that a method derives for the children of a node, and what it says beside them.
fn by_method(
    (draft, index): (&Draft, &Index),
    adjusted: &AdjustedIndex,
    (node, source): (NodeId, &WeightSource),
    interrupt: Interrupt<'_>,
) -> Result<(Proportion, Derived), Problems> {
    let tree = &adjusted.scored.tree;
    let parent = tree.node(node);
    // Weights of higher levels are not derived yet. They do not matter: scores of the children depend on lower levels
    // only.
    let mut of_weights = Problems::new();
    let shares = declared(tree, &mut of_weights);
    if !of_weights.is_empty() {
        return Err(of_weights);
    }
    let view = View::new((draft, index), adjusted, &shares, interrupt).map_err(Refused::into_collected)?;
    let found = weighed(&view, parent, source).map_err(|error| error.problems(&format!("{}.weights", parent.path)))?;
    // The node of the first level's weights is the index itself.
    let of_node = (parent.depth > 0).then_some(node);
    let remark = |what| move |text| Remark { row: None, node: of_node, what, text };
    let weights = of_all(tree, parent, &found.exact).ok_or_else(|| {
        vec![Problem::internal(&parent.path, "a method has weighed other children than those that count")]
    })?;
    let said = [
        found.inconsistency().map(remark(NoticeKind::Inconsistent)),
        found.mended().map(remark(NoticeKind::Mended)),
        missed(node, &found),
    ];
    let experts = found.experts.iter().filter_map(ExpertWeights::ratio);
    let experts = experts.map(|(name, ratio)| ExpertRatio { name: name.into(), ratio }).collect();
    Ok((weights, Derived { remarks: said.into_iter().flatten().collect(), experts }))
}

/// A remark on importances that weights of 0 or more cannot reach to a thousandth.
fn missed(node: NodeId, found: &DerivedWeights) -> Option<Remark> {
    const SHOWN: Rounding = Rounding { decimals: 3, mode: RoundingMode::HalfEven };
    let (_, gap) = found.diagnostics.iter().find(|(name, _)| *name == "largest_gap")?;
    let (_, reached) = found.by_child.iter().find(|(name, _)| *name == "importances")?;
    let three = |value: Decimal| plain(SHOWN.apply(value).normalize());
    (*gap >= Decimal::new(1, 3)).then(|| {
        let reached: Vec<String> = reached.iter().map(|(id, share)| format!("`{id}` {}", three(*share))).collect();
        let text = format!(
            "no weights reach the importances that are meant, by up to {}: {}",
            three(*gap),
            reached.join(", ")
        );
        Remark { row: None, node: Some(node), what: NoticeKind::Importances, text }
    })
}

/// The weights that are given to the same children, by the same method.
fn kept(tree: &Tree, parent: &TreeNode, source: &WeightSource, given: &[GroupWeights]) -> Result<Proportion, Problems> {
    let refused = |what: String| Problem::new(ProblemKind::Weights, format!("{}.weights", parent.path), what);
    let Some(group) = given.iter().find(|group| group.node == parent.id) else {
        let what = format!("there are no weights of the children of `{}` in the calibration", parent.id);
        return Err(refused(what).expected(format!("weights by `{}`", source.name())).into());
    };
    if group.from != source.name() {
        let what = format!("the weights of the children of `{}` in the calibration are by another method", parent.id);
        let problem = refused(what).found(format!("`{}`", group.from));
        return Err(problem.expected(format!("`{}`", source.name())).into());
    }
    let parts = || group.weights.iter().map(|(id, _)| id).zip(group.exact.parts());
    let part = |child: &TreeNode| parts().find(|(id, _)| **id == child.id).map(|(_, part)| I256::from(*part));
    let all: Option<Vec<I256>> = tree.children(parent).map(part).collect();
    let all = all.filter(|all| all.len() == group.weights.len()).and_then(|all| Proportion::of_whole(&all));
    all.ok_or_else(|| {
        let listed = |ids: Vec<&str>| ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let what = format!("the weights in the calibration are of other children of `{}`", parent.id);
        let problem = refused(what).found(listed(group.weights.iter().map(|(id, _)| id.as_str()).collect()));
        problem.expected(listed(tree.children(parent).map(|child| child.id.as_str()).collect())).into()
    })
}
