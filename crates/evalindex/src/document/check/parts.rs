//! Checks of parts and wholes: `part_of` of subjects, and the indexes from which scores are rolled up.

use rust_decimal::Decimal;

use super::faults::share_of_one;
use super::names::{expected_one, unknown};
use crate::model::{Draft, Index, PartFigure, PartSource, Take, Tree};
use crate::number::plain;
use crate::support::{Problem, ProblemKind};

/// Checks `part_of` of every subject.
pub(super) fn wholes(draft: &Draft, problems: &mut Vec<Problem>) {
    let find = |id: &str| draft.subjects.iter().find(|subject| subject.id == id);
    for (number, subject) in draft.subjects.iter().enumerate() {
        let Some(whole) = &subject.part_of else { continue };
        let path = format!("subjects[{number}].part_of");
        if find(whole).is_none() {
            let known = draft.subjects.iter().map(|subject| subject.id.as_str());
            problems.push(unknown("subject", whole, path, known));
            continue;
        }
        // A subject that is reached again upwards from whole to whole is a part of itself.
        let ups = std::iter::successors(find(whole), |above| find(above.part_of.as_deref()?));
        if ups.take(draft.subjects.len()).any(|above| above.id == subject.id) {
            let what = format!("`{}` is a part of itself", subject.id);
            let problem = Problem::new(ProblemKind::Structure, path, what);
            problems.push(problem.found(format!("{whole:?}")).expected("a larger subject"));
        }
    }
}

/// Checks a source that stands at this path in an index.
pub(super) fn check(draft: &Draft, index: &Index, source: &PartSource, path: &str, problems: &mut Vec<Problem>) {
    let before: Vec<&Index> = draft.indexes.iter().take_while(|other| other.id != index.id).collect();
    let below = before.iter().find(|other| other.id == source.index);
    match below {
        None => problems.push(not_before(draft, index, &source.index, &before, format!("{path}.index"))),
        Some(below) => figure(below, source, path, problems),
    }
    if let Some(below) = below {
        kinds(draft, index, below, path, problems);
    }
    if let Some(input) = &source.weight_by
        && !draft.values.knows(input)
    {
        problems.push(unknown("input with values", input, format!("{path}.weight_by"), draft.values.inputs()));
    }
    take(source.take, path, problems);
}

/// A reference to an index that does not stand before the one that rolls it up.
fn not_before(draft: &Draft, index: &Index, id: &str, before: &[&Index], path: String) -> Problem {
    let what = if draft.indexes.iter().any(|other| other.id == id) {
        format!("index {id:?} does not stand before `{}`, which rolls it up", index.id)
    } else {
        format!("there is no index before this one {id:?}")
    };
    let known: Vec<&str> = before.iter().map(|other| other.id.as_str()).collect();
    let problem = Problem::new(ProblemKind::Reference, path, what).found(format!("{id:?}"));
    problem.expected(expected_one("index before this one", id, &known))
}

fn figure(below: &Index, source: &PartSource, path: &str, problems: &mut Vec<Problem>) {
    let tree = Tree::new(below, "");
    if let PartFigure::Node(id) = &source.of
        && tree.find(id).is_none()
    {
        let known = ["score", "rank"].into_iter().chain(tree.nodes().iter().skip(1).map(|node| node.id.as_str()));
        problems.push(unknown("node", id, format!("{path}.of"), known));
    }
}

fn kinds(draft: &Draft, index: &Index, below: &Index, path: &str, problems: &mut Vec<Problem>) {
    let kind = |id: &str| draft.subjects.iter().find(|subject| subject.id == id).map(|subject| subject.kind.as_str());
    let parts = draft.subjects.iter().filter(|subject| subject.kind == below.kind);
    let mut wholes = parts.filter_map(|part| part.part_of.as_deref()).filter_map(kind);
    if !wholes.any(|whole| whole == index.kind) {
        let what = format!("no subject of kind {:?} is part of one of kind {:?}", below.kind, index.kind);
        let problem = Problem::new(ProblemKind::Reference, format!("{path}.index"), what);
        problems.push(problem.found(format!("{:?}", below.id)).expected("`part_of` in the subjects that it scores"));
    }
}

fn take(take: Take, path: &str, problems: &mut Vec<Problem>) {
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
