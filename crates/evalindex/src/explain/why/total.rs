//! From the base score to the total: adjustments, their limits, and what rounding leaves.

use super::build::Builder;
use super::explanation::TotalSum;
use crate::engine::given_adjustments;
use crate::model::{Adjustment, Effect};

impl Builder<'_> {
    /// From the base score to the total; none where nothing that counts has a score.
    pub(super) fn total_sum(&self) -> Option<TotalSum> {
        let (base, score) = self.view.published(self.row)?;
        let [base, score] = [base, score].map(|one| self.view.as_published(one));
        let (adjusted, bonus_counts) = (&self.view.adjusted[self.row], self.view.index.adjustments.bonus_counts);
        let (bonus, deduction) = (self.published(&adjusted.bonus)?, self.published(&adjusted.deduction)?);
        let counted = bonus_counts.then_some(bonus);
        let negative = self.difference(rust_decimal::Decimal::ZERO, std::iter::once(deduction))?;
        Some(TotalSum {
            base,
            adjustments: self.adjustments(|effect| !matches!(effect, Effect::Veto(_))),
            bonus,
            deduction,
            bonus_counts,
            rounding: self.difference(score, [base, negative].into_iter().chain(counted))?,
            score,
        })
    }

    /// The adjustments of the subject in this index that have such an effect.
    pub(super) fn adjustments(&self, counts: impl Fn(&Effect) -> bool) -> Vec<Adjustment> {
        let (index, subject) = (self.view.index, &self.view.subject(self.row).id);
        let given = given_adjustments(self.view.draft, index);
        let own = given.iter().filter(|one| one.subject == *subject && one.is_in(&index.id));
        own.filter(|one| counts(&one.effect)).cloned().collect()
    }
}
