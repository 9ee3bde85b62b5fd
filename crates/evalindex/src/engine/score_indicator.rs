//! From values to scores at one node: missing values filled, outliers treated, values transformed, the rule calibrated,
//! values scored.

use std::collections::HashMap;

use super::column::{Column, Presence};
use super::diagnostics::{Diagnostics, Logged, Remark};
use super::figure::Figure;
use super::min_max_column::{OfFilled, of_filled};
use super::site::Site;
use crate::engine::fill::{Filled, fill, treat};
use crate::method::rule::{Calibration, Cell, Rule, RuleError, Sample};
use crate::model::{Missing, PerRow, Row, Within, positions};
use crate::number::Exact;
use crate::result::{IndicatorCalibration, NoticeKind, PreparationStep};
use crate::support::{Problem, ProblemKind};

/// The scores of one node from its values. With frozen calibrations, these are used rather than those of the values;
/// [`score_filled`] says what the entries are.
pub(crate) fn score_indicator(
    site: Site<'_>,
    values: &PerRow<Figure>,
    frozen: (Option<&[IndicatorCalibration]>, Option<&Entries>),
    diagnostics: &mut Diagnostics,
) -> Column {
    let filling = fill(&site, values);
    diagnostics.problems.append(filling.problems);
    diagnostics.remarks.extend(filling.remarks);
    diagnostics.failed.extend(filling.failed);
    let (id, what) = (site.step.id, site.values.name());
    let reason = format!("no {what} of `{id}`, without which there is no score");
    for row in filling.unranked {
        diagnostics.barred.entry(row).or_default().push((Some(site.node), reason.clone()));
    }
    if let (Missing::Impute(how), false) = (site.step.missing, filling.imputed.is_empty()) {
        let cells = filling.imputed.into_iter().map(|(row, value)| (row, None, value.to_decimal())).collect();
        diagnostics.steps.push(Logged { node: Some(site.node), step: PreparationStep::Imputed { how }, cells });
    }
    score_filled(site, filling.cells, frozen, diagnostics).0
}

/// The remark on a score that a limit of the rule has moved.
fn beyond(site: Site<'_>, row: Row, name: &str, value: &Exact, (limit, score): (&str, &Exact)) -> Remark {
    let text = format!("{} is beyond the `{limit}` of `{name}`: scores {}", value.shown(), score.shown());
    site.remark(Some(row), NoticeKind::Clamped, text)
}

/// The value that stands for each row in the order of a frozen calibration by place; none where it has none there.
pub(crate) type Entries = PerRow<Option<Exact>>;

/// The scores of one node from values that are filled already, and these values as they are scored: treated and
/// transformed. Where a calibration by place is frozen, the entries are the rows' own values in it: each is replaced by the
/// value that is scored.
pub(crate) fn score_filled(
    site: Site<'_>,
    mut cells: PerRow<Filled>,
    (frozen, entries): (Option<&[IndicatorCalibration]>, Option<&Entries>),
    diagnostics: &mut Diagnostics,
) -> (Column, PerRow<Filled>) {
    if let Some(OfFilled { column, calibration, clamped }) = of_filled(&site, &cells, frozen) {
        let beyond = clamped.into_iter().filter_map(|(row, limit)| {
            let (value, score) = (cells[row].value()?, column.exact(row)?);
            Some(beyond(site, row, site.step.rule.name(), value, (limit, &score)))
        });
        diagnostics.remarks.extend(beyond);
        let rule = Some(site.step.scoring().name().to_owned());
        let (node, parts) = (site.step.id.to_owned(), vec![(None, calibration)]);
        diagnostics.calibration.push(IndicatorCalibration { node, rule, parts, treated: None });
        return (column, cells);
    }
    let treated = treat(&site, &mut cells, frozen, diagnostics);
    let mut scoring = Scoring { site, frozen, entries, diagnostics, is_uncalibrated: false };
    let (column, parts) = scoring.column(&mut cells);
    if site.treatment().is_some() || parts.iter().any(|(_, part)| !part.is_empty()) {
        let rule = Some(site.step.scoring().name().to_owned());
        let node = site.step.id.to_owned();
        diagnostics.calibration.push(IndicatorCalibration { node, rule, parts, treated });
    }
    (column, cells)
}

/// The values of one node as its rule scores them: imputed where they are missing, treated, transformed.
pub(crate) fn scored_values(
    site: Site<'_>,
    values: &PerRow<Figure>,
    frozen: Option<&[IndicatorCalibration]>,
) -> PerRow<Option<Exact>> {
    // What there is to say of them is said where they are scored.
    let mut diagnostics = Diagnostics::default();
    let mut cells = fill(&site, values).cells;
    treat(&site, &mut cells, frozen, &mut diagnostics);
    let diagnostics = &mut diagnostics;
    Scoring { site, frozen, entries: None, diagnostics, is_uncalibrated: false }.transform(&mut cells);
    cells.map(|_, cell| cell.value().cloned())
}

/// One node on the step from its values to its scores.
pub(super) struct Scoring<'a, 'b> {
    pub(super) site: Site<'a>,
    pub(super) frozen: Option<&'a [IndicatorCalibration]>,
    entries: Option<&'a Entries>,
    pub(super) diagnostics: &'b mut Diagnostics,
    /// Whether the rule could not be calibrated, which is a problem of its own.
    pub(super) is_uncalibrated: bool,
}

positions! {
    /// Subjects that a rule is calibrated on together.
    OfPool, PoolId, PerPool;
}

/// The subjects that a rule is calibrated on together.
struct Pool {
    /// The name of their group, where the rule is calibrated by group and they have one.
    group: Option<String>,
    rows: Vec<Row>,
}

impl Scoring<'_, '_> {
    fn column(&mut self, cells: &mut PerRow<Filled>) -> (Column, Vec<(Option<String>, Calibration)>) {
        self.transform(cells);
        let reference = self.reference(cells);
        let (pools, pool_of) = self.pools();
        let mut calibrations = pools.map(|_, pool| self.calibrate(pool, cells, reference.as_ref()));
        let then = self.calibrate_later(cells, &pool_of, &calibrations);
        if !then.is_empty() {
            calibrations = calibrations.map(|_, first| first.clone().in_turn(then.clone()));
        }
        let column = self.cell_by_cell(cells, &pool_of, &calibrations);
        (column, pools.into_iter().map(|pool| pool.group).zip(calibrations).collect())
    }

    /// Transforms the values; one outside the domain of the transform is refused.
    fn transform(&mut self, cells: &mut PerRow<Filled>) {
        let Some(transform) = self.site.transform() else { return };
        for (row, cell) in cells.iter_mut() {
            let Filled::Value(value) = cell else { continue };
            if let Some(transformed) = transform.apply(value) {
                *value = transformed;
            } else {
                let what =
                    format!("a value of `{}` is outside the domain of `{}`", self.site.step.id, transform.name());
                let problem = self.site.figure_problem("values", row, ProblemKind::Figure, what);
                self.diagnostics.problems.push(problem.found(value.shown()).expected(transform.domain()));
                self.diagnostics.failed.insert(row);
                // The value is refused: no other problem or remark follows from it.
                *cell = Filled::Absent(Presence::NotApplicable);
            }
        }
    }

    /// The value of the reference subject of the rule; none where the rule has no such subject, or the subject no
    /// value.
    fn reference(&self, cells: &PerRow<Filled>) -> Option<Exact> {
        let id = self.site.step.scoring().reference_subject()?;
        let row = cells.ids().find(|row| self.site.subject(*row).id == id)?;
        cells[row].value().cloned()
    }

    /// The pools of the rule, and the pool of each row.
    fn pools(&self) -> (PerPool<Pool>, PerRow<PoolId>) {
        let mut pools: PerPool<Pool> = PerPool::new();
        let by_group = self.site.step.within != Within::All;
        if !by_group {
            pools.push(Pool { group: None, rows: Vec::new() });
        }
        let mut known: HashMap<Option<&str>, PoolId> = pools.ids().map(|id| (None, id)).collect();
        let pool_of = self.site.subjects.map(|row, _| {
            let group = self.site.group(row).filter(|_| by_group);
            let add = || pools.push(Pool { group: group.map(str::to_owned), rows: Vec::new() });
            let id = *known.entry(group).or_insert_with(add);
            pools[id].rows.push(row);
            id
        });
        (pools, pool_of)
    }

    /// The calibration of one pool: taken from its values, or the frozen one. What is not frozen is never taken from the
    /// values instead.
    fn calibrate(&mut self, pool: &Pool, cells: &PerRow<Filled>, reference: Option<&Exact>) -> Calibration {
        let group = pool.group.as_deref();
        let values: Vec<Exact> = pool.rows.iter().filter_map(|row| cells[*row].value().cloned()).collect();
        let (rule, setting) = (self.site.step.rule.first(), self.site.setting);
        let kept = self.kept(group).map(|kept| kept.filter(|kept| !kept.is_empty()));
        let calibration = match kept {
            Ok(kept) => {
                let sample = Sample { setting, values: &values, reference: reference.cloned() };
                self.settled(rule, &sample, kept, group, &self.site.rule_path(0))
            }
            Err(problem) => {
                self.uncalibrated(*problem);
                Calibration::default()
            }
        };
        let takes = || self.site.step.first_takes_from_data(setting.scale);
        if let Some(remark) = self.separation(group, &values, &calibration, takes) {
            self.diagnostics.remarks.push(remark);
        }
        calibration
    }

    /// The calibration of one rule in turn: the frozen one, or what it takes from these values.
    pub(super) fn settled(
        &mut self,
        rule: &Rule,
        sample: &Sample<'_>,
        kept: Option<Calibration>,
        group: Option<&str>,
        path: &str,
    ) -> Calibration {
        if let Some(kept) = kept {
            return kept;
        }
        let nothing = Calibration::default();
        let taken = if sample.values.is_empty() { Ok(nothing) } else { rule.as_scoring().calibrate(sample) };
        let problem = match (taken, self.frozen) {
            (Ok(taken), None) => return taken,
            (Ok(taken), Some(_)) if taken.is_empty() => return taken,
            (_, Some(_)) => self.site.uncalibrated(group),
            (Err(error), None) => {
                let what = format!("`{}` cannot be scored: {error}", self.site.step.id);
                let mut problem = Problem::new(ProblemKind::Figure, path, what);
                problem.expected = error.expected();
                problem
            }
        };
        self.uncalibrated(problem);
        Calibration::default()
    }

    /// Reports that a rule has no calibration.
    fn uncalibrated(&mut self, problem: Problem) {
        self.diagnostics.problems.push(problem);
        self.is_uncalibrated = true;
    }

    /// The frozen calibration of a group, or of all subjects; none where nothing is frozen for them. An error where what is
    /// frozen is of another rule.
    fn kept(&self, group: Option<&str>) -> Result<Option<Calibration>, Box<Problem>> {
        let mut frozen = self.frozen.into_iter().flatten();
        let Some(of_node) = frozen.find(|one| one.node == self.site.step.id) else { return Ok(None) };
        let own = self.site.step.scoring().name();
        if let Some(rule) = of_node.rule.as_deref().filter(|rule| *rule != own) {
            let what = format!("the calibration of `{}` is of another rule", self.site.step.id);
            let problem = self.site.rule_problem(ProblemKind::Reference, what).found(format!("`{rule}`"));
            return Err(Box::new(problem.expected(format!("`{own}`"))));
        }
        let of_group = of_node.parts.iter().find(|(name, _)| name.as_deref() == group);
        Ok(of_group.map(|(_, part)| part.clone().in_turn(Vec::new())))
    }

    /// A remark where what a rule takes from the data separates nobody.
    pub(super) fn separation(
        &self,
        group: Option<&str>,
        values: &[Exact],
        calibration: &Calibration,
        takes_from_data: impl Fn() -> bool,
    ) -> Option<Remark> {
        let (first, others) = values.split_first()?;
        let whom = group.map_or_else(|| "all subjects".to_owned(), |group| format!("all of group `{group}`"));
        let text = if self.frozen.is_some() {
            if !calibration.is_constant() {
                return None;
            }
            format!("the earlier values of {whom} were equal: the indicator separates nobody")
        } else {
            if others.iter().any(|other| other != first) || !takes_from_data() {
                return None;
            }
            match (others.is_empty(), group) {
                (false, _) => format!("the values of {whom} are equal: the indicator separates nobody"),
                (true, None) => "only one subject has a value: the indicator compares it with nobody".to_owned(),
                (true, Some(group)) => {
                    format!("only one subject of group `{group}` has a value: the indicator compares it with nobody")
                }
            }
        };
        Some(self.site.remark(None, NoticeKind::Constant, text))
    }

    /// The scores of all rows, each by the calibration of its pool.
    fn cell_by_cell(
        &mut self,
        cells: &PerRow<Filled>,
        pool_of: &PerRow<PoolId>,
        calibrations: &PerPool<Calibration>,
    ) -> Column {
        let mut column = Column::with_capacity(cells.len());
        for (row, cell, pool) in cells.zip(pool_of) {
            match cell {
                Filled::Value(value) => self.score(row, value, &calibrations[*pool], &mut column),
                Filled::Given(score) => {
                    if column.push(score.clone()).is_none() {
                        self.refuse(row, score, &RuleError::TooLarge, &mut column);
                    }
                }
                Filled::Absent(presence) => column.push_absent(*presence),
            }
        }
        column
    }

    /// Adds the score of one value, with a remark where it is clamped and a problem where there is none.
    fn score(&mut self, row: Row, value: &Exact, calibration: &Calibration, column: &mut Column) {
        let site = self.site;
        let own = site.own_target(row).and_then(|target| Ok((target, site.own_previous(row)?)));
        let (target, previous) = match own {
            Ok(own) => own,
            Err(problem) => {
                self.diagnostics.problems.push(*problem);
                self.diagnostics.failed.insert(row);
                return column.push_absent(Presence::Missing);
            }
        };
        let mut cell = Cell { setting: site.setting, target, previous, calibration };
        let own = self.entries.and_then(|entries| entries[row].as_ref());
        let replaced = own.and_then(|own| site.step.rule.without(own, &cell));
        cell.calibration = replaced.as_ref().unwrap_or(calibration);
        let mut limits = Vec::new();
        let scored = site.step.rule.each(value, &cell, &mut |rule, value, _, scored| {
            if let Some(limit) = scored.limit {
                limits.push((rule.name().to_owned(), value.clone(), limit, scored.score.clone()));
            }
        });
        let rounded = scored.and_then(|scored| {
            let score = match site.step.round {
                Some(rounding) => scored.score.published(rounding, site.near()).ok_or(RuleError::TooLarge)?.into(),
                None => scored.score,
            };
            column.push(score.clone()).ok_or(RuleError::TooLarge)?;
            Ok(scored.limit.map(|_| score))
        });
        match rounded {
            Ok(limited) => {
                // The limit of the last rule in turn is told with the score as it is rounded.
                if let (Some(score), Some((.., last))) = (limited, limits.last_mut()) {
                    *last = score;
                }
                let limits = limits.into_iter();
                let remarks =
                    limits.map(|(rule, value, limit, score)| beyond(site, row, &rule, &value, (limit, &score)));
                self.diagnostics.remarks.extend(remarks);
            }
            Err(error) => self.refuse(row, value, &error, column),
        }
    }

    /// Adds a row without a score, and the problem of its value.
    fn refuse(&mut self, row: Row, value: &Exact, error: &RuleError, column: &mut Column) {
        // A rule that cannot be calibrated is one problem, not one for each subject.
        if !self.is_uncalibrated {
            self.diagnostics.problems.push(self.refused(row, value, error));
        }
        self.diagnostics.failed.insert(row);
        column.push_absent(Presence::Missing);
    }

    /// The problem of a value that the rule cannot score.
    fn refused(&self, row: Row, value: &Exact, error: &RuleError) -> Problem {
        let absent = matches!(error, RuleError::NoTarget | RuleError::NoPrevious);
        let (table, kind) = match error {
            RuleError::NoTarget => ("targets", ProblemKind::MissingFigure),
            RuleError::NoPrevious => ("previous", ProblemKind::MissingFigure),
            RuleError::BadTarget { .. } | RuleError::ZeroTarget { .. } => ("targets", ProblemKind::Parameter),
            _ => ("values", ProblemKind::Figure),
        };
        let what = format!("`{}` cannot be scored for `{}`: {error}", self.site.step.id, self.site.subject(row).id);
        let mut problem = self.site.figure_problem(table, row, kind, what);
        problem.found = match error.found() {
            Some(found) => Some(found.shown()),
            None if absent => Some("none".to_owned()),
            None => Some(value.shown()),
        };
        problem.expected = error.expected();
        problem
    }
}
