//! Checks of weights that differ from group to group.

use std::collections::{BTreeSet, HashSet};

use super::known::Known;
use super::names::unknown;
use super::weights;
use crate::method::aggregate::{Reach, Takes};
use crate::model::{Impute, Index, Inner, Missing, Tree, TreeNode, WeightsByGroup};
use crate::number::Exact;
use crate::support::{Path, Problem, ProblemKind, Problems};

/// Checks the weights of a node's children by group: every group of subjects has them, and weighs every child.
pub(super) fn check(
    draft: &Known<'_>,
    (index, tree): (&Index, &Tree),
    (node, part): (&TreeNode, &Inner),
    by_group: &WeightsByGroup,
    problems: &mut Problems,
) {
    if part.aggregate.takes() != Takes::Weighed {
        return weights::of_no_use(node, part.aggregate.name(), problems);
    }
    fits(tree, (node, part), problems);
    let path = format!("{}.weights.by_group", node.path);
    let names = subjects(draft, index, (node, by_group), &path, problems);
    let children: HashSet<&str> = tree.children(node).map(|child| child.id.as_str()).collect();
    for (group, own) in &by_group.groups {
        let at = || Path::parse(&path).map(|path| path.key(group).shown()).unwrap_or_default();
        if !names.contains(group.as_str()) {
            unknown("group of subjects", group, at(), names.iter().copied(), problems);
        }
        for (child, weight) in own {
            let at = || Path::parse(&path).map(|path| path.key(group).key(child).shown()).unwrap_or_default();
            if !children.contains(child.as_str()) {
                unknown("child", child, at(), tree.children(node).map(|child| child.id.as_str()), problems);
            }
            if weight.is_negative() {
                let problem = Problem::new(ProblemKind::Weights, at(), "a weight is negative");
                problems.push(problem.found(weight).expected("0 or more"));
            }
        }
        let lacking = tree.children(node).find(|child| !own.contains_key(&child.id));
        if let Some(first) = lacking {
            let weighed = own.keys().filter(|child| children.contains(child.as_str())).count();
            let what = match children.len().saturating_sub(weighed) {
                0 | 1 => format!("there is no weight of `{}` for group `{group}`", first.id),
                several => {
                    format!("there are no weights of {several} children for group `{group}`, the first `{}`", first.id)
                }
            };
            let problem = Problem::new(ProblemKind::Weights, at(), what);
            problems.push(problem.found("none").expected("a weight of each child, 0 where it does not count"));
        }
        if lacking.is_none() && own.len() == part.children.len() && !own.values().any(Exact::is_negative) {
            let what =
                |total: &str| format!("the weights of the children of `{}` for group `{group}` total {total}", node.id);
            weights::total(index, node, &own.values().sum(), (at(), &what), problems);
        }
    }
}

/// Checks that nothing of a node stands in the way of weights by group.
fn fits(tree: &Tree, (node, part): (&TreeNode, &Inner), problems: &mut Problems) {
    if let Reach::All(_) = part.aggregate.reach() {
        let what = format!("`{}` compares all subjects under the same weights", part.aggregate.name());
        let problem = Problem::new(ProblemKind::Structure, format!("{}.weights", node.path), what);
        problems.push(problem.found("weights by group").expected("weights for all, or another aggregate"));
    }
    if part.weights.is_some() {
        let what = format!("the weights of the children of `{}` are by group and from a method", node.id);
        let problem = Problem::new(ProblemKind::Structure, format!("{}.weights", node.path), what);
        problems.push(problem.found("both").expected("one of them"));
    }
    for (child, id) in tree.children(node).zip(&part.children) {
        if child.weight != Exact::ONE && !child.weight.is_zero() {
            let what =
                format!("`{}` has a weight, and weights of the children of `{}` are by group", child.id, node.id);
            let problem = Problem::new(ProblemKind::Weights, format!("{}.weight", child.path), what);
            problems.push(problem.found(&child.weight).expected("none"));
        }
        if tree.missing(*id) == Some(Missing::Impute(Impute::RowMean)) {
            let what = format!("`{}` is imputed from its siblings, whose weights are by group", child.id);
            let problem = Problem::new(ProblemKind::Structure, format!("{}.missing", child.path), what);
            problems.push(problem.found("\"row_mean\"").expected("another policy, such as \"reweight\""));
        }
    }
}

/// Checks that every subject is in a group that has weights; the groups of all subjects.
fn subjects<'d>(
    draft: &'d Known<'_>,
    index: &Index,
    (node, by_group): (&TreeNode, &WeightsByGroup),
    path: &str,
    problems: &mut Problems,
) -> BTreeSet<&'d str> {
    if let Some(alone) = draft.alone(&index.kind) {
        let what =
            format!("the weights of the children of `{}` are by group, but subject `{}` has none", node.id, alone.id);
        let problem = Problem::new(ProblemKind::Structure, path, what);
        problems.push(problem.found("no group").expected("a `group` for every subject of the kind"));
    }
    let listed = listed(by_group);
    let mut names = BTreeSet::new();
    for subject in draft.subjects.iter().filter(|subject| subject.kind == index.kind) {
        let Some(group) = subject.group.as_deref() else { continue };
        if names.insert(group) && !by_group.groups.contains_key(group) {
            let what = format!(
                "the children of `{}` have no weights for group `{group}`, in which subject `{}` is",
                node.id, subject.id
            );
            let problem = Problem::new(ProblemKind::Weights, path, what);
            problems.push(problem.found(listed.as_str()).expected("weights for every group of subjects"));
        }
    }
    names
}

/// The groups that have weights, the first of many.
fn listed(by_group: &WeightsByGroup) -> String {
    const SHOWN: usize = 20;
    let mut listed: Vec<String> = by_group.groups.keys().take(SHOWN).map(|known| format!("`{known}`")).collect();
    if by_group.groups.len() > SHOWN {
        listed.push("…".to_owned());
    }
    listed.join(", ")
}
