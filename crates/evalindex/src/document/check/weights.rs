//! Checks of the weights of siblings: totals of written weights, and settings of weight methods.

use rust_decimal::Decimal;

use crate::method::weight::{Columns, WeightSource};
use crate::model::{Index, Tree, TreeNode, WeightScheme};
use crate::number::Exact;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks, without figures, the children of a node whose weights come from a method: no other weights are written, and
/// judgements match the children.
pub(super) fn check(tree: &Tree, node: &TreeNode, source: &WeightSource, problems: &mut Problems) {
    let children = || tree.children(node);
    let mut fits = true;
    for child in children().filter(|child| child.weight != Exact::ONE && !child.weight.is_zero()) {
        let what =
            format!("`{}` has a weight, and weights of the children of `{}` come from a method", child.id, node.id);
        let problem = Problem::new(ProblemKind::Weights, format!("{}.weight", child.path), what);
        problems.push(problem.found(&child.weight).expected("none, or 0 where it is only monitored"));
        fits = false;
    }
    if children().all(|child| child.weight.is_zero()) {
        let what = format!("no child of `{}` counts", node.id);
        let problem = Problem::new(ProblemKind::Weights, format!("{}.children", node.path), what);
        problems.push(problem.found("0 for each").expected("at least one child without a weight"));
        fits = false;
    }
    if fits {
        let counting = children().filter(|child| !child.weight.is_zero());
        let columns = Columns::of_children(counting.map(|child| child.id.as_str()));
        if let Err(error) = source.check(&columns) {
            problems.append(error.problems(&format!("{}.weights.from", node.path)));
        }
    }
}

/// Reports weights from a method for an aggregate that does not go by weights.
pub(super) fn of_no_use(node: &TreeNode, aggregate: &str, problems: &mut Problems) {
    let what = format!("`{aggregate}` takes the children of `{}` without regard to weights", node.id);
    let problem = Problem::new(ProblemKind::Unused, format!("{}.weights", node.path), what);
    problems.push(problem.found("weights from a method").expected("no `weights` here, or another aggregate"));
}

/// Checks the total of the written weights of a node's children.
pub(super) fn totals(index: &Index, tree: &Tree, node: &TreeNode, problems: &mut Problems) {
    let (weights, path) = (tree.child_weights(node), format!("{}.children", node.path));
    if !weights.iter().any(Exact::is_negative) {
        let what = |total: &str| format!("the weights of the children of `{}` total {total}", node.id);
        total(index, node, &weights.iter().sum(), (path, &what), problems);
    }
}

/// Checks a total of weights of a node's children.
pub(super) fn total(
    index: &Index,
    node: &TreeNode,
    total: &Exact,
    (path, what): (String, &dyn Fn(&str) -> String),
    problems: &mut Problems,
) {
    if total.to_decimal().is_none() {
        problems.push(Problem::new(ProblemKind::Weights, path, what("more than a number holds")));
        return;
    }
    let found = total.to_string();
    match index.weights.scheme {
        WeightScheme::Relative if !total.is_positive() => {
            problems.push(Problem::new(ProblemKind::Weights, path, what(&found)).found(found).expected("more than 0"));
        }
        WeightScheme::Relative => {}
        WeightScheme::Strict => {
            let own = Some(&node.weight).filter(|own| own.is_positive());
            let usual = [Exact::ONE, Exact::from(Decimal::ONE_HUNDRED)];
            if !usual.iter().chain(own).any(|allowed| allowed == total) {
                let whose = if node.parent.is_some() { "the weight" } else { "the scale" };
                let mut expected = "exactly 1, or exactly 100".to_owned();
                if let Some(own) = own.filter(|own| !usual.contains(own)) {
                    expected = format!("{expected}, or exactly {own} ({whose} of `{}`)", node.id);
                }
                problems.push(Problem::new(ProblemKind::Weights, path, what(&found)).found(found).expected(expected));
            }
        }
    }
}
