//! Calibrations and weights that are not to be taken from the data at hand, by index.

use crate::result::{Evaluation, GroupWeights, IndicatorCalibration};

/// Calibrations of some indexes, or of all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frozen {
    indexes: Vec<(String, Vec<IndicatorCalibration>)>,
    /// The weights of some indexes that come from a method.
    weighting: Vec<(String, Vec<GroupWeights>)>,
    /// Whether an index that is not among them has none at all, and not those of its data.
    every: bool,
}

impl Frozen {
    /// Those of an earlier evaluation, for every index.
    pub(crate) fn every(earlier: &Evaluation) -> Self {
        let indexes = earlier.indexes.iter().map(|index| (index.id.clone(), index.calibration.clone()));
        let weighting = earlier.indexes.iter().map(|index| (index.id.clone(), index.weighting.clone()));
        Self { indexes: indexes.collect(), weighting: weighting.collect(), every: true }
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
        self.weigh(index, found.map(|result| result.weighting.clone()).unwrap_or_default());
    }

    /// Takes the weights of one index.
    pub(crate) fn weigh(&mut self, index: &str, weighting: Vec<GroupWeights>) {
        if self.weighting(index).is_none() {
            self.weighting.push((index.to_owned(), weighting));
        }
    }

    /// The weights of an index that come from a method; none where its figures decide.
    pub(crate) fn weighting(&self, index: &str) -> Option<&[GroupWeights]> {
        let found = self.weighting.iter().find(|(id, _)| id == index).map(|(_, weighting)| weighting.as_slice());
        found.or(self.every.then_some(&[]))
    }

    /// Those of an index; none where it takes them from its data.
    pub(crate) fn of(&self, index: &str) -> Option<&[IndicatorCalibration]> {
        let found = self.indexes.iter().find(|(id, _)| id == index).map(|(_, calibration)| calibration.as_slice());
        found.or(self.every.then_some(&[]))
    }
}
