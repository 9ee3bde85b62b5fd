//! Checks of an index as a whole: ids, scale, rounding, ranking, limits.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::faults::{rounding, share_of_one};
use super::known::Known;
use super::names::{check_ids, suggested, unknown};
use super::{cases, grades, order, tree, unused};
use crate::model::{Index, TieBreak, Tree};
use crate::number::{Score, plain};
use crate::order::Ties;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks every index of a draft.
pub(super) fn check(draft: &Known<'_>, problems: &mut Problems) {
    if draft.indexes.is_empty() {
        let problem = Problem::new(ProblemKind::Structure, "indexes", "there is no index to score by");
        problems.push(problem.found("[]").expected("at least one index"));
    }
    let ids = draft.indexes.iter().enumerate().map(|(number, index)| (index.id.as_str(), format!("indexes[{number}]")));
    check_ids("an index", "indexes", "id", ids, problems);
    for (number, (index, tree)) in draft.trees().enumerate() {
        let path = format!("indexes[{number}]");
        whole(draft, (index, tree), &path, problems);
        ranking(index, tree, &path, problems);
        grades::check(draft, index, tree, &path, problems);
        order::check(index, tree, &path, problems);
        classes(draft, index, &path, problems);
        screen(index, &path, problems);
        limits(index, &path, problems);
        total_limits(index, &path, problems);
        tree::check(draft, index, tree, problems);
        unused::check(draft, index, &path, problems);
    }
}

fn whole(draft: &Known<'_>, (index, tree): (&Index, &Tree), path: &str, problems: &mut Problems) {
    let scale = if index.scale <= Decimal::ZERO {
        Some(("full marks must be positive", "a number above 0, such as 100"))
    } else if Score::from_decimal(index.scale).is_none() {
        Some(("full marks larger than a score can be, or with more decimals", "a smaller number, such as 100"))
    } else {
        None
    };
    if let Some((what, expected)) = scale {
        let problem = Problem::new(ProblemKind::Number, format!("{path}.scale"), what);
        problems.push(problem.found(plain(index.scale)).expected(expected));
    }
    rounding(index.rounding, &format!("{path}.rounding"), problems);
    if index.rule.is_some()
        && let Some(node) = tree.find(&index.id)
    {
        let what = format!("index `{}` has a rule, and a node of the same id", index.id);
        let problem = Problem::new(ProblemKind::Id, format!("{}.id", tree.node(node).path), what);
        problems.push(problem.found(format!("{:?}", index.id)).expected("an id that tells it from the index"));
    }
    if index.children.is_empty() {
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.children"), "the index has no children");
        problems.push(problem.found("[]").expected("at least one dimension or indicator"));
    }
    if !draft.subjects.is_empty() && !draft.has_kind(&index.kind) {
        let what = format!("no subject is of the kind {:?} that index `{}` scores", index.kind, index.id);
        let problem = Problem::new(ProblemKind::Reference, format!("{path}.kind"), what);
        let expected =
            suggested("a known kind of subject", &index.kind, draft.kinds_of_subjects(), problems.suggestions());
        problems.push(problem.found(format!("{:?}", index.kind)).expected(expected));
    }
}

fn ranking(index: &Index, tree: &Tree, path: &str, problems: &mut Problems) {
    let path = format!("{path}.ranking");
    if index.ranking.ties == Ties::Ordinal && index.ranking.tie_break.is_empty() {
        let what = "an ordinal ranking needs something that decides between equal scores";
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.tie_break"), what);
        problems.push(problem.found("none").expected("node ids, or \"bonus\""));
    }
    let mut seen = HashSet::new();
    for (number, tie_break) in index.ranking.tie_break.iter().enumerate() {
        let at = format!("{path}.tie_break[{number}]");
        let name = match tie_break {
            TieBreak::Node(id) => id,
            TieBreak::Bonus => "bonus",
        };
        if !seen.insert(name) {
            let problem =
                Problem::new(ProblemKind::Unused, at.as_str(), "what has decided nothing decides nothing again");
            problems.push(problem.found(format!("{name:?}")).expected("each tie-break once"));
        }
        match tie_break {
            TieBreak::Node(id) if tree.find(id).is_none() => {
                let known = tree.nodes().iter().skip(1).map(|node| node.id.as_str()).chain(["bonus"]);
                unknown("node", id, at, known, problems);
            }
            TieBreak::Bonus if tree.find("bonus").is_some() => {
                let what = "\"bonus\" may mean the bonus or the node of that id";
                let problem = Problem::new(ProblemKind::Reference, at, what);
                problems.push(problem.found("\"bonus\"").expected("another id for the node"));
            }
            _ => {}
        }
    }
}

fn classes(draft: &Known<'_>, index: &Index, path: &str, problems: &mut Problems) {
    let Some(classes) = index.classes else { return };
    let subjects = draft.of_kind(&index.kind).count();
    if classes.count > subjects && subjects > 0 {
        let what = format!("more classes than index `{}` has subjects", index.id);
        let problem = Problem::new(ProblemKind::Number, format!("{path}.classes.count"), what);
        problems.push(problem.found(classes.count).expected(format!("at most {subjects}")));
    }
    if classes.count < 2 {
        let at = format!("{path}.classes.count");
        let problem = Problem::new(ProblemKind::Number, at, "one class separates nobody");
        problems.push(problem.found(classes.count).expected("2 or more, such as 10"));
    }
    if !index.grades.is_empty() {
        let what = "an index has named grades or numbered classes, not both";
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.classes"), what);
        problems.push(problem.found("`grades` and `classes`").expected("one of them"));
    }
}

fn screen(index: &Index, path: &str, problems: &mut Problems) {
    if let Some(screen) = index.screen {
        let path = format!("{path}.screen");
        share_of_one(screen.min_share, "min_share", "the least share of figures", &path, problems);
    }
}

fn total_limits(index: &Index, path: &str, problems: &mut Problems) {
    for (field, limit) in [("floor", index.floor), ("cap", index.cap)] {
        let is_score = |limit: Decimal| Score::from_decimal(limit).is_some_and(|score| score.to_decimal() == limit);
        if let Some(limit) = limit.filter(|limit| !is_score(*limit)) {
            let what = "a limit of the total larger than a score can be, or with more decimals";
            let problem = Problem::new(ProblemKind::Number, format!("{path}.{field}"), what);
            problems.push(problem.found(plain(limit)).expected("a number of points, such as 0"));
        }
    }
    if let (Some(floor), Some(cap)) = (index.floor, index.cap)
        && floor >= cap
    {
        let what = "the least total is not below the largest";
        let problem = Problem::new(ProblemKind::Number, format!("{path}.floor"), what);
        problems.push(problem.found(plain(floor)).expected(format!("less than {}, the `cap`", plain(cap))));
    }
}

fn limits(index: &Index, path: &str, problems: &mut Problems) {
    let limits = [("max_bonus", index.adjustments.max_bonus), ("max_deduction", index.adjustments.max_deduction)];
    for (field, limit) in limits {
        if let Some(limit) = limit.filter(|limit| *limit < Decimal::ZERO) {
            let at = format!("{path}.adjustments.{field}");
            let problem = Problem::new(ProblemKind::Number, at, "a limit on points is negative");
            problems.push(problem.found(plain(limit)).expected("0 or more points"));
        }
    }
    cases::steps(index, path, problems);
}
