//! What the later ones of several rules in turn take from the data: from the scores of the rule before them, of all subjects.

use super::score_indicator::{PerPool, PoolId, Scoring};
use crate::engine::fill::Filled;
use crate::method::rule::{Calibration, Cell, Sample};
use crate::model::{PerRow, Row, takes_from_data};
use crate::number::Exact;

impl Scoring<'_, '_> {
    /// The calibrations of the later rules; `first` are those of the first. None where the node has one rule.
    pub(super) fn calibrate_later(
        &mut self,
        cells: &PerRow<Filled>,
        pool_of: &PerRow<PoolId>,
        first: &PerPool<Calibration>,
    ) -> Vec<Calibration> {
        let rule = self.site.step.rule;
        if rule.then().is_empty() {
            return Vec::new();
        }
        let present = cells.zip(pool_of).filter_map(|(row, cell, pool)| Some((row, cell.value()?, &first[*pool])));
        // A value that has no score is reported where it is scored.
        let scored = |(row, x, calibration): (Row, &Exact, &Calibration)| {
            let (target, previous) = (self.site.own_target(row).ok()?, self.site.own_previous(row).ok()?);
            let cell = Cell { setting: self.site.setting, target, previous, calibration };
            Some((row, rule.first().as_scoring().score(x, &cell).ok()?.score))
        };
        let mut values: Vec<(Row, Exact)> = present.filter_map(scored).collect();
        let setting = self.site.setting.later();
        let mut then = Vec::with_capacity(rule.then().len());
        for (number, later) in rule.then().iter().enumerate() {
            let sample: Vec<Exact> = values.iter().map(|(_, value)| value.clone()).collect();
            let reference = later.as_scoring().reference_subject().and_then(|id| {
                let found = values.iter().find(|(row, _)| self.site.subject(*row).id == id);
                found.map(|(_, value)| value.clone())
            });
            let (kept, path) = (self.kept_later(number), self.site.rule_path(number.saturating_add(1)));
            let calibration = self.settled(later, &Sample { setting, values: &sample, reference }, kept, None, &path);
            let remark = self.separation(None, &sample, &calibration, || takes_from_data(later, setting));
            // It is told once that a node separates nobody.
            if let Some(remark) = remark.filter(|remark| !self.diagnostics.remarks.contains(remark)) {
                self.diagnostics.remarks.push(remark);
            }
            let cell = Cell::new(setting, &calibration);
            let score = |(row, x): (Row, Exact)| Some((row, later.as_scoring().score(&x, &cell).ok()?.score));
            values = values.into_iter().filter_map(score).collect();
            then.push(calibration);
        }
        then
    }

    /// The frozen calibration of a later rule, by its number among these; none where nothing is frozen for it.
    fn kept_later(&self, number: usize) -> Option<Calibration> {
        let of_node = self.frozen?.iter().find(|one| one.node == self.site.step.id)?;
        let kept = of_node.parts.iter().find_map(|(_, part)| part.then().get(number))?;
        Some(kept.clone()).filter(|kept| !kept.is_empty())
    }
}
