//! Problems with the figures in the sound part of a refused draft, without those that only follow from its other
//! problems.

use std::collections::{HashMap, HashSet};

use super::consequences::{describes_subjects, touches};
use crate::engine::{Frozen, Stages, own_period};
use crate::model::{Draft, Source, Table, Tree};
use crate::support::{Interrupt, Path, PathSet, Problem, ProblemKind, Problems, Step, item};

/// The fields of an index on which the scores of its indicators do not depend.
const AFTER_SCORES: [&str; 8] =
    ["name", "name_zh", "weights", "aggregate", "rounding", "ranking", "grades", "adjustments"];

/// The problems with figures in the sound part of a draft. `known` are the problems with the draft, `unread` the paths at
/// which nothing could be read; problems that only follow from these are left out.
pub(super) fn figure_problems(draft: &Draft, known: &[Problem], unread: &PathSet<'_>) -> Problems {
    let faults = Faults::new(draft, known, unread);
    if faults.are_everywhere() {
        return Problems::new();
    }
    let observed = draft.as_observed();
    let draft = observed.as_ref().unwrap_or(draft);
    let periods = draft.earlier.len();
    let own = if periods == 0 { None } else { draft.by_period().pop() };
    let stages = Stages {
        draft: own.as_ref().unwrap_or(draft),
        frozen: &Frozen::default(),
        is_out: &|path| faults.rule_out(path),
        interrupt: Interrupt::NEVER,
    };
    let mut found = stages.all().problems;
    found.change(|problem| own_period(problem, periods));
    found.retain(|problem| !faults.imply(problem));
    found
}

/// The known faults of a draft on which its figures depend.
#[derive(Debug)]
struct Faults<'a> {
    /// The paths of faults on which figures depend.
    paths: PathSet<'a>,
    /// The paths of figures whose subject or input does not exist.
    astray: PathSet<'a>,
    /// The subjects that have a figure in a table, for each table with an unknown subject or input.
    with_figures: HashMap<Table, HashSet<&'a str>>,
    /// The indicators that read tasks, where tasks are at fault.
    of_tasks: HashSet<String>,
}

impl<'a> Faults<'a> {
    /// The faults among known problems and unread paths. Unknown fields, duplicate keys and weights do not affect
    /// figures.
    fn new(draft: &'a Draft, known: &'a [Problem], unread: &PathSet<'a>) -> Self {
        let harmless = |kind| {
            matches!(
                kind,
                ProblemKind::Weights | ProblemKind::UnknownField | ProblemKind::DuplicateKey | ProblemKind::Syntax
            )
        };
        let of_kind = |is_meant: &dyn Fn(ProblemKind) -> bool| -> Vec<Path<'a>> {
            let refusals = known.iter().filter(|problem| problem.is_refusal() && is_meant(problem.kind));
            refusals.filter_map(|problem| Path::parse(&problem.path)).collect()
        };
        let is_weight = |path: &Path<'_>| path.last().is_some_and(|step| step.is_key("weight"));
        let wrong = unread.iter().cloned().chain(of_kind(&|kind| !harmless(kind)));
        let paths: PathSet<'a> = wrong.filter(|path| !is_weight(path)).collect();
        let astray: PathSet<'a> = of_kind(&|kind| kind == ProblemKind::Reference).into_iter().collect();
        let tables = Table::ALL.into_iter().filter(|table| astray.holds_within(&[Step::Key(table.name().into())]));
        let with_figures = tables.map(|table| (table, subjects_with_figures(draft, table))).collect();
        let of_tasks =
            if paths.holds_within(&[Step::Key("tasks".into())]) { task_readers(draft) } else { HashSet::new() };
        Self { paths, astray, with_figures, of_tasks }
    }

    /// Whether no figure can be judged, because the subjects are faulty.
    fn are_everywhere(&self) -> bool {
        self.paths.iter().any(describes_subjects)
    }

    /// Whether an index or indicator cannot be prepared: an index whose kind or scale is faulty, an indicator with any
    /// fault within it.
    fn rule_out(&self, at: &str) -> bool {
        let Some(path) = Path::parse(at) else { return false };
        let is_index = path.steps().len() == 2;
        let is_free = |field: &str| field == "children" || (is_index && AFTER_SCORES.contains(&field));
        let is_apart = |wrong: &Path<'_>| wrong.field_below(path.steps()).is_some_and(is_free);
        self.paths.within(path.steps()).any(|wrong| !is_apart(wrong)) || self.of_tasks.contains(at)
    }

    /// Whether a problem with a figure only follows from a known fault.
    fn imply(&self, problem: &Problem) -> bool {
        let Some(path) = Path::parse(&problem.path) else { return false };
        touches(&self.paths, problem.kind, &path)
            || (problem.kind == ProblemKind::MissingFigure && self.is_astray(&path))
    }

    /// Whether a missing figure may be given under a misspelt subject or input.
    fn is_astray(&self, path: &Path<'_>) -> bool {
        let [Step::Key(table), Step::Key(subject), Step::Key(_)] = path.steps() else { return false };
        let Some(table) = Table::from_name(table) else { return false };
        let Some(with_figures) = self.with_figures.get(&table) else { return false };
        let is_row_astray = || path.parent().is_some_and(|row| self.astray.holds_within(row));
        let has_faulty_figures = || path.parent().is_some_and(|row| self.paths.holds_within(row));
        is_row_astray() || !(with_figures.contains(subject.as_ref()) || has_faulty_figures())
    }
}

/// The subjects that have a figure in a table.
fn subjects_with_figures(draft: &Draft, table: Table) -> HashSet<&str> {
    let figures = draft.table(table);
    let rows: HashSet<usize> = figures.inputs().flat_map(|input| figures.rows(input)).collect();
    rows.into_iter().filter_map(|row| Some(draft.subjects.get(row)?.id.as_str())).collect()
}

/// The paths of the indicators that read tasks.
fn task_readers(draft: &Draft) -> HashSet<String> {
    let mut readers = HashSet::new();
    for (number, index) in draft.indexes.iter().enumerate() {
        let tree = Tree::new(index, &item("indexes", number));
        let reading = tree.indicators().iter().filter(|one| matches!(one.indicator.from, Some(Source::Tasks(_))));
        readers.extend(reading.map(|one| tree.node(one.node).path.clone()));
    }
    readers
}
