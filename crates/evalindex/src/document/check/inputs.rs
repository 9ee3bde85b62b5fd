//! Checks of what a document says of its inputs, and of the figures against it.

use std::collections::HashSet;

use indexmap::IndexSet;
use rust_decimal::Decimal;

use super::known::Known;
use super::names::unknown;
use crate::model::{Figures, Input, Observation};
use crate::number::plain;
use crate::support::{Path, Problem, ProblemKind, Problems, Step};

/// Checks `inputs`, and every figure of which they say what it can be.
pub(super) fn check(draft: &Known<'_>, problems: &mut Problems) {
    if draft.inputs.is_empty() {
        return;
    }
    let tables = tables(draft);
    let known: IndexSet<&str> = tables.iter().flat_map(|(_, table)| table.inputs()).collect();
    let mut named = HashSet::new();
    for input in &draft.inputs {
        if !named.insert(&input.id) {
            let problem = Problem::new(ProblemKind::Id, path_of(input), "two members of `inputs` are of one input");
            problems.push(problem.found(format!("{:?}", input.id)).expected("each input once"));
        }
        if !known.contains(input.id.as_str()) {
            unknown("input with figures", &input.id, path_of(input), known.iter().copied(), problems);
        }
        declared(input, problems);
        if let Some(ends) = input.valid.filter(|[least, greatest]| least <= greatest) {
            let possible = Possible { input, ends, coded: input.coded() };
            for (table, figures) in &tables {
                possible.check(draft, table, figures, problems);
            }
        }
    }
}

/// The tables whose figures are of inputs, each with its path.
fn tables<'d>(draft: &'d Known<'_>) -> Vec<(Path<'static>, &'d Figures)> {
    let own = [("values", &draft.values), ("previous", &draft.previous)];
    let own = own.map(|(name, table)| (Path::document().key(name), table));
    let earlier = draft.earlier.iter().enumerate().map(|(number, period)| {
        let mut path = Path::document().key("periods");
        path.push(Step::Item(number));
        (path.key("values"), &period.values)
    });
    own.into_iter().chain(earlier).collect()
}

fn path_of(input: &Input) -> String {
    Path::document().key("inputs").key(&input.id).to_string()
}

/// Checks what is said of one input by itself.
fn declared(input: &Input, problems: &mut Problems) {
    let path = path_of(input);
    if input.valid.is_none() && input.sentinels.is_empty() {
        let problem = Problem::new(ProblemKind::Unused, path.as_str(), "nothing is said of the input");
        problems.push(problem.found("{}").expected("`valid` or `sentinels`"));
    }
    if let Some([least, greatest]) = input.valid
        && least > greatest
    {
        let what = "the least figure of an input is above the greatest";
        let problem = Problem::new(ProblemKind::Number, format!("{path}.valid"), what);
        let found = format!("[{}, {}]", plain(least), plain(greatest));
        problems.push(problem.found(found).expected("the lower one first, such as [0, 100]"));
    }
    let mut seen = HashSet::new();
    for (number, sentinel) in input.sentinels.iter().enumerate() {
        if !seen.insert(sentinel) {
            let at = format!("{path}.sentinels[{number}]");
            let problem = Problem::new(ProblemKind::Unused, at, "a number that stands for missing figures already");
            problems.push(problem.found(plain(*sentinel)).expected("each number once"));
        }
    }
}

/// The figures that an input can have.
struct Possible<'d> {
    input: &'d Input,
    /// The least and the greatest.
    ends: [Decimal; 2],
    /// The numbers that stand for a missing figure.
    coded: HashSet<Decimal>,
}

impl Possible<'_> {
    /// Checks the figures of the input in one table.
    fn check(&self, draft: &Known<'_>, table: &Path<'_>, figures: &Figures, problems: &mut Problems) {
        let (id, [least, greatest]) = (&self.input.id, self.ends);
        for row in figures.rows(id) {
            let (Observation::Value(value), Some(subject)) = (figures.get(id, row), draft.subjects.get(row)) else {
                continue;
            };
            if (least..=greatest).contains(&value) || self.coded.contains(&value) {
                continue;
            }
            let path = table.clone().key(&subject.id).key(id).to_string();
            let what = format!("a figure that `{id}` cannot have");
            let expected = format!("{} to {}", plain(least), plain(greatest));
            problems.push(Problem::new(ProblemKind::Figure, path, what).found(plain(value)).expected(expected));
        }
    }
}
