//! Frozen calibrations and weights: those of an index that are not taken from the data at hand.

use crate::result::{Evaluation, FrozenCalibration, GroupWeights, IndicatorCalibration};
use crate::support::Refused;

/// The frozen calibrations and weights of some indexes, or of all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frozen {
    indexes: Vec<(String, Vec<IndicatorCalibration>)>,
    /// The weights from a method, by index.
    weighting: Vec<(String, Vec<GroupWeights>)>,
    /// Whether an index that is not listed has no calibrations at all, rather than those of its data.
    every: bool,
}

impl Frozen {
    /// What was kept for every index, as it holds for a period.
    pub(crate) fn every(kept: &FrozenCalibration, period: Option<&str>) -> Self {
        let indexes = kept.indexes.iter().map(|index| (index.id.clone(), index.of_period(period).to_vec()));
        let weighting = kept.indexes.iter().map(|index| (index.id.clone(), index.weighting.clone()));
        Self { indexes: indexes.collect(), weighting: weighting.collect(), every: true }
    }

    /// Whether the calibrations of every index are given.
    pub(crate) fn is_every(&self) -> bool {
        self.every
    }

    /// Freezes the calibrations and weights of one index as an evaluation has them.
    ///
    /// # Errors
    /// When the evaluation has no such index, which is a bug.
    pub(crate) fn take(&mut self, index: &str, from: &Evaluation) -> Result<(), Refused> {
        let found = from.indexes.iter().find(|result| result.id == index);
        let result =
            found.ok_or_else(|| Refused::internal("an index is missing from the evaluation that calibrates it"))?;
        self.indexes.push((index.to_owned(), result.calibration.clone()));
        self.weigh(index, result.weighting.clone());
        Ok(())
    }

    /// Freezes the weights of one index, unless they are frozen already.
    pub(crate) fn weigh(&mut self, index: &str, weighting: Vec<GroupWeights>) {
        if self.weighting(index).is_none() {
            self.weighting.push((index.to_owned(), weighting));
        }
    }

    /// The frozen weights of an index; none where a method derives them from its figures.
    pub(crate) fn weighting(&self, index: &str) -> Option<&[GroupWeights]> {
        let found = self.weighting.iter().find(|(id, _)| id == index).map(|(_, weighting)| weighting.as_slice());
        found.or(self.every.then_some(&[]))
    }

    /// The frozen calibrations of an index; none where it takes them from its data.
    pub(crate) fn of(&self, index: &str) -> Option<&[IndicatorCalibration]> {
        let found = self.indexes.iter().find(|(id, _)| id == index).map(|(_, calibration)| calibration.as_slice());
        found.or(self.every.then_some(&[]))
    }
}
