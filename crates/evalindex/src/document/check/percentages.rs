//! Checks of adjustments that are a percentage of a score.

use rust_decimal::Decimal;

use super::names::unknown;
use crate::model::{Adjustment, Effect, Index, PercentOf, Points, Tree};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks an adjustment that stands at this path; `meant` are the indexes that it applies to.
pub(super) fn check(adjustment: &Adjustment, meant: &[(&Index, &Tree)], path: &str, problems: &mut Problems) {
    let Some(Points::Percent { percent, of }) = adjustment.effect.points() else { return };
    let most = matches!(adjustment.effect, Effect::Deduction(_)).then_some(Decimal::ONE_HUNDRED);
    if *percent <= Decimal::ZERO || most.is_some_and(|most| *percent > most) {
        let what = "a percentage that cannot be added or taken away";
        let problem = Problem::new(ProblemKind::Number, format!("{path}.percent"), what);
        let expected = if most.is_some() { "above 0 and at most 100" } else { "a number above 0" };
        problems.push(problem.found(plain(*percent)).expected(expected));
    }
    let PercentOf::Node(id) = of else { return };
    for (_, tree) in meant.iter().filter(|(_, tree)| tree.find(id).is_none()) {
        let known = tree.nodes().iter().skip(1).map(|node| node.id.as_str()).chain(["base"]);
        unknown("node", id, format!("{path}.of"), known, problems);
    }
}
