//! Bonus, deduction, penalty and veto of each subject in one index.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::diagnostics::Remark;
use super::given::given_adjustments;
use super::prepare::ScoredIndex;
use crate::model::{
    Adjustment, AdjustmentLimits, Draft, Effect, Index, NodeId, PerRow, PercentOf, Points, Row, Tree, VetoEffect,
};
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
    /// All points, before limits.
    sums: Sums,
    /// Those of them that do not depend on scores.
    fixed: Sums,
    /// The percentages of scores, which are added to them.
    percentages: Vec<Percentage>,
}

/// Points before limits.
#[derive(Clone, Debug, Default)]
struct Sums {
    bonus: Exact,
    deduction: Exact,
    penalty: Exact,
}

impl Sums {
    fn add(&mut self, effect: &Effect, points: &Exact) {
        let sum = match effect {
            Effect::Bonus(_) => &mut self.bonus,
            Effect::Deduction(_) => &mut self.deduction,
            Effect::Penalty(_) => &mut self.penalty,
            Effect::Veto(_) => return,
        };
        *sum = &*sum + points;
    }
}

/// A percentage of a score of the subject.
#[derive(Clone, Debug)]
struct Percentage {
    effect: Effect,
    share: Exact,
    node: NodeId,
}

impl Adjusted {
    /// The reason of the first veto with this effect.
    pub(crate) fn veto(&self, effect: VetoEffect) -> Option<&str> {
        self.vetoes.iter().find(|(found, _)| *found == effect).map(|(_, reason)| reason.as_str())
    }

    /// Adds one adjustment of the subject.
    fn take(&mut self, one: &Adjustment, tree: &Tree) {
        match (&one.effect, one.effect.points()) {
            (Effect::Veto(effect), _) => self.vetoes.push((*effect, one.reason.clone())),
            (effect, Some(Points::Given(points))) => self.fixed.add(effect, &Exact::from(*points)),
            (effect, Some(Points::Percent { percent, of })) => {
                let node = match of {
                    PercentOf::Base => Some(tree.top()),
                    PercentOf::Node(id) => tree.find(id),
                };
                let share = Exact::from(*percent).over(&Exact::from(100));
                let found = node.zip(share).map(|(node, share)| Percentage { effect: effect.clone(), share, node });
                self.percentages.extend(found);
            }
            (_, Some(Points::BySteps) | None) => {}
        }
    }

    /// Whether points depend on scores, and so on weights.
    pub(crate) fn has_percentages(&self) -> bool {
        !self.percentages.is_empty()
    }

    /// Whether more points at some node below the top may lower the total: a percentage of its score is taken away.
    pub(crate) fn takes_below(&self, top: NodeId) -> bool {
        self.percentages.iter().any(|one| one.node != top && matches!(one.effect, Effect::Deduction(_)))
    }

    /// Sets the points under these scores of the subject, within the limits of the index.
    pub(crate) fn settle(&mut self, limits: &AdjustmentLimits, score: impl Fn(NodeId) -> Option<Exact>) {
        self.sums = self.fixed.clone();
        for Percentage { effect, share, node } in &self.percentages {
            self.sums.add(effect, &(share * &score(*node).unwrap_or_default()));
        }
        let within = |sum: &Exact, limit: Option<Decimal>| cut(sum, limit).unwrap_or_else(|| sum.clone());
        self.bonus = within(&self.sums.bonus, limits.max_bonus);
        self.deduction = within(&self.sums.deduction, limits.max_deduction);
        self.penalty = self.sums.penalty.clone();
        let bonus = if limits.bonus_counts { self.bonus.clone() } else { Exact::ZERO };
        self.added = &(&bonus - &self.deduction) + &self.penalty;
    }

    /// What the limits of the index cut of the points of the subject in this row.
    pub(super) fn cuts(&self, row: Row, limits: &AdjustmentLimits) -> impl Iterator<Item = Remark> {
        let sorts = [
            (&self.sums.bonus, limits.max_bonus, NoticeKind::BonusLimited, "bonus"),
            (&self.sums.deduction, limits.max_deduction, NoticeKind::DeductionLimited, "deduction"),
        ];
        sorts.into_iter().filter_map(move |(sum, limit, what, name)| {
            let limit = cut(sum, limit)?;
            let text = format!("{name} of {} points is cut to the limit of {limit}", sum.shown());
            Some(Remark { row: Some(row), node: None, what, text })
        })
    }
}

/// The limit of points, where it cuts them.
fn cut(sum: &Exact, limit: Option<Decimal>) -> Option<Exact> {
    limit.map(Exact::from).filter(|limit| sum > limit)
}

/// An index with the scores of its indicators and the adjustments of its subjects.
#[derive(Debug)]
pub(crate) struct AdjustedIndex {
    pub(crate) scored: ScoredIndex,
    pub(crate) adjusted: PerRow<Adjusted>,
}

/// The adjustments of each subject of an index. Those with percentages are settled when their scores are known.
pub(crate) fn adjusted(draft: &Draft, index: &Index, scored: &mut ScoredIndex) -> PerRow<Adjusted> {
    let (tree, subjects, remarks) = (&scored.tree, &scored.subjects, &mut scored.diagnostics.remarks);
    let mut all = subjects.filled(Adjusted::default());
    let given = given_adjustments(draft, index);
    let penalties = by_subject(given.get(draft.adjustments.len()..).unwrap_or_default(), index);
    let by_subject = by_subject(&given, index);
    if by_subject.is_empty() {
        return all;
    }
    for (row, adjusted) in all.iter_mut() {
        let id = draft.subject_at(subjects[row]).id.as_str();
        let Some(given) = by_subject.get(id) else { continue };
        for adjustment in given {
            adjusted.take(adjustment, tree);
        }
        remarks.extend(penalties.get(id).into_iter().flatten().filter_map(|penalty| penalised(row, penalty)));
        if !adjusted.has_percentages() {
            adjusted.settle(&index.adjustments, |_| None);
            remarks.extend(adjusted.cuts(row, &index.adjustments));
        }
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
    let text = format!("{} points {what} for {}", plain(penalty.effect.points()?.given()?), penalty.reason);
    Some(Remark { row: Some(row), node: None, what: NoticeKind::Penalised, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_cuts_the_sum_and_says_so() {
        let exact = |tenths: i64| Exact::from(Decimal::new(tenths, 1));
        let settled = |limit: Option<Decimal>| {
            let mut adjusted = Adjusted::default();
            for points in [Decimal::new(3, 0), Decimal::new(25, 1)] {
                adjusted.fixed.add(&Effect::Bonus(points.into()), &points.into());
            }
            let limits = AdjustmentLimits { max_bonus: limit, ..AdjustmentLimits::default() };
            adjusted.settle(&limits, |_| None);
            let row = PerRow::from_iter([()]).ids().next().unwrap();
            let told: Vec<String> = adjusted.cuts(row, &limits).map(|remark| remark.text).collect();
            (adjusted.added, told)
        };
        assert_eq!(settled(None), (exact(55), vec![]));
        let told = "bonus of 5.5 points is cut to the limit of 5".to_owned();
        assert_eq!(settled(Some(Decimal::from(5))), (exact(50), vec![told]));
        assert_eq!(settled(Some(Decimal::new(55, 1))), (exact(55), vec![]));
    }
}
