//! Checks of merged units: `formed_from` of subjects, and `formed` of the indicators that look back.

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_decimal::Decimal;

use super::known::Known;
use super::names::unknown;
use crate::model::{Draft, Figures, Formed, Indicator, Observation, Subject, TreeIndicator};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems, figure_path};

/// Checks `formed_from` of every subject, and `formed` of every indicator.
pub(super) fn check(draft: &Known<'_>, problems: &mut Problems) {
    let merged: HashSet<&str> = subjects(draft).map(|(_, subject, _)| subject.kind.as_str()).collect();
    let kinds: HashSet<&str> = forming(draft).map(|(kind, ..)| kind).collect();
    former_units(draft, &kinds, problems);
    let mut first: HashMap<&str, &Formed> = HashMap::new();
    for (kind, path, indicator) in forming(draft) {
        let Some(how) = &indicator.formed else { continue };
        let mut refuse = |kind: ProblemKind, what: String, expected: &str| {
            let problem = Problem::new(kind, format!("{path}.formed"), what).found(shown(how));
            problems.push(problem.expected(expected));
        };
        if !indicator.looks_back() {
            let what = format!("`{}` reads no figure of the period before", indicator.id);
            let expected =
                "no `formed`, or a measure such as \"growth\", or a rule that starts from the previous figure";
            refuse(ProblemKind::Unused, what, expected);
        } else if !merged.contains(kind) {
            let what = format!("no subject of kind {kind:?} is formed from others");
            refuse(ProblemKind::Unused, what, "no `formed`, or `formed_from` in such a subject");
        }
        if matches!((how, &indicator.denominate), (Formed::MeanBy(_), Some(_))) {
            let what = format!("`{}` is a quotient, and a mean of quotients is not one of their sums", indicator.id);
            refuse(ProblemKind::Structure, what, "\"sum\", which forms both inputs");
        }
        for input in indicator.inputs() {
            if *first.entry(input).or_insert(how) != how {
                let what = format!("figures of {input:?} are formed in another way by another indicator");
                refuse(ProblemKind::Structure, what, "the same for every indicator that reads the input");
            }
        }
    }
    weights(draft, problems);
}

/// The subjects that are formed from others, each with its position and its former units.
fn subjects(draft: &Draft) -> impl Iterator<Item = (usize, &Subject, &[String])> {
    let all = draft.subjects.iter().enumerate();
    all.map(|(number, subject)| (number, subject, subject.formed_from.as_slice())).filter(|(.., from)| !from.is_empty())
}

/// The indicators with `formed`, each with the kind that its index scores and its path.
fn forming<'k>(draft: &'k Known<'_>) -> impl Iterator<Item = (&'k str, &'k str, &'k Indicator)> {
    draft.trees().flat_map(|(index, tree)| {
        let formed = tree.indicators().iter().filter(|one| one.indicator.formed.is_some());
        formed.map(|TreeIndicator { node, indicator }| (index.kind.as_str(), tree.node(*node).path.as_str(), indicator))
    })
}

/// How figures are formed, as it is written.
fn shown(how: &Formed) -> String {
    serde_json::to_string(how).unwrap_or_default()
}

/// Checks the former units of every subject; `forming` are the kinds whose figures are formed.
fn former_units(draft: &Known<'_>, forming: &HashSet<&str>, problems: &mut Problems) {
    let mut part_of: HashMap<&str, &str> = HashMap::new();
    for (number, subject, from) in subjects(draft) {
        let path = format!("subjects[{number}].formed_from");
        if !forming.contains(subject.kind.as_str()) {
            let what = format!("no indicator forms figures of subjects of kind {:?}", subject.kind);
            let problem = Problem::new(ProblemKind::Unused, path.as_str(), what).found(format!("{} units", from.len()));
            problems.push(problem.expected("no `formed_from`, or an indicator with `formed`, such as \"sum\""));
        }
        for (position, unit) in from.iter().enumerate() {
            let at = format!("{path}[{position}]");
            if draft.subject(unit).is_none() {
                unknown("subject", unit, at, draft.subject_ids(), problems);
                continue;
            }
            let what = match part_of.insert(unit, &subject.id) {
                _ if *unit == subject.id => format!("`{unit}` is formed from itself"),
                Some(other) => format!("`{unit}` went into `{other}` already, and its figures would count twice"),
                None => continue,
            };
            let problem = Problem::new(ProblemKind::Structure, at, what).found(format!("{unit:?}"));
            problems.push(problem.expected("each former unit once, in the subject that it went into"));
        }
    }
}

/// Checks that the inputs by which means are formed have no negative figures for former units.
fn weights(draft: &Known<'_>, problems: &mut Problems) {
    let by: BTreeSet<&str> = forming(draft).filter_map(|(.., indicator)| indicator.formed_by()).collect();
    let units: HashSet<usize> =
        subjects(draft).flat_map(|(.., from)| from).filter_map(|unit| draft.subject_number(unit)).collect();
    let earlier = draft.earlier.iter().enumerate();
    let tables = [(String::new(), "previous", &draft.previous)]
        .into_iter()
        .chain(earlier.map(|(number, period)| (format!("periods[{number}]."), "values", &period.values)));
    for (before, table, figures) in tables {
        for input in &by {
            negative(draft, (&before, table, figures), (input, &units), problems);
        }
    }
}

/// Refuses negative figures of an input for these units in a table.
fn negative(
    draft: &Known<'_>,
    (before, table, figures): (&str, &str, &Figures),
    (input, units): (&str, &HashSet<usize>),
    problems: &mut Problems,
) {
    for row in figures.rows(input).filter(|row| units.contains(row)) {
        if let (Observation::Value(weight), Some(unit)) = (figures.get(input, row), draft.subjects.get(row))
            && weight < Decimal::ZERO
        {
            let path = format!("{before}{}", figure_path(table, &unit.id, input));
            let what = format!("a mean is formed by {input:?}, and a weight is negative");
            let problem = Problem::new(ProblemKind::Figure, path, what).found(plain(weight));
            problems.push(problem.expected("a number of 0 or more"));
        }
    }
}
