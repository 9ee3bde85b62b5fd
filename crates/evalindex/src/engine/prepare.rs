//! From figures to indicator scores: everything of an index that does not depend on weights, computed once.

use std::borrow::Cow;

use super::column::{Column, Presence};
use super::diagnostics::{Diagnostics, Logged};
use super::figure::Figure;
use super::score_indicator::{Entries, score_indicator};
use super::site::{Site, Values};
use crate::engine::measure::{Sources, measured};
use crate::engine::min_max_column;
use crate::method::aggregate::Reach;
use crate::model::{
    Denominator, GroupId, Index, Indicator, Inner, NodeId, PerIndicator, PerNode, PerRow, Row, Screen, SubjectId, Tree,
    TreeIndicator, TreePart,
};
use crate::number::{Exact, Near, plain};
use crate::result::{IndicatorCalibration, PreparationStep};
use crate::support::{Interrupt, Problem, ProblemKind, Problems};

/// The operations that scoring a figure takes.
pub(super) const SCORED: usize = 200;

/// An index with the scores of its indicators.
#[derive(Debug)]
pub(crate) struct ScoredIndex {
    pub(crate) tree: Tree,
    /// The subjects of its kind, in the order of the document.
    pub(crate) subjects: PerRow<SubjectId>,
    /// The group of each subject, where weights differ from group to group.
    pub(crate) groups: Option<PerRow<Option<GroupId>>>,
    /// The scores of each indicator. An indicator that is left out applies to no subject.
    pub(crate) columns: PerIndicator<Column>,
    /// The column of a node that applies to no subject.
    pub(crate) not_applicable: Column,
    /// When real scores count as equal.
    pub(crate) near: Near,
    /// Remarks, preparation steps and calibrations of the indicators; no problems.
    pub(crate) diagnostics: Diagnostics,
    /// Frozen calibrations for the second steps of dimensions; none where these take them from the data.
    pub(crate) frozen: Option<Vec<IndicatorCalibration>>,
    /// What stands in place of its own scores; none of an index as it is.
    pub(crate) crossed: Option<Crossed>,
}

/// What an index is scored by whose rows are made of several others.
#[derive(Debug)]
pub(crate) struct Crossed {
    /// The scores of inner nodes that are not aggregated again.
    pub(crate) given: PerNode<Option<Column>>,
    /// The rows' own values in frozen calibrations of second steps by place.
    pub(crate) entries: PerNode<Option<Entries>>,
}

impl ScoredIndex {
    /// The group of a subject, where weights differ from group to group.
    pub(crate) fn group(&self, row: Row) -> Option<GroupId> {
        self.groups.as_ref().and_then(|groups| groups[row])
    }

    /// The scores of an indicator from its own figures, without imputation from the siblings of the indicator.
    #[cfg(feature = "robustness")]
    pub(crate) fn own_column(&self, node: NodeId) -> Option<&Column> {
        match self.tree.node(node).part {
            TreePart::Leaf(indicator) => Some(&self.columns[indicator]),
            TreePart::Inner(_) => None,
        }
    }

    /// The same index with these subjects only; none where a score of a dimension depends on other subjects.
    pub(crate) fn of_some(&self, rows: &[Row]) -> Option<Self> {
        let alone = |inner: &Inner| {
            inner.raters.is_none() && inner.second_step.is_none() && matches!(inner.aggregate.reach(), Reach::One(_))
        };
        let mut inner = self.tree.nodes().iter().filter_map(|node| match &node.part {
            TreePart::Inner(inner) => Some(inner),
            TreePart::Leaf(_) => None,
        });
        if !inner.all(|inner| alone(inner)) {
            return None;
        }
        let columns: Option<Vec<Column>> = self.columns.values().map(|column| column.of_some(rows)).collect();
        Some(Self {
            tree: self.tree.clone(),
            subjects: rows.iter().map(|row| self.subjects[*row]).collect(),
            groups: self.groups.as_ref().map(|groups| rows.iter().map(|row| groups[*row]).collect()),
            columns: columns?.into_iter().collect(),
            not_applicable: self.not_applicable.of_some(rows)?,
            near: self.near,
            diagnostics: Diagnostics::default(),
            frozen: None,
            crossed: None,
        })
    }
}

/// What an index is prepared from.
pub(crate) struct IndexInputs<'a> {
    pub(crate) sources: Sources<'a>,
    pub(crate) index: &'a Index,
    /// Path of the index in the document.
    pub(crate) path: &'a str,
    /// Frozen calibrations to score by; none where they are taken from the data.
    pub(crate) frozen: Option<&'a [IndicatorCalibration]>,
    /// Whether the indicator at a path is left out because it is refused already.
    pub(crate) is_out: &'a dyn Fn(&str) -> bool,
    /// What is asked whether to stop.
    pub(crate) interrupt: Interrupt<'a>,
}

/// Scores the indicators of an index; what cannot be scored is added to `problems`.
pub(crate) fn prepare_index(inputs: &IndexInputs<'_>, problems: &mut Problems) -> ScoredIndex {
    let IndexInputs { sources: Sources { draft, .. }, index, path, frozen, is_out, interrupt } = *inputs;
    let tree = Tree::new(index, path);
    let subjects = draft.rows_of(index);
    let mut diagnostics = Diagnostics::default();
    let screened = screen(inputs, &tree, &subjects, &mut diagnostics);
    let not_applicable = Column::absent(&subjects, Presence::NotApplicable);
    let columns = tree.by_indicator().map(|_, TreeIndicator { node, indicator }| {
        let at = tree.node(*node);
        if is_out(&at.path) {
            return not_applicable.clone();
        }
        if let Err(stopped) = interrupt.count(subjects.len(), SCORED) {
            // Each further indicator is left out at once.
            diagnostics.problems = stopped.into();
            return not_applicable.clone();
        }
        let indicator = match transformed(indicator, &at.path) {
            Ok(indicator) => indicator,
            Err(problem) => {
                diagnostics.problems.push(*problem);
                return not_applicable.clone();
            }
        };
        let step = (indicator.step(), Values::Figures(&indicator));
        let site = Site::new(draft, (&at.path, *node), step, index, &subjects);
        let narrow = if frozen.is_some() || !screened.is_empty() { None } else { min_max_column::whole(&site) };
        if let Some((column, calibration)) = narrow {
            let (rule, parts) = (Some(indicator.rule.name().to_owned()), vec![(None, calibration)]);
            diagnostics.calibration.push(IndicatorCalibration { node: at.id.clone(), rule, parts, treated: None });
            return column;
        }
        let values = figures(inputs, (*node, &indicator), &subjects, &screened, &mut diagnostics);
        score_indicator(site, &values, (frozen, None), &mut diagnostics)
    });
    problems.append(std::mem::take(&mut diagnostics.problems));
    let group = |_, subject: &SubjectId| tree.group(draft.subject_at(*subject).group.as_deref()?);
    ScoredIndex {
        groups: (!tree.groups().is_empty()).then(|| subjects.map(group)),
        tree,
        subjects,
        columns,
        not_applicable,
        near: Near::on(index.scale),
        diagnostics,
        frozen: frozen.map(<[_]>::to_vec),
        crossed: None,
    }
}

/// The measured values of an indicator. For screened subjects it is not applicable.
fn figures(
    inputs: &IndexInputs<'_>,
    (node, indicator): (NodeId, &Indicator),
    subjects: &PerRow<SubjectId>,
    screened: &[Row],
    diagnostics: &mut Diagnostics,
) -> PerRow<Figure> {
    let measured = measured(inputs.sources, (node, indicator), subjects, diagnostics);
    if let Some(Denominator { by, scale }) = &indicator.denominate {
        let step = PreparationStep::Denominated { by: by.clone(), scale: *scale };
        diagnostics.steps.push(Logged { node: Some(node), step, cells: measured.divided });
    }
    let mut values = measured.values;
    for row in screened {
        values[*row] = Figure::NotApplicable;
    }
    values
}

/// The subjects that screening leaves out of the ranking; the diagnostics hold the reasons.
fn screen(
    inputs: &IndexInputs<'_>,
    tree: &Tree,
    subjects: &PerRow<SubjectId>,
    diagnostics: &mut Diagnostics,
) -> Vec<Row> {
    let IndexInputs { sources, index, is_out, .. } = *inputs;
    let Some(Screen { min_share }) = index.screen else { return Vec::new() };
    // For each subject: the number of indicators that apply to it, and the number of those that have a figure.
    let mut counts = subjects.filled((0_usize, 0_usize));
    for TreeIndicator { node, indicator } in tree.indicators() {
        let at = tree.node(*node);
        if !at.weight.is_positive() || is_out(&at.path) {
            continue;
        }
        // Problems of measuring are reported when the indicator is scored.
        let measured = measured(sources, (*node, indicator), subjects, &mut Diagnostics::default());
        for ((applicable, present), value) in counts.values_mut().zip(measured.values.values()) {
            *applicable = applicable.saturating_add(usize::from(*value != Figure::NotApplicable));
            *present = present.saturating_add(usize::from(value.value().is_some()));
        }
    }
    let is_short = |(applicable, present): (usize, usize)| {
        Exact::count(present) < Exact::count(applicable) * Exact::from(min_share)
    };
    let mut out = Vec::new();
    for (row, (applicable, present)) in counts.iter() {
        if is_short((*applicable, *present)) {
            let share = plain(min_share);
            let reason = format!("{present} of {applicable} figures, less than the share of {share} that is asked for");
            diagnostics.barred.entry(row).or_default().push((None, reason));
            out.push(row);
        }
    }
    let cells = out.iter().map(|row| (*row, None, None)).collect();
    diagnostics.steps.push(Logged { node: None, step: PreparationStep::Screened { min_share }, cells });
    out
}

/// The indicator with the transform applied to those parameters of its rule that are in the unit of its values.
pub(super) fn transformed<'a>(indicator: &'a Indicator, path: &str) -> Result<Cow<'a, Indicator>, Box<Problem>> {
    let Some(transform) = indicator.transform else {
        return Ok(Cow::Borrowed(indicator));
    };
    let mut indicator = indicator.clone();
    let rule = indicator.rule.path(0, &format!("{path}.rule"));
    for (name, value) in indicator.rule.unit_parameters() {
        *value = transform.apply(value).ok_or_else(|| {
            let what = format!("`{name}` is outside the domain of `{}`", transform.name());
            let problem = Problem::new(ProblemKind::Parameter, format!("{rule}.{name}"), what);
            Box::new(problem.found(&*value).expected(transform.domain()))
        })?;
    }
    Ok(Cow::Owned(indicator))
}
