//! One index prepared again from the figures of other subjects, with its rules calibrated on them.

use std::sync::Arc;

use super::adjust::AdjustedIndex;
use super::periods::prepare_periods;
use super::prepared::Prepared;
use super::view::View;
use crate::engine::shares::{TreeShares, declared};
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
}

impl View<'_> {
    /// The shares after its index was prepared again from other figures: the present ones, except that weights from a
    /// method which no change has touched are derived again.
    ///
    /// # Errors
    /// When weights have no shares.
    pub(crate) fn shares_after(&self, adjusted: &AdjustedIndex) -> Result<TreeShares, Refused> {
        let mut problems = Problems::new();
        let (was, is) = (declared(&self.scored.tree, &mut problems), declared(&adjusted.scored.tree, &mut problems));
        if !problems.is_empty() {
            return Err(Refused::new(problems));
        }
        Ok(self.shares.map(|node, shares| if *shares == was[node] { is[node].clone() } else { shares.clone() }))
    }
}
