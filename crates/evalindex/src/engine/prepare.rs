//! Figures to indicator scores: everything about an index that does not depend on weights, worked out once.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::column::Column;
use super::score_indicator::{Diagnostics, Logged, score_indicator};
use super::site::Site;
use crate::engine::measure::{Sources, measured};
use crate::engine::min_max_column;
use crate::method::aggregate::Reach;
use crate::model::{Denominator, Index, Indicator, Inner, Observation, Screen, Tree, TreeIndicator, TreePart};
use crate::number::{Fraction, Score, plain};
use crate::result::{IndicatorCalibration, PreparationStep};
use crate::support::{Problem, ProblemKind};

/// An index with the scores of its indicators.
#[derive(Debug)]
pub(crate) struct ScoredIndex {
    pub(crate) tree: Tree,
    /// The subjects of its kind, by their place in the document.
    pub(crate) subjects: Vec<usize>,
    /// The scores of each indicator.
    pub(crate) columns: Vec<Column>,
    /// What there is to say about them; no problems.
    pub(crate) diagnostics: Diagnostics,
    /// The calibrations to score dimensions by, where they are not to be taken from these data.
    pub(crate) frozen: Option<Vec<IndicatorCalibration>>,
}

impl ScoredIndex {
    /// A subject's score of an indicator by its own figure, by node and place: nothing is taken from its siblings.
    pub(crate) fn own_score(&self, node: usize, subject: usize) -> Option<Score> {
        match self.tree.nodes().get(node)?.part {
            TreePart::Leaf(indicator) => self.columns.get(indicator)?.get(subject),
            TreePart::Inner(_) => None,
        }
    }

    /// The same of some of its subjects, by their places; none where scores of dimensions depend on who else there is.
    pub(crate) fn of_some(&self, places: &[usize]) -> Option<Self> {
        let alone = |inner: &Inner| inner.second_step.is_none() && matches!(inner.aggregate.reach(), Reach::One(_));
        let mut inner = self.tree.nodes().iter().filter_map(|node| match &node.part {
            TreePart::Inner(inner) => Some(inner),
            TreePart::Leaf(_) => None,
        });
        inner.all(|inner| alone(inner)).then(|| Self {
            tree: self.tree.clone(),
            subjects: places.iter().filter_map(|place| self.subjects.get(*place).copied()).collect(),
            columns: self.columns.iter().map(|column| column.of_some(places)).collect(),
            diagnostics: Diagnostics::default(),
            frozen: None,
        })
    }
}

/// An index that is to be prepared, and by what.
pub(crate) struct IndexInputs<'a> {
    pub(crate) sources: Sources<'a>,
    pub(crate) index: &'a Index,
    /// Path of the index in the document.
    pub(crate) path: &'a str,
    /// The calibrations to score by, where they are not to be taken from these data.
    pub(crate) frozen: Option<&'a [IndicatorCalibration]>,
    /// Whether the indicator at a path is left out, because it is refused already.
    pub(crate) is_out: &'a dyn Fn(&str) -> bool,
}

/// Scores the indicators of an index; what cannot be scored is added to `problems`.
pub(crate) fn prepare_index(preparing: &IndexInputs<'_>, problems: &mut Vec<Problem>) -> ScoredIndex {
    let IndexInputs { sources: Sources { draft, .. }, index, path, frozen, is_out } = *preparing;
    let tree = Tree::new(index, path);
    let of_kind = draft.subjects.iter().enumerate().filter(|(_, subject)| subject.kind == index.kind);
    let subjects: Vec<usize> = of_kind.map(|(place, _)| place).collect();
    let mut diagnostics = Diagnostics::default();
    let screened = screen(preparing, &tree, &subjects, &mut diagnostics);
    let mut columns = Vec::with_capacity(tree.indicators().len());
    for TreeIndicator { node, indicator } in tree.indicators() {
        let Some(at) = tree.nodes().get(*node).filter(|node| !is_out(&node.path)) else { continue };
        let indicator = match transformed(indicator, &at.path) {
            Ok(indicator) => indicator,
            Err(problem) => {
                diagnostics.problems.push(*problem);
                continue;
            }
        };
        let site = Site::new(draft, &at.path, *node, &indicator, index.scale, &subjects);
        let narrow = if frozen.is_some() || !screened.is_empty() { None } else { min_max_column::whole(&site) };
        if let Some((column, calibration)) = narrow {
            columns.push(column);
            let parts = vec![(None, calibration)];
            diagnostics.calibration.push(IndicatorCalibration { node: at.id.clone(), parts, treated: None });
            continue;
        }
        let values = figures(preparing, &site, &screened, &mut diagnostics);
        columns.push(score_indicator(site, &values, frozen, &mut diagnostics));
    }
    problems.append(&mut diagnostics.problems);
    ScoredIndex { tree, subjects, columns, diagnostics, frozen: frozen.map(<[_]>::to_vec) }
}

/// The measured values of an indicator; subjects that were screened out take no part.
fn figures(
    preparing: &IndexInputs<'_>,
    site: &Site<'_>,
    screened: &[usize],
    diagnostics: &mut Diagnostics,
) -> Vec<Observation> {
    let measured = measured(preparing.sources, (site.node, site.indicator), site.subjects, diagnostics);
    if let Some(Denominator { by, scale }) = &site.indicator.denominate {
        let step = PreparationStep::Denominated { by: by.clone(), scale: *scale };
        diagnostics.steps.push(Logged { node: Some(site.node), step, cells: measured.divided });
    }
    let mut values = measured.values;
    for place in screened {
        if let Some(value) = values.get_mut(*place) {
            *value = Observation::NotApplicable;
        }
    }
    values
}

/// The places of the subjects that have too little data, who are barred with the reason.
fn screen(preparing: &IndexInputs<'_>, tree: &Tree, subjects: &[usize], diagnostics: &mut Diagnostics) -> Vec<usize> {
    let IndexInputs { sources, index, is_out, .. } = *preparing;
    let Some(Screen { min_share }) = index.screen else { return Vec::new() };
    // For each subject: how many indicators apply to it, and of how many it has a figure.
    let mut counts = vec![(0_usize, 0_usize); subjects.len()];
    for TreeIndicator { node, indicator } in tree.indicators() {
        let counts_there = tree.nodes().get(*node).is_some_and(|at| at.weight > Decimal::ZERO && !is_out(&at.path));
        if !counts_there {
            continue;
        }
        // What cannot be measured is told when it is measured to be scored.
        let measured = measured(sources, (*node, indicator), subjects, &mut Diagnostics::default());
        for ((applicable, present), value) in counts.iter_mut().zip(measured.values) {
            *applicable = applicable.saturating_add(usize::from(value != Observation::NotApplicable));
            *present = present.saturating_add(usize::from(matches!(value, Observation::Value(_))));
        }
    }
    let is_short = |(applicable, present): (usize, usize)| {
        let count = |indicators: usize| Fraction::from_decimal(Decimal::from(indicators));
        let asked = count(applicable).times(Fraction::from_decimal(min_share));
        asked.and_then(|asked| count(present).compare(asked)).is_some_and(std::cmp::Ordering::is_lt)
    };
    let mut out = Vec::new();
    for (place, (applicable, present)) in counts.into_iter().enumerate() {
        if is_short((applicable, present)) {
            let share = plain(min_share);
            let reason = format!("{present} of {applicable} figures, less than the share of {share} that is asked for");
            diagnostics.barred.entry(place).or_default().push((None, reason));
            out.push(place);
        }
    }
    let cells = out.iter().map(|place| (*place, None, None)).collect();
    diagnostics.steps.push(Logged { node: None, step: PreparationStep::Screened { min_share }, cells });
    out
}

/// The indicator with those parameters of its rule transformed that are in the unit of its values.
fn transformed<'a>(indicator: &'a Indicator, path: &str) -> Result<Cow<'a, Indicator>, Box<Problem>> {
    let Some(transform) = indicator.transform else {
        return Ok(Cow::Borrowed(indicator));
    };
    let mut indicator = indicator.clone();
    for (name, post) in indicator.rule.unit_parameters() {
        *post = transform.apply(*post).ok_or_else(|| {
            let what = format!("`{name}` is outside the domain of `{}`", transform.name());
            let problem = Problem::new(ProblemKind::Parameter, format!("{path}.rule.{name}"), what);
            Box::new(problem.found(plain(*post)).expected(transform.domain()))
        })?;
    }
    Ok(Cow::Owned(indicator))
}
