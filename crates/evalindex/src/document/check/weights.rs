//! Checks of weights that come from a method: no other ones are written, and judgements fit the children.

use rust_decimal::Decimal;

use crate::method::weight::{Basis, Columns, WeightSource};
use crate::model::{Tree, TreeNode};
use crate::number::plain;
use crate::support::{Problem, ProblemKind};

/// Checks the children of a node, and what needs no figures.
pub(super) fn check(tree: &Tree, node: &TreeNode, source: &WeightSource, problems: &mut Vec<Problem>) {
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
    if fits && source.basis() == Basis::Order {
        let mut columns = Columns::default();
        for child in children().filter(|child| !child.weight.is_zero()) {
            columns.add(&child.id, Vec::new(), crate::method::Direction::Higher);
        }
        if let Err(error) = source.weigh(&columns) {
            problems.extend(error.problems(&format!("{}.weights.from", node.path)));
        }
    }
}
