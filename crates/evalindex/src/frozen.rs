//! Calibrations that are not to be taken from the data at hand, by index.

use crate::evaluation::{Evaluation, IndicatorCalibration};

/// Calibrations of some indexes, or of all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frozen {
    indexes: Vec<(String, Vec<IndicatorCalibration>)>,
    /// Whether an index that is not among them has none at all, and not those of its data.
    every: bool,
}

impl Frozen {
    /// Those of an earlier evaluation, for every index.
    pub(crate) fn every(earlier: &Evaluation) -> Self {
        let indexes = earlier.indexes.iter().map(|index| (index.id.clone(), index.calibration.clone()));
        Self { indexes: indexes.collect(), every: true }
    }

    /// Whether an earlier evaluation gives them all.
    pub(crate) fn is_every(&self) -> bool {
        self.every
    }

    /// Takes those of one index from an evaluation.
    pub(crate) fn take(&mut self, index: &str, from: &Evaluation) {
        let found = from.indexes.iter().find(|result| result.id == index);
        let calibration = found.map(|result| result.calibration.clone()).unwrap_or_default();
        self.indexes.push((index.to_owned(), calibration));
    }

    /// Those of an index; none where it takes them from its data.
    pub(crate) fn of(&self, index: &str) -> Option<&[IndicatorCalibration]> {
        let found = self.indexes.iter().find(|(id, _)| id == index).map(|(_, calibration)| calibration.as_slice());
        found.or(self.every.then_some(&[]))
    }
}
