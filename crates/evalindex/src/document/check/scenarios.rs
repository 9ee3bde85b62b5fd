//! Checks of scenarios: names, index, nodes, and whether their weights can change so.

use super::names::{check_ids, unknown};
use crate::engine::{TreeShares, changed, declared};
use crate::model::{Draft, Index, Scenario, Tree, WeightChange, WeightError};
use crate::number::plain;
use crate::support::{Problem, ProblemKind};

/// Checks the scenarios of a draft. Changes of weights that come from a method are checked only when they are made.
pub(super) fn check(draft: &Draft, problems: &mut Vec<Problem>) {
    let all = draft.scenarios.iter().enumerate();
    let names = all.map(|(number, scenario)| (scenario.name.as_str(), format!("scenarios[{number}]")));
    check_ids("a scenario", "scenarios", "name", names, problems);
    for (number, scenario) in draft.scenarios.iter().enumerate() {
        one(draft, scenario, &format!("scenarios[{number}]"), problems);
    }
}

fn one(draft: &Draft, scenario: &Scenario, path: &str, problems: &mut Vec<Problem>) {
    if scenario.changes.is_empty() {
        let problem =
            Problem::new(ProblemKind::Structure, format!("{path}.changes"), "a scenario that changes nothing");
        problems.push(problem.found("[]").expected("at least one change of weights, such as {\"drop\": …}"));
    }
    if let Some(id) = &scenario.index
        && !draft.indexes.iter().any(|index| index.id == *id)
    {
        let known = draft.indexes.iter().map(|index| index.id.as_str());
        problems.push(unknown("index", id, format!("{path}.index"), known));
        return;
    }
    let meant: Vec<&Index> =
        draft.indexes.iter().filter(|index| scenario.index.as_ref().is_none_or(|id| index.id == *id)).collect();
    let trees: Vec<Tree> = meant.iter().map(|index| Tree::new(index, "")).collect();
    // Faults of the declared weights are reported by the check of the tree.
    let mut weights: Vec<TreeShares> = trees.iter().map(|tree| declared(tree, &mut Vec::new())).collect();
    for (number, change) in scenario.changes.iter().enumerate() {
        let at = format!("{path}.changes[{number}]");
        let (field, node) = match change {
            WeightChange::Set { node, .. } => ("set", node),
            WeightChange::Scale { node, .. } => ("scale", node),
            WeightChange::Drop { node } => ("drop", node),
            WeightChange::Move { from, .. } => ("move", from),
        };
        let all = meant.iter().zip(trees.iter().zip(&mut weights));
        let mut having: Vec<_> = all.filter(|(_, (tree, _))| tree.find(node).is_some()).collect();
        match having.as_mut_slice() {
            [] => {
                let known = trees.iter().flat_map(|tree| tree.nodes().iter().skip(1).map(|node| node.id.as_str()));
                problems.push(unknown("node", node, format!("{at}.{field}"), known));
            }
            [(_, (tree, weights))] => {
                let parent = tree.find(node).and_then(|found| tree.node(found).parent).map(|parent| tree.node(parent));
                if parent.is_none_or(|parent| parent.weights().is_some()) {
                    continue;
                }
                let known = || tree.nodes().iter().skip(1).map(|node| node.id.as_str());
                match changed(tree, weights, change) {
                    Ok(changed) => **weights = changed,
                    Err(WeightError::UnknownNode { node, .. }) => {
                        problems.push(unknown("node", &node, format!("{at}.to"), known()));
                    }
                    Err(error) => problems.push(impossible(format!("{at}.{field}"), &error)),
                }
            }
            several => {
                let what = format!("more than one index has a node {node:?}");
                let problem = Problem::new(ProblemKind::Reference, format!("{at}.{field}"), what);
                let ids: Vec<&str> = several.iter().map(|(index, _)| index.id.as_str()).collect();
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
