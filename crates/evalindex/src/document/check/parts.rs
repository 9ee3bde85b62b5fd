//! Checks of parts and wholes: `part_of` of subjects, and the indexes from which scores are rolled up.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::faults::share_of_one;
use super::known::Known;
use super::names::{expected_one, unknown};
use crate::model::{Index, PartFigure, PartSource, Take, Tree};
use crate::number::plain;
use crate::support::{Problem, ProblemKind, Problems};

/// Checks `part_of` of every subject.
pub(super) fn wholes(draft: &Known<'_>, problems: &mut Problems) {
    let in_circles = parts_of_themselves(draft);
    for (number, subject) in draft.subjects.iter().enumerate() {
        let Some(whole) = &subject.part_of else { continue };
        let path = format!("subjects[{number}].part_of");
        if draft.subject(whole).is_none() {
            unknown("subject", whole, path, draft.subject_ids(), problems);
            continue;
        }
        if in_circles.contains(&number) {
            let what = format!("`{}` is a part of itself", subject.id);
            let problem = Problem::new(ProblemKind::Structure, path, what);
            problems.push(problem.found(format!("{whole:?}")).expected("a larger subject"));
        }
    }
}

/// The subjects that are reached again upwards from whole to whole.
fn parts_of_themselves(draft: &Known<'_>) -> HashSet<usize> {
    let whole = |number: usize| draft.subject_number(draft.subjects.get(number)?.part_of.as_deref()?);
    // For each subject that was passed, the walk that passed it.
    let mut passed: HashMap<usize, usize> = HashMap::new();
    let mut in_circles = HashSet::new();
    for walk in 0..draft.subjects.len() {
        let mut at = Some(walk);
        while let Some(number) = at {
            match passed.insert(number, walk) {
                None => at = whole(number),
                // A walk that meets itself has gone around a circle, which it goes around once more.
                Some(earlier) if earlier == walk && in_circles.insert(number) => at = whole(number),
                Some(_) => break,
            }
        }
    }
    in_circles
}

/// Checks a source that stands at this path in an index.
pub(super) fn check(draft: &Known<'_>, index: &Index, source: &PartSource, path: &str, problems: &mut Problems) {
    if let Some((below, tree)) = before(draft, (index, "rolls it up"), &source.index, path, problems) {
        figure(tree, source, path, problems);
        kinds(draft, index, below, path, problems);
    }
    if let Some(input) = &source.weight_by
        && !draft.values.knows(input)
    {
        unknown("input with values", input, format!("{path}.weight_by"), draft.values.inputs(), problems);
    }
    take(source.take, path, problems);
}

/// The index of this id, which must stand before the one that reads it, with its tree; `does` says how it is read.
pub(super) fn before<'k, 'd>(
    draft: &'k Known<'d>,
    (index, does): (&Index, &str),
    id: &str,
    path: &str,
    problems: &mut Problems,
) -> Option<(&'d Index, &'k Tree)> {
    let own = draft.index_number(&index.id).unwrap_or_default();
    let found = draft.index_number(id).filter(|found| *found < own).and_then(|found| draft.tree(found));
    if found.is_none() {
        let what = if draft.index_number(id).is_some() {
            format!("index {id:?} does not stand before `{}`, which {does}", index.id)
        } else {
            format!("there is no index before this one {id:?}")
        };
        let expected = expected_one("index before this one", id, draft.index_ids().take(own), problems.suggestions());
        let problem = Problem::new(ProblemKind::Reference, format!("{path}.index"), what);
        problems.push(problem.found(format!("{id:?}")).expected(expected));
    }
    found
}

fn figure(tree: &Tree, source: &PartSource, path: &str, problems: &mut Problems) {
    if let PartFigure::Node(id) = &source.of
        && tree.find(id).is_none()
    {
        let known = ["score", "rank"].into_iter().chain(tree.nodes().iter().skip(1).map(|node| node.id.as_str()));
        unknown("node", id, format!("{path}.of"), known, problems);
    }
}

fn kinds(draft: &Known<'_>, index: &Index, below: &Index, path: &str, problems: &mut Problems) {
    if !draft.has_whole(&below.kind, &index.kind) {
        let what = format!("no subject of kind {:?} is part of one of kind {:?}", below.kind, index.kind);
        let problem = Problem::new(ProblemKind::Reference, format!("{path}.index"), what);
        problems.push(problem.found(format!("{:?}", below.id)).expected("`part_of` in the subjects that it scores"));
    }
}

fn take(take: Take, path: &str, problems: &mut Problems) {
    let path = format!("{path}.take");
    match take {
        Take::Mean | Take::ShareAtLeast(_) => {}
        Take::ShareOfTop(share) => share_of_one(share, "share_of_top", "the share of places", &path, problems),
        Take::Extent([full, none]) => {
            let whole =
                |share: Decimal| share.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|percent| percent.is_integer());
            let steps = none.checked_sub(full).is_some_and(|steps| steps >= Decimal::new(2, 2));
            if !(whole(full) && whole(none) && steps && full >= Decimal::ZERO && none <= Decimal::ONE) {
                let what = "no limits between which an extent falls";
                let problem = Problem::new(ProblemKind::Parameter, format!("{path}.extent"), what);
                let found = format!("[{}, {}]", plain(full), plain(none));
                problems.push(
                    problem
                        .found(found)
                        .expected("two shares in whole percents, at least 0.02 apart, such as [0.1, 0.3]"),
                );
            }
        }
    }
}
