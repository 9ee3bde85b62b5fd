//! The grades of an index under given weights, and the remarks on what moved one.

use std::collections::BTreeMap;

use super::decide::Scores;
use super::diagnostics::Remark;
use super::grade::{Candidate, Fit, Graded, grade, quota};
use super::view::{Placed, View};
use crate::model::{Grade, GradeId, PerRanked, RankedId, Requirement, Row, VetoEffect, Within};
use crate::number::plain;
use crate::order::{Rank, class};
use crate::result::{GradeName, NoticeKind};
use crate::support::Refused;

/// The grade of every ranked subject; none where the index has no grades.
pub(super) fn graded(view: &View<'_>, placed: &Placed) -> Option<PerRanked<Graded>> {
    let groups = GroupNumbers::new(view);
    let candidates = placed.map(|_, (ranked, _)| groups.candidate(view, ranked.row, ranked.class));
    let fit = |at: RankedId, grade: GradeId| {
        let (row, grade) = (placed[at].0.row, view.index.grade_at(grade));
        Fit::of(grade.cut().is_none_or(|cut| view.reaches(row, cut)), || meets_requirements(view, row, grade))
    };
    grade(view.index, &candidates, fit)
}

/// The groups by name, numbered for quotas within them; none where no grade has such a quota.
pub(crate) struct GroupNumbers<'a>(BTreeMap<&'a str, usize>);

impl<'a> GroupNumbers<'a> {
    pub(crate) fn new(view: &View<'a>) -> Self {
        if view.index.grades.iter().all(|grade| grade.within == Within::All) {
            return Self(BTreeMap::new());
        }
        let names = view.scored.subjects.ids().filter_map(|row| view.subject(row).group.as_deref());
        let mut numbers: BTreeMap<&str, usize> = names.map(|name| (name, 0)).collect();
        numbers.values_mut().zip(1..).for_each(|(number, next)| *number = next);
        Self(numbers)
    }

    /// A ranked subject of this class of totals, as grading sees it.
    pub(crate) fn candidate<K>(&self, view: &View<'_>, row: Row, score: K) -> Candidate<K> {
        let vetoed = |effect| view.adjusted[row].veto(effect).is_some();
        let group = view.subject(row).group.as_deref().and_then(|name| self.0.get(name)).copied();
        Candidate {
            score,
            lowest: vetoed(VetoEffect::LowestGrade),
            barred: vetoed(VetoEffect::BarTopGrade),
            group: group.unwrap_or_default(),
        }
    }
}

/// Whether every node scores as a grade requires of it for a subject.
pub(crate) fn meets_requirements(view: &View<'_>, row: Row, grade: &Grade) -> bool {
    grade.requires.iter().all(|one| is_met(view, row, one))
}

/// Whether a node scores as required, as the index compares scores; of a node that is left out nothing is required.
pub(crate) fn is_met(view: &View<'_>, row: Row, requirement: &Requirement) -> bool {
    let (Some(node), Some(cut)) = (view.scored.tree.find(&requirement.node), requirement.cut()) else { return false };
    view.aggregated.is_left_out(node) || view.is_as_good(&view.aggregated.scores(node), row, cut)
}

/// The number of subjects that may have a grade with a quota where a subject stands: of all ranked ones, or of its group.
pub(crate) fn quota_of(view: &View<'_>, placed: &Placed, grade: &Grade, row: Row) -> Option<usize> {
    let own = view.subject(row).group.as_deref();
    let counts = |other: Row| grade.within == Within::All || view.subject(other).group.as_deref() == own;
    let among = || placed.values().filter(|(other, _)| counts(other.row)).count();
    grade.max_share.map(|share| quota(share, among()))
}

/// The number of each ranked subject's grade or class, from 0 for the best; none where it has none.
pub(crate) fn grade_numbers(view: &View<'_>, placed: &Placed) -> PerRanked<Option<usize>> {
    let graded = graded(view, placed);
    placed.map(|at, (_, rank)| match (&graded, view.index.classes) {
        (Some(graded), _) => graded[at].grade.map(GradeId::number),
        (None, Some(classes)) => class(classes, *rank, placed.len()).checked_sub(1),
        (None, None) => None,
    })
}

/// The name of each ranked subject's grade or class.
pub(crate) fn grades(view: &View<'_>, placed: &Placed) -> Vec<(Row, Option<String>)> {
    let graded = graded(view, placed);
    let name = |at: RankedId, rank: Rank| {
        let grade = graded.as_ref().and_then(|graded| Some(grade_name(view, graded[at].grade?)));
        grade.or_else(|| class_name(view, rank, placed.len())).map(|grade| grade.name)
    };
    placed.iter().map(|(at, (ranked, rank))| (ranked.row, name(at, *rank))).collect()
}

pub(super) fn grade_name(view: &View<'_>, grade: GradeId) -> GradeName {
    let grade = view.index.grade_at(grade);
    GradeName { name: grade.name.clone(), name_zh: grade.name_zh.clone() }
}

pub(super) fn class_name(view: &View<'_>, rank: Rank, subjects: usize) -> Option<GradeName> {
    let number = class(view.index.classes?, rank, subjects);
    Some(GradeName { name: number.to_string(), name_zh: None })
}

/// The remarks on a grade that a requirement, a quota or a veto has changed, or on none.
pub(super) fn grade_remarks(view: &View<'_>, row: Row, graded: Graded) -> Result<Vec<Remark>, Refused> {
    let mut remarks = Vec::new();
    let name = |grade: GradeId| view.index.grade_at(grade).name.as_str();
    let given = graded.grade.map_or_else(|| "no grade".to_owned(), |grade| format!("`{}`", name(grade)));
    let mut add = |what, text| remarks.push(Remark { row: Some(row), node: None, what, text });
    if let Some(grade) = graded.lacking {
        let lacks = lacks(view, row, view.index.grade_at(grade));
        let lacks = lacks.ok_or_else(|| Refused::internal("a requirement that is not met is met"))?;
        add(NoticeKind::Requirement, format!("meets the cut of `{}`, which requires {lacks}: {given}", name(grade)));
    }
    if let Some(grade) = graded.over_quota {
        add(NoticeKind::Quota, format!("meets `{}`, whose quota is full: {given}", name(grade)));
    } else if graded.grade.is_none() && graded.lacking.is_none() {
        let side = if view.order().is_ascending() { "above" } else { "below" };
        add(NoticeKind::Ungraded, format!("is {side} the cut of every grade: no grade"));
    }
    if graded.vetoed {
        let effects = [VetoEffect::LowestGrade, VetoEffect::BarTopGrade];
        let adjusted = &view.adjusted[row];
        let reason = effects.iter().find_map(|effect| adjusted.veto(*effect));
        let reason = reason.ok_or_else(|| Refused::internal("a grade changed by a veto has no veto"))?;
        add(NoticeKind::Veto, format!("graded {given} by veto: {reason}"));
    }
    Ok(remarks)
}

/// The first requirement of a grade that a subject does not meet, with what it has.
fn lacks(view: &View<'_>, row: Row, grade: &Grade) -> Option<String> {
    let one = grade.requires.iter().find(|one| !is_met(view, row, one))?;
    let node = view.scored.tree.find(&one.node)?;
    let (id, cut, score) = (&one.node, plain(one.cut()?), view.aggregated.scores(node).exact(row));
    let score = score.map(|score| score.shown());
    Some(match (view.order().is_ascending(), score) {
        (false, Some(score)) => format!("at least {cut} of `{id}`, which has {score}"),
        (true, Some(score)) => format!("at most {cut} of `{id}`, which has {score}"),
        (false, None) => format!("at least {cut} of `{id}`, which has no score"),
        (true, None) => format!("at most {cut} of `{id}`, which has no score"),
    })
}
