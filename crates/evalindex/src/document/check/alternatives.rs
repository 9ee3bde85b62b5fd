//! Checks of alternatives: their names, the index and nodes that they are about, and each option for each node.

use rust_decimal::Decimal;

use super::names::{check_names, unknown};
use super::tree::{aggregate_faults, rule_faults};
use crate::method::rule::Rule;
use crate::model::{Alternative, Draft, Index, Indicator, Options, Tree, TreeIndicator, TreePart, under};
use crate::number::plain;
use crate::support::{Problem, ProblemKind};

/// Checks the alternatives of a draft.
pub(super) fn check(draft: &Draft, problems: &mut Vec<Problem>) {
    let names = draft.alternatives.iter().map(|alternative| alternative.name.as_str());
    check_names("an alternative", "alternatives", names, problems);
    for (place, alternative) in draft.alternatives.iter().enumerate() {
        one(draft, alternative, &format!("alternatives[{place}]"), problems);
    }
}

fn one(draft: &Draft, alternative: &Alternative, path: &str, problems: &mut Vec<Problem>) {
    let known = || draft.indexes.iter().map(|index| index.id.as_str());
    let index = match &alternative.index {
        Some(id) => draft.indexes.iter().find(|index| index.id == *id),
        None if draft.indexes.len() > 1 => {
            let what = "there is more than one index";
            let problem = Problem::new(ProblemKind::Reference, format!("{path}.index"), what);
            problems.push(problem.found("no `index`").expected(known().collect::<Vec<_>>().join(", ")));
            return;
        }
        None => draft.indexes.first(),
    };
    let Some(index) = index else {
        if let Some(id) = &alternative.index {
            problems.push(unknown("index", id, format!("{path}.index"), known()));
        }
        return;
    };
    let place = format!("{path}.{}", alternative.options.name());
    if alternative.options.is_empty() {
        let problem = Problem::new(ProblemKind::Structure, place.as_str(), "nothing to do otherwise");
        problems.push(problem.found("[]").expected("at least one option"));
    }
    let tree = Tree::new(index, "");
    for (at, id) in alternative.nodes.iter().enumerate() {
        let able: Vec<&str> = able(index, &tree, &alternative.options).collect();
        if !able.contains(&id.as_str()) {
            let what = format!("node with `{}`", alternative.options.name());
            problems.push(unknown(&what, id, format!("{path}.nodes[{at}]"), able));
        }
    }
    options(index, alternative, &tree, &place, problems);
}

/// The ids of the nodes that can have such options.
fn able<'t>(index: &'t Index, tree: &'t Tree, options: &Options) -> impl Iterator<Item = &'t str> {
    let of_inner = matches!(options, Options::Aggregate(_));
    let own = of_inner.then_some(index.id.as_str());
    let below = tree.nodes().iter().skip(1);
    let able = below.filter(move |node| matches!(node.part, TreePart::Inner(_)) == of_inner);
    own.into_iter().chain(able.map(|node| node.id.as_str()))
}

/// Checks each option for each node that is meant; the first fault of an option stands for it.
fn options(index: &Index, alternative: &Alternative, tree: &Tree, place: &str, problems: &mut Vec<Problem>) {
    let is_meant = |id: &str| alternative.nodes.is_empty() || alternative.nodes.iter().any(|node| node == id);
    let indicators = || tree.indicators().iter().map(|TreeIndicator { indicator, .. }| indicator);
    match &alternative.options {
        Options::Rule(rules) => {
            for (at, rule) in rules.iter().enumerate() {
                let at = format!("{place}[{at}]");
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
            for (at, aggregate) in aggregates.iter().enumerate() {
                let at = format!("{place}[{at}]");
                let meant = tree.nodes().iter().filter(|node| is_meant(&node.id) && !node.children().is_empty());
                let mut faults = meant.flat_map(|node| aggregate_faults(aggregate, node.children().len(), &at));
                problems.extend(faults.next());
            }
        }
        Options::Missing(_) => {}
    }
}

/// A rule that asks what is better, where neither the document nor the old rule's parameters say so by a direction.
fn undirected(indicator: &Indicator, changed: &Indicator, at: &str) -> Option<Problem> {
    let (old, new) = (indicator.rule.as_scoring(), changed.rule.as_scoring());
    // What is a score already is better the higher.
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

/// Checks the error of an indicator's figures; one input has one error.
pub(super) fn error(index: &Index, indicator: &Indicator, path: &str, problems: &mut Vec<Problem>) {
    let Some(error) = indicator.error else { return };
    let place = format!("{path}.error");
    if error.size() < Decimal::ZERO {
        let problem = Problem::new(ProblemKind::Number, format!("{place}.{}", error.name()), "an error is negative");
        problems.push(problem.found(plain(error.size())).expected("0 or more"));
    }
    if indicator.from.is_some() {
        let what = "figures that are worked out have no error of their own";
        let problem = Problem::new(ProblemKind::Structure, place.as_str(), what);
        problems.push(problem.expected("an observed input, or no `error`"));
    }
    let tree = Tree::new(index, "");
    let mut same_input = tree.indicators().iter().map(|one| &one.indicator);
    let other = same_input.find(|other| other.input_name() == indicator.input_name() && other.error.is_some());
    if let Some(other) = other.filter(|other| other.error != indicator.error) {
        let what = format!("`{}` reads the same input and has another error", other.id);
        let problem = Problem::new(ProblemKind::Structure, place, what);
        problems.push(problem.found(plain(error.size())).expected("one error for one input"));
    }
}
