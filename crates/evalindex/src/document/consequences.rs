//! Which problems only follow from others: what could not be read, or is unsound, is missed elsewhere too.

use crate::model::{Draft, Observation, Source, Tree};
use crate::support::{Problem, ProblemKind, Step, figure_path, path};

/// What an index has beside its tree that its figures do not depend on.
const AFTER_SCORES: [&str; 8] =
    ["name", "name_zh", "weights", "aggregate", "rounding", "ranking", "grades", "adjustments"];

/// The tables of figures.
const TABLES: [&str; 3] = ["values", "previous", "targets"];

/// Whether a problem that a check found only follows from a place where nothing could be read.
pub(super) fn follows_from_blanks(problem: &Problem, blanks: &[String]) -> bool {
    let path = problem.path.as_str();
    let any = |unreadable: &dyn Fn(&str) -> bool| blanks.iter().any(|blank| unreadable(blank));
    let last = last_key(path);
    let of_input = TABLES.iter().any(|table| is_within(path, table));
    any(&|blank| touches(problem, blank))
        || (problem.kind == ProblemKind::Weights && any(&|blank| says_how_to_weigh(blank, path)))
        || (is_about_subjects(problem) && any(&describes_subjects))
        || (is_about_groups(problem) && any(&|blank| is_within(blank, "subjects")))
        || (matches!(last, Some("id" | "input"))
            && is_about_reference(problem)
            && any(&|blank| holds_inputs(blank) || is_source_of(blank, path)))
        || ((of_input || matches!(last, Some("class" | "index" | "tie_break")) || is_within(path, "adjustments"))
            && is_about_reference(problem)
            && any(&describes_indexes))
}

/// Whether a place where something is wrong lies at a problem's place, above it, or below it where it matters.
fn touches(problem: &Problem, place: &str) -> bool {
    is_within(&problem.path, place)
        || (is_within(place, &problem.path)
            && (problem.kind != ProblemKind::Weights
                || place.ends_with(']')
                || is_weight_of_child(place, &problem.path)))
}

/// Whether a place says where the weights come from that a path is about: those of a node's children.
fn says_how_to_weigh(place: &str, path: &str) -> bool {
    let parent = place.strip_suffix(".weights").or_else(|| place.split_once(".weights.").map(|(parent, _)| parent));
    let below = parent.and_then(|parent| path.strip_prefix(parent)?.strip_prefix(".children"));
    below.is_some_and(|below| !below.contains(".children"))
}

fn is_weight_of_child(place: &str, children: &str) -> bool {
    let child = place.strip_suffix(".weight").and_then(|node| node.strip_prefix(children));
    child.is_some_and(|child| child.starts_with('[') && !child.contains('.'))
}

fn is_about_reference(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Reference | ProblemKind::Unused)
}

/// Whether a problem is about who the subjects are.
fn is_about_subjects(problem: &Problem) -> bool {
    let last = last_key(&problem.path);
    is_about_reference(problem) && !matches!(last, Some("tie_break" | "index" | "class"))
}

/// Whether a problem is about the groups of subjects.
fn is_about_groups(problem: &Problem) -> bool {
    last_key(&problem.path) == Some("within")
}

/// Whether a place says who the subjects are.
fn describes_subjects(place: &str) -> bool {
    is_within(place, "subjects") && !matches!(last_key(place), Some("name" | "name_zh" | "group"))
}

/// Whether a place says which inputs there are: a table, or a subject's row of it.
fn holds_inputs(place: &str) -> bool {
    is_within(place, "values") && path::parse(place).is_some_and(|steps| steps.len() <= 2)
}

/// Whether a place says from what the indicator is worked out that a path lies in.
fn is_source_of(place: &str, path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(node, _)| is_within(place, &path::below(node, "from")))
}

/// Whether a place says what an index scores, which nodes it has, or what these read.
fn describes_indexes(place: &str) -> bool {
    let last = last_key(place);
    is_within(place, "indexes")
        && (place.ends_with(']')
            || place.contains(".from.")
            || matches!(last, Some("indexes" | "id" | "kind" | "children" | "input" | "from")))
}

/// The last key of a path, whatever items follow it.
fn last_key(path: &str) -> Option<&str> {
    let path = path.split_once("[\"").map_or(path, |(before, _)| before).trim_end_matches(']');
    let key = path.rsplit('.').next()?;
    Some(key.split('[').next().unwrap_or(key))
}

/// What is known to be wrong with a draft when its figures are looked at.
#[derive(Debug)]
pub(super) struct Faults<'a> {
    draft: &'a Draft,
    /// Where something is wrong that figures depend on.
    places: Vec<&'a str>,
    /// References in the tables of figures to subjects and inputs that do not exist.
    astray: Vec<&'a str>,
    /// The indicators that read tasks, where tasks are at fault.
    of_tasks: Vec<String>,
}

impl<'a> Faults<'a> {
    /// What is wrong: the problems with a draft, and the paths at which nothing could be read. What is unknown or stands
    /// twice leaves figures as they are, and so do weights.
    pub(super) fn new(draft: &'a Draft, problems: &'a [Problem], blanks: &'a [String]) -> Self {
        let harmless = |problem: &&Problem| {
            matches!(
                problem.kind,
                ProblemKind::Weights | ProblemKind::UnknownField | ProblemKind::DuplicateKey | ProblemKind::Syntax
            )
        };
        let unsound = problems.iter().filter(|problem| problem.is_refusal() && !harmless(problem));
        let places = blanks.iter().map(String::as_str).chain(unsound.map(|problem| problem.path.as_str()));
        let places: Vec<&str> = places.filter(|place| !place.ends_with(".weight")).collect();
        let references =
            problems.iter().filter(|problem| problem.kind == ProblemKind::Reference && problem.is_refusal());
        let paths = references.map(|problem| problem.path.as_str());
        let astray = paths.filter(|path| TABLES.iter().any(|table| is_within(path, table))).collect();
        let of_tasks =
            if places.iter().any(|place| is_within(place, "tasks")) { task_readers(draft) } else { Vec::new() };
        Self { draft, places, astray, of_tasks }
    }

    /// Whether nothing can be said of figures.
    pub(super) fn are_everywhere(&self) -> bool {
        self.places.iter().any(|place| describes_subjects(place))
    }

    /// Whether an index or indicator cannot be prepared: an index when its kind or scale is wrong, an indicator when
    /// something within it is.
    pub(super) fn rule_out(&self, path: &str) -> bool {
        let is_index = path::parse(path).is_some_and(|steps| steps.len() == 2);
        let after_scores: &[&str] = if is_index { &AFTER_SCORES } else { &[] };
        let free: Vec<String> =
            after_scores.iter().chain(&["children"]).map(|field| path::below(path, field)).collect();
        let touched = |place: &&str| is_within(place, path) && !free.iter().any(|field| is_within(place, field));
        self.places.iter().any(touched) || self.of_tasks.iter().any(|reader| reader == path)
    }

    /// Whether a problem with a figure only follows from what is known to be wrong.
    pub(super) fn imply(&self, problem: &Problem) -> bool {
        self.places.iter().any(|place| touches(problem, place))
            || (problem.kind == ProblemKind::MissingFigure && self.is_astray(&problem.path))
    }

    /// Whether a figure that is missing may stand under a misspelt subject or input.
    fn is_astray(&self, path: &str) -> bool {
        let steps = path::parse(path).unwrap_or_default();
        let [Step::Key(table), Step::Key(subject), _] = steps.as_slice() else { return false };
        let row = path::below(table.as_ref(), subject);
        self.astray.iter().any(|astray| is_within(astray, &row))
            || (self.astray.iter().any(|astray| is_within(astray, table)) && !self.has_row(table, subject))
    }

    fn has_row(&self, table: &str, subject: &str) -> bool {
        let figures = match table {
            "previous" => &self.draft.previous,
            "targets" => &self.draft.targets,
            _ => &self.draft.values,
        };
        let place = self.draft.subjects.iter().position(|one| one.id == subject).unwrap_or(usize::MAX);
        figures.inputs().any(|input| {
            let cell = figure_path(table, subject, input);
            figures.get(input, place) != Observation::Missing || self.places.contains(&cell.as_str())
        })
    }
}

/// The paths of the indicators that read tasks.
fn task_readers(draft: &Draft) -> Vec<String> {
    let mut readers = Vec::new();
    for (place, index) in draft.indexes.iter().enumerate() {
        let tree = Tree::new(index, &path::item("indexes", place));
        let reading = tree.indicators().iter().filter(|one| matches!(one.indicator.from, Some(Source::Tasks(_))));
        readers.extend(reading.map(|one| tree.node(one.node).path.clone()));
    }
    readers
}

/// Whether a path is another one or lies below it.
fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| above.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_within_another_by_whole_steps() {
        assert!(is_within("a.b", "a") && is_within("a[0].b", "a") && is_within("a", "a") && is_within("a", ""));
        assert!(!is_within("ab", "a") && !is_within("a", "a.b"));
        assert_eq!(last_key("indexes[0].children[2].weight"), Some("weight"));
        assert_eq!(last_key("indexes[0].ranking.tie_break[1]"), Some("tie_break"));
        assert_eq!(last_key("indexes[0]"), Some("indexes"));
    }

    #[test]
    fn a_total_follows_from_a_weight_and_not_from_a_rule() {
        let total = Problem::new(ProblemKind::Weights, "indexes[0].children", "the weights total 40");
        let follows = |blank: &str| follows_from_blanks(&total, &[blank.to_owned()]);
        assert!(follows("indexes[0].children[1].weight") && follows("indexes[0].children[1]") && follows("indexes"));
        assert!(!follows("indexes[0].children[1].rule.type") && !follows("indexes[0].children[1].children[0].weight"));
    }

    #[test]
    fn unknown_subjects_follow_from_subjects_that_could_not_be_read() {
        let owner = Problem::new(ProblemKind::Reference, "indexes[0].children[0].owner", "there is no department");
        assert!(follows_from_blanks(&owner, &["subjects[3].id".to_owned()]));
        assert!(!follows_from_blanks(&owner, &["subjects[3].name".to_owned()]));
    }
}
