//! Checks of cases of a kind, each of which has as many points as the steps of an index say.

use rust_decimal::Decimal;

use super::names::unknown;
use crate::model::{Adjustment, Index, Points, Tree};
use crate::number::plain;
use crate::support::{Path, Problem, ProblemKind, Problems};

/// Checks the steps of an index that stands at this path.
pub(super) fn steps(index: &Index, path: &str, problems: &mut Problems) {
    let above = format!("{path}.adjustments.steps");
    for (kind, points) in &index.adjustments.steps {
        let at = Path::parse(&above).map_or_else(|| above.clone(), |path| path.key(kind).to_string());
        if points.is_empty() {
            let what = "there are no points for cases of this kind";
            let problem = Problem::new(ProblemKind::Parameter, at.as_str(), what);
            problems.push(problem.found("[]").expected("the points of the first case, of the second, and so on"));
        }
        for (number, points) in points.iter().enumerate().filter(|(_, points)| **points < Decimal::ZERO) {
            let what = "the points of a case are negative";
            let problem = Problem::new(ProblemKind::Number, format!("{at}[{number}]"), what);
            let expected = "0 or more; the type of an adjustment says whether they are added or taken away";
            problems.push(problem.found(plain(*points)).expected(expected));
        }
    }
}

/// Checks the kind of an adjustment that stands at this path; `meant` are the indexes that it applies to.
pub(super) fn check(adjustment: &Adjustment, meant: &[(&Index, &Tree)], path: &str, problems: &mut Problems) {
    let Some(kind) = &adjustment.kind else {
        if adjustment.effect.points() == Some(&Points::BySteps) {
            let what = "an adjustment has neither points nor a kind of which the index has steps";
            let problem = Problem::new(ProblemKind::MissingField, format!("{path}.points"), what);
            problems.push(problem.expected("a number above 0"));
        }
        return;
    };
    let at = format!("{path}.kind");
    let second = match adjustment.effect.points() {
        None => Some("no `kind`: a veto has no points"),
        Some(Points::BySteps) => None,
        Some(_) => Some("`points`, `percent` or `kind`, not two of them"),
    };
    if let Some(expected) = second {
        let problem = Problem::new(ProblemKind::Unused, at, "the points of an adjustment do not come from its kind");
        problems.push(problem.found(format!("{kind:?}")).expected(expected));
        return;
    }
    for (index, _) in meant.iter().filter(|(index, _)| !index.adjustments.steps.contains_key(kind)) {
        let known = index.adjustments.steps.keys().map(String::as_str);
        unknown("kind of case", kind, at.as_str(), known, problems);
    }
}
