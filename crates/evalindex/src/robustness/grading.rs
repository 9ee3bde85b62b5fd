//! Grades of drawn rankings.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::engine::{Candidate, Fit, GroupNumbers, Placed, View, grade, quota};
use crate::model::{GradeId, PerGrade, PerRanked, RankedId};
use crate::number::{Rounding, RoundingMode, Score};
use crate::order::{CompareBy, Rank, Ties, class, to_ten_decimals};

/// What grades depend on beside totals and ranks. Subjects are in the order of the present ranking.
pub(super) struct Grading<'a> {
    view: &'a View<'a>,
    /// The cut points as keys of totals.
    cuts: PerGrade<Option<i128>>,
    /// For each subject, what holds of it whatever its total.
    known: PerRanked<Candidate<()>>,
}

/// Subjects with the grades that require more of a node than it scores.
pub(super) type Lacking = BTreeSet<(RankedId, GradeId)>;

impl<'a> Grading<'a> {
    /// The grading of an index; none where it has neither grades nor classes.
    pub(super) fn new(view: &'a View<'a>, placed: &Placed) -> Option<Self> {
        if view.index.grades.is_empty() && view.index.classes.is_none() {
            return None;
        }
        let key = |cut: Decimal| match Score::from_decimal(cut) {
            Some(score) => match view.index.ranking.by {
                CompareBy::Exact => to_ten_decimals(score.units()),
                CompareBy::Published => least_count(cut, view.index.rounding),
            },
            // Beyond the range of scores: every total is above it, or every one below.
            None if cut.is_sign_negative() => i128::MIN,
            None => i128::MAX,
        };
        let cuts =
            view.index.by_grade().map(|(_, grade)| grade.cut().map(|cut| key(view.order().merit(cut)))).collect();
        let groups = GroupNumbers::new(view);
        let known = placed.map(|_, (ranked, _)| groups.candidate(view, ranked.row, ()));
        Some(Self { view, cuts, known })
    }

    /// The number of grades or classes.
    pub(super) fn count(&self) -> usize {
        self.view.index.classes.map_or(self.view.index.grades.len(), |classes| classes.count)
    }

    /// The name of each grade or class.
    pub(super) fn names(&self) -> Vec<String> {
        match self.view.index.classes {
            Some(classes) => (1..=classes.count).map(|class| class.to_string()).collect(),
            None => self.view.index.grades.iter().map(|grade| grade.name.clone()).collect(),
        }
    }

    /// Whether a veto gives a subject the last grade, and whether a veto bars it from the first.
    pub(super) fn vetoes(&self, subject: RankedId) -> (bool, bool) {
        (self.known[subject].lowest, self.known[subject].barred)
    }

    /// The largest number of subjects in a grade; none where it has no quota.
    pub(super) fn quota(&self, grade: usize) -> Option<usize> {
        let share = self.view.index.grades.get(grade)?.max_share?;
        Some(quota(share, self.known.len()))
    }

    /// The grade of each subject, as its position in the list of grades, [`Self::count`] where it has none. `keys` and `places` are those of the subjects
    /// in the order of the present ranking; `lacking` are those that do not meet what grades require of nodes.
    pub(super) fn grades(&self, keys: &[i128], places: &[u32], lacking: &Lacking) -> PerRanked<usize> {
        let subjects = places.len();
        if let Some(classes) = self.view.index.classes {
            let shared = self.view.index.ranking.ties == Ties::Average;
            let of_place = |place: &u32| {
                let first = *place as usize;
                let sharing = if shared { places.iter().filter(|other| *other == place).count() } else { 1 };
                let rank = Rank::between(first, first.saturating_add(sharing).saturating_sub(1));
                class(classes, rank, subjects).saturating_sub(1)
            };
            return places.iter().map(of_place).collect();
        }
        let mut order: Vec<(u32, RankedId, i128)> =
            places.iter().zip(self.known.ids()).zip(keys).map(|((place, id), key)| (*place, id, *key)).collect();
        order.sort_by_key(|(place, ..)| *place);
        let candidate = |(_, id, key): &(u32, RankedId, i128)| {
            let Candidate { lowest, barred, group, .. } = self.known[*id];
            Candidate { score: *key, lowest, barred, group }
        };
        let candidates: PerRanked<Candidate<i128>> = order.iter().map(candidate).collect();
        let mut grades = self.known.filled(self.count());
        let fit = |at: RankedId, grade| {
            let meets = self.cuts[grade].is_none_or(|cut| candidates[at].score >= cut);
            let lacks = || order.get(at.number()).is_some_and(|(_, id, _)| lacking.contains(&(*id, grade)));
            Fit::of(meets, || lacking.is_empty() || !lacks())
        };
        let outcomes = grade(self.view.index, &candidates, fit).into_iter().flatten();
        for ((_, id, _), graded) in order.iter().zip(outcomes) {
            grades[*id] = graded.grade.map_or(self.count(), GradeId::number);
        }
        grades
    }
}

/// The least count of the last published digit that is not below a cut.
fn least_count(cut: Decimal, rounding: Rounding) -> i128 {
    let below = Rounding::new(rounding.decimals, RoundingMode::Floor).apply(cut);
    below.mantissa().saturating_add(i128::from(below < cut))
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::robustness::{Control, Draws};

    #[test]
    fn no_total_meets_a_cut_beyond_the_range_of_scores() {
        let text = r#"{"format": "evalindex/1", "indexes": [{"id": "i", "name": "I", "kind": "region",
            "children": [{"id": "a", "name": "A", "weight": 50, "rule": {"type": "as_is"}},
                {"id": "b", "name": "B", "weight": 50, "rule": {"type": "as_is"}}],
            "grades": [{"name": "high", "at_least": 100000000000000000000}, {"name": "low"}]}],
            "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#;
        let prepared = Document::from_json(text).unwrap().prepare().unwrap();
        let grade = prepared.evaluate().unwrap().indexes[0].ranking[0].grade.clone();
        assert_eq!(grade.unwrap().name, "low");
        let found = prepared.robustness("i", &Draws::new(10, 1), Control::new()).unwrap();
        let shares: Vec<_> = found.subjects[0].grades.iter().map(|(name, share)| (name.as_str(), *share)).collect();
        assert_eq!(shares, [("high", 0.into()), ("low", 1.into())]);
    }
}
