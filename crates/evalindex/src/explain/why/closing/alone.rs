//! One subject by itself, with another score at one indicator.

use crate::engine::{AdjustedIndex, Column, Scores, View};
use crate::model::{NodeId, PerRow, Row, TieBreak, TreePart};
use crate::number::Exact;
use crate::support::Interrupt;

/// One subject of an index by itself.
pub(super) struct Alone<'a> {
    view: &'a View<'a>,
    index: AdjustedIndex,
    row: Row,
}

/// The scores of a subject that decide its place.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    /// Its total.
    pub(super) total: Exact,
    /// What decides between equal totals, in turn.
    pub(super) breakers: Vec<Option<Exact>>,
}

impl<'a> Alone<'a> {
    /// The subject of a row; none where a score of a dimension depends on other subjects.
    pub(super) fn new(view: &'a View<'a>, row: Row) -> Option<Self> {
        let (scored, mut adjusted) = (view.scored.of_some(&[row])?, PerRow::new());
        let own = adjusted.push(view.adjusted[row].clone());
        Some(Self { view, index: AdjustedIndex { scored, adjusted }, row: own })
    }

    /// The scores of the subject with this one at an indicator; none where it has none then.
    pub(super) fn with(&mut self, node: NodeId, score: &Exact) -> Option<Scored> {
        let TreePart::Leaf(leaf) = self.view.scored.tree.node(node).part else { return None };
        let mut column = Column::with_capacity(1);
        column.push(score.clone())?;
        let before = std::mem::replace(&mut self.index.scored.columns[leaf], column);
        let declared = (self.view.draft, self.view.index);
        let view = View::new(declared, &self.index, self.view.shares, Interrupt::NEVER);
        let scored = view.ok().and_then(|view| Scored::of(&view, self.row));
        self.index.scored.columns[leaf] = before;
        scored
    }
}

impl Scored {
    /// The scores of the subject of a row.
    pub(super) fn of(view: &View<'_>, row: Row) -> Option<Self> {
        let breaker = |tie_break: &TieBreak| match tie_break {
            TieBreak::Bonus => Some(view.adjusted[row].bonus.clone()),
            TieBreak::Node(id) => view.aggregated.exact(view.scored.tree.find(id)?, row),
        };
        let breakers = view.index.ranking.tie_break.iter().map(breaker).collect();
        Some(Self { total: view.totals().exact(row)?, breakers })
    }
}
