//! From the base score to the total: adjustments, their limits, and what rounding leaves.

use super::build::Builder;
use super::explanation::{LimitedTotal, TotalSum};
use crate::engine::{Scores, TotalLimit, given_adjustments, limit_of};
use crate::model::{Adjustment, Effect};
use crate::number::{Exact, Formula};

impl Builder<'_> {
    /// From the base score to the total; none where nothing that counts has a score.
    pub(super) fn total_sum(&self) -> Option<TotalSum> {
        let (base, score) = self.view.published(self.row)?;
        let [base, score] = [base, score].map(|one| self.view.as_published(one));
        let (adjusted, bonus_counts) = (&self.view.adjusted[self.row], self.view.index.adjustments.bonus_counts);
        let (bonus, deduction) = (self.published(&adjusted.bonus)?, self.published(&adjusted.deduction)?);
        let counted = bonus_counts.then_some(bonus);
        let penalty = self.view.order().is_ascending().then(|| self.published(&adjusted.penalty));
        let penalty = penalty.map_or(Some(None), |penalty| penalty.map(Some))?;
        let limit = self.limited_total();
        let limited = limit.as_ref().map(|limit| limit.points);
        let negative = self.difference(rust_decimal::Decimal::ZERO, std::iter::once(deduction))?;
        Some(TotalSum {
            base,
            adjustments: self.adjustments(|effect| !matches!(effect, Effect::Veto(_))),
            bonus,
            deduction,
            penalty,
            bonus_counts,
            rounding: self
                .difference(score, [base, negative].into_iter().chain(counted).chain(penalty).chain(limited))?,
            limit,
            score,
        })
    }

    /// What the floor or the cap changes; none where neither does.
    fn limited_total(&self) -> Option<LimitedTotal> {
        let (index, near) = (self.view.index, self.view.scored.near);
        let totals = self.view.totals();
        let sum = totals.sum(self.row)?;
        let (by, at) = limit_of(index, &sum, near)?;
        let (base, added) = (self.view.base().exact(self.row)?, self.view.added(self.row));
        let unlimited = if added.is_zero() { Formula::from(&base) } else { Formula::from(&base) + added };
        let formula = match by {
            TotalLimit::Floor => unlimited.max(at),
            TotalLimit::Cap => unlimited.min(at),
        };
        let value = Exact::from(at);
        let points = self.published(&(&value - &sum))?;
        Some(LimitedTotal { by, formula, value, points })
    }

    /// The adjustments of the subject in this index that have such an effect.
    pub(super) fn adjustments(&self, counts: impl Fn(&Effect) -> bool) -> Vec<Adjustment> {
        let (index, subject) = (self.view.index, &self.view.subject(self.row).id);
        let given = given_adjustments(self.view.draft, index);
        let own = given.iter().filter(|one| one.subject == *subject && one.is_in(&index.id));
        own.filter(|one| counts(&one.effect)).cloned().collect()
    }
}
