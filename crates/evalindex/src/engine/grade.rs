//! Grades: cut points, requirements, quotas that never split equal scores, vetoes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{Arena, GradeId, Id, Index, Within};
use crate::number::Exact;

/// A ranked subject as grading sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<K> {
    /// The score as the index compares it, or its class: equal ones stay together.
    pub(crate) score: K,
    /// Whether a veto gives it the last grade.
    pub(crate) lowest: bool,
    /// Whether a veto bars it from the first grade.
    pub(crate) barred: bool,
    /// The number of its group, for quotas within groups.
    pub(crate) group: usize,
}

/// What a candidate has of that which a grade asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Its total is beyond the cut.
    Beyond,
    /// Its total meets the cut, and a node does not score as the grade requires.
    Lacking,
    /// All of it.
    Met,
}

impl Fit {
    /// From whether the total meets the cut, and the requirements are met.
    pub(crate) fn of(cut: bool, requirements: impl FnOnce() -> bool) -> Self {
        match cut {
            false => Self::Beyond,
            true if requirements() => Self::Met,
            true => Self::Lacking,
        }
    }
}

/// The grade of a candidate, and what moved it from the grade that its score meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Graded {
    /// None where its score meets no grade that has room.
    pub(crate) grade: Option<GradeId>,
    /// The best grade that its score meets and whose quota was full.
    pub(crate) over_quota: Option<GradeId>,
    /// The best grade whose cut it meets, and not a requirement.
    pub(crate) lacking: Option<GradeId>,
    /// Whether a veto changed the grade.
    pub(crate) vetoed: bool,
}

/// The grades of candidates, which are sorted best first; `fit` says what one has of that which a grade asks for: one
/// without a cut asks for no total. None where the index has no grades.
pub(crate) fn grade<I: Copy, K: Copy + PartialEq>(
    index: &Index,
    candidates: &Arena<I, Candidate<K>>,
    fit: impl Fn(Id<I>, GradeId) -> Fit,
) -> Option<Arena<I, Graded>> {
    let (last, _) = index.by_grade().next_back()?;
    // The grade that each candidate has been given, and the best grade whose quota was full for it.
    // A veto takes a grade away, and gives none to who is below every cut.
    let mut vetoed = candidates.map(|at, one| one.lowest && fit(at, last) == Fit::Met);
    let mut given = vetoed.map(|_, lowest| lowest.then_some(last));
    let (mut over_quota, mut lacking) = (candidates.filled(None), candidates.filled(None));
    for (position, (id, grade)) in index.by_grade().enumerate() {
        let mut open: Vec<(Id<I>, K)> = Vec::new();
        for (at, one) in candidates.iter() {
            let found = if one.lowest || given[at].is_some() { Fit::Beyond } else { fit(at, id) };
            if found == Fit::Lacking {
                lacking[at] = lacking[at].or(Some(id));
            }
            if found != Fit::Met {
                continue;
            }
            if position == 0 && id < last && one.barred {
                vetoed[at] = true;
            } else {
                open.push((at, one.score));
            }
        }
        // One group of all candidates, or each by itself, best first as before.
        let group = |at: Id<I>| if grade.within == Within::Group { candidates[at].group } else { 0 };
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        if grade.within == Within::Group {
            open.sort_by_key(|(at, _)| group(*at));
            for one in candidates.values() {
                let size = sizes.entry(one.group).or_default();
                *size = size.saturating_add(1);
            }
        } else {
            sizes.insert(0, candidates.len());
        }
        for part in open.chunk_by(|one, two| group(one.0) == group(two.0)) {
            let among = part.first().and_then(|(at, _)| sizes.get(&group(*at))).copied().unwrap_or_default();
            let mut room = grade.max_share.map(|share| quota(share, among));
            for equals in part.chunk_by(|one, two| one.1 == two.1) {
                let fits = room.is_none_or(|room| equals.len() <= room);
                room = room.map(|room| if fits { room.saturating_sub(equals.len()) } else { 0 });
                for (at, _) in equals {
                    if fits {
                        given[*at] = Some(id);
                    } else {
                        over_quota[*at] = over_quota[*at].or(Some(id));
                    }
                }
            }
        }
    }
    let graded = |at, grade: &Option<GradeId>| Graded {
        grade: *grade,
        over_quota: over_quota[at],
        lacking: lacking[at],
        vetoed: vetoed[at],
    };
    Some(given.map(graded))
}

/// The number of subjects within `share` (0 to 1) of all of them, rounded down.
pub(crate) fn quota(share: Decimal, subjects: usize) -> usize {
    let whole = (Exact::from(share) * Exact::count(subjects)).floor();
    whole.and_then(|whole| usize::try_from(whole).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Grade, PerRanked};

    fn grades() -> Vec<Grade> {
        vec![
            Grade::new("excellent").at_least(90).max_share(Decimal::new(3, 1)),
            Grade::new("good").at_least(80),
            Grade::new("fair"),
        ]
    }

    fn candidates(scores: &[&str]) -> PerRanked<Candidate<Decimal>> {
        let candidate = |text: &&str| Candidate {
            score: Decimal::from_str_exact(text).unwrap(),
            lowest: false,
            barred: false,
            group: 0,
        };
        scores.iter().map(candidate).collect()
    }

    fn graded(candidates: &PerRanked<Candidate<Decimal>>) -> Vec<Graded> {
        let mut index = Index::new("i", "I", "region");
        index.grades = grades();
        outcomes(&index, candidates)
    }

    fn outcomes(index: &Index, candidates: &PerRanked<Candidate<Decimal>>) -> Vec<Graded> {
        let fit =
            |at, grade| Fit::of(index.grade_at(grade).at_least.is_none_or(|cut| candidates[at].score >= cut), || true);
        grade(index, candidates, fit).unwrap().into_iter().collect()
    }

    fn given(candidates: &PerRanked<Candidate<Decimal>>) -> Vec<usize> {
        graded(candidates).into_iter().map(|graded| graded.grade.unwrap().number()).collect()
    }

    #[test]
    fn lower_edges_are_inclusive_and_the_last_grade_takes_the_rest() {
        let all = candidates(&["90", "89.9999999999", "80", "79.99", "-3", "1", "1", "1", "1", "1"]);
        assert_eq!(given(&all), [0, 1, 1, 2, 2, 2, 2, 2, 2, 2]);
    }

    #[test]
    fn who_is_below_every_written_cut_has_no_grade() {
        let mut index = Index::new("i", "I", "region");
        index.grades = vec![Grade::new("good").at_least(80), Grade::new("pass").at_least(60)];
        let mut all = candidates(&["85", "60", "59.99", "40"]);
        // A veto to the lowest grade gives none to the one below.
        for (at, one) in all.values_mut().enumerate() {
            one.lowest = at == 0 || at == 3;
        }
        let outcome = outcomes(&index, &all);
        let given: Vec<_> = outcome.iter().map(|one| (one.grade.map(GradeId::number), one.vetoed)).collect();
        assert_eq!(given, [(Some(1), true), (Some(1), false), (None, false), (None, false)]);
    }

    #[test]
    fn a_full_quota_of_the_last_grade_leaves_no_grade() {
        // 30 % of 4 is 1.
        let mut index = Index::new("i", "I", "region");
        index.grades = vec![Grade::new("model").at_least(80).max_share(Decimal::new(3, 1))];
        let outcome = outcomes(&index, &candidates(&["95", "90", "80", "50"]));
        let given: Vec<_> = outcome.iter().map(|one| (one.grade.is_some(), one.over_quota.is_some())).collect();
        assert_eq!(given, [(true, false), (false, true), (false, true), (false, false)]);
    }

    #[test]
    fn a_quota_is_rounded_down_and_never_splits_equals() {
        // 30 % of 11 is 3; the third and fourth are equal, so both fall.
        let mut scores = vec!["99", "98", "95", "95", "94"];
        scores.resize(11, "50");
        let all = candidates(&scores);
        assert_eq!(given(&all)[..5], [0, 0, 1, 1, 1]);
        let outcome = graded(&all);
        assert_eq!(outcome[2].over_quota.map(GradeId::number), Some(0));
        assert_eq!(outcome[4].over_quota.map(GradeId::number), Some(0));
        assert_eq!(outcome[5].over_quota, None);
        assert_eq!(quota(Decimal::new(3, 1), 10), 3);
    }

    #[test]
    fn a_barred_subject_takes_no_room_in_the_quota() {
        let mut scores = vec!["99", "98", "97", "96"];
        scores.resize(11, "50");
        let mut all = candidates(&scores);
        for (at, one) in all.values_mut().take(2).enumerate() {
            (one.lowest, one.barred) = (at == 0, at == 1);
        }
        let outcome = graded(&all);
        assert_eq!(outcome.iter().map(|one| one.grade.unwrap().number()).take(4).collect::<Vec<_>>(), [2, 1, 0, 0]);
        assert!(outcome[0].vetoed && outcome[1].vetoed && !outcome[2].vetoed);
        assert_eq!(outcome[1].over_quota, None);
    }

    #[test]
    fn nobody_is_barred_from_the_only_grade() {
        let mut index = Index::new("i", "I", "region");
        index.grades = vec![Grade::new("pass").at_least(60)];
        let mut all = candidates(&["85", "40"]);
        for one in all.values_mut() {
            one.barred = true;
        }
        let outcome = outcomes(&index, &all);
        let given: Vec<_> = outcome.iter().map(|one| (one.grade.is_some(), one.vetoed)).collect();
        assert_eq!(given, [(true, false), (false, false)]);
    }
}
