//! Checks of scenarios: names, index, nodes, and whether their weights can change so.

use std::collections::HashMap;

use super::known::Known;
use super::names::{check_ids, unknown};
use crate::engine::{TreeShares, changed, declared};
use crate::model::{Scenario, WeightChange, WeightError};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks the scenarios of a draft. Changes of weights that come from a method are checked only when they are made.
pub(super) fn check(draft: &Known<'_>, problems: &mut Problems) {
    let all = draft.scenarios.iter().enumerate();
    let names = all.map(|(number, scenario)| (scenario.name.as_str(), format!("scenarios[{number}]")));
    check_ids("a scenario", "scenarios", "name", names, problems);
    if draft.scenarios.is_empty() {
        return;
    }
    // Faults of the declared weights are reported by the check of the tree.
    let declared: Vec<TreeShares> = draft.trees().map(|(_, tree)| declared(tree, &mut Problems::new())).collect();
    for (number, scenario) in draft.scenarios.iter().enumerate() {
        one(draft, &declared, scenario, &format!("scenarios[{number}]"), problems);
    }
}

fn one(draft: &Known<'_>, declared: &[TreeShares], scenario: &Scenario, path: &str, problems: &mut Problems) {
    if scenario.changes.is_empty() {
        let problem =
            Problem::new(ProblemKind::Structure, format!("{path}.changes"), "a scenario that changes nothing");
        problems.push(problem.found("[]").expected("at least one change of weights, such as {\"drop\": …}"));
    }
    let Some(meant) = draft.indexes_meant(scenario.index.as_deref()) else {
        let id = scenario.index.as_deref().unwrap_or_default();
        return unknown("index", id, format!("{path}.index"), draft.index_ids(), problems);
    };
    let trees = || draft.trees().skip(meant.start).take(meant.len());
    // The weights after the changes so far, of the indexes that have any.
    let mut weights: HashMap<usize, TreeShares> = HashMap::new();
    for (number, change) in scenario.changes.iter().enumerate() {
        let at = format!("{path}.changes[{number}]");
        let (field, node) = match change {
            WeightChange::Set { node, .. } => ("set", node),
            WeightChange::Scale { node, .. } => ("scale", node),
            WeightChange::Drop { node } => ("drop", node),
            WeightChange::Move { from, .. } => ("move", from),
        };
        let all = (meant.start..).zip(trees());
        let having: Vec<_> = all.filter(|(_, (_, tree))| tree.find_weight(node).is_some()).collect();
        match having.as_slice() {
            [] => {
                let known = trees().flat_map(|(_, tree)| tree.nodes().iter().skip(1).map(|node| node.id.as_str()));
                unknown("node", node, format!("{at}.{field}"), known, problems);
            }
            [(number, (_, tree))] => {
                let parent = tree
                    .find_weight(node)
                    .and_then(|(_, found)| tree.node(found).parent)
                    .map(|parent| tree.node(parent));
                if parent.is_none_or(|parent| parent.weights().is_some()) {
                    continue;
                }
                if let WeightChange::Move { to, .. } = change
                    && tree.find_weight(to).is_none()
                {
                    let known = tree.nodes().iter().skip(1).map(|node| node.id.as_str());
                    unknown("node", to, format!("{at}.to"), known, problems);
                    continue;
                }
                let Some(before) = weights.get(number).or_else(|| declared.get(*number)) else { continue };
                match changed(tree, before, change) {
                    Ok(changed) => {
                        weights.insert(*number, changed);
                    }
                    Err(error) => problems.push(impossible(format!("{at}.{field}"), &error)),
                }
            }
            several => {
                let what = format!("more than one index has a node {node:?}");
                let problem = Problem::new(ProblemKind::Reference, format!("{at}.{field}"), what);
                let ids: Vec<&str> = several.iter().map(|(_, (index, _))| index.id.as_str()).collect();
                problems.push(problem.found(ids.join(", ")).expected("`index` in the scenario"));
            }
        }
    }
}

/// The problem of a change that cannot be made.
fn impossible(at: String, error: &WeightError) -> Problem {
    let (what, found, expected) = match error {
        WeightError::Negative { node, found } => {
            (format!("a weight, a factor or an amount for `{node}` is negative"), plain(*found), "0 or more".to_owned())
        }
        WeightError::OutOfRange { node, found, max } => {
            let what = format!("`{node}` would weigh more than it shares with its siblings");
            (what, plain(*found), format!("a weight of at most {}", plain(*max)))
        }
        WeightError::TooLittle { node, found, available } => {
            let what = format!("`{node}` cannot give more than it weighs");
            (what, plain(*found), format!("an amount of at most {}", plain(*available)))
        }
        WeightError::NotSiblings { from, to } => {
            let what = "weight moves between siblings only".to_owned();
            (what, format!("`{from}` and `{to}`"), "two children of one node".to_owned())
        }
        other => {
            (other.to_string(), "no other weight to take or to give".to_owned(), "siblings with a weight".to_owned())
        }
    };
    Problem::new(ProblemKind::Weights, at, what).found(found).expected(expected)
}
