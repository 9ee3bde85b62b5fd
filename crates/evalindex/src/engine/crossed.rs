//! Scores of rows that are made of others: some nodes as one subject has them, the other ones as another has.

use super::aggregate_tree::aggregate_rows;
use super::aggregated::AggregatedTree;
use super::column::{Column, Presence};
use super::diagnostics::Diagnostics;
use super::prepare::{Crossed, ScoredIndex};
use super::view::View;
use crate::method::aggregate::Reach;
use crate::model::{Impute, Missing, NodeId, PerNode, PerRow, Row, TreePart};
use crate::number::Exact;
use crate::result::{IndicatorCalibration, NoticeKind};
use crate::support::{Interrupt, Refused};

/// A row that is made of others.
#[derive(Clone, Debug)]
pub(crate) struct CrossedRow {
    /// The inner node whose score is asked for.
    pub(crate) node: NodeId,
    /// The subject as which second steps take it: its group, target and previous figure.
    pub(crate) subject: Row,
    /// The subject whose score stands at each node that is not aggregated again.
    pub(crate) cells: PerNode<Row>,
}

impl View<'_> {
    /// The scores that rows made of others have at their nodes, under the calibrations of the index; none where there is no
    /// score. Only the nodes that `again` names are aggregated.
    ///
    /// # Errors
    /// When a score is out of range, which is a bug.
    pub(crate) fn crossed(&self, rows: &[CrossedRow], again: &PerNode<bool>) -> Result<Vec<Option<Exact>>, Refused> {
        let lost = || Refused::internal("a score is lost on the way into another row");
        let scored = self.crossed_index(rows, again).ok_or_else(lost)?;
        let aggregated = aggregate_rows((self.draft, self.index), &scored, self.shares, Interrupt::NEVER);
        let aggregated = aggregated.map_err(|stopped| Refused::internal(&stopped.to_string()))?;
        let has_failed = failed(&aggregated);
        let score = |(at, row): (Row, &CrossedRow)| aggregated.exact(row.node, at).filter(|_| !has_failed[at]);
        Ok(scored.subjects.ids().zip(rows).map(score).collect())
    }

    /// The index with these rows; none where a score is out of range.
    fn crossed_index(&self, rows: &[CrossedRow], again: &PerNode<bool>) -> Option<ScoredIndex> {
        let tree = self.scored.tree.clone();
        let columns = tree.by_indicator().map(|indicator, leaf| {
            let own = &self.scored.columns[indicator];
            cross(rows, leaf.node, |row| (own.presence(row), own.exact(row)))
        });
        let columns: Option<Vec<Column>> = columns.into_iter().collect();
        let given = tree.by_node().map(|node, one| match one.part {
            TreePart::Leaf(_) => Some(None),
            TreePart::Inner(_) if again[node] => Some(None),
            TreePart::Inner(_) => {
                let score = |row| (self.aggregated.presence(node, row), self.aggregated.exact(node, row));
                cross(rows, node, score).map(Some)
            }
        });
        let given: Option<Vec<Option<Column>>> = given.into_iter().collect();
        // Scores by place are those among all subjects, as both have theirs.
        let entries = tree.by_node().filled(None);
        let calibrations = self.aggregated.diagnostics().into_iter().flat_map(|one| &one.calibration).cloned();
        let subjects: PerRow<_> = rows.iter().map(|row| self.scored.subjects[row.subject]).collect();
        Some(ScoredIndex {
            groups: None,
            not_applicable: Column::absent(&subjects, Presence::NotApplicable),
            tree,
            subjects,
            columns: columns?.into_iter().collect(),
            near: self.scored.near,
            diagnostics: Diagnostics::default(),
            frozen: Some(calibrations.collect::<Vec<IndicatorCalibration>>()),
            crossed: Some(Crossed { given: given?.into_iter().collect(), entries }),
        })
    }

    /// Whether the score of a node depends on the scores of other subjects, its own second step apart.
    pub(crate) fn compares_all(&self, node: NodeId) -> bool {
        match &self.scored.tree.node(node).part {
            TreePart::Inner(inner) => matches!(inner.aggregate.reach(), Reach::All(_)),
            TreePart::Leaf(_) => false,
        }
    }
}

/// The column of one node for these rows, from the scores that it has in others; none where one is out of range.
fn cross(rows: &[CrossedRow], node: NodeId, score: impl Fn(Row) -> (Presence, Option<Exact>)) -> Option<Column> {
    let mut column = Column::with_capacity(rows.len());
    for row in rows {
        match score(row.cells[node]) {
            (Presence::Present, Some(score)) => column.push(score)?,
            (Presence::Present, None) => return None,
            (absent, _) => column.push_absent(absent),
        }
    }
    Some(column)
}

/// The rows that have no score of their own: a figure or a score is a problem, bars the subject, or was imputed from other
/// rows at hand.
pub(crate) fn failed(aggregated: &AggregatedTree<'_>) -> PerRow<bool> {
    let scored = aggregated.scored();
    let mut found = scored.subjects.filled(false);
    let by_row = |node: NodeId| scored.tree.missing(node) == Some(Missing::Impute(Impute::RowMean));
    for diagnostics in aggregated.diagnostics() {
        let imputed = diagnostics.remarks.iter().filter(|remark| remark.what == NoticeKind::Imputed);
        let imputed = imputed.filter(|remark| remark.node.is_some_and(|node| !by_row(node)));
        let failed = diagnostics.failed.iter().chain(diagnostics.barred.keys()).copied();
        for row in imputed.filter_map(|remark| remark.row).chain(failed) {
            found[row] = true;
        }
    }
    found
}
