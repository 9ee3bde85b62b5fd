//! Checks of the evidence: subjects, figures that nothing reads, tasks, adjustments.

use std::collections::HashSet;

use indexmap::IndexSet;
use rust_decimal::Decimal;

use super::known::Known;
use super::names::{check_ids, unknown};
use super::order;
use super::parts::wholes;
use super::unused::{OtherRules, takes_target};
use super::{cases, percentages, schedule};
use crate::method::rule::Rule;
use crate::model::{Adjustment, Draft, Effect, Indicator, Node, Points, Source, Table, Task, TaskStatus, VetoEffect};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems, figure_path, row_path};

/// Checks the evidence of a draft.
pub(super) fn check(draft: &Known<'_>, problems: &mut Problems) {
    subjects(draft, problems);
    category_names(draft, problems);
    wholes(draft, problems);
    unread_parts(draft, problems);
    of_period(draft, problems);
}

/// Checks what was observed in one period.
pub(super) fn of_period(draft: &Known<'_>, problems: &mut Problems) {
    figures(draft, problems);
    tasks(draft, problems);
    for (number, adjustment) in draft.adjustments.iter().enumerate() {
        check_adjustment(draft, adjustment, &format!("adjustments[{number}]"), problems);
    }
}

fn subjects(draft: &Known<'_>, problems: &mut Problems) {
    if draft.subjects.is_empty() {
        let problem = Problem::new(ProblemKind::Structure, "subjects", "there is no subject to score");
        problems.push(problem.found("[]").expected("at least one subject"));
    }
    let subjects = draft.subjects.iter().enumerate();
    let ids = subjects.map(|(number, subject)| (subject.id.as_str(), format!("subjects[{number}]")));
    check_ids("a subject", "subjects", "id", ids, problems);
    for (number, subject) in draft.subjects.iter().enumerate() {
        for (field, text, such) in [("kind", Some(&subject.kind), "region"), ("group", subject.group.as_ref(), "large")]
        {
            if text.is_some_and(|text| text.trim().is_empty()) {
                let path = format!("subjects[{number}].{field}");
                let problem = Problem::new(ProblemKind::Id, path, format!("the {field} of a subject is empty"));
                problems.push(problem.found("\"\"").expected(format!("a name, such as {such:?}")));
            }
        }
    }
}

/// Checks that the names of kinds and groups are of such as subjects have.
fn category_names(draft: &Known<'_>, problems: &mut Problems) {
    let groups: IndexSet<&str> = draft.subjects.iter().filter_map(|subject| subject.group.as_deref()).collect();
    let kinds: IndexSet<&str> = draft.kinds_of_subjects().collect();
    for (field, what, names, known) in
        [("kinds", "kind of subjects", &draft.kinds, kinds), ("groups", "group of subjects", &draft.groups, groups)]
    {
        let ids = names.iter().enumerate().map(|(number, one)| (one.id.as_str(), format!("{field}[{number}]")));
        check_ids(&format!("a {what}"), field, "id", ids, problems);
        for (number, one) in names.iter().enumerate() {
            if !one.id.trim().is_empty() && !known.contains(one.id.as_str()) {
                unknown(what, &one.id, format!("{field}[{number}].id"), known.iter().copied(), problems);
            }
        }
    }
}

/// Warns of `part_of` where nothing is rolled up from parts.
fn unread_parts(draft: &Known<'_>, problems: &mut Problems) {
    let mut subjects = draft.subjects.iter().enumerate();
    let Some((number, whole)) = subjects.find_map(|(number, subject)| Some((number, subject.part_of.as_ref()?))) else {
        return;
    };
    if !read_inputs(draft).iter().any(|one| matches!(one.from, Some(Source::Parts(_)))) {
        let path = format!("subjects[{number}].part_of");
        let warning = Problem::warning(ProblemKind::Unused, path, "no indicator is rolled up from parts");
        problems.push(warning.found(format!("{whole:?}")).expected("an indicator with {\"from\": {\"parts\": {…}}}"));
    }
}

fn figures(draft: &Known<'_>, problems: &mut Problems) {
    for (table, subject) in draft.strays() {
        unknown("subject", subject, row_path(table.name(), subject), draft.subject_ids(), problems);
    }
    let read = read_inputs(draft);
    let divisors = || read.iter().filter_map(|one| one.denominate.as_ref()).map(|denominator| denominator.by.as_str());
    let inputs = read.iter().filter(|one| one.from.is_none()).map(|one| one.input_name());
    let weights = read.iter().filter_map(|one| match &one.from {
        Some(Source::Parts(source)) => source.weight_by.as_deref(),
        _ => None,
    });
    let formed_by = || read.iter().filter_map(|one| one.formed_by());
    let names: HashSet<&str> = inputs.chain(divisors()).chain(weights).chain(formed_by()).collect();
    let starts = aggregated(draft, &|rule| rule.is_some_and(|rule| rule.as_scoring().uses_previous()));
    let of_indicators = || read.iter().map(|one| one.input_name());
    let measured: HashSet<&str> = of_indicators().chain(divisors()).chain(starts).chain(formed_by()).collect();
    let values = &draft.values;
    for (table, known) in [(Table::Values, &names), (Table::Previous, &measured)] {
        let in_order = sorted(known);
        for input in draft.table(table).inputs().filter(|input| !known.contains(input)) {
            let near = problems.suggestions().nearest(input, in_order.iter().copied());
            // The problem of an indicator without values names this input already.
            let names_this = |near: &str| problems.suggestions().nearest(near, values.inputs()) == Some(input);
            if near.is_some_and(|near| !values.knows(near) && names_this(near)) {
                continue;
            }
            let path = path_of_input(draft, table, input);
            let mut problem = Problem::warning(ProblemKind::Unused, path, "no indicator reads this input");
            problem.expected = near.map(|near| format!("an input such as {near:?}"));
            problems.push(problem.found(format!("{input:?}")));
        }
    }
    targets(draft, of_indicators().collect(), problems);
}

/// Checks that some rule takes the targets of each input; `inputs` are those of the indicators.
fn targets(draft: &Known<'_>, inputs: HashSet<&str>, problems: &mut Problems) {
    if draft.targets.inputs().next().is_none() {
        return;
    }
    let aimed = aggregated(draft, &|rule| rule.is_some_and(|rule| rule.as_scoring().uses_target()));
    let known: HashSet<&str> = inputs.into_iter().chain(aggregated(draft, &|_| true)).collect();
    let taken: HashSet<&str> = with_target(draft).chain(aimed).collect();
    let (in_order, taken_first) = (sorted(&known), taken.iter().min().copied());
    for input in draft.targets.inputs().filter(|input| !taken.contains(input)) {
        let path = path_of_input(draft, Table::Targets, input);
        if !known.contains(input) {
            unknown("input with an indicator", input, path, in_order.iter().copied(), problems);
            continue;
        }
        let what = format!("no rule takes a target of {input:?}");
        let problem = Problem::new(ProblemKind::Unused, path, what).found(format!("{input:?}"));
        let others = taken_first.map(|other| format!(", or a target of {other:?}")).unwrap_or_default();
        problems.push(problem.expected(format!("a rule with a target, such as \"completion\"{others}")));
    }
}

/// The inputs of the indicators with a rule that takes a target.
fn with_target(draft: &Draft) -> impl Iterator<Item = &str> {
    draft.indexes.iter().flat_map(move |index| {
        let mut read = Vec::new();
        index.children.iter().for_each(|node| inputs(node, &mut read));
        let others = OtherRules::of(draft, index);
        read.retain(|one| takes_target(one, &others));
        read.into_iter().map(Indicator::input_name)
    })
}

/// The indicators of all indexes.
fn read_inputs(draft: &Draft) -> Vec<&Indicator> {
    let mut read = Vec::new();
    for index in &draft.indexes {
        index.children.iter().for_each(|node| inputs(node, &mut read));
    }
    read
}

/// The ids of the dimensions, and of the indexes with a rule, whose rule is of this sort.
fn aggregated<'a>(draft: &'a Draft, is_meant: &dyn Fn(Option<&Rule>) -> bool) -> Vec<&'a str> {
    fn below<'a>(nodes: &'a [Node], is_meant: &dyn Fn(Option<&Rule>) -> bool, found: &mut Vec<&'a str>) {
        for node in nodes {
            if let Node::Dimension(dimension) = node {
                if is_meant(dimension.rule.as_ref()) {
                    found.push(&dimension.id);
                }
                below(&dimension.children, is_meant, found);
            }
        }
    }
    let mut found = Vec::new();
    for index in &draft.indexes {
        if index.rule.is_some() && is_meant(index.rule.as_ref()) {
            found.push(index.id.as_str());
        }
        below(&index.children, is_meant, &mut found);
    }
    found
}

fn sorted<'a>(names: &HashSet<&'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.iter().copied().collect();
    names.sort_unstable();
    names
}

fn inputs<'a>(node: &'a Node, read: &mut Vec<&'a Indicator>) {
    match node {
        Node::Dimension(dimension) => dimension.children.iter().for_each(|child| inputs(child, read)),
        Node::Indicator(indicator) => read.push(indicator),
    }
}

/// The path of an input at the first subject that has a figure of it.
fn path_of_input(draft: &Known<'_>, table: Table, input: &str) -> String {
    let first = draft.table(table).first_row(input).and_then(|row| draft.subjects.get(row));
    match first {
        Some(subject) => figure_path(table.name(), &subject.id, input),
        None => table.name().to_owned(),
    }
}

fn tasks(draft: &Known<'_>, problems: &mut Problems) {
    let ids = draft.tasks.iter().enumerate().map(|(number, task)| (task.id.as_str(), format!("tasks[{number}]")));
    check_ids("a task", "tasks", "id", ids, problems);
    for (number, task) in draft.tasks.iter().enumerate() {
        let path = format!("tasks[{number}]");
        task_figures(task, &path, problems);
        task_roles(draft, task, &path, problems);
        schedule::check(task, &path, problems);
    }
    let read = read_inputs(draft);
    let of_tasks = |one: &&Indicator| match &one.from {
        Some(Source::Tasks(source)) => Some(*source),
        _ => None,
    };
    let sources: Vec<_> = read.iter().filter_map(of_tasks).collect();
    let unread = |task: &&Task| !sources.iter().any(|source| source.class.is_none_or(|class| class == task.class));
    if let Some((number, task)) = draft.tasks.iter().enumerate().find(|(_, task)| unread(task)) {
        let class = task.class.name();
        let what = format!("no indicator reads tasks of the class {class:?}");
        let problem = Problem::warning(ProblemKind::Unused, format!("tasks[{number}].class"), what);
        let expected = format!("an indicator with {{\"from\": {{\"tasks\": {{\"class\": {class:?}}}}}}}");
        problems.push(problem.found(format!("{class:?}")).expected(expected));
    }
}

fn task_figures(task: &Task, path: &str, problems: &mut Problems) {
    let mut number = |field: &str, what: &str, value: Decimal, right: bool, expected: &str| {
        if !right {
            let problem = Problem::new(ProblemKind::Number, format!("{path}.{field}"), what);
            problems.push(problem.found(plain(value)).expected(expected));
        }
    };
    number("weight", "a weight is negative", task.weight, task.weight >= Decimal::ZERO, "0 or more");
    let planned = task.planned > Decimal::ZERO && task.planned <= Decimal::ONE_HUNDRED;
    number("planned", "planned progress is no percentage", task.planned, planned, "above 0 and at most 100");
    if let Some(target) = task.target {
        number("target", "a target must be positive", target, target > Decimal::ZERO, "a number above 0");
    }
    for (field, value) in [("actual", task.actual), ("progress", task.progress)] {
        if let Some(value) = value {
            number(field, "what is done is negative", value, value >= Decimal::ZERO, "0 or more");
        }
    }
    let measured = task.progress.is_some() || (task.actual.is_some() && task.target.is_some());
    if task.actual.is_some() && task.progress.is_some() {
        let what = "progress stands in for target and actual, but both are given";
        let problem = Problem::new(ProblemKind::Structure, format!("{path}.progress"), what);
        problems.push(problem.found("progress and actual").expected("one of them"));
    } else if !measured && task.status == TaskStatus::Active {
        let problem =
            Problem::new(ProblemKind::MissingFigure, path, format!("nothing says how far task `{}` is", task.id));
        problems.push(problem.expected("`target` and `actual`, or `progress`, or a status other than \"active\""));
    }
}

fn task_roles(draft: &Known<'_>, task: &Task, path: &str, problems: &mut Problems) {
    for (field, ids) in [("lead", &task.lead), ("support", &task.support), ("regions", &task.regions)] {
        let mut named = HashSet::new();
        for (number, id) in ids.iter().enumerate() {
            let at = format!("{path}.{field}[{number}]");
            if draft.subject(id).is_none() {
                let what = if field == "regions" { "region" } else { "department" };
                unknown(what, id, at, draft.subject_ids(), problems);
            } else if !named.insert(id) {
                let problem = Problem::new(ProblemKind::Id, at, format!("{id:?} stands twice in `{field}`"));
                problems.push(problem.found(format!("{id:?}")).expected("each id once"));
            }
        }
    }
    if task.lead.is_empty() && task.support.is_empty() && task.regions.is_empty() {
        let what = format!("nobody leads or supports task `{}`, and no region is named: it counts for nobody", task.id);
        problems.push(Problem::warning(ProblemKind::Unused, path, what));
    }
}

fn check_adjustment(draft: &Known<'_>, adjustment: &Adjustment, path: &str, problems: &mut Problems) {
    let subject = draft.subject(&adjustment.subject);
    if subject.is_none() {
        unknown("subject", &adjustment.subject, format!("{path}.subject"), draft.subject_ids(), problems);
    }
    if let Some(Points::Given(points)) = adjustment.effect.points()
        && *points <= Decimal::ZERO
    {
        let problem = Problem::new(ProblemKind::Number, format!("{path}.points"), "points must be positive");
        let expected = "a number above 0; the type says whether they are added or taken away";
        problems.push(problem.found(plain(*points)).expected(expected));
    }
    if adjustment.reason.trim().is_empty() {
        let problem =
            Problem::new(ProblemKind::MissingField, format!("{path}.reason"), "an adjustment gives no reason");
        problems.push(problem.found("\"\"").expected("a reason that the people concerned can read"));
    }
    let Some(meant) = draft.indexes_meant(adjustment.index.as_deref()) else {
        let id = adjustment.index.as_deref().unwrap_or_default();
        return unknown("index", id, format!("{path}.index"), draft.index_ids(), problems);
    };
    let Some(subject) = subject else { return };
    let scored = meant.filter_map(|number| draft.tree(number)).filter(|(index, _)| index.kind == subject.kind);
    let scored: Vec<_> = scored.collect();
    cases::check(adjustment, &scored, path, problems);
    percentages::check(adjustment, &scored, path, problems);
    for (index, _) in &scored {
        order::adjustment(adjustment, index, path, problems);
    }
    if scored.is_empty() {
        let what = format!("no index meant here scores `{}`, a subject of kind {:?}", subject.id, subject.kind);
        let problem = Problem::new(ProblemKind::Reference, format!("{path}.subject"), what);
        problems.push(problem.found(format!("{:?}", subject.id)).expected("a subject that the index scores"));
    } else if let Effect::Veto(effect @ (VetoEffect::LowestGrade | VetoEffect::BarTopGrade)) = adjustment.effect
        && scored.iter().all(|(index, _)| index.grades.is_empty())
    {
        let what = "a veto on grades has no effect: the index has no grades";
        let problem = Problem::new(ProblemKind::Unused, format!("{path}.effect"), what);
        let expected = "`grades` in the index, or the effect \"unranked\"";
        problems.push(problem.found(format!("{:?}", effect.name())).expected(expected));
    }
}
