//! Figures to indicator scores: everything about an index that does not depend on weights, worked out once.

use std::borrow::Cow;

use super::column::Column;
use super::settle::{Told, settle};
use super::site::Site;
use super::tasks::TaskBook;
use super::{measure, min_max_column};
use crate::document::Draft;
use crate::evaluation::IndicatorCalibration;
use crate::number::plain;
use crate::problem::{Problem, ProblemKind};
use crate::system::{Index, Indicator, Tree, TreeIndicator};

/// An index with the scores of its indicators.
#[derive(Debug)]
pub(crate) struct PreparedIndex {
    pub(crate) tree: Tree,
    /// The subjects of its kind, by their place in the document.
    pub(crate) subjects: Vec<usize>,
    /// The scores of each indicator.
    pub(crate) columns: Vec<Column>,
    /// What there is to say about them; no problems.
    pub(crate) told: Told,
    /// The calibrations to score dimensions by, where they are not to be taken from these data.
    pub(crate) frozen: Option<Vec<IndicatorCalibration>>,
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
    let mut told = Told::default();
    let mut prepared = PreparedIndex {
        columns: Vec::with_capacity(tree.indicators().len()),
        told: Told::default(),
        frozen: frozen.map(<[_]>::to_vec),
        subjects,
        tree,
    };
    for TreeIndicator { node, indicator } in prepared.tree.indicators() {
        let Some(at) = prepared.tree.nodes().get(*node).filter(|node| !is_out(&node.path)) else { continue };
        let indicator = match transformed(indicator, &at.path) {
            Ok(indicator) => indicator,
            Err(problem) => {
                told.problems.push(*problem);
                continue;
            }
        };
        let site = Site::new(draft, &at.path, *node, &indicator, index.scale, &prepared.subjects);
        if let (Some((column, calibration)), None) = (min_max_column::whole(&site), frozen) {
            prepared.columns.push(column);
            told.calibration.push(IndicatorCalibration { node: at.id.clone(), parts: vec![(None, calibration)] });
            continue;
        }
        let measured = measure::measured(draft, tasks, &indicator, &prepared.subjects, &mut told.problems);
        prepared.columns.push(settle(site, &measured, frozen, &mut told));
    }
    problems.append(&mut told.problems);
    prepared.told = told;
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
