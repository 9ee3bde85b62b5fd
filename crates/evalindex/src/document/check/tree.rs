//! Checks of a tree: ids, weights, coverage, and each indicator's rule, input and references.

use rust_decimal::Decimal;

use super::index::{rounding, share_of_one};
use super::names::{check_ids, unknown};
use crate::document::check::{alternatives, parts, weights};
use crate::method::aggregate::Aggregate;
use crate::method::rule::Setting;
use crate::method::{Direction, Fault};
use crate::model::{
    Denominator, Draft, Impute, Index, Indicator, Inner, Missing, Source, Treatment, Tree, TreeIndicator, TreeNode,
    TreePart, WeightScheme, Within,
};
use crate::number::{Fraction, plain};
use crate::support::{Problem, ProblemKind, nearest};

/// Checks every node of an index.
pub(super) fn check(draft: &Draft, index: &Index, tree: &Tree, problems: &mut Vec<Problem>) {
    check_ids(
        "a node",
        "nodes",
        tree.nodes().iter().skip(1).map(|node| (node.id.as_str(), node.path.clone())),
        problems,
    );
    for node in tree.nodes() {
        if node.weight < Decimal::ZERO && node.parent.is_some() {
            let problem = Problem::new(ProblemKind::Weights, format!("{}.weight", node.path), "a weight is negative");
            problems.push(problem.found(plain(node.weight)).expected("0 or more"));
        }
        if let Some(round) = node.round {
            rounding(round, &format!("{}.round", node.path), problems);
        }
        if let TreePart::Inner(part) = &node.part {
            inner(index, tree, node, part, problems);
            if let Some(second) = &part.second_step {
                second_step(draft, index, second, &node.path, problems);
            }
        }
    }
    for TreeIndicator { node, indicator } in tree.indicators() {
        if let Some(node) = tree.nodes().get(*node) {
            leaf(draft, index, indicator, &node.path, problems);
        }
    }
}

/// What is impossible about the parameters of an aggregate of so many children, which stands at this path.
pub(super) fn aggregate_faults(aggregate: &Aggregate, children: usize, path: &str) -> Vec<Problem> {
    let at = |parameter: &str| format!("{path}.{}{parameter}", aggregate.name());
    aggregate.faults(children).into_iter().map(|fault| faulty(at(&fault.parameter), fault)).collect()
}

fn faulty(place: String, fault: Fault) -> Problem {
    let mut problem = Problem::new(ProblemKind::Parameter, place, fault.what).expected(fault.expected);
    problem.found = fault.found;
    problem
}

fn inner(index: &Index, tree: &Tree, node: &TreeNode, part: &Inner, problems: &mut Vec<Problem>) {
    problems.extend(aggregate_faults(&part.aggregate, part.children.len(), &format!("{}.aggregate", node.path)));
    if let Some(share) = part.min_coverage {
        share_of_one(share, "min_coverage", "the least coverage", &node.path, problems);
    }
    if let Some(least) = part.min_present.filter(|least| *least > part.children.len()) {
        let what = format!("`{}` asks for more children than it has", node.id);
        let problem = Problem::new(ProblemKind::Number, format!("{}.min_present", node.path), what);
        problems.push(problem.found(least).expected(format!("0 to {}", part.children.len())));
    }
    if node.children().is_empty() {
        if node.parent.is_some() {
            let path = format!("{}.children", node.path);
            let problem =
                Problem::new(ProblemKind::Structure, path, format!("dimension `{}` has no children", node.id));
            problems.push(problem.found("[]").expected("at least one dimension or indicator"));
        }
        return;
    }
    match &part.weights {
        Some(source) => weights::check(tree, node, source, problems),
        None => totals(index, tree, node, problems),
    }
}

/// Checks the total of a node's children's weights.
fn totals(index: &Index, tree: &Tree, node: &TreeNode, problems: &mut Vec<Problem>) {
    let weights = tree.child_weights(node);
    if weights.iter().any(|weight| *weight < Decimal::ZERO) {
        return;
    }
    let path = format!("{}.children", node.path);
    let what = |total: &str| format!("the weights of the children of `{}` total {total}", node.id);
    let sum = weights.iter().try_fold(Fraction::ZERO, |sum, weight| sum.plus(Fraction::from_decimal(*weight)));
    let Some(total) = sum.and_then(Fraction::to_decimal) else {
        problems.push(Problem::new(ProblemKind::Weights, path, what("more than a number holds")));
        return;
    };
    let found = plain(total);
    match index.weights.scheme {
        WeightScheme::Relative if total <= Decimal::ZERO => {
            problems.push(Problem::new(ProblemKind::Weights, path, what(&found)).found(found).expected("more than 0"));
        }
        WeightScheme::Relative => {}
        WeightScheme::Strict => {
            let own = (node.weight > Decimal::ZERO).then_some(node.weight);
            let allowed: Vec<Decimal> =
                [Some(Decimal::ONE), Some(Decimal::ONE_HUNDRED), own].into_iter().flatten().collect();
            if !allowed.contains(&total) {
                let whose = if node.parent.is_some() { "the weight" } else { "the scale" };
                let mut expected = "exactly 1, or exactly 100".to_owned();
                if let Some(own) = own.filter(|own| *own != Decimal::ONE && *own != Decimal::ONE_HUNDRED) {
                    expected = format!("{expected}, or exactly {} ({whose} of `{}`)", plain(own), node.id);
                }
                problems.push(Problem::new(ProblemKind::Weights, path, what(&found)).found(found).expected(expected));
            }
        }
    }
}

/// Checks what the aggregated score of a dimension passes through.
fn second_step(draft: &Draft, index: &Index, step: &Indicator, path: &str, problems: &mut Vec<Problem>) {
    rule(index, step, path, problems);
    reference(draft, index, step, path, problems);
    within(draft, index, step, path, problems);
    if let Missing::Impute(how @ (Impute::Previous | Impute::Linear)) = step.missing {
        let what = "a dimension has no scores of other periods";
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.missing.impute"), what);
        problems.push(problem.found(format!("{:?}", how.name())).expected("another way to impute, or \"reweight\""));
    }
}

fn leaf(draft: &Draft, index: &Index, indicator: &Indicator, path: &str, problems: &mut Vec<Problem>) {
    rule(index, indicator, path, problems);
    references(draft, index, indicator, path, problems);
    if let Some(Source::Parts(source)) = &indicator.from {
        parts::check(draft, index, source, &format!("{path}.from.parts"), problems);
    }
    if let Some(Source::Tasks(source)) = &indicator.from {
        let path = format!("{path}.from.tasks");
        share_of_one(source.support_share, "support_share", "the share of supporters", &path, problems);
        if source.cap <= Decimal::ZERO {
            let problem =
                Problem::new(ProblemKind::Number, format!("{path}.cap"), "a cap on completion must be positive");
            problems.push(problem.found(plain(source.cap)).expected("a number above 0, such as 1"));
        }
    }
    if let Some(denominator) = &indicator.denominate {
        divisor(draft, denominator, path, problems);
    }
    if let Some(treatment) = indicator.treat {
        treat(indicator, treatment, path, problems);
    }
    within(draft, index, indicator, path, problems);
    alternatives::error(index, indicator, path, problems);
}

fn treat(indicator: &Indicator, treatment: Treatment, path: &str, problems: &mut Vec<Problem>) {
    let path = format!("{path}.treat");
    if treatment.skew <= Decimal::ZERO {
        let problem =
            Problem::new(ProblemKind::Number, format!("{path}.skew"), "the limit of skewness is not positive");
        problems.push(problem.found(plain(treatment.skew)).expected("a number above 0, such as 2"));
    }
    if treatment.winsorise == 0 && !treatment.log {
        let problem = Problem::new(ProblemKind::Structure, path.as_str(), "a treatment that does nothing");
        problems.push(problem.found("`winsorise` 0 and no `log`").expected("figures to move, or `\"log\": true`"));
    }
    let rule = indicator.rule.as_scoring();
    let given = indicator.rule.clone().unit_parameters().first().map(|(name, _)| *name);
    let given = given.or(rule.uses_target().then_some("target")).or(rule.uses_previous().then_some("start"));
    if let (true, Some(name)) = (treatment.log, given) {
        let what = format!("`{name}` of the rule is in the unit of the figures, which may come to count as logarithms");
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.log"), what);
        problems.push(problem.found("true").expected(format!("`\"log\": false`, or `{name}` from the data")));
    }
}

fn divisor(draft: &Draft, denominator: &Denominator, path: &str, problems: &mut Vec<Problem>) {
    let path = format!("{path}.denominate");
    if !draft.values.knows(&denominator.by) {
        problems.push(unknown("input with values", &denominator.by, format!("{path}.by"), draft.values.inputs()));
    }
    if denominator.scale <= Decimal::ZERO {
        let problem = Problem::new(ProblemKind::Number, format!("{path}.scale"), "a scale must be positive");
        problems.push(problem.found(plain(denominator.scale)).expected("a number above 0, such as 1000"));
    }
}

fn within(draft: &Draft, index: &Index, indicator: &Indicator, path: &str, problems: &mut Vec<Problem>) {
    if indicator.within == Within::Group
        && let Some(alone) = draft.subjects.iter().find(|subject| subject.kind == index.kind && subject.group.is_none())
    {
        let what = format!("`{}` looks within groups, but subject `{}` has none", indicator.id, alone.id);
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.within"), what);
        problems.push(problem.found("\"group\"").expected("a `group` for every subject of the kind, or \"all\""));
    }
}

fn rule(index: &Index, indicator: &Indicator, path: &str, problems: &mut Vec<Problem>) {
    let rule = indicator.rule.as_scoring();
    if let Some(mut problem) = contradiction(indicator) {
        problem.path = format!("{path}.direction");
        problems.push(problem);
    }
    if indicator.direction == Some(Direction::Lower) && !rule.uses_direction() {
        let what = format!("rule `{}` takes no direction: its parameters say alone what is better", rule.name());
        let warning = Problem::warning(ProblemKind::Unused, format!("{path}.direction"), what);
        problems.push(warning.found("\"lower\"").expected("no direction"));
    }
    problems.extend(parameter_faults(index, indicator, &format!("{path}.rule")));
}

/// A declared direction that the rule's parameters contradict.
fn contradiction(indicator: &Indicator) -> Option<Problem> {
    let rule = indicator.rule.as_scoring();
    let (given, implied) = indicator.direction.zip(rule.implied_direction()).filter(|(one, other)| one != other)?;
    let what = format!("rule `{}` as it stands says that {} is better", rule.name(), implied.name());
    let problem = Problem::new(ProblemKind::Parameter, "", what).found(format!("{:?}", given.name()));
    Some(problem.expected(format!("{:?}, or none", implied.name())))
}

/// What is impossible about the parameters of an indicator's rule, which stands at this path.
fn parameter_faults(index: &Index, indicator: &Indicator, path: &str) -> Vec<Problem> {
    let rule = indicator.rule.as_scoring();
    let direction = indicator.direction.or(rule.implied_direction()).unwrap_or(Direction::Higher);
    // A scale that is a problem itself is not held against the rules.
    let scale = if index.scale > Decimal::ZERO { index.scale } else { Decimal::ONE_HUNDRED };
    let faults = rule.faults(Setting { scale, direction }).into_iter();
    faults.map(|fault| faulty(format!("{path}.{}", fault.parameter), fault)).collect()
}

/// What is impossible about an indicator under another rule, which stands at this path.
pub(super) fn rule_faults(index: &Index, indicator: &Indicator, path: &str) -> Vec<Problem> {
    let mut faults = parameter_faults(index, indicator, path);
    if let Some(mut problem) = contradiction(indicator) {
        path.clone_into(&mut problem.path);
        problem.what = format!("{}, unlike for `{}`", problem.what, indicator.id);
        faults.push(problem);
    }
    faults
}

fn references(draft: &Draft, index: &Index, indicator: &Indicator, path: &str, problems: &mut Vec<Problem>) {
    let subjects = || draft.subjects.iter().map(|subject| subject.id.as_str());
    if let Some(owner) = &indicator.owner
        && !subjects().any(|id| id == owner)
    {
        problems.push(unknown("department", owner, format!("{path}.owner"), subjects()));
    }
    reference(draft, index, indicator, path, problems);
    if indicator.from.is_none() && !draft.subjects.is_empty() && !draft.values.knows(indicator.input_name()) {
        problems.push(no_figures(draft, indicator, path));
    }
}

fn reference(draft: &Draft, index: &Index, indicator: &Indicator, path: &str, problems: &mut Vec<Problem>) {
    if let Some(reference) = indicator.rule.as_scoring().reference_subject() {
        let of_kind = || draft.subjects.iter().filter(|one| one.kind == index.kind).map(|one| one.id.as_str());
        if !of_kind().any(|id| id == reference) {
            problems.push(unknown("subject of this kind", reference, format!("{path}.rule.reference"), of_kind()));
        }
    }
}

/// An input that no subject has: a problem where the document names it or cannot do without, else worth a look.
fn no_figures(draft: &Draft, indicator: &Indicator, path: &str) -> Problem {
    let input = indicator.input_name();
    let field = if indicator.input.is_some() { "input" } else { "id" };
    let what = format!("no subject has a value for the input {input:?} of `{}`", indicator.id);
    let place = format!("{path}.{field}");
    let problem = if indicator.input.is_some() || indicator.missing == Missing::Error {
        Problem::new(ProblemKind::Reference, place, what)
    } else {
        Problem::warning(ProblemKind::Unused, place, what)
    };
    let expected = match nearest(input, draft.values.inputs()) {
        Some(near) => format!("an input with values; the nearest is {near:?}"),
        None => "an input with values (null where a figure is missing)".to_owned(),
    };
    problem.found(format!("{input:?}")).expected(expected)
}
