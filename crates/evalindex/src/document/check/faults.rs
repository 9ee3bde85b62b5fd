//! Faults of settings that several checks have in common: roundings, shares, parameters, directions.

use rust_decimal::Decimal;

use super::in_turn;
use crate::method::aggregate::{Aggregate, Child};
use crate::method::rule::{Rule, Setting};
use crate::method::{Direction, Fault};
use crate::model::{Index, ScoreStep};
use crate::number::{Rounding, Score, plain};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks the decimals of a declared rounding.
pub(super) fn rounding(rounding: Rounding, path: &str, problems: &mut Problems) {
    if rounding.decimals > Score::DECIMALS {
        let problem =
            Problem::new(ProblemKind::Number, format!("{path}.decimals"), "scores do not keep so many decimals");
        problems.push(problem.found(rounding.decimals).expected(format!("0 to {}", Score::DECIMALS)));
    }
}

/// Checks a share of 0 to 1.
pub(super) fn share_of_one(share: Decimal, field: &str, what: &str, path: &str, problems: &mut Problems) {
    if share < Decimal::ZERO || share > Decimal::ONE {
        let problem = Problem::new(ProblemKind::Number, format!("{path}.{field}"), format!("{what} is no share"));
        problems.push(problem.found(plain(share)).expected("a number from 0 to 1"));
    }
}

/// The problems of the parameters of an aggregate at this path, with these children that count.
pub(super) fn aggregate_faults(aggregate: &Aggregate, children: &[Child<'_>], path: &str) -> Vec<Problem> {
    let at = |parameter: &str| format!("{path}.{}{parameter}", aggregate.name());
    aggregate.faults(children).into_iter().map(|fault| faulty(at(&fault.parameter), fault)).collect()
}

/// The problems of the rules of a step at this path: of their parameters, and of what a later one in turn cannot have.
pub(super) fn parameter_faults(index: &Index, step: ScoreStep<'_>, path: &str) -> Vec<Problem> {
    // A faulty scale is reported itself; rules are checked on the usual one.
    let scale = if index.scale > Decimal::ZERO { index.scale } else { Decimal::ONE_HUNDRED };
    let faults = |rule: &Rule, setting: Setting, path: &str| -> Vec<Problem> {
        let faults = rule.as_scoring().faults(setting).into_iter();
        faults.map(|fault| faulty(format!("{path}.{}", fault.parameter), fault)).collect()
    };
    let (first, setting) = (step.rule.first(), step.setting(scale));
    let mut problems = faults(first, setting, &step.rule.path(0, path));
    for (number, rule) in (1..).zip(step.rule.then()) {
        let path = step.rule.path(number, path);
        problems.extend(in_turn::misplaced(rule, setting.later(), &path));
        problems.extend(faults(rule, setting.later(), &path));
    }
    problems
}

/// The problems of an indicator under another rule, at this path.
pub(super) fn rule_faults(index: &Index, step: ScoreStep<'_>, path: &str) -> Vec<Problem> {
    let mut faults = parameter_faults(index, step, path);
    let contradiction = Contradiction::of(step);
    faults.extend(contradiction.map(|found| found.problem(path, &format!(", unlike for `{}`", step.id))));
    faults
}

/// A declared direction that the rule's parameters contradict.
pub(super) struct Contradiction<'r> {
    rule: &'r str,
    given: Direction,
    implied: Direction,
}

impl<'r> Contradiction<'r> {
    /// The contradiction of a rule and its declared direction, if any.
    pub(super) fn of(step: ScoreStep<'r>) -> Option<Self> {
        let rule = step.scoring();
        let (given, implied) = step.direction.zip(rule.implied_direction())?;
        (given != implied).then(|| Self { rule: rule.name(), given, implied })
    }

    /// The problem at a path; `more` is appended to its text.
    pub(super) fn problem(&self, path: &str, more: &str) -> Problem {
        let Self { rule, given, implied } = self;
        let what = format!("rule `{rule}` as it stands says that {} is better{more}", implied.name());
        let problem = Problem::new(ProblemKind::Parameter, path, what).found(format!("{:?}", given.name()));
        problem.expected(format!("{:?}, or none", implied.name()))
    }
}

fn faulty(path: String, fault: Fault) -> Problem {
    let mut problem = Problem::new(ProblemKind::Parameter, path, fault.what).expected(fault.expected);
    problem.found = fault.found;
    problem
}
