//! Ids and references: empty, repeated and unknown ones, with the nearest known name.

use std::collections::HashMap;

use crate::support::{Problem, ProblemKind, nearest};

/// Reports ids that are empty or stand twice. `one` and `many` say what of; `ids` are the ids with their elements' paths.
pub(super) fn check_ids<'a>(
    one: &str,
    many: &str,
    ids: impl IntoIterator<Item = (&'a str, String)>,
    problems: &mut Vec<Problem>,
) {
    let mut first: HashMap<&str, String> = HashMap::new();
    for (id, path) in ids {
        let place = format!("{path}.id");
        if id.trim().is_empty() {
            let problem = Problem::new(ProblemKind::Id, place, format!("the id of {one} is empty"));
            problems.push(problem.found(format!("{id:?}")).expected("a name that tells it apart"));
        } else if let Some(earlier) = first.get(id) {
            let problem = Problem::new(ProblemKind::Id, place, format!("two {many} have one id"));
            problems.push(problem.found(format!("{id:?}")).expected(format!("an id other than that of {earlier}")));
        } else {
            first.insert(id, path);
        }
    }
}

/// Reports names of a list's elements that are empty or stand twice.
pub(super) fn check_names<'a>(
    one: &str,
    list: &str,
    names: impl Iterator<Item = &'a str>,
    problems: &mut Vec<Problem>,
) {
    let mut found = Vec::new();
    check_ids(one, list, names.enumerate().map(|(place, name)| (name, format!("{list}[{place}]"))), &mut found);
    problems.extend(found.into_iter().map(|mut problem| {
        if let Some(element) = problem.path.strip_suffix(".id") {
            problem.path = format!("{element}.name");
        }
        problem
    }));
}

/// A reference to something that does not exist.
pub(super) fn unknown<'a>(
    what: &str,
    id: &str,
    path: impl Into<String>,
    known: impl IntoIterator<Item = &'a str>,
) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    let expected = match nearest(id, known.iter().copied()) {
        Some(near) => format!("the id of a known {what}; the nearest is {near:?}"),
        None if known.is_empty() => format!("the id of a {what}; there is none"),
        None => format!("the id of a known {what}, such as {:?}", known.first().copied().unwrap_or_default()),
    };
    Problem::new(ProblemKind::Reference, path, format!("there is no {what} {id:?}"))
        .found(format!("{id:?}"))
        .expected(expected)
}
