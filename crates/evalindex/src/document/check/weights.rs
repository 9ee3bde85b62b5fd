//! Checks of the weights of siblings: totals of written weights, and settings of weight methods.

use rust_decimal::Decimal;

use crate::method::weight::{Columns, WeightSource};
use crate::model::{Index, Tree, TreeNode, WeightScheme};
use crate::number::{Fraction, plain};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks, without figures, the children of a node whose weights come from a method: no other weights are written, and
/// judgements match the children.
pub(super) fn check(tree: &Tree, node: &TreeNode, source: &WeightSource, problems: &mut Problems) {
    let children = || tree.children(node);
    let mut fits = true;
    for child in children().filter(|child| child.weight != Decimal::ONE && !child.weight.is_zero()) {
        let what =
            format!("`{}` has a weight, and weights of the children of `{}` come from a method", child.id, node.id);
        let problem = Problem::new(ProblemKind::Weights, format!("{}.weight", child.path), what);
        problems.push(problem.found(plain(child.weight)).expected("none, or 0 where it is only monitored"));
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

/// Checks the total of the written weights of a node's children.
pub(super) fn totals(index: &Index, tree: &Tree, node: &TreeNode, problems: &mut Problems) {
    let weights = tree.child_weights(node);
    if weights.iter().any(|weight| *weight < Decimal::ZERO) {
        return;
    }
    let path = format!("{}.children", node.path);
    let what = |total: &str| format!("the weights of the children of `{}` total {total}", node.id);
    let sum = weights.iter().try_fold(Fraction::ZERO, |sum, weight| sum.plus(Fraction::from_decimal(*weight)));
    let Some(total) = sum.and_then(Fraction::to_decimal) else {
        problems.push(Problem::new(ProblemKind::Weights, path, what("more than a number holds")));
        return;
    };
    let found = plain(total);
    match index.weights.scheme {
        WeightScheme::Relative if total <= Decimal::ZERO => {
            problems.push(Problem::new(ProblemKind::Weights, path, what(&found)).found(found).expected("more than 0"));
        }
        WeightScheme::Relative => {}
        WeightScheme::Strict => {
            let own = (node.weight > Decimal::ZERO).then_some(node.weight);
            let allowed: Vec<Decimal> =
                [Some(Decimal::ONE), Some(Decimal::ONE_HUNDRED), own].into_iter().flatten().collect();
            if !allowed.contains(&total) {
                let whose = if node.parent.is_some() { "the weight" } else { "the scale" };
                let mut expected = "exactly 1, or exactly 100".to_owned();
                if let Some(own) = own.filter(|own| *own != Decimal::ONE && *own != Decimal::ONE_HUNDRED) {
                    expected = format!("{expected}, or exactly {} ({whose} of `{}`)", plain(own), node.id);
                }
                problems.push(Problem::new(ProblemKind::Weights, path, what(&found)).found(found).expected(expected));
            }
        }
    }
}
