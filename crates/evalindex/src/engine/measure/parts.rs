//! From the scores and ranks of a subject's parts to its input: weighted means, shares and extents.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::engine::diagnostics::Remark;
use crate::engine::figure::Figure;
use crate::model::{Draft, Indicator, NodeId, Observation, PartSource, PerRow, SubjectId, Take};
use crate::number::{Exact, Near, plain};
use crate::order::Rank;
use crate::result::NoticeKind;
use crate::support::{Problem, ProblemKind, Problems, figure_path};

/// The parts as another index ranks them.
#[derive(Debug)]
pub(crate) struct RankedParts {
    pub(crate) of_subject: HashMap<SubjectId, RankedPart>,
    /// The kind of subject that the other index scores.
    pub(crate) kind: String,
    /// When its real scores count as equal.
    pub(crate) near: Near,
}

/// One ranked part.
#[derive(Clone, Debug)]
pub(crate) struct RankedPart {
    pub(crate) rank: Rank,
    /// The figure that the source takes; none where the node has no score.
    pub(crate) figure: Option<Exact>,
}

/// Looks up the ranked parts of a source; none where their index could not be scored.
pub(crate) type PartBook<'a> = &'a dyn Fn(&PartSource) -> Option<RankedParts>;

/// The input that a source computes for each of these subjects from its parts; problems are added to the diagnostics.
pub(crate) fn rolled_up(
    draft: &Draft,
    indicator: &Indicator,
    source: &PartSource,
    book: PartBook<'_>,
    subjects: &PerRow<SubjectId>,
    diagnostics: (&mut Problems, &mut Vec<Remark>, NodeId),
) -> PerRow<Figure> {
    let (problems, remarks, node) = diagnostics;
    let Some(parts) = book(source) else {
        return subjects.filled(Figure::NotApplicable);
    };
    let mut of_whole: HashMap<&str, Vec<SubjectId>> = HashMap::new();
    for (id, subject) in draft.by_subject().filter(|(_, subject)| subject.kind == parts.kind) {
        if let Some(whole) = &subject.part_of {
            of_whole.entry(whole).or_default().push(id);
        }
    }
    subjects.map(|row, whole| {
        let id = draft.subject_at(*whole).id.as_str();
        let below = of_whole.get(id).map(Vec::as_slice).unwrap_or_default();
        let members = members(draft, source, &parts, below, problems);
        if members.len() < below.len() {
            let text = format!(
                "{} of {} parts have no score and are left out",
                below.len().saturating_sub(members.len()),
                below.len()
            );
            remarks.push(Remark { row: Some(row), node: Some(node), what: NoticeKind::PartsLeftOut, text });
        }
        match (below.is_empty(), members.is_empty()) {
            (true, _) => Figure::NotApplicable,
            (_, true) => Figure::Missing,
            _ => weighted_mean(source.take, &members, &parts).map_or_else(
                || {
                    problems.push(no_mean(indicator, id));
                    Figure::NotApplicable
                },
                Figure::Value,
            ),
        }
    })
}

/// The problem of parts that have no weighted mean.
fn no_mean(indicator: &Indicator, subject: &str) -> Problem {
    let what = format!("`{}` of `{subject}`: the parts weigh nothing", indicator.id);
    Problem::new(ProblemKind::Figure, "values", what).expected("weights with a positive total")
}

/// One part that counts: its weight, its rank and its figure.
type Member = (Exact, Rank, Exact);

/// The parts that have a figure. A weight that is missing or negative is a problem at its cell.
fn members(
    draft: &Draft,
    source: &PartSource,
    parts: &RankedParts,
    below: &[SubjectId],
    problems: &mut Problems,
) -> Vec<Member> {
    let mut members = Vec::with_capacity(below.len());
    for part in below {
        let Some(RankedPart { rank, figure: Some(figure) }) = parts.of_subject.get(part).cloned() else { continue };
        let weight = match &source.weight_by {
            None => Decimal::ONE,
            Some(input) => match draft.values.figure(input, *part) {
                Observation::Value(weight) if weight >= Decimal::ZERO => weight,
                other => {
                    problems.push(no_weight(draft, *part, input, other));
                    continue;
                }
            },
        };
        members.push((weight.into(), rank, figure));
    }
    members
}

/// The problem of a part without a weight.
fn no_weight(draft: &Draft, part: SubjectId, input: &str, found: Observation) -> Problem {
    let id = &draft.subject_at(part).id;
    let found = match found {
        Observation::Value(weight) => plain(weight),
        Observation::NotApplicable => "\"n/a\"".to_owned(),
        Observation::Missing => "none".to_owned(),
    };
    let what = format!("`{id}` is weighed by `{input}`, and has no weight");
    let problem = Problem::new(ProblemKind::MissingFigure, figure_path("values", id, input), what);
    problem.found(found).expected("a number of 0 or more")
}

/// The weighted mean of what is taken of the parts; none where they weigh nothing.
fn weighted_mean(take: Take, members: &[Member], parts: &RankedParts) -> Option<Exact> {
    let ranked = parts.of_subject.len();
    let (mut sum, mut total) = (Exact::ZERO, Exact::ZERO);
    for (weight, rank, figure) in members {
        let counted = match take {
            Take::Mean => figure.clone(),
            Take::ShareAtLeast(cut) => counts(parts.near.compare(figure, &cut.into()).is_ge()),
            Take::ShareOfTop(share) => counts(within(*rank, share, ranked)),
            Take::Extent([full, none]) => extent(*rank, [full, none], ranked)?,
        };
        sum = &sum + &(weight * &counted);
        total = &total + weight;
    }
    sum.over(&total)
}

/// 1 for a part that counts, 0 for one that does not.
fn counts(does: bool) -> Exact {
    if does { Exact::ONE } else { Exact::ZERO }
}

/// Whether a rank is within a share of all ranked subjects.
fn within(rank: Rank, share: Decimal, ranked: usize) -> bool {
    Exact::from(rank.to_decimal()) <= Exact::from(share) * Exact::count(ranked)
}

/// 1 for percentiles up to the first limit, 0.95 to 0.05 in equal steps up to the second, 0 beyond it.
fn extent(rank: Rank, [full, none]: [Decimal; 2], ranked: usize) -> Option<Exact> {
    let hundred = || Exact::from(100);
    // The whole percentile of the rank, from 1 to 100.
    let percentile = (hundred() * Exact::from(rank.to_decimal())).over(&Exact::count(ranked))?;
    let percentile = -Exact::from((-percentile).floor()?);
    let (full, none) = (Exact::from(full) * hundred(), Exact::from(none) * hundred());
    if percentile <= full {
        return Some(Exact::ONE);
    }
    if percentile > none {
        return Some(Exact::ZERO);
    }
    let (first, last) = (Exact::from(Decimal::new(95, 2)), Exact::from(Decimal::new(5, 2)));
    let step = (&first - &last).over(&(none - full.clone() - Exact::ONE))?;
    Some(first - step * (percentile - full - Exact::ONE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Subject;

    fn member(weight: i32, place: usize, figure: i32) -> Member {
        (weight.into(), Rank::whole(place), figure.into())
    }

    /// Ten ranked parts.
    fn ten() -> RankedParts {
        let mut draft = Draft::default();
        let part = || RankedPart { rank: Rank::whole(1), figure: None };
        for number in 0..10 {
            draft = draft.subject(Subject::new(number.to_string(), "a part", "part"));
        }
        let of_subject = draft.by_subject().map(|(id, _)| (id, part())).collect();
        RankedParts { of_subject, kind: "part".to_owned(), near: Near::on(Decimal::ONE_HUNDRED) }
    }

    #[test]
    fn parts_count_by_weight() {
        // By hand: 3 of 4 people live in a part of 80, one in a part of 40.
        let members = [member(3, 1, 80), member(1, 10, 40)];
        let mean = |take| weighted_mean(take, &members, &ten()).unwrap().to_string();
        assert_eq!(mean(Take::Mean), "70");
        assert_eq!(mean(Take::ShareAtLeast(Decimal::from(80))), "0.75");
        assert_eq!(mean(Take::ShareOfTop(Decimal::new(1, 1))), "0.75");
        assert_eq!(mean(Take::ShareOfTop(Decimal::new(9, 2))), "0");
        assert_eq!(weighted_mean(Take::Mean, &[member(0, 1, 80)], &ten()), None);
    }

    #[test]
    fn the_extent_falls_by_percentiles() {
        // The technical report of 2019: 1 up to the 10th percentile, 0.95 at the 11th, 0.05 at the 30th.
        let limits = [Decimal::new(1, 1), Decimal::new(3, 1)];
        for (place, expected) in
            [(1, "1"), (100, "1"), (101, "0.95"), (110, "0.95"), (300, "0.05"), (301, "0"), (1000, "0")]
        {
            let extent = extent(Rank::whole(place), limits, 1000).unwrap().to_decimal().unwrap();
            assert_eq!(extent.to_string(), expected, "{place}");
        }
    }
}
