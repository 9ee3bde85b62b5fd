//! One index prepared anew from figures of other subjects, its rules calibrated on them.

use std::sync::Arc;

use super::adjust::AdjustedIndex;
use super::frozen::Frozen;
use super::periods::prepare_periods;
use super::prepared::Prepared;
use crate::model::{Calibrate, Draft, IndexId};
use crate::support::Refused;

impl Prepared {
    /// The draft on whose figures one index is calibrated: that of all periods, where other periods than its own count.
    pub(crate) fn calibrated_from(&self, index: IndexId) -> &Draft {
        let alone = self.draft.index_at(index).calibrate == Calibrate::Each;
        self.periods.as_ref().filter(|_| !alone && !self.frozen.is_every()).unwrap_or(&self.draft)
    }

    /// One index prepared anew from such a draft with other subjects, calibrated on them and weighed by them.
    pub(crate) fn recalibrated(&self, index: IndexId, draft: &Draft) -> Result<Arc<AdjustedIndex>, Refused> {
        if !draft.earlier.is_empty() {
            let prepared = prepare_periods(&Arc::new(draft.clone()), Frozen::default())?;
            return Ok(Arc::clone(&prepared.indexes[index]));
        }
        let (stages, mut problems) = (self.stages(draft), Vec::new());
        let mut recalibrated = self.made_anew(&stages, index, draft.index_at(index))?;
        stages.weigh(draft.index_at(index), &mut recalibrated, &mut problems);
        if problems.is_empty() { Ok(Arc::new(recalibrated)) } else { Err(Refused::new(problems)) }
    }
}
