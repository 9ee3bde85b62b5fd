//! An index scored from figures that come from several documents, by calibrations of its own or of another blend.

use std::collections::BTreeSet;

use super::aggregate_tree::aggregate_rows;
use super::column::{Column, Presence};
use super::diagnostics::Diagnostics;
use super::prepare::{Crossed, ScoredIndex, transformed};
use super::prepared::Prepared;
use super::score_indicator::{Entries, score_filled};
use super::site::{Site, Values};
use crate::engine::fill::{Filled, Filling};
use crate::engine::shares::{TreeShares, counting};
use crate::model::{
    Draft, Index, IndexId, IndicatorId, PerIndicator, PerNode, PerRow, Row, SubjectId, Tree, TreeIndicator,
};
use crate::number::{Exact, Near};
use crate::result::{IndicatorCalibration, NoticeKind};
use crate::support::{Interrupt, Refused};

impl Prepared {
    /// The figures of the indicators of an index, declared as in another document, from the data of this one: measured, and
    /// filled where they are missing. Subjects that screening leaves out have none.
    pub(crate) fn filled(&self, id: IndexId, index: &Index) -> PerIndicator<Filling> {
        let made =
            self.indexes.values().zip(self.weights.values()).map(|(one, weights)| (Some(&**one), Some(&**weights)));
        let mut all = self.stages(&self.draft, Interrupt::NEVER).filled(index, &self.indexes[id].scored.subjects, made);
        for row in self.indexes[id].scored.diagnostics.screened() {
            for filling in all.values_mut() {
                filling.cells[row] = Filled::Absent(Presence::NotApplicable);
            }
        }
        all
    }
}

/// An index to be scored for the subjects of a draft that holds their groups, targets and previous figures alone.
pub(crate) struct Blend<'a> {
    draft: &'a Draft,
    index: &'a Index,
    pub(crate) tree: Tree,
    subjects: PerRow<SubjectId>,
}

/// What scores go by.
pub(crate) enum By<'a, T> {
    /// Calibrations on the figures at hand.
    Itself,
    /// These calibrations, kept by a document.
    Kept(&'a [IndicatorCalibration]),
    /// The calibrations of another blend of the same subjects: in scores by place, a subject's own figure there is replaced.
    Other(&'a T),
}

/// The scores of one indicator.
#[derive(Debug)]
pub(crate) struct BlendedLeaf {
    column: Column,
    /// The figures as they were scored, where the rule compares them by place.
    values: Option<Entries>,
    calibration: Vec<IndicatorCalibration>,
    /// The subjects whose figure cannot be scored.
    failed: BTreeSet<Row>,
    /// The figures that a limit of the rule has moved, with what there is to say of each.
    pub(crate) clamped: Vec<(Row, String)>,
}

/// The scores of an index.
#[derive(Debug)]
pub(crate) struct Blended {
    /// The base scores; none for a subject without one.
    pub(crate) base: PerRow<Option<Exact>>,
    /// The calibrations of second steps, and the scores that these were taken from.
    calibration: Vec<IndicatorCalibration>,
    entries: PerNode<Option<Entries>>,
}

impl BlendedLeaf {
    /// Whether the rule takes nothing from the figures, so that it makes no difference on which it is calibrated.
    pub(crate) fn takes_nothing(&self) -> bool {
        self.calibration.is_empty() && self.failed.is_empty()
    }
}

impl<'a> Blend<'a> {
    /// An index for the subjects of a draft.
    pub(crate) fn new(draft: &'a Draft, index: &'a Index) -> Self {
        Self { draft, index, tree: Tree::new(index, &index.id), subjects: draft.rows_of(index) }
    }

    /// The scores of one indicator from its figures.
    pub(crate) fn leaf(&self, id: IndicatorId, cells: PerRow<Filled>, by: &By<'_, BlendedLeaf>) -> BlendedLeaf {
        let TreeIndicator { node, indicator } = &self.tree.by_indicator()[id];
        let mut diagnostics = Diagnostics::default();
        let Ok(indicator) = transformed(indicator, &self.index.id) else {
            return BlendedLeaf {
                column: Column::absent(&self.subjects, Presence::Missing),
                values: None,
                calibration: Vec::new(),
                failed: self.subjects.ids().collect(),
                clamped: Vec::new(),
            };
        };
        let step = (indicator.step(), Values::Figures(&indicator));
        let site = Site::new(self.draft, (&self.index.id, *node), step, self.index, &self.subjects);
        let frozen = match by {
            By::Itself => (None, None),
            By::Kept(kept) => (Some(*kept), None),
            By::Other(other) => (Some(other.calibration.as_slice()), other.values.as_ref()),
        };
        let (column, cells) = score_filled(site, cells, frozen, &mut diagnostics);
        let mut parts = diagnostics.calibration.iter().flat_map(|one| &one.parts);
        let is_by_place = parts.any(|(_, calibration)| !calibration.order().is_empty());
        let clamped = diagnostics.remarks.into_iter().filter(|remark| remark.what == NoticeKind::Clamped);
        BlendedLeaf {
            // Each of many states makes means of it.
            column: column.with_common_denominator(),
            values: is_by_place.then(|| cells.map(|_, cell| cell.value().cloned())),
            calibration: diagnostics.calibration,
            failed: diagnostics.failed,
            clamped: clamped.filter_map(|remark| Some((remark.row?, remark.text))).collect(),
        }
    }

    /// The scores of the index from those of its indicators, under these weights; beside each indicator are the subjects that
    /// have no figure of it that could be scored.
    ///
    /// # Errors
    /// When the work is stopped, which it never is.
    pub(crate) fn aggregate(
        &self,
        leaves: &PerIndicator<(&BlendedLeaf, &BTreeSet<Row>)>,
        shares: &TreeShares,
        by: &By<'_, Blended>,
    ) -> Result<Blended, Refused> {
        let (frozen, entries) = match by {
            By::Itself => (None, self.tree.by_node().filled(None)),
            By::Kept(kept) => (Some(kept.to_vec()), self.tree.by_node().filled(None)),
            By::Other(other) => (Some(other.calibration.clone()), other.entries.clone()),
        };
        let counts = counting(&self.tree, shares);
        let mut diagnostics = Diagnostics::default();
        let counted = self.tree.by_indicator().zip(leaves).filter(|(_, leaf, _)| counts[leaf.node]);
        diagnostics.failed.extend(counted.flat_map(|(_, _, (leaf, failed))| leaf.failed.iter().chain(*failed)));
        let scored = ScoredIndex {
            tree: self.tree.clone(),
            groups: None,
            columns: leaves.map(|_, (leaf, _)| leaf.column.clone()),
            not_applicable: Column::absent(&self.subjects, Presence::NotApplicable),
            subjects: self.subjects.clone(),
            near: Near::on(self.index.scale),
            diagnostics,
            frozen,
            crossed: Some(Crossed { given: self.tree.by_node().filled(None), entries }),
        };
        let aggregated = aggregate_rows((self.draft, self.index), &scored, shares, Interrupt::NEVER);
        let mut aggregated = aggregated.map_err(|stopped| Refused::internal(&stopped.to_string()))?;
        let found = |row: &Row| {
            let is_out = |one: &Diagnostics| one.failed.contains(row) || one.barred.contains_key(row);
            aggregated.diagnostics().into_iter().any(is_out)
        };
        let top = self.tree.top();
        let base = self.subjects.map(|row, _| aggregated.exact(top, row).filter(|_| !found(&row)));
        Ok(Blended {
            base,
            entries: aggregated.stepped.map(|_, figures| Some(figures.as_ref()?.map(|_, one| one.value().cloned()))),
            calibration: std::mem::take(&mut aggregated.diagnostics.calibration),
        })
    }
}
