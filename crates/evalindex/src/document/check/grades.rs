//! Checks of grades: names, cuts, quotas, requirements.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::faults::share_of_one;
use super::known::Known;
use super::names::unknown;
use crate::model::{Grade, Index, Requirement, Tree, Within};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks the grades of an index.
pub(super) fn check(draft: &Known<'_>, index: &Index, tree: &Tree, path: &str, problems: &mut Problems) {
    let (order, grades) = (index.ranking.order, &index.grades);
    let (mut above, mut names): (Option<Decimal>, HashSet<&str>) = (None, HashSet::new());
    for (number, grade) in grades.iter().enumerate() {
        let at = format!("{path}.grades[{number}]");
        let earlier = !names.insert(&grade.name);
        if grade.name.trim().is_empty() || earlier {
            let what = if earlier { "two grades have one name" } else { "the name of a grade is empty" };
            let problem = Problem::new(ProblemKind::Id, format!("{at}.name"), what);
            problems.push(problem.found(format!("{:?}", grade.name)).expected("a name of its own"));
        }
        if let Some(share) = grade.max_share {
            share_of_one(share, "max_share", "the share of a quota", &at, problems);
        }
        within(draft, index, grade, &at, problems);
        requirements(index, tree, grade, &at, problems);
        if let (Some(cut), Some(above)) = (grade.cut(), above)
            && order.by_scores(cut.cmp(&above)).is_ge()
        {
            let (side, than) = if order.is_ascending() { ("above", "more") } else { ("below", "less") };
            let what = format!("grades go from best to last, so each cut is {side} the one before");
            let field = if grade.at_least.is_some() { "at_least" } else { "at_most" };
            let problem = Problem::new(ProblemKind::Structure, format!("{at}.{field}"), what);
            problems.push(problem.found(plain(cut)).expected(format!("{than} than {}", plain(above))));
        }
        above = grade.cut().or(above);
    }
    if let Some((number, Grade { at_least: None, at_most: None, max_share: Some(share), requires, .. })) =
        grades.iter().enumerate().next_back()
        && requires.is_empty()
    {
        let what = "the last grade takes the rest, so that it has no quota";
        let problem = Problem::new(ProblemKind::Unused, format!("{path}.grades[{number}].max_share"), what);
        problems.push(problem.found(plain(*share)).expected("no `max_share`, or one more grade below"));
    }
}

/// Checks the group within which a quota is counted.
fn within(draft: &Known<'_>, index: &Index, grade: &Grade, path: &str, problems: &mut Problems) {
    if grade.within == Within::All {
        return;
    }
    let path = format!("{path}.within");
    if grade.max_share.is_none() {
        let problem = Problem::new(ProblemKind::Unused, path, "without a quota nobody is counted");
        problems.push(problem.found("\"group\"").expected("`max_share`, or no `within`"));
    } else if let Some(alone) = draft.alone(&index.kind) {
        let what =
            format!("the quota of `{}` is counted within groups, but subject `{}` has none", grade.name, alone.id);
        let problem = Problem::new(ProblemKind::Structure, path, what);
        problems.push(problem.found("\"group\"").expected("a `group` for every subject of the kind, or \"all\""));
    }
}

/// Checks what a grade requires of nodes.
fn requirements(index: &Index, tree: &Tree, grade: &Grade, path: &str, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for (number, one) in grade.requires.iter().enumerate() {
        let at = format!("{path}.requires[{number}]");
        if tree.find(&one.node).is_none() {
            let known = tree.nodes().iter().skip(1).map(|node| node.id.as_str());
            unknown("node", &one.node, format!("{at}.node"), known, problems);
        } else if !seen.insert(&one.node) {
            let what = format!("`{}` requires a score of `{}` twice", grade.name, one.node);
            let problem = Problem::new(ProblemKind::Unused, format!("{at}.node"), what);
            problems.push(problem.found(format!("{:?}", one.node)).expected("each node once"));
        }
        if one.cut().is_none() {
            let what = format!("`{}` requires no score of `{}`", grade.name, one.node);
            let field = Requirement::field(index.ranking.order);
            let problem = Problem::new(ProblemKind::Structure, at, what);
            problems.push(problem.found("no score").expected(format!("`{field}`")));
        }
    }
}
