//! Checks of what depends on which total is the best: cuts of grades, tie-breaks, adjustments.

use rust_decimal::Decimal;

use crate::method::weight::WeightSource;
use crate::model::{Adjustment, Effect, Grade, Index, Requirement, TieBreak, Tree};
use crate::number::plain;
use crate::order::Order;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks that an index declares what goes with the order of its ranking.
pub(super) fn check(index: &Index, tree: &Tree, path: &str, problems: &mut Problems) {
    for (number, grade) in index.grades.iter().enumerate() {
        let at = format!("{path}.grades[{number}]");
        cut(grade, index.ranking.order, &at, problems);
        for (number, one) in grade.requires.iter().enumerate() {
            requirement(one, index.ranking.order, &format!("{at}.requires[{number}]"), problems);
        }
    }
    if index.ranking.order.is_ascending() {
        no_bonus(index, path, problems);
        no_favour(tree, problems);
    }
}

/// Checks that what a grade requires of a node is on the side of the better scores.
fn requirement(requirement: &Requirement, order: Order, path: &str, problems: &mut Problems) {
    let (field, found, what, expected) = match (order, requirement.at_least, requirement.at_most) {
        (Order::Ascending, Some(found), _) => (
            "at_least",
            found,
            "the lowest total is the best, so that a grade requires a score that is no higher",
            "`at_most`",
        ),
        (Order::Descending, _, Some(found)) => {
            let expected = "`at_least`, or {\"order\": \"ascending\"} in `ranking`";
            let what = "the highest total is the best, so that a grade requires a score that is no lower";
            ("at_most", found, what, expected)
        }
        _ => return,
    };
    let problem = Problem::new(ProblemKind::Structure, format!("{path}.{field}"), what);
    problems.push(problem.found(plain(found)).expected(expected));
}

/// Checks that the cut of a grade is on the side where its totals end.
fn cut(grade: &Grade, order: Order, path: &str, problems: &mut Problems) {
    let (field, found, what, expected) = match (order, grade.at_least, grade.at_most) {
        (Order::Ascending, Some(found), _) => {
            ("at_least", found, "the lowest total is the best, so that a grade ends at its highest", "`at_most`")
        }
        (Order::Descending, _, Some(found)) => {
            let expected = "`at_least`, or {\"order\": \"ascending\"} in `ranking`";
            ("at_most", found, "the highest total is the best, so that a grade ends at its lowest", expected)
        }
        _ => return,
    };
    let problem = Problem::new(ProblemKind::Structure, format!("{path}.{field}"), what);
    problems.push(problem.found(plain(found)).expected(expected));
}

/// Checks that an ascending ranking asks for no bonus and limits neither bonus nor deduction.
fn no_bonus(index: &Index, path: &str, problems: &mut Problems) {
    for (number, _) in index.ranking.tie_break.iter().enumerate().filter(|(_, one)| **one == TieBreak::Bonus) {
        let what = "the lowest total is the best, so that there is no bonus";
        let at = format!("{path}.ranking.tie_break[{number}]");
        problems.push(Problem::new(ProblemKind::Unused, at, what).found("\"bonus\"").expected("ids of nodes"));
    }
    let limits = &index.adjustments;
    let points = |limit: Option<Decimal>| limit.map(plain);
    let declared = [
        ("max_bonus", points(limits.max_bonus)),
        ("max_deduction", points(limits.max_deduction)),
        ("bonus_counts", (!limits.bonus_counts).then(|| "false".to_owned())),
    ];
    for (field, found) in declared {
        if let Some(found) = found {
            let what = "the lowest total is the best, so that there is neither bonus nor deduction to limit";
            let problem = Problem::new(ProblemKind::Unused, format!("{path}.adjustments.{field}"), what);
            problems.push(problem.found(found).expected("penalties; the `cap` of the index limits its totals"));
        }
    }
}

/// Checks that no weights are those under which each subject scores most.
fn no_favour(tree: &Tree, problems: &mut Problems) {
    for node in tree.nodes() {
        if let Some(WeightSource::BenefitOfTheDoubt(_)) = node.weights() {
            let what = "the lowest total is the best, and these weights are those under which each subject scores most";
            let problem = Problem::new(ProblemKind::Structure, format!("{}.weights", node.path), what);
            problems.push(problem.found("\"benefit_of_the_doubt\"").expected("another method, or written weights"));
        }
    }
}

/// Checks that points are added or taken away as the order of an index wants it.
pub(super) fn adjustment(adjustment: &Adjustment, index: &Index, path: &str, problems: &mut Problems) {
    let (what, expected) = match (index.ranking.order, &adjustment.effect) {
        (Order::Ascending, Effect::Bonus(_) | Effect::Deduction(_)) => (
            format!("index `{}` ranks the lowest total first, and knows neither bonus nor deduction", index.id),
            "\"penalty\": points that are added, or the `index` that it is meant for",
        ),
        (Order::Descending, Effect::Penalty(_)) => (
            format!("index `{}` ranks the highest total first, and knows no penalty", index.id),
            "\"deduction\": points that are taken away, or the `index` that it is meant for",
        ),
        _ => return,
    };
    let problem = Problem::new(ProblemKind::Structure, format!("{path}.type"), what);
    problems.push(problem.found(format!("{:?}", adjustment.effect.type_name())).expected(expected));
}
