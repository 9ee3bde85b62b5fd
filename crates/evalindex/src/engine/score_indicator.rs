//! From values to scores at one node: gaps filled, transformed, calibrated, scored.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::column::{Column, Presence};
use super::site::{Remark, Site};
use crate::engine::fill::{Filled, fill, treat};
use crate::method::rule::{Calibration, Cell, RuleError, Sample};
use crate::model::{Figures, Missing, NodeId, Observation, Within};
use crate::number::plain;
use crate::result::{IndicatorCalibration, NoticeKind, PreparationStep};
use crate::support::{Problem, ProblemKind};

/// What there is to say about scores on the way to them.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    pub(crate) remarks: Vec<Remark>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) calibration: Vec<IndicatorCalibration>,
    /// What was done to figures before they were scored.
    pub(crate) steps: Vec<Logged>,
    /// Places of subjects that may not be ranked, with the reasons, and the nodes that give them.
    pub(crate) barred: BTreeMap<usize, Vec<(Option<NodeId>, String)>>,
}

/// One step of preparation, by its node and the places of subjects.
#[derive(Clone, Debug)]
pub(crate) struct Logged {
    pub(crate) node: Option<NodeId>,
    pub(crate) step: PreparationStep,
    /// Each changed cell, before and after.
    pub(crate) cells: Vec<(usize, Option<Decimal>, Option<Decimal>)>,
}

/// The scores of one node from its values. With `frozen`, calibrations come from there and not from these values.
pub(crate) fn score_indicator(
    site: Site<'_>,
    values: &[Observation],
    frozen: Option<&[IndicatorCalibration]>,
    diagnostics: &mut Diagnostics,
) -> Column {
    let filling = fill(&site, values);
    diagnostics.problems.extend(filling.problems);
    diagnostics.remarks.extend(filling.remarks);
    let id = &site.indicator.id;
    let what = if site.figures { "figure" } else { "score" };
    let reason = format!("no {what} of `{id}`, without which there is no score");
    for place in filling.unranked {
        diagnostics.barred.entry(place).or_default().push((Some(site.node), reason.clone()));
    }
    if let (Missing::Impute(how), false) = (site.indicator.missing, filling.imputed.is_empty()) {
        let cells = filling.imputed.into_iter().map(|(place, value)| (place, None, Some(value))).collect();
        diagnostics.steps.push(Logged { node: Some(site.node), step: PreparationStep::Imputed { how }, cells });
    }
    let mut cells = filling.cells;
    let treated = treat(&site, &mut cells, frozen, diagnostics);
    let (column, parts) = Scoring { site, frozen, diagnostics }.column(cells);
    if treated.is_some() || parts.iter().any(|(_, calibration)| *calibration != Calibration::default()) {
        diagnostics.calibration.push(IndicatorCalibration { node: id.clone(), parts, treated });
    }
    column
}

/// One indicator on its way from values to scores.
struct Scoring<'a, 'b> {
    site: Site<'a>,
    frozen: Option<&'a [IndicatorCalibration]>,
    diagnostics: &'b mut Diagnostics,
}

/// The subjects that a rule looks at together, by place, and the group's name where it is one.
type Pool = (Option<String>, Vec<usize>);

impl Scoring<'_, '_> {
    fn column(&mut self, mut cells: Vec<Filled>) -> (Column, Vec<(Option<String>, Calibration)>) {
        self.transform(&mut cells);
        let reference = self.reference(&cells);
        let pools = self.pools(cells.len());
        let mut calibrations = Vec::with_capacity(pools.len());
        for (group, places) in pools {
            let calibration = self.calibrate(group.as_deref(), &places, &cells, reference);
            calibrations.push((group, places, calibration));
        }
        let column = self.cell_by_cell(&cells, &calibrations);
        (column, calibrations.into_iter().map(|(group, _, calibration)| (group, calibration)).collect())
    }

    fn transform(&mut self, cells: &mut [Filled]) {
        let Some(transform) = self.site.indicator.transform else { return };
        for (place, cell) in cells.iter_mut().enumerate() {
            let Filled::Value(value) = cell else { continue };
            if let Some(transformed) = transform.apply(*value) {
                *value = transformed;
            } else {
                let what =
                    format!("a value of `{}` is outside the domain of `{}`", self.site.indicator.id, transform.name());
                let problem = self.site.figure_problem("values", place, ProblemKind::Figure, what);
                self.diagnostics.problems.push(problem.found(plain(*value)).expected(transform.domain()));
                // Refused already: nothing more is said of it.
                *cell = Filled::Absent(Presence::NotApplicable);
            }
        }
    }

    /// The value of the subject that the rule refers to.
    fn reference(&self, cells: &[Filled]) -> Option<Decimal> {
        let id = self.site.rule().reference_subject()?;
        let place = (0..cells.len()).find(|place| self.site.subject_id(*place) == id)?;
        match cells.get(place) {
            Some(Filled::Value(value)) => Some(*value),
            _ => None,
        }
    }

    fn pools(&self, subjects: usize) -> Vec<Pool> {
        if self.site.indicator.within == Within::All {
            return vec![(None, (0..subjects).collect())];
        }
        let mut pools: Vec<Pool> = Vec::new();
        for place in 0..subjects {
            let group = self.site.group(place);
            match pools.iter_mut().find(|(name, _)| name.as_deref() == group) {
                Some((_, places)) => places.push(place),
                None => pools.push((group.map(str::to_owned), vec![place])),
            }
        }
        pools
    }

    fn calibrate(
        &mut self,
        group: Option<&str>,
        places: &[usize],
        cells: &[Filled],
        reference: Option<Decimal>,
    ) -> Calibration {
        let values: Vec<Decimal> = places
            .iter()
            .filter_map(|place| match cells.get(*place) {
                Some(Filled::Value(value)) => Some(*value),
                _ => None,
            })
            .collect();
        let calibration = if values.is_empty() {
            Ok(Calibration::default())
        } else {
            self.site.rule().calibrate(&Sample { setting: self.site.setting, values: &values, reference })
        };
        let mut calibration = calibration.unwrap_or_else(|error| {
            let path = format!("{}.rule", self.site.path);
            let what = format!("`{}` cannot be scored: {error}", self.site.indicator.id);
            let mut problem = Problem::new(ProblemKind::Figure, path, what);
            problem.expected = error.expected();
            self.diagnostics.problems.push(problem);
            Calibration::default()
        });
        if let Some(frozen) = self.frozen
            && calibration != Calibration::default()
        {
            let of_node = frozen.iter().find(|one| one.node == self.site.indicator.id);
            match of_node.and_then(|kept| kept.parts.iter().find(|(name, _)| name.as_deref() == group)) {
                Some((_, kept)) => calibration = kept.clone(),
                None => self.diagnostics.problems.push(Problem::new(
                    ProblemKind::Reference,
                    self.site.path,
                    format!("the earlier evaluation has no calibration of `{}`", self.site.indicator.id),
                )),
            }
        }
        if calibration.is_constant() {
            let whom = group.map_or_else(|| "all subjects".to_owned(), |group| format!("all of group `{group}`"));
            let text = format!("the values of {whom} are equal: the indicator separates nobody");
            self.diagnostics.remarks.push(self.site.remark(None, NoticeKind::Constant, text));
        }
        calibration
    }

    fn cell_by_cell(&mut self, cells: &[Filled], pools: &[(Option<String>, Vec<usize>, Calibration)]) -> Column {
        let mut calibration_of = vec![None; cells.len()];
        for (_, places, calibration) in pools {
            for place in places {
                if let Some(entry) = calibration_of.get_mut(*place) {
                    *entry = Some(calibration);
                }
            }
        }
        let mut column = Column::with_capacity(cells.len());
        for (place, (cell, calibration)) in cells.iter().zip(calibration_of).enumerate() {
            match (cell, calibration) {
                (Filled::Value(value), Some(calibration)) => self.score(place, *value, calibration, &mut column),
                (Filled::Given(score), _) => column.push(*score),
                (Filled::Absent(presence), _) => column.push_absent(*presence),
                (Filled::Value(_), None) => column.push_absent(Presence::Missing),
            }
        }
        column
    }

    fn score(&mut self, place: usize, value: Decimal, calibration: &Calibration, column: &mut Column) {
        let site = self.site;
        let cell =
            Cell { setting: site.setting, target: self.target(place), previous: self.previous(place), calibration };
        let rounded = site.rule().score(value, &cell).and_then(|scored| {
            let score = match site.indicator.round {
                Some(rounding) => rounding.score(scored.score).ok_or(RuleError::TooLarge)?,
                None => scored.score,
            };
            Ok((score, scored.limited))
        });
        match rounded {
            Ok((score, limited)) => {
                if limited {
                    let text =
                        format!("{} is beyond a limit of `{}`: scores {score}", plain(value), site.rule().name());
                    self.diagnostics.remarks.push(site.remark(Some(place), NoticeKind::Clamped, text));
                }
                column.push(score);
            }
            Err(error) => {
                // A calibration that failed is one problem already, not one a subject.
                if !self.site.is_reported(&self.diagnostics.problems) {
                    self.diagnostics.problems.push(self.refused(place, value, &error));
                }
                column.push_absent(Presence::Missing);
            }
        }
    }

    /// The subject's own target on the scale of the values.
    fn target(&self, place: usize) -> Option<Decimal> {
        let targets = self.site.rule().uses_target().then_some(&self.site.draft.targets)?;
        self.own(targets, place)
    }

    /// The subject's own previous figure on the scale of the values.
    fn previous(&self, place: usize) -> Option<Decimal> {
        let previous = self.site.rule().uses_previous().then_some(&self.site.draft.previous)?;
        self.own(previous, place)
    }

    /// A subject's own figure of a table, on the scale of the values.
    fn own(&self, table: &Figures, place: usize) -> Option<Decimal> {
        let subject = *self.site.subjects.get(place)?;
        let Observation::Value(value) = table.get(self.site.indicator.input_name(), subject) else { return None };
        match self.site.indicator.transform {
            Some(transform) => transform.apply(value),
            None => Some(value),
        }
    }

    fn refused(&self, place: usize, value: Decimal, error: &RuleError) -> Problem {
        let absent = matches!(error, RuleError::NoTarget | RuleError::NoPrevious);
        let (table, kind) = match error {
            RuleError::NoTarget => ("targets", ProblemKind::MissingFigure),
            RuleError::NoPrevious => ("previous", ProblemKind::MissingFigure),
            RuleError::BadTarget { .. } => ("targets", ProblemKind::Parameter),
            _ => ("values", ProblemKind::Figure),
        };
        let what =
            format!("`{}` cannot be scored for `{}`: {error}", self.site.indicator.id, self.site.subject_id(place));
        let mut problem = self.site.figure_problem(table, place, kind, what);
        problem.found = match error.found() {
            Some(found) => Some(plain(found)),
            None if absent => Some("none".to_owned()),
            None => Some(plain(value)),
        };
        problem.expected = error.expected();
        problem
    }
}
