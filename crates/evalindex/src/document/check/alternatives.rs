//! Checks of alternatives: names, index, nodes, and each option for each node.

use std::collections::HashSet;

use super::faults::{aggregate_faults, rule_faults};
use super::indicator::given_score;
use super::known::Known;
use super::names::{check_ids, unknown};
use crate::method::rule::Rule;
use crate::model::{Alternative, Index, Indicator, NodeId, Options, Tree, TreeIndicator, TreePart, under};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks the alternatives of a draft.
pub(super) fn check(draft: &Known<'_>, problems: &mut Problems) {
    let all = draft.alternatives.iter().enumerate();
    let names = all.map(|(number, alternative)| (alternative.name.as_str(), format!("alternatives[{number}]")));
    check_ids("an alternative", "alternatives", "name", names, problems);
    for (number, alternative) in draft.alternatives.iter().enumerate() {
        one(draft, alternative, &format!("alternatives[{number}]"), problems);
    }
}

fn one(draft: &Known<'_>, alternative: &Alternative, path: &str, problems: &mut Problems) {
    let Some((index, tree)) = meant(draft, alternative, &format!("{path}.index"), problems) else { return };
    let at_options = format!("{path}.{}", alternative.options.name());
    if alternative.options.is_empty() {
        let problem = Problem::new(ProblemKind::Structure, at_options.as_str(), "nothing to do otherwise");
        problems.push(problem.found("[]").expected("at least one option"));
    }
    for (number, id) in alternative.nodes.iter().enumerate() {
        if !is_able(index, tree, &alternative.options, id) {
            let able = able(index, tree, &alternative.options);
            let what = format!("node with `{}`", alternative.options.name());
            unknown(&what, id, format!("{path}.nodes[{number}]"), able, problems);
        }
    }
    options(index, alternative, tree, &at_options, problems);
}

/// The index of an alternative with its tree. Where there is none, its name is reported at this path; a document without
/// an index is reported elsewhere.
fn meant<'k, 'd>(
    draft: &'k Known<'d>,
    alternative: &Alternative,
    path: &str,
    problems: &mut Problems,
) -> Option<(&'d Index, &'k Tree)> {
    const SHOWN: usize = 20;
    match (&alternative.index, draft.indexes.len()) {
        (Some(id), _) => {
            let found = draft.index_number(id).and_then(|number| draft.tree(number));
            if found.is_none() {
                unknown("index", id, path, draft.index_ids(), problems);
            }
            found
        }
        (None, 0 | 1) => draft.tree(0),
        (None, _) => {
            let problem = Problem::new(ProblemKind::Reference, path, "there is more than one index");
            let known: Vec<&str> = draft.index_ids().take(SHOWN).collect();
            problems.push(problem.found("no `index`").expected(known.join(", ")));
            None
        }
    }
}

/// Whether the node of this id can have such options.
fn is_able(index: &Index, tree: &Tree, options: &Options, id: &str) -> bool {
    let of_inner = matches!(options, Options::Aggregate(_));
    let is_inner = |node: NodeId| matches!(tree.node(node).part, TreePart::Inner(_));
    (of_inner && index.id == id) || tree.find(id).is_some_and(|node| is_inner(node) == of_inner)
}

/// The ids of the nodes that can have such options.
fn able<'t>(index: &'t Index, tree: &'t Tree, options: &Options) -> impl Iterator<Item = &'t str> + Clone {
    let of_inner = matches!(options, Options::Aggregate(_));
    let own = of_inner.then_some(index.id.as_str());
    let below = tree.nodes().iter().skip(1);
    let able = below.filter(move |node| matches!(node.part, TreePart::Inner(_)) == of_inner);
    own.into_iter().chain(able.map(|node| node.id.as_str()))
}

/// Checks each option for each of its nodes; only the first fault of an option is reported.
fn options(index: &Index, alternative: &Alternative, tree: &Tree, path: &str, problems: &mut Problems) {
    let named: HashSet<&str> = alternative.nodes.iter().map(String::as_str).collect();
    let is_meant = |id: &str| named.is_empty() || named.contains(id);
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
                let mut faults = meant.flat_map(|node| aggregate_faults(aggregate, &tree.counted(node), &at));
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
    let is_score = matches!(indicator.rule.first(), Rule::AsIs(_));
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
