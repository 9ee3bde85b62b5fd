//! Checks of earlier periods: names, evidence, and the settings that need them.

use super::evidence;
use super::known::Known;
use super::names::{check_ids, unknown};
use super::unused::takes_from_data;
use crate::engine::in_period;
use crate::model::{Calibrate, Impute, Index, Measure, Missing, Tree, TreeIndicator};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks the earlier periods of a draft.
pub(super) fn check(draft: &Known<'_>, problems: &mut Problems) {
    for (number, (index, tree)) in draft.trees().enumerate() {
        calibrate(draft, index, &format!("indexes[{number}]"), problems);
        linear(draft, tree, problems);
    }
    if draft.earlier.is_empty() {
        return;
    }
    names(draft, problems);
    if let Some(input) = draft.previous.inputs().next() {
        let what = "the figures of the period before are those of the last of `periods`, and `previous` is given too";
        let problem = Problem::new(ProblemKind::Structure, "previous", what);
        problems.push(problem.found(format!("figures of {input:?} and others")).expected("one of them"));
    }
    for (number, period) in draft.earlier.iter().enumerate() {
        let (of_period, mut found) = (draft.draft().as_of(period), Problems::new());
        evidence::of_period(&Known::new(&of_period), &mut found);
        found.change(|problem| in_period(draft.draft(), problem, number));
        problems.append(found);
    }
}

fn names(draft: &Known<'_>, problems: &mut Problems) {
    if draft.period.is_none() {
        let what = "a document with earlier periods says which one is its own";
        let problem = Problem::new(ProblemKind::MissingField, "period", what);
        problems.push(problem.expected("the name of the period of `values`"));
    }
    let own = draft.period.iter().map(|period| (period.as_str(), String::new()));
    let earlier = draft.earlier.iter().enumerate();
    let earlier = earlier.map(|(number, period)| (period.period.as_str(), format!("periods[{number}]")));
    check_ids("a period", "periods", "period", own.chain(earlier), problems);
}

fn calibrate(draft: &Known<'_>, index: &Index, path: &str, problems: &mut Problems) {
    let path = format!("{path}.calibrate");
    match &index.calibrate {
        Calibrate::Each => {}
        _ if draft.earlier.is_empty() => {
            let what = "there are no earlier periods to calibrate on";
            let problem = Problem::new(ProblemKind::Unused, path, what);
            problems.push(problem.expected("`periods`, or no `calibrate`"));
        }
        _ if !takes_from_data(draft, index) => {
            let what = "no rule of the index takes anything from the data";
            let problem = Problem::new(ProblemKind::Unused, path, what);
            problems.push(problem.expected("no `calibrate`, or a rule that does, such as \"min_max\""));
        }
        Calibrate::Pooled => {}
        Calibrate::Base(base) => {
            let known = || draft.earlier.iter().map(|period| period.period.as_str()).chain(draft.period.as_deref());
            if !known().any(|period| period == base) {
                unknown("period", base, format!("{path}.base"), known(), problems);
            }
        }
    }
}

/// Checks imputation on a straight line, which needs periods and observed levels.
fn linear(draft: &Known<'_>, tree: &Tree, problems: &mut Problems) {
    for TreeIndicator { node, indicator } in tree.indicators() {
        if indicator.missing != Missing::Impute(Impute::Linear) {
            continue;
        }
        let what = if draft.earlier.is_empty() {
            "there are no periods between which to impute"
        } else if indicator.from.is_some() {
            "an input that is worked out is not imputed between periods"
        } else if indicator.measure != Measure::Level {
            "a change between periods is not imputed between periods"
        } else {
            continue;
        };
        let at = &tree.node(*node).path;
        let problem = Problem::new(ProblemKind::Structure, format!("{at}.missing.impute"), what);
        problems.push(problem.found("\"linear\"").expected("another way to impute"));
    }
}
