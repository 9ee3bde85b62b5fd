//! Ids and references: empty, repeated and unknown ones, with the nearest known name.

use std::collections::HashMap;

use crate::json::is_remark;
use crate::support::{Problem, ProblemKind, Problems, Suggestions};

/// Reports empty and duplicate ids. `one` and `many` name the elements, `field` is the field of the id, and `ids` are
/// the ids with the paths of their elements; the empty path is the document.
pub(super) fn check_ids<'a>(
    one: &str,
    many: &str,
    field: &str,
    ids: impl IntoIterator<Item = (&'a str, String)>,
    problems: &mut Problems,
) {
    let mut first: HashMap<&str, String> = HashMap::new();
    for (id, element) in ids {
        let path = || if element.is_empty() { field.to_owned() } else { format!("{element}.{field}") };
        if id.trim().is_empty() {
            let problem = Problem::new(ProblemKind::Id, path(), format!("the id of {one} is empty"));
            problems.push(problem.found(format!("{id:?}")).expected("a name that tells it apart"));
        } else if is_remark(id) {
            let problem = Problem::new(ProblemKind::Id, path(), format!("the id of {one} is a key of remarks"));
            problems.push(problem.found(format!("{id:?}")).expected("another id"));
        } else if let Some(earlier) = first.get(id) {
            let earlier = if earlier.is_empty() { "the document" } else { earlier };
            let problem = Problem::new(ProblemKind::Id, path(), format!("two {many} have one id"));
            problems.push(problem.found(format!("{id:?}")).expected(format!("an id other than that of {earlier}")));
        } else {
            first.insert(id, element);
        }
    }
}

/// Reports a reference to an unknown id.
pub(super) fn unknown<'a>(
    what: &str,
    id: &str,
    path: impl Into<String>,
    known: impl IntoIterator<Item = &'a str> + Clone,
    problems: &mut Problems,
) {
    let problem = Problem::new(ProblemKind::Reference, path, format!("there is no {what} {id:?}"));
    let expected = expected_one(what, id, known, problems.suggestions());
    problems.push(problem.found(format!("{id:?}")).expected(expected));
}

/// The value expected instead of an unknown id: that of one of these.
pub(super) fn expected_one<'a>(
    what: &str,
    id: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    suggestions: &Suggestions,
) -> String {
    if known.clone().into_iter().next().is_none() {
        return format!("the id of a {what}; there is none");
    }
    suggested(&format!("the id of a known {what}"), id, known, suggestions)
}

/// The value expected, with the nearest known name, or else the first one.
pub(super) fn suggested<'a>(
    right: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    suggestions: &Suggestions,
) -> String {
    match (suggestions.nearest(name, known.clone()), known.into_iter().next()) {
        (Some(near), _) => format!("{right}; the nearest is {near:?}"),
        (None, Some(first)) => format!("{right}, such as {first:?}"),
        (None, None) => right.to_owned(),
    }
}
