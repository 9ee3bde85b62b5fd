//! Indexes prepared again from other evidence, with their rules calibrated on it: of other subjects, or of other tasks.

use std::sync::Arc;

use super::adjust::AdjustedIndex;
use super::periods::prepare_periods;
use super::prepared::Prepared;
use super::shares::{TreeShares, declared};
use crate::model::{Calibrate, Draft, IndexId};
use crate::support::{Interrupt, Problems, Refused};

impl Prepared {
    /// The draft whose figures calibrate one index: that of all periods, where its calibration depends on other
    /// periods.
    pub(crate) fn calibrated_from(&self, index: IndexId) -> &Draft {
        let alone = self.draft.index_at(index).calibrate == Calibrate::Each;
        self.periods.as_ref().filter(|_| !alone && !self.frozen.is_every()).unwrap_or(&self.draft)
    }

    /// One index prepared again from such a draft with other subjects: calibrations and derived weights come from them.
    ///
    /// # Errors
    /// When the figures cannot be scored, or the work is to be stopped.
    pub(crate) fn recalibrated(
        &self,
        index: IndexId,
        draft: &Draft,
        interrupt: Interrupt<'_>,
    ) -> Result<Arc<AdjustedIndex>, Refused> {
        if !draft.earlier.is_empty() {
            let prepared = prepare_periods(&Arc::new(draft.clone()), None, interrupt)?;
            return Ok(Arc::clone(&prepared.indexes[index]));
        }
        let (stages, mut problems) = (self.stages(draft, interrupt), Problems::new());
        let mut recalibrated = self.prepared_again(&stages, index, draft.index_at(index))?;
        stages.weigh(draft.index_at(index), &mut recalibrated, &mut problems);
        if problems.is_empty() { Ok(Arc::new(recalibrated)) } else { Err(Refused::new(problems)) }
    }

    /// The shares of an index that was prepared again: the present ones, except that weights from a method which no change
    /// has touched are derived again.
    ///
    /// # Errors
    /// When the weights of either cannot be worked out.
    pub(crate) fn shares_again(&self, index: IndexId, again: &AdjustedIndex) -> Result<TreeShares, Refused> {
        let mut problems = Problems::new();
        let was = declared(&self.indexes[index].scored.tree, &mut problems);
        let is = declared(&again.scored.tree, &mut problems);
        if !problems.is_empty() {
            return Err(Refused::new(problems));
        }
        let present = &self.weights[index];
        let alike = present.map(|node, shares| if *shares == was[node] { is[node].clone() } else { shares.clone() });
        Ok(present.with_alike(alike))
    }

    /// The document with some of its indexes prepared again, in their order, each from the draft that is given for it.
    ///
    /// # Errors
    /// When an index cannot be scored then, or the work is to be stopped.
    pub(crate) fn again<'d>(
        &self,
        indexes: &[IndexId],
        draft: impl Fn(IndexId) -> &'d Draft,
        interrupt: Interrupt<'_>,
    ) -> Result<Self, Refused> {
        let mut all = self.clone();
        // All periods of one draft are prepared together, for all the indexes that depend on them.
        let mut whole: Option<(&Draft, Self)> = None;
        for index in indexes {
            let draft = draft(*index);
            whole = whole.filter(|(known, _)| std::ptr::eq(*known, draft));
            let again = match &whole {
                Some((_, prepared)) => Arc::clone(&prepared.indexes[*index]),
                None if draft.earlier.is_empty() => all.recalibrated(*index, draft, interrupt)?,
                None => {
                    let prepared = prepare_periods(&Arc::new(draft.clone()), None, interrupt)?;
                    let again = Arc::clone(&prepared.indexes[*index]);
                    whole = Some((draft, prepared));
                    again
                }
            };
            all.weights[*index] = Arc::new(all.shares_again(*index, &again)?);
            all.indexes[*index] = again;
        }
        Ok(all)
    }
}
