//! Checks of scenarios: their names, and the index and nodes whose weights they change.

use super::names::{check_names, unknown};
use crate::document::Draft;
use crate::problem::{Problem, ProblemKind};
use crate::system::{Index, Tree};
use crate::weighting::{Scenario, WeightChange};

/// Checks the scenarios of a draft; whether weights can be changed so is seen when it is tried.
pub(super) fn check(draft: &Draft, problems: &mut Vec<Problem>) {
    let names = draft.scenarios.iter().map(|scenario| scenario.name.as_str());
    check_names("a scenario", "scenarios", names, problems);
    for (place, scenario) in draft.scenarios.iter().enumerate() {
        one(draft, scenario, &format!("scenarios[{place}]"), problems);
    }
}

fn one(draft: &Draft, scenario: &Scenario, path: &str, problems: &mut Vec<Problem>) {
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
    for (place, change) in scenario.changes.iter().enumerate() {
        let at = format!("{path}.changes[{place}]");
        let (field, node) = match change {
            WeightChange::Set { node, .. } => ("set", node),
            WeightChange::Scale { node, .. } => ("scale", node),
            WeightChange::Move { from, .. } => ("move", from),
        };
        let having: Vec<&str> = meant
            .iter()
            .zip(&trees)
            .filter(|(_, tree)| tree.find(node).is_some())
            .map(|(index, _)| index.id.as_str())
            .collect();
        match having.as_slice() {
            [] => {
                let known = trees.iter().flat_map(|tree| tree.nodes().iter().skip(1).map(|node| node.id.as_str()));
                problems.push(unknown("node", node, format!("{at}.{field}"), known));
            }
            [_] => {}
            several => {
                let what = format!("more than one index has a node {node:?}");
                let problem = Problem::new(ProblemKind::Reference, format!("{at}.{field}"), what);
                problems.push(problem.found(several.join(", ")).expected("`index` in the scenario"));
            }
        }
    }
}
