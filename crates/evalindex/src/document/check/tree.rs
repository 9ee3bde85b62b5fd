//! Checks of a tree: ids, weights, coverage, aggregates, and the settings of each node.

use super::faults::{aggregate_faults, rounding, share_of_one};
use super::known::Known;
use super::names::check_ids;
use super::{indicator, raters, weights, weights_by_group};
use crate::method::aggregate::Takes;
use crate::model::{Index, Inner, Tree, TreeIndicator, TreeNode, TreePart};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks every node of an index.
pub(super) fn check(draft: &Known<'_>, index: &Index, tree: &Tree, problems: &mut Problems) {
    let ids = tree.nodes().iter().skip(1).map(|node| (node.id.as_str(), node.path.clone()));
    check_ids("a node", "nodes", "id", ids, problems);
    for node in tree.nodes() {
        if node.weight.is_negative() && node.parent.is_some() {
            let problem = Problem::new(ProblemKind::Weights, format!("{}.weight", node.path), "a weight is negative");
            problems.push(problem.found(&node.weight).expected("0 or more"));
        }
        if let Some(round) = node.round {
            rounding(round, &format!("{}.round", node.path), problems);
        }
        if let TreePart::Inner(part) = &node.part {
            inner(draft, index, tree, node, part, problems);
            if let Some(second) = &part.second_step {
                indicator::given_score(second.step().missing, &format!("{}.missing", node.path), problems);
                indicator::second_step(draft, index, second.step(), &node.path, problems);
            }
        }
    }
    let mut errors = indicator::Errors::new();
    for leaf in tree.indicators().iter().map(|one| &one.indicator).filter(|leaf| leaf.error.is_some()) {
        errors.entry(leaf.input_name()).or_insert(leaf);
    }
    for TreeIndicator { node, indicator: leaf } in tree.indicators() {
        let path = &tree.node(*node).path;
        indicator::given_score(leaf.missing, &format!("{path}.missing"), problems);
        indicator::check(draft, index, (leaf, &errors), path, problems);
    }
}

fn inner(draft: &Known<'_>, index: &Index, tree: &Tree, node: &TreeNode, part: &Inner, problems: &mut Problems) {
    problems.extend(aggregate_faults(&part.aggregate, &tree.counted(node), &format!("{}.aggregate", node.path)));
    if let Some(share) = part.min_coverage {
        share_of_one(share, "min_coverage", "the least coverage", &node.path, problems);
    }
    if let Some(least) = part.min_present.filter(|least| *least > part.children.len()) {
        let what = format!("`{}` asks for more children than it has", node.id);
        let problem = Problem::new(ProblemKind::Number, format!("{}.min_present", node.path), what);
        problems.push(problem.found(least).expected(format!("0 to {}", part.children.len())));
    }
    if node.children().is_empty() {
        if node.parent.is_some() {
            let path = format!("{}.children", node.path);
            let problem =
                Problem::new(ProblemKind::Structure, path, format!("dimension `{}` has no children", node.id));
            problems.push(problem.found("[]").expected("at least one dimension or indicator"));
        }
        return;
    }
    raters::check(tree, node, part, problems);
    if let Some(by_group) = &part.by_group {
        return weights_by_group::check(draft, (index, tree), (node, part), by_group, problems);
    }
    match (&part.weights, part.aggregate.takes()) {
        (Some(source), Takes::Weighed) => weights::check(tree, node, source, problems),
        (Some(_), _) => weights::of_no_use(node, part.aggregate.name(), problems),
        (None, Takes::Weighed) => weights::totals(index, tree, node, problems),
        // Weights that are equal, whatever they total, or none.
        (None, Takes::Alike | Takes::Factors) => {}
    }
}
