//! Figures to indicator scores: everything about an index that does not depend on weights, worked out once.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::column::{Column, Presence};
use super::missing::{Filled, fill};
use super::rules::{Calibration, Cell, RuleError, Sample};
use super::site::{Remark, Site};
use super::tasks::TaskBook;
use super::{measure, min_max_column};
use crate::document::Draft;
use crate::evaluation::{IndicatorCalibration, NoticeKind};
use crate::evidence::Observation;
use crate::number::plain;
use crate::problem::{Problem, ProblemKind};
use crate::system::{Index, Indicator, Tree, TreeIndicator, Within};

/// An index with the scores of its indicators.
#[derive(Debug)]
pub(crate) struct PreparedIndex {
    pub(crate) tree: Tree,
    /// The subjects of its kind, by their place in the document.
    pub(crate) subjects: Vec<usize>,
    /// The scores of each indicator.
    pub(crate) columns: Vec<Column>,
    pub(crate) calibration: Vec<IndicatorCalibration>,
    pub(crate) remarks: Vec<Remark>,
    /// Why a subject may not be ranked, by its place among the subjects.
    pub(crate) barred: Vec<Option<String>>,
}

/// An index that is to be prepared, and by what.
pub(crate) struct Preparing<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) tasks: &'a TaskBook<'a>,
    pub(crate) index: &'a Index,
    /// Path of the index in the document.
    pub(crate) path: &'a str,
    /// The calibrations to score by, where they are not to be taken from these data.
    pub(crate) frozen: Option<&'a [IndicatorCalibration]>,
    /// Whether the indicator at a path is left out, because it is refused already.
    pub(crate) is_out: &'a dyn Fn(&str) -> bool,
}

/// Scores the indicators of an index; what cannot be scored is added to `problems`.
pub(crate) fn prepare_index(preparing: &Preparing<'_>, problems: &mut Vec<Problem>) -> PreparedIndex {
    let Preparing { draft, tasks, index, path, frozen, is_out } = *preparing;
    let tree = Tree::new(index, path);
    let of_kind = draft.subjects.iter().enumerate().filter(|(_, subject)| subject.kind == index.kind);
    let subjects: Vec<usize> = of_kind.map(|(place, _)| place).collect();
    let mut prepared = PreparedIndex {
        barred: vec![None; subjects.len()],
        columns: Vec::with_capacity(tree.indicators().len()),
        calibration: Vec::new(),
        remarks: Vec::new(),
        subjects,
        tree,
    };
    for TreeIndicator { node, indicator } in prepared.tree.indicators() {
        let Some(at) = prepared.tree.nodes().get(*node).filter(|node| !is_out(&node.path)) else { continue };
        let indicator = match transformed(indicator, &at.path) {
            Ok(indicator) => indicator,
            Err(problem) => {
                problems.push(*problem);
                continue;
            }
        };
        let site = Site::new(draft, &at.path, *node, &indicator, index.scale, &prepared.subjects);
        if let (Some((column, calibration)), None) = (min_max_column::whole(&site), frozen) {
            prepared.columns.push(column);
            prepared.calibration.push(IndicatorCalibration { node: at.id.clone(), parts: vec![(None, calibration)] });
            continue;
        }
        let measured = measure::measured(draft, tasks, &indicator, &prepared.subjects, problems);
        let filling = fill(&site, &measured);
        problems.extend(filling.problems);
        prepared.remarks.extend(filling.remarks);
        for place in filling.unranked {
            if let Some(reason @ None) = prepared.barred.get_mut(place) {
                *reason = Some(format!("no figure of `{}`, without which there is no score", at.id));
            }
        }
        let mut scoring = Scoring { site, frozen, remarks: &mut prepared.remarks, problems };
        let (column, parts) = scoring.column(filling.cells);
        prepared.columns.push(column);
        if parts.iter().any(|(_, calibration)| *calibration != Calibration::default()) {
            prepared.calibration.push(IndicatorCalibration { node: at.id.clone(), parts });
        }
    }
    prepared
}

/// The indicator with those parameters of its rule transformed that are in the unit of its values.
fn transformed<'a>(indicator: &'a Indicator, path: &str) -> Result<Cow<'a, Indicator>, Box<Problem>> {
    let Some(transform) = indicator.transform else {
        return Ok(Cow::Borrowed(indicator));
    };
    let mut indicator = indicator.clone();
    for (name, post) in indicator.rule.posts() {
        *post = transform.apply(*post).ok_or_else(|| {
            let what = format!("`{name}` is outside the domain of `{}`", transform.name());
            let problem = Problem::new(ProblemKind::Parameter, format!("{path}.rule.{name}"), what);
            Box::new(problem.found(plain(*post)).expected(transform.domain()))
        })?;
    }
    Ok(Cow::Owned(indicator))
}

/// One indicator on its way from values to scores.
struct Scoring<'a, 'b> {
    site: Site<'a>,
    /// The calibrations to score by, where they are not to be taken from these data.
    frozen: Option<&'a [IndicatorCalibration]>,
    remarks: &'b mut Vec<Remark>,
    problems: &'b mut Vec<Problem>,
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
                self.problems.push(problem.found(plain(*value)).expected(transform.domain()));
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
            self.problems.push(problem);
            Calibration::default()
        });
        if let Some(frozen) = self.frozen
            && calibration != Calibration::default()
        {
            let of_node = frozen.iter().find(|one| one.node == self.site.indicator.id);
            match of_node.and_then(|kept| kept.parts.iter().find(|(name, _)| name.as_deref() == group)) {
                Some((_, kept)) => calibration = kept.clone(),
                None => self.problems.push(Problem::new(
                    ProblemKind::Reference,
                    self.site.path,
                    format!("the earlier evaluation has no calibration of `{}`", self.site.indicator.id),
                )),
            }
        }
        if calibration.is_constant() {
            let whom = group.map_or_else(|| "all subjects".to_owned(), |group| format!("all of group `{group}`"));
            let text = format!("the values of {whom} are equal: the indicator separates nobody");
            self.remarks.push(self.site.remark(None, NoticeKind::Constant, text));
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
        let cell = Cell { setting: site.setting, target: self.target(place), calibration };
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
                    self.remarks.push(site.remark(Some(place), NoticeKind::Clamped, text));
                }
                column.push(score);
            }
            Err(error) => {
                // A calibration that failed is one problem already, not one a subject.
                if !self.site.is_reported(self.problems) {
                    self.problems.push(self.refused(place, value, &error));
                }
                column.push_absent(Presence::Missing);
            }
        }
    }

    /// The subject's own target on the scale of the values.
    fn target(&self, place: usize) -> Option<Decimal> {
        if !self.site.rule().uses_target() {
            return None;
        }
        let subject = *self.site.subjects.get(place)?;
        match self.site.draft.targets.get(self.site.indicator.input_name(), subject) {
            Observation::Value(target) => match self.site.indicator.transform {
                Some(transform) => transform.apply(target),
                None => Some(target),
            },
            _ => None,
        }
    }

    fn refused(&self, place: usize, value: Decimal, error: &RuleError) -> Problem {
        let of_target = matches!(error, RuleError::NoTarget | RuleError::BadTarget { .. });
        let (table, kind) = match error {
            RuleError::NoTarget => ("targets", ProblemKind::MissingFigure),
            RuleError::BadTarget { .. } => ("targets", ProblemKind::Parameter),
            _ => ("values", ProblemKind::Figure),
        };
        let what =
            format!("`{}` cannot be scored for `{}`: {error}", self.site.indicator.id, self.site.subject_id(place));
        let mut problem = self.site.figure_problem(table, place, kind, what);
        problem.found = match error.found() {
            Some(found) => Some(plain(found)),
            None if of_target => Some("none".to_owned()),
            None => Some(plain(value)),
        };
        problem.expected = error.expected();
        problem
    }
}
