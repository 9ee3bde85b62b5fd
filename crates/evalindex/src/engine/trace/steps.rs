//! The step from values to scores at one node, with all that it used.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Trace;
use crate::engine::column::Presence;
use crate::engine::figure::Figure;
use crate::engine::fill::{Filled, fill};
use crate::engine::measure::{NodeBook, PartBook, Sources, measured_of, measured_values};
use crate::engine::node_step::NodeStep;
use crate::engine::prepare::transformed;
use crate::engine::site::{Site, Values};
use crate::method::rule::{Calibration, Cell};
use crate::model::{
    Impute, Indicator, Inner, Measure, Missing, NodeId, Observation, PerRow, Row, ScoreStep, Source, TreePart, Within,
};
use crate::number::Exact;
use crate::result::{FigureOrigin, IndicatorCalibration, Treated};
use crate::support::{Interrupt, Problem, Problems, Refused};

/// The figure of one subject at one node: as it was given, and as the rule scored it.
#[derive(Clone, Debug)]
pub(crate) struct FigureTrace {
    /// The figure that the document gives, in the unit of the input; none where it gives none, or it is computed.
    pub(crate) observed: Option<Decimal>,
    /// The level, change or growth, after a denominator and before anything else.
    pub(crate) measured: Figure,
    /// What the rule scored: imputed where it was missing, treated, transformed. None where it scored nothing.
    pub(crate) used: Option<Exact>,
    /// Where it came from; none where there is neither a figure nor a score.
    pub(crate) origin: Option<FigureOrigin>,
    /// The target that the rule scored against, on the scale of `used`, and whether it is the subject's own.
    pub(crate) target: Option<(Exact, bool)>,
}

/// The step from values to scores at an indicator, or at a dimension with a rule, for all subjects.
pub(crate) struct StepTrace<'a> {
    trace: &'a Trace<'a>,
    node: NodeId,
    values: StepValues<'a>,
    measured: PerRow<Figure>,
    /// Filled, treated, transformed.
    cells: PerRow<Filled>,
    calibration: Option<&'a IndicatorCalibration>,
    /// That of a rule that takes nothing from the data.
    nothing: Calibration,
}

/// What is scored.
enum StepValues<'a> {
    /// The figures of an indicator, whose rule is on their transformed scale.
    Figures(Box<Cow<'a, Indicator>>),
    /// The aggregated scores of a dimension.
    Scores(ScoreStep<'a>),
}

impl<'a> Trace<'a> {
    /// The step at a node; none at a dimension without a rule.
    ///
    /// # Errors
    /// When a prepared index cannot be measured again, which is a bug.
    pub(crate) fn step(&'a self, node: NodeId) -> Result<Option<StepTrace<'a>>, Refused> {
        let tree = &self.view.scored.tree;
        let at = tree.node(node);
        let (values, measured) = match &at.part {
            TreePart::Leaf(leaf) => {
                let indicator = &tree.by_indicator()[*leaf].indicator;
                let values = StepValues::Figures(Box::new(
                    transformed(indicator, &at.path).map_err(|problem| Refused::new(*problem))?,
                ));
                (values, self.measured(node, indicator))
            }
            TreePart::Inner(inner) => {
                let Some(second) = &inner.second_step else { return Ok(None) };
                let aggregated = &self.view.aggregated;
                let scores = aggregated.stepped[node].clone().unwrap_or_else(|| aggregated.figures(node));
                (StepValues::Scores(second.step()), scores)
            }
        };
        let calibration = self.view.aggregated.calibrations().filter(|one| one.node == at.id).last();
        let cells = measured.filled(Filled::Absent(Presence::Missing));
        let mut step =
            StepTrace { trace: self, node, values, measured, cells, calibration, nothing: Calibration::default() };
        step.cells = step.filled()?;
        Ok(Some(step))
    }

    /// The measured values of an indicator; for subjects that were screened out it does not apply.
    fn measured(&self, node: NodeId, indicator: &Indicator) -> PerRow<Figure> {
        let book: PartBook<'_> = &|source| self.parts.ranked(source);
        let nodes: NodeBook<'_> = &|source| self.parts.at_node(source);
        let sources = Sources { draft: self.view.draft, tasks: &self.tasks, parts: book, nodes };
        let mut measured = measured_values(sources, (node, indicator), &self.view.scored.subjects);
        for row in self.view.scored.diagnostics.screened() {
            measured[row] = Figure::NotApplicable;
        }
        measured
    }

    /// A node with its children for a subject, to be aggregated without rounding; none of a node without shares.
    pub(super) fn node_step<'s>(&'s self, node: NodeId, inner: &'s Inner, row: Row) -> Option<NodeStep<'s>> {
        let (tree, shares) = (&self.view.aggregated, self.view.shares_for(node, row)?);
        let declared_total =
            self.view.scored.tree.child_total(self.view.scored.tree.node(node), self.view.scored.group(row));
        let scale = self.view.index.scale;
        Some(NodeStep { tree, node, shares, inner, declared_total, scale, round: None, interrupt: Interrupt::NEVER })
    }
}

impl<'a> StepTrace<'a> {
    /// The node with its surroundings.
    pub(crate) fn site(&self) -> Site<'_> {
        let view = self.trace.view;
        let at = view.scored.tree.node(self.node);
        let step = match &self.values {
            StepValues::Figures(indicator) => (indicator.step(), Values::Figures(indicator)),
            StepValues::Scores(step) => (*step, Values::Scores),
        };
        Site::new(view.draft, (&at.path, self.node), step, view.index, &view.scored.subjects)
    }

    /// The indicator, its rule on the transformed scale; none of a dimension.
    pub(crate) fn indicator(&self) -> Option<&Indicator> {
        match &self.values {
            StepValues::Figures(indicator) => Some(indicator),
            StepValues::Scores(_) => None,
        }
    }

    /// The figure of a subject that the document gives, before it is measured; none where it gives none, or it is computed.
    pub(super) fn observed(&self, row: Row) -> Option<Decimal> {
        let (site, indicator) = (self.site(), self.indicator()?);
        match site.draft.values.figure(site.input(), site.subjects[row]) {
            Observation::Value(value) if indicator.from.is_none() => Some(value),
            _ => None,
        }
    }

    /// What a subject has at the node that its figure is taken from, before it is measured; none of another source.
    pub(crate) fn taken(&self, row: Row) -> Option<Exact> {
        let Some(Source::Node(source)) = &self.indicator()?.from else { return None };
        let (site, indicator) = (self.site(), self.indicator()?);
        if indicator.denominate.is_none() && indicator.measure == Measure::Level {
            return self.measured[row].value().cloned();
        }
        let subject = site.subjects[row];
        self.trace.parts.at_node(source)?.get(&subject)?.value().cloned()
    }

    /// The measured value of a subject, imputed where it was missing, before it is treated.
    pub(crate) fn filled_value(&self, row: Row) -> Option<Exact> {
        fill(&self.site(), &self.measured).cells[row].value().cloned()
    }

    /// Whether the figure of a subject is imputed.
    pub(crate) fn is_imputed_for_some(&self) -> bool {
        self.measured.zip(&self.cells).any(|(_, figure, cell)| *figure == Figure::Missing && cell.value().is_some())
    }

    /// Whether calibrations are given, and not taken from these figures.
    pub(crate) fn is_frozen(&self) -> bool {
        self.trace.view.scored.frozen.is_some()
    }

    /// What is scored of each subject.
    pub(crate) fn cells(&self) -> &PerRow<Filled> {
        &self.cells
    }

    /// What the rule took from the data for a subject, and the name of the group where it did so by group.
    pub(crate) fn calibration(&self, row: Row) -> (&Calibration, Option<&'a str>) {
        let site = self.site();
        let group = site.group(row).filter(|_| site.step.within != Within::All);
        let mut parts = self.calibration.into_iter().flat_map(|one| &one.parts);
        match parts.find(|(name, _)| name.as_deref() == group) {
            Some((name, part)) => (part, name.as_deref()),
            None => (&self.nothing, None),
        }
    }

    /// What the rule is given beside the value of a subject.
    ///
    /// # Errors
    /// When a target or previous figure has no transform, which was refused when the index was scored.
    pub(crate) fn cell(&self, row: Row) -> Result<Cell<'_>, Refused> {
        let site = self.site();
        let (target, previous) = (site.own_target(row), site.own_previous(row));
        let refused = |problem: Box<Problem>| Refused::new(*problem);
        let (target, previous) = (target.map_err(refused)?, previous.map_err(refused)?);
        let mut cell = Cell::new(site.setting, self.calibration(row).0);
        (cell.target, cell.previous) = (target, previous);
        Ok(cell)
    }

    /// The figure of one subject.
    ///
    /// # Errors
    /// As [`Self::cell`].
    pub(crate) fn figure(&self, row: Row) -> Result<FigureTrace, Refused> {
        let (site, cell) = (self.site(), self.cell(row)?);
        let rule = site.step.scoring();
        let given = || rule.default_target().cloned().or_else(|| cell.calibration.statistic("target").ok());
        let (own, given) = (cell.target.is_some(), rule.uses_target().then(given).flatten());
        Ok(FigureTrace {
            observed: self.observed(row),
            measured: self.measured[row].clone(),
            used: self.cells[row].value().cloned(),
            origin: self.origin(row),
            target: cell.target.or(given).map(|target| (target, own)),
        })
    }

    /// The score that another value would give the subject, on the present calibration and treatment; none where it would
    /// have none.
    pub(crate) fn score_of(&self, row: Row, value: &Exact) -> Option<Exact> {
        let site = self.site();
        let scored = site.step.scoring().score(value, &self.cell(row).ok()?).ok()?.score;
        match site.step.round {
            Some(rounding) => scored.published(rounding, site.near()).map(Exact::from),
            None => Some(scored),
        }
    }

    /// What the rule would score of another observed figure: measured, treated, transformed.
    pub(crate) fn value_of(&self, row: Row, observed: Decimal) -> Option<Exact> {
        let (site, indicator, mut problems) = (self.site(), self.indicator()?, Problems::new());
        let figure = Figure::Value(observed.into());
        let (_, measured) = measured_of(site.draft, indicator, site.subjects[row], figure, &mut problems);
        self.scale(measured.value()?.clone())
    }

    /// A measured value on the scale that the rule scores.
    fn scale(&self, measured: Exact) -> Option<Exact> {
        let treated = match self.treated() {
            Some(treated) => treated.apply(&measured)?,
            None => measured,
        };
        match self.site().transform() {
            Some(transform) => transform.apply(&treated),
            None => Some(treated),
        }
    }

    /// The treatment of outliers; none where there was none.
    pub(crate) fn treated(&self) -> Option<&'a Treated> {
        self.calibration.and_then(|one| one.treated.as_ref())
    }

    /// Where the figure of a subject came from.
    fn origin(&self, row: Row) -> Option<FigureOrigin> {
        let site = self.site();
        match &self.cells[row] {
            Filled::Given(_) => Some(FigureOrigin::Given),
            Filled::Value(_) if self.measured[row] == Figure::Missing => Some(FigureOrigin::Imputed),
            Filled::Value(_) => Some(match self.indicator().map(|indicator| &indicator.from) {
                None => FigureOrigin::Children,
                Some(None) => FigureOrigin::Observed,
                Some(Some(Source::Tasks(_))) => FigureOrigin::Tasks,
                Some(Some(Source::Parts(_))) => FigureOrigin::RolledUp,
                Some(Some(Source::Node(_))) => FigureOrigin::Node,
            }),
            // A score is imputed from those of the siblings.
            Filled::Absent(Presence::Missing) => {
                let has_score = self.trace.view.aggregated.presence(self.node, row) == Presence::Present;
                let by_row = site.step.missing == Missing::Impute(Impute::RowMean);
                (has_score && by_row).then_some(FigureOrigin::Imputed)
            }
            Filled::Absent(_) => None,
        }
    }

    /// The values as the rule scored them.
    fn filled(&self) -> Result<PerRow<Filled>, Refused> {
        let mut cells = fill(&self.site(), &self.measured).cells;
        for (_, cell) in cells.iter_mut() {
            let Filled::Value(value) = cell else { continue };
            let used = self.scale(value.clone());
            *value = used.ok_or_else(|| Refused::internal("a scored figure has no transform"))?;
        }
        Ok(cells)
    }
}

impl std::fmt::Debug for StepTrace<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("StepTrace").field("node", &self.node).finish_non_exhaustive()
    }
}
