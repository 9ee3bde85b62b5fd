//! Checks of an indicator: rule, input and references; and of the second step of a dimension.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::faults::{Contradiction, parameter_faults, share_of_one};
use super::known::Known;
use super::names::unknown;
use super::{nodes, parts};
use crate::method::rule::{Post, Rule, ZScore};
use crate::model::{
    Denominator, Impute, Index, Indicator, Measure, Missing, ScoreStep, Source, TaskSource, Treatment, Within,
};
use crate::number::{Score, plain};
use crate::support::{Problem, ProblemKind, Problems};

/// Checks the second step of a dimension, which stands at this path.
pub(super) fn second_step(draft: &Known<'_>, index: &Index, step: ScoreStep<'_>, path: &str, problems: &mut Problems) {
    rule(index, step, path, problems);
    reference(draft, index, step, path, problems);
    within(draft, index, step, path, problems);
    if let Missing::Impute(how @ (Impute::Previous | Impute::Linear)) = step.missing {
        let what = "a dimension has no scores of other periods";
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.missing.impute"), what);
        problems.push(problem.found(format!("{:?}", how.name())).expected("another way to impute, or \"reweight\""));
    }
}

/// For each input of an index, the first indicator that declares an error of its figures.
pub(super) type Errors<'a> = HashMap<&'a str, &'a Indicator>;

/// Checks an indicator that stands at this path.
pub(super) fn check(
    draft: &Known<'_>,
    index: &Index,
    (indicator, first_with_error): (&Indicator, &Errors<'_>),
    path: &str,
    problems: &mut Problems,
) {
    rule(index, indicator.step(), path, problems);
    references(draft, index, indicator, path, problems);
    if let Some(Source::Parts(source)) = &indicator.from {
        parts::check(draft, index, source, &format!("{path}.from.parts"), problems);
    }
    if let Some(Source::Node(source)) = &indicator.from {
        nodes::check(draft, index, source, &format!("{path}.from.node"), problems);
    }
    if let Some(Source::Tasks(source)) = &indicator.from {
        tasks(*source, &format!("{path}.from.tasks"), problems);
    }
    if let Some(denominator) = &indicator.denominate {
        divisor(draft, denominator, path, problems);
    }
    if let Some(treatment) = indicator.treat {
        treat(indicator, treatment, path, problems);
    }
    within(draft, index, indicator.step(), path, problems);
    error(indicator, first_with_error, path, problems);
    start(indicator, path, problems);
    years(indicator, path, problems);
}

/// Checks a policy that gives missing figures a score, at this path.
pub(super) fn given_score(missing: Missing, path: &str, problems: &mut Problems) {
    if let Missing::Score(points) = missing
        && Score::from_decimal(points).is_none()
    {
        let what = "a score larger than scores can be, or with more decimals";
        let problem = Problem::new(ProblemKind::Number, format!("{path}.score"), what);
        problems.push(problem.found(plain(points)).expected("a number of points, such as 0"));
    }
}

/// Checks the years over which growth is measured.
fn years(indicator: &Indicator, path: &str, problems: &mut Problems) {
    let Some(years) = indicator.years else { return };
    let problem = |what: String| Problem::new(ProblemKind::Parameter, format!("{path}.years"), what).found(years);
    if indicator.measure != Measure::Growth {
        let what = format!("`years` are those of growth, and `{}` scores a {}", indicator.id, indicator.measure.name());
        problems.push(problem(what).expected("no `years`, or the measure \"growth\""));
    } else if years == 0 {
        problems.push(problem("growth over no year".to_owned()).expected("a whole number above 0"));
    }
}

/// Checks a rule that starts from previous figures: these are levels.
fn start(indicator: &Indicator, path: &str, problems: &mut Problems) {
    if indicator.rule.as_scoring().uses_previous() && indicator.measure != Measure::Level {
        let what = format!(
            "`{}` scores a {}, and starts from the previous figure, which is a level",
            indicator.id,
            indicator.measure.name()
        );
        let path = indicator.rule.path(0, &format!("{path}.rule"));
        let problem = Problem::new(ProblemKind::Parameter, format!("{path}.start"), what);
        problems.push(problem.found("\"previous\"").expected("a number, or the measure \"level\""));
    }
}

fn tasks(source: TaskSource, path: &str, problems: &mut Problems) {
    share_of_one(source.support_share, "support_share", "the share of supporters", path, problems);
    if source.cap <= Decimal::ZERO {
        let problem = Problem::new(ProblemKind::Number, format!("{path}.cap"), "a cap on completion must be positive");
        problems.push(problem.found(plain(source.cap)).expected("a number above 0, such as 1"));
    }
}

fn treat(indicator: &Indicator, treatment: Treatment, path: &str, problems: &mut Problems) {
    let path = format!("{path}.treat");
    if treatment.skew <= Decimal::ZERO {
        let problem =
            Problem::new(ProblemKind::Number, format!("{path}.skew"), "the limit of skewness is not positive");
        problems.push(problem.found(plain(treatment.skew)).expected("a number above 0, such as 2"));
    }
    if treatment.winsorise > Treatment::MOST_MOVED {
        let problem = Problem::new(ProblemKind::Number, format!("{path}.winsorise"), "so many figures cannot be moved");
        problems.push(problem.found(treatment.winsorise).expected(format!("at most {}", Treatment::MOST_MOVED)));
    }
    if treatment.winsorise == 0 && !treatment.log {
        let problem = Problem::new(ProblemKind::Structure, path.as_str(), "a treatment that does nothing");
        problems.push(problem.found("`winsorise` 0 and no `log`").expected("figures to move, or `\"log\": true`"));
    }
    let rule = indicator.rule.as_scoring();
    let given = indicator.rule.clone().unit_parameters().first().map(|(name, _)| *name);
    let given = given.or(rule.uses_target().then_some("target")).or(rule.uses_previous().then_some("start"));
    let given = given.or(match indicator.rule.first() {
        Rule::ZScore(ZScore { mean: Some(Post::Value(_)), .. }) => Some("mean"),
        Rule::ZScore(ZScore { sd: Some(_), .. }) => Some("sd"),
        _ => None,
    });
    if let (true, Some(name)) = (treatment.log, given) {
        let what = format!("`{name}` of the rule is in the unit of the figures, which may come to count as logarithms");
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.log"), what);
        problems.push(problem.found("true").expected(format!("`\"log\": false`, or `{name}` from the data")));
    }
}

fn divisor(draft: &Known<'_>, denominator: &Denominator, path: &str, problems: &mut Problems) {
    let path = format!("{path}.denominate");
    if !draft.values.knows(&denominator.by) {
        unknown("input with values", &denominator.by, format!("{path}.by"), draft.values.inputs(), problems);
    }
    if denominator.scale <= Decimal::ZERO {
        let problem = Problem::new(ProblemKind::Number, format!("{path}.scale"), "a scale must be positive");
        problems.push(problem.found(plain(denominator.scale)).expected("a number above 0, such as 1000"));
    }
}

fn within(draft: &Known<'_>, index: &Index, step: ScoreStep<'_>, path: &str, problems: &mut Problems) {
    if step.within == Within::Group
        && let Some(alone) = draft.alone(&index.kind)
    {
        let what = format!("`{}` looks within groups, but subject `{}` has none", step.id, alone.id);
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.within"), what);
        problems.push(problem.found("\"group\"").expected("a `group` for every subject of the kind, or \"all\""));
    }
}

fn rule(index: &Index, step: ScoreStep<'_>, path: &str, problems: &mut Problems) {
    let contradiction = Contradiction::of(step);
    problems.extend(contradiction.map(|found| found.problem(&format!("{path}.direction"), "")));
    problems.extend(parameter_faults(index, step, &format!("{path}.rule")));
}

fn references(draft: &Known<'_>, index: &Index, indicator: &Indicator, path: &str, problems: &mut Problems) {
    if let Some(owner) = &indicator.owner
        && draft.subject(owner).is_none()
    {
        unknown("department", owner, format!("{path}.owner"), draft.subject_ids(), problems);
    }
    reference(draft, index, indicator.step(), path, problems);
    if indicator.from.is_none() && !draft.subjects.is_empty() && !draft.values.knows(indicator.input_name()) {
        no_figures(draft, indicator, path, problems);
    }
}

fn reference(draft: &Known<'_>, index: &Index, step: ScoreStep<'_>, path: &str, problems: &mut Problems) {
    for (number, rule) in std::iter::once(step.rule.first()).chain(step.rule.then()).enumerate() {
        if let Some(reference) = rule.as_scoring().reference_subject()
            && !draft.is_of_kind(reference, &index.kind)
        {
            let path = format!("{}.reference", step.rule.path(number, &format!("{path}.rule")));
            unknown("subject of this kind", reference, path, draft.of_kind(&index.kind), problems);
        }
    }
}

/// An input without values: a problem where the document names it or a missing figure is an error, else a warning.
fn no_figures(draft: &Known<'_>, indicator: &Indicator, path: &str, problems: &mut Problems) {
    let input = indicator.input_name();
    let field = if indicator.input.is_some() { "input" } else { "id" };
    let what = format!("no subject has a value for the input {input:?} of `{}`", indicator.id);
    let at = format!("{path}.{field}");
    let problem = if indicator.input.is_some() || indicator.missing == Missing::Error {
        Problem::new(ProblemKind::Reference, at, what)
    } else {
        Problem::warning(ProblemKind::Unused, at, what)
    };
    let expected = match problems.suggestions().nearest(input, draft.values.inputs()) {
        Some(near) => format!("an input with values; the nearest is {near:?}"),
        None => "an input with values (null where a figure is missing)".to_owned(),
    };
    problems.push(problem.found(format!("{input:?}")).expected(expected));
}

/// Checks the error of an indicator's figures; one input has one error.
fn error(indicator: &Indicator, first_with_error: &Errors<'_>, path: &str, problems: &mut Problems) {
    let Some(error) = indicator.error else { return };
    let at = format!("{path}.error");
    if error.size() < Decimal::ZERO {
        let problem = Problem::new(ProblemKind::Number, format!("{at}.{}", error.name()), "an error is negative");
        problems.push(problem.found(plain(error.size())).expected("0 or more"));
    }
    if indicator.from.is_some() {
        let what = "figures that are worked out have no error of their own";
        let problem = Problem::new(ProblemKind::Structure, at.as_str(), what);
        problems.push(problem.expected("an observed input, or no `error`"));
    }
    let other = first_with_error.get(indicator.input_name()).copied();
    if let Some(other) = other.filter(|other| other.error != indicator.error) {
        let what = format!("`{}` reads the same input and has another error", other.id);
        let problem = Problem::new(ProblemKind::Structure, at, what);
        problems.push(problem.found(plain(error.size())).expected("one error for one input"));
    }
}
