//! An index, as the searches for advice look at it.

use super::{Advice, AdviceKind};
use crate::engine::{Trace, View, counting};
use crate::model::{Indicator, NodeId, PerNode, Row, Tree, TreeIndicator};
#[cfg(feature = "robustness")]
use crate::robustness::RankedScores;

/// The least number of subjects of which a correlation is judged.
#[cfg(feature = "robustness")]
pub(super) const FEWEST_SUBJECTS: usize = 5;

/// An index with what the searches have in common.
pub(super) struct Look<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) trace: &'a Trace<'a>,
    #[cfg(feature = "robustness")]
    pub(super) scores: RankedScores<'a>,
    /// Whether each node counts.
    counting: PerNode<bool>,
}

impl<'a> Look<'a> {
    pub(super) fn new(view: &'a View<'a>, trace: &'a Trace<'a>) -> Self {
        Self {
            view,
            trace,
            #[cfg(feature = "robustness")]
            scores: RankedScores::of(view),
            counting: counting(&view.scored.tree, view.shares),
        }
    }

    pub(super) fn tree(&self) -> &'a Tree {
        &self.view.scored.tree
    }

    /// The dimensions and indicators that count, in the order of the document.
    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.tree().below().map(|(node, _)| node).filter(|node| self.counts(*node))
    }

    /// The indicators that count, in the order of the document.
    pub(super) fn indicators(&self) -> impl Iterator<Item = (NodeId, &'a Indicator)> {
        let all = self.tree().indicators().iter().map(|TreeIndicator { node, indicator }| (*node, indicator));
        all.filter(|(node, _)| self.counts(*node))
    }

    /// Whether a node counts.
    pub(super) fn counts(&self, node: NodeId) -> bool {
        self.counting[node]
    }

    pub(super) fn id(&self, node: NodeId) -> &'a str {
        &self.tree().node(node).id
    }

    pub(super) fn subject(&self, row: Row) -> &'a str {
        &self.view.subject(row).id
    }

    /// Advice on this index, without anything yet.
    pub(super) fn advice(&self, what: AdviceKind) -> Advice {
        let (index, text) = (self.view.index.id.clone(), String::new());
        Advice { index, what, subject: None, node: None, other: None, figures: Vec::new(), text }
    }
}
