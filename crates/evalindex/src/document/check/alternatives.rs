//! Checks of alternatives: names, index, nodes, and each option for each node.

use super::faults::{aggregate_faults, rule_faults};
use super::indicator::given_score;
use super::names::{check_ids, unknown};
use crate::method::rule::Rule;
use crate::model::{Alternative, Draft, Index, Indicator, Options, Tree, TreeIndicator, TreePart, under};
use crate::support::{Problem, ProblemKind};

/// Checks the alternatives of a draft.
pub(super) fn check(draft: &Draft, problems: &mut Vec<Problem>) {
    let all = draft.alternatives.iter().enumerate();
    let names = all.map(|(number, alternative)| (alternative.name.as_str(), format!("alternatives[{number}]")));
    check_ids("an alternative", "alternatives", "name", names, problems);
    for (number, alternative) in draft.alternatives.iter().enumerate() {
        one(draft, alternative, &format!("alternatives[{number}]"), problems);
    }
}

fn one(draft: &Draft, alternative: &Alternative, path: &str, problems: &mut Vec<Problem>) {
    let index = match meant(draft, alternative, &format!("{path}.index")) {
        Ok(index) => index,
        Err(problem) => return problems.extend(problem.map(|problem| *problem)),
    };
    let at_options = format!("{path}.{}", alternative.options.name());
    if alternative.options.is_empty() {
        let problem = Problem::new(ProblemKind::Structure, at_options.as_str(), "nothing to do otherwise");
        problems.push(problem.found("[]").expected("at least one option"));
    }
    let tree = Tree::new(index, "");
    let able: Vec<&str> = able(index, &tree, &alternative.options).collect();
    for (number, id) in alternative.nodes.iter().enumerate() {
        if !able.contains(&id.as_str()) {
            let what = format!("node with `{}`", alternative.options.name());
            problems.push(unknown(&what, id, format!("{path}.nodes[{number}]"), able.iter().copied()));
        }
    }
    options(index, alternative, &tree, &at_options, problems);
}

/// The index of an alternative, or the problem of its name at this path; no problem where the document has no index,
/// which is reported elsewhere.
fn meant<'d>(draft: &'d Draft, alternative: &Alternative, path: &str) -> Result<&'d Index, Option<Box<Problem>>> {
    let known = || draft.indexes.iter().map(|index| index.id.as_str());
    match (&alternative.index, draft.indexes.as_slice()) {
        (Some(id), indexes) => {
            let found = indexes.iter().find(|index| index.id == *id);
            found.ok_or_else(|| Some(Box::new(unknown("index", id, path, known()))))
        }
        (None, [only]) => Ok(only),
        (None, []) => Err(None),
        (None, _) => {
            let problem = Problem::new(ProblemKind::Reference, path, "there is more than one index");
            Err(Some(Box::new(problem.found("no `index`").expected(known().collect::<Vec<_>>().join(", ")))))
        }
    }
}

/// The ids of the nodes that can have such options.
fn able<'t>(index: &'t Index, tree: &'t Tree, options: &Options) -> impl Iterator<Item = &'t str> {
    let of_inner = matches!(options, Options::Aggregate(_));
    let own = of_inner.then_some(index.id.as_str());
    let below = tree.nodes().iter().skip(1);
    let able = below.filter(move |node| matches!(node.part, TreePart::Inner(_)) == of_inner);
    own.into_iter().chain(able.map(|node| node.id.as_str()))
}

/// Checks each option for each of its nodes; only the first fault of an option is reported.
fn options(index: &Index, alternative: &Alternative, tree: &Tree, path: &str, problems: &mut Vec<Problem>) {
    let is_meant = |id: &str| alternative.nodes.is_empty() || alternative.nodes.iter().any(|node| node == id);
    let indicators = || tree.indicators().iter().map(|TreeIndicator { indicator, .. }| indicator);
    match &alternative.options {
        Options::Rule(rules) => {
            for (number, rule) in rules.iter().enumerate() {
                let at = format!("{path}[{number}]");
                let meant = indicators().filter(|indicator| is_meant(&indicator.id));
                let mut faults = meant.filter_map(|indicator| {
                    let changed = under(indicator, rule);
                    undirected(indicator, &changed, &at)
                        .or_else(|| rule_faults(index, changed.step(), &at).into_iter().next())
                });
                problems.extend(faults.next());
            }
        }
        Options::Aggregate(aggregates) => {
            for (number, aggregate) in aggregates.iter().enumerate() {
                let at = format!("{path}[{number}]");
                let meant = tree.nodes().iter().filter(|node| is_meant(&node.id) && !node.children().is_empty());
                let mut faults = meant.flat_map(|node| aggregate_faults(aggregate, tree.counted(node), &at));
                problems.extend(faults.next());
            }
        }
        Options::Missing(policies) => {
            for (number, policy) in policies.iter().enumerate() {
                given_score(*policy, &format!("{path}[{number}]"), problems);
            }
        }
    }
}

/// The problem of a rule that needs a direction, where neither the document nor the declared rule gives one.
fn undirected(indicator: &Indicator, changed: &Indicator, at: &str) -> Option<Problem> {
    let (old, new) = (indicator.rule.as_scoring(), changed.rule.as_scoring());
    // Of values that are scores already, higher ones are better.
    let is_score = matches!(indicator.rule, Rule::AsIs(_));
    if changed.direction.is_some() || old.uses_direction() || is_score || !new.uses_direction() {
        return None;
    }
    let what = format!(
        "`{}` has rule `{}`, which takes no direction, so that `{}` cannot tell what is better",
        indicator.id,
        old.name(),
        new.name()
    );
    Some(Problem::new(ProblemKind::Parameter, at, what).expected("a `direction` for it, or other `nodes`"))
}
