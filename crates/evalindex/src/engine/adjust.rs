//! Bonus, deduction, penalty and veto of each subject in one index.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::diagnostics::Remark;
use super::prepare::ScoredIndex;
use super::supervise::adjustments;
use crate::model::{Adjustment, Draft, Effect, Index, PerRow, Row, SubjectId, VetoEffect};
use crate::number::{Exact, plain};
use crate::result::NoticeKind;

/// The adjustments of one subject, summed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Adjusted {
    /// Points added, at most the limit of the index.
    pub(crate) bonus: Exact,
    /// Points taken off, at most the limit of the index.
    pub(crate) deduction: Exact,
    /// Points added where the lowest total is the best.
    pub(crate) penalty: Exact,
    /// What all add to the base score; a bonus only where it counts.
    pub(crate) added: Exact,
    /// The effects of vetoes, with their reasons.
    pub(crate) vetoes: Vec<(VetoEffect, String)>,
}

impl Adjusted {
    /// The reason of the first veto with this effect.
    pub(crate) fn veto(&self, effect: VetoEffect) -> Option<&str> {
        self.vetoes.iter().find(|(found, _)| *found == effect).map(|(_, reason)| reason.as_str())
    }
}

/// An index with the scores of its indicators and the adjustments of its subjects.
#[derive(Debug)]
pub(crate) struct AdjustedIndex {
    pub(crate) scored: ScoredIndex,
    pub(crate) adjusted: PerRow<Adjusted>,
}

/// The adjustments of each subject of an index.
pub(crate) fn adjusted(
    draft: &Draft,
    index: &Index,
    subjects: &PerRow<SubjectId>,
    remarks: &mut Vec<Remark>,
) -> PerRow<Adjusted> {
    let mut all = subjects.filled(Adjusted::default());
    let given = adjustments(draft, index);
    let penalties = by_subject(given.get(draft.adjustments.len()..).unwrap_or_default(), index);
    let by_subject = by_subject(&given, index);
    if by_subject.is_empty() {
        return all;
    }
    for (row, adjusted) in all.iter_mut() {
        let id = draft.subject_at(subjects[row]).id.as_str();
        let Some(given) = by_subject.get(id) else { continue };
        let mut points = Points::default();
        for adjustment in given {
            match adjustment.effect {
                Effect::Bonus(bonus) => points.bonus.push(bonus),
                Effect::Deduction(deduction) => points.deduction.push(deduction),
                Effect::Penalty(penalty) => adjusted.penalty = &adjusted.penalty + &Exact::from(penalty),
                Effect::Veto(effect) => adjusted.vetoes.push((effect, adjustment.reason.clone())),
            }
        }
        remarks.extend(penalties.get(id).into_iter().flatten().filter_map(|penalty| penalised(row, penalty)));
        let limits = &index.adjustments;
        let mut within_limit = |given: &[Decimal], limit: Option<Decimal>, what: NoticeKind, name: &str| {
            let (points, cut) = limited(given, limit);
            if cut {
                let sum: Exact = given.iter().copied().map(Exact::from).sum();
                let text = format!("{name} of {sum} points is cut to the limit of {points}");
                remarks.push(Remark { row: Some(row), node: None, what, text });
            }
            points
        };
        adjusted.bonus = within_limit(&points.bonus, limits.max_bonus, NoticeKind::BonusLimited, "bonus");
        adjusted.deduction =
            within_limit(&points.deduction, limits.max_deduction, NoticeKind::DeductionLimited, "deduction");
        let bonus = if limits.bonus_counts { adjusted.bonus.clone() } else { Exact::ZERO };
        adjusted.added = &(&bonus - &adjusted.deduction) + &adjusted.penalty;
    }
    all
}

/// The adjustments that apply in an index, by the id of their subject, in their order.
pub(super) fn by_subject<'a>(adjustments: &'a [Adjustment], index: &Index) -> BTreeMap<&'a str, Vec<&'a Adjustment>> {
    let of_index = adjustments.iter().filter(|one| one.is_in(&index.id));
    let mut by_subject: BTreeMap<&str, Vec<&Adjustment>> = BTreeMap::new();
    for adjustment in of_index {
        by_subject.entry(&adjustment.subject).or_default().push(adjustment);
    }
    by_subject
}

/// The remark on a deduction or a penalty for tasks.
fn penalised(row: Row, penalty: &Adjustment) -> Option<Remark> {
    let what = if matches!(penalty.effect, Effect::Penalty(_)) { "added" } else { "taken off" };
    let text = format!("{} points {what} for {}", plain(penalty.effect.points()?), penalty.reason);
    Some(Remark { row: Some(row), node: None, what: NoticeKind::Penalised, text })
}

/// The points of one subject, one for each adjustment.
#[derive(Default)]
struct Points {
    bonus: Vec<Decimal>,
    deduction: Vec<Decimal>,
}

/// The sum of points, cut to the limit, and whether the limit cut it.
fn limited(given: &[Decimal], limit: Option<Decimal>) -> (Exact, bool) {
    let sum: Exact = given.iter().copied().map(Exact::from).sum();
    match limit.map(Exact::from) {
        Some(limit) if sum > limit => (limit, true),
        _ => (sum, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_cuts_the_sum_and_says_so() {
        let points = [Decimal::new(3, 0), Decimal::new(25, 1)];
        let exact = |tenths: i64| Exact::from(Decimal::new(tenths, 1));
        assert_eq!(limited(&points, None), (exact(55), false));
        assert_eq!(limited(&points, Some(Decimal::from(5))), (exact(50), true));
        assert_eq!(limited(&points, Some(Decimal::new(55, 1))), (exact(55), false));
    }
}
