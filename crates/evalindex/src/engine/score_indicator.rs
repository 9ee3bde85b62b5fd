//! From values to scores at one node: gaps filled, transformed, calibrated, scored.

use rust_decimal::Decimal;

use super::column::{Column, Presence};
use super::diagnostics::{Diagnostics, Logged};
use super::site::Site;
use crate::engine::fill::{Filled, fill, treat};
use crate::method::rule::{Calibration, Cell, RuleError, Sample};
use crate::model::{Figures, Missing, Observation, PerRow, Row, Within};
use crate::number::plain;
use crate::result::{IndicatorCalibration, NoticeKind, PreparationStep};
use crate::support::{Problem, ProblemKind};

/// The scores of one node from its values. With `frozen`, calibrations come from there and not from these values.
pub(crate) fn score_indicator(
    site: Site<'_>,
    values: &PerRow<Observation>,
    frozen: Option<&[IndicatorCalibration]>,
    diagnostics: &mut Diagnostics,
) -> Column {
    let filling = fill(&site, values);
    diagnostics.problems.extend(filling.problems);
    diagnostics.remarks.extend(filling.remarks);
    let id = site.step.id;
    let what = site.values.name();
    let reason = format!("no {what} of `{id}`, without which there is no score");
    for row in filling.unranked {
        diagnostics.barred.entry(row).or_default().push((Some(site.node), reason.clone()));
    }
    if let (Missing::Impute(how), false) = (site.step.missing, filling.imputed.is_empty()) {
        let cells = filling.imputed.into_iter().map(|(row, value)| (row, None, Some(value))).collect();
        diagnostics.steps.push(Logged { node: Some(site.node), step: PreparationStep::Imputed { how }, cells });
    }
    let mut cells = filling.cells;
    let treated = treat(&site, &mut cells, frozen, diagnostics);
    let (column, parts) = Scoring { site, frozen, diagnostics }.column(cells);
    if treated.is_some() || parts.iter().any(|(_, calibration)| *calibration != Calibration::default()) {
        diagnostics.calibration.push(IndicatorCalibration { node: id.to_owned(), parts, treated });
    }
    column
}

/// One indicator on its way from values to scores.
struct Scoring<'a, 'b> {
    site: Site<'a>,
    frozen: Option<&'a [IndicatorCalibration]>,
    diagnostics: &'b mut Diagnostics,
}

/// The subjects that a rule looks at together, and the group's name where they are one.
type Pool = (Option<String>, Vec<Row>);

impl Scoring<'_, '_> {
    fn column(&mut self, mut cells: PerRow<Filled>) -> (Column, Vec<(Option<String>, Calibration)>) {
        self.transform(&mut cells);
        let reference = self.reference(&cells);
        let pools = self.pools();
        let mut calibrations = Vec::with_capacity(pools.len());
        for (group, rows) in pools {
            let calibration = self.calibrate(group.as_deref(), &rows, &cells, reference);
            calibrations.push((group, rows, calibration));
        }
        let column = self.cell_by_cell(&cells, &calibrations);
        (column, calibrations.into_iter().map(|(group, _, calibration)| (group, calibration)).collect())
    }

    fn transform(&mut self, cells: &mut PerRow<Filled>) {
        let Some(transform) = self.site.transform() else { return };
        for (row, cell) in cells.iter_mut() {
            let Filled::Value(value) = cell else { continue };
            if let Some(transformed) = transform.apply(*value) {
                *value = transformed;
            } else {
                let what =
                    format!("a value of `{}` is outside the domain of `{}`", self.site.step.id, transform.name());
                let problem = self.site.figure_problem("values", row, ProblemKind::Figure, what);
                self.diagnostics.problems.push(problem.found(plain(*value)).expected(transform.domain()));
                // Refused already: nothing more is said of it.
                *cell = Filled::Absent(Presence::NotApplicable);
            }
        }
    }

    /// The value of the subject that the rule refers to.
    fn reference(&self, cells: &PerRow<Filled>) -> Option<Decimal> {
        let id = self.site.step.scoring().reference_subject()?;
        let row = cells.ids().find(|row| self.site.subject(*row).id == id)?;
        cells[row].value()
    }

    fn pools(&self) -> Vec<Pool> {
        let rows = self.site.subjects.ids();
        if self.site.step.within == Within::All {
            return vec![(None, rows.collect())];
        }
        let mut pools: Vec<Pool> = Vec::new();
        for row in rows {
            let group = self.site.group(row);
            match pools.iter_mut().find(|(name, _)| name.as_deref() == group) {
                Some((_, members)) => members.push(row),
                None => pools.push((group.map(str::to_owned), vec![row])),
            }
        }
        pools
    }

    fn calibrate(
        &mut self,
        group: Option<&str>,
        rows: &[Row],
        cells: &PerRow<Filled>,
        reference: Option<Decimal>,
    ) -> Calibration {
        let values: Vec<Decimal> = rows.iter().filter_map(|row| cells[*row].value()).collect();
        let calibration = if values.is_empty() {
            Ok(Calibration::default())
        } else {
            self.site.step.scoring().calibrate(&Sample { setting: self.site.setting, values: &values, reference })
        };
        let mut calibration = calibration.unwrap_or_else(|error| {
            let path = format!("{}.rule", self.site.path);
            let what = format!("`{}` cannot be scored: {error}", self.site.step.id);
            let mut problem = Problem::new(ProblemKind::Figure, path, what);
            problem.expected = error.expected();
            self.diagnostics.problems.push(problem);
            Calibration::default()
        });
        if let Some(frozen) = self.frozen
            && calibration != Calibration::default()
        {
            let of_node = frozen.iter().find(|one| one.node == self.site.step.id);
            match of_node.and_then(|kept| kept.parts.iter().find(|(name, _)| name.as_deref() == group)) {
                Some((_, kept)) => calibration = kept.clone(),
                None => self.diagnostics.problems.push(Problem::new(
                    ProblemKind::Reference,
                    self.site.path,
                    format!("the earlier evaluation has no calibration of `{}`", self.site.step.id),
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

    fn cell_by_cell(&mut self, cells: &PerRow<Filled>, pools: &[(Option<String>, Vec<Row>, Calibration)]) -> Column {
        let mut calibration_of = cells.filled(None);
        for (_, rows, calibration) in pools {
            for row in rows {
                calibration_of[*row] = Some(calibration);
            }
        }
        let mut column = Column::with_capacity(cells.len());
        for (row, cell, calibration) in cells.zip(&calibration_of) {
            match (cell, calibration) {
                (Filled::Value(value), Some(calibration)) => self.score(row, *value, calibration, &mut column),
                (Filled::Given(score), _) => column.push(*score),
                (Filled::Absent(presence), _) => column.push_absent(*presence),
                // Every row is in a pool.
                (Filled::Value(_), None) => column.push_absent(Presence::Missing),
            }
        }
        column
    }

    fn score(&mut self, row: Row, value: Decimal, calibration: &Calibration, column: &mut Column) {
        let site = self.site;
        let cell = Cell { setting: site.setting, target: self.target(row), previous: self.previous(row), calibration };
        let rounded = site.step.scoring().score(value, &cell).and_then(|scored| {
            let score = match site.step.round {
                Some(rounding) => rounding.score(scored.score).ok_or(RuleError::TooLarge)?,
                None => scored.score,
            };
            Ok((score, scored.limited))
        });
        match rounded {
            Ok((score, limited)) => {
                if limited {
                    let text = format!(
                        "{} is beyond a limit of `{}`: scores {score}",
                        plain(value),
                        site.step.scoring().name()
                    );
                    self.diagnostics.remarks.push(site.remark(Some(row), NoticeKind::Clamped, text));
                }
                column.push(score);
            }
            Err(error) => {
                // A calibration that failed is one problem already, not one a subject.
                if !self.site.is_reported(&self.diagnostics.problems) {
                    self.diagnostics.problems.push(self.refused(row, value, &error));
                }
                column.push_absent(Presence::Missing);
            }
        }
    }

    /// The subject's own target on the scale of the values.
    fn target(&self, row: Row) -> Option<Decimal> {
        let targets = self.site.step.scoring().uses_target().then_some(&self.site.draft.targets)?;
        self.own(targets, row)
    }

    /// The subject's own previous figure on the scale of the values.
    fn previous(&self, row: Row) -> Option<Decimal> {
        let previous = self.site.step.scoring().uses_previous().then_some(&self.site.draft.previous)?;
        self.own(previous, row)
    }

    /// A subject's own figure of a table, on the scale of the values.
    fn own(&self, table: &Figures, row: Row) -> Option<Decimal> {
        let figure = table.figure(self.site.input(), self.site.subjects[row]);
        let Observation::Value(value) = figure else { return None };
        match self.site.transform() {
            Some(transform) => transform.apply(value),
            None => Some(value),
        }
    }

    fn refused(&self, row: Row, value: Decimal, error: &RuleError) -> Problem {
        let absent = matches!(error, RuleError::NoTarget | RuleError::NoPrevious);
        let (table, kind) = match error {
            RuleError::NoTarget => ("targets", ProblemKind::MissingFigure),
            RuleError::NoPrevious => ("previous", ProblemKind::MissingFigure),
            RuleError::BadTarget { .. } => ("targets", ProblemKind::Parameter),
            _ => ("values", ProblemKind::Figure),
        };
        let what = format!("`{}` cannot be scored for `{}`: {error}", self.site.step.id, self.site.subject(row).id);
        let mut problem = self.site.figure_problem(table, row, kind, what);
        problem.found = match error.found() {
            Some(found) => Some(plain(found)),
            None if absent => Some("none".to_owned()),
            None => Some(plain(value)),
        };
        problem.expected = error.expected();
        problem
    }
}
