//! The scores of all nodes of an index under given weights, as estimates and exactly.

use std::sync::OnceLock;

use dashu_int::{IBig, UBig};

use super::column::{Column, Presence};
use super::decide::Scores;
use super::diagnostics::Diagnostics;
use super::estimate::Estimate;
use super::exact_mean::{Children, CommonDenominator};
use super::figure::Figure;
use super::prepare::ScoredIndex;
use crate::engine::shares::TreeShares;
use crate::model::{NodeId, PerNode, PerRow, Row, TreePart};
use crate::number::{Exact, Near};
use crate::result::IndicatorCalibration;

/// The scores of all nodes of an index under given weights.
#[derive(Debug)]
pub(crate) struct AggregatedTree<'a> {
    pub(super) scored: &'a ScoredIndex,
    pub(super) shares: &'a TreeShares,
    /// The common denominators of the children of each node, made when the first exact mean is asked for.
    pub(super) common: PerNode<OnceLock<CommonDenominator>>,
    /// The columns of inner nodes, and of indicators that were imputed from their siblings.
    pub(super) own: PerNode<Option<Column>>,
    /// Remarks and preparation steps of inner nodes; no problems.
    pub(super) diagnostics: Diagnostics,
    /// The aggregated scores that second steps have scored.
    pub(crate) stepped: PerNode<Option<PerRow<Figure>>>,
    /// A node that is left out, with all below it: its policies for missing figures bar no subject.
    pub(super) left_out: Option<NodeId>,
}

impl<'a> AggregatedTree<'a> {
    /// The scores of a node.
    pub(crate) fn column(&self, node: NodeId) -> &Column {
        match (&self.own[node], &self.scored.tree.node(node).part) {
            (Some(column), _) => column,
            (None, TreePart::Leaf(indicator)) => &self.scored.columns[*indicator],
            // A dimension without shares, in a document that is refused.
            (None, TreePart::Inner(_)) => &self.scored.not_applicable,
        }
    }

    /// The index that was aggregated.
    pub(crate) fn scored(&self) -> &'a ScoredIndex {
        self.scored
    }

    /// The diagnostics of indicators, and those of inner nodes.
    pub(crate) fn diagnostics(&self) -> [&Diagnostics; 2] {
        [&self.scored.diagnostics, &self.diagnostics]
    }

    /// The calibrations of indicators, and those of second steps.
    pub(crate) fn calibrations(&self) -> impl Iterator<Item = &IndicatorCalibration> {
        self.diagnostics().into_iter().flat_map(|diagnostics| &diagnostics.calibration)
    }

    /// Why a subject may not be ranked.
    pub(crate) fn barred(&self, row: Row) -> Option<&str> {
        let reasons = self.diagnostics().into_iter().filter_map(|diagnostics| diagnostics.barred.get(&row)).flatten();
        reasons
            .filter(|(node, _)| node.is_none_or(|node| !self.is_left_out(node)))
            .map(|(_, reason)| reason.as_str())
            .next()
    }

    /// The same scores with a node left out, and all below it.
    pub(crate) fn without(mut self, node: NodeId) -> Self {
        self.left_out = Some(node);
        self
    }

    /// Whether a node is left out.
    pub(crate) fn is_left_out(&self, node: NodeId) -> bool {
        self.left_out.is_some_and(|out| node == out || self.scored.tree.ancestors(node).any(|above| above == out))
    }

    /// The exact score of a node for a subject; none where it has none.
    pub(crate) fn exact(&self, node: NodeId, row: Row) -> Option<Exact> {
        let column = self.column(node);
        if column.presence(row) != Presence::Present {
            return None;
        }
        column.exact(row).or_else(|| self.mean(node, row))
    }

    /// The exact mean of the children of a node for a subject.
    pub(super) fn mean(&self, node: NodeId, row: Row) -> Option<Exact> {
        self.common(node)?.mean(&self.children(node, row)?)
    }

    fn children(&self, node: NodeId, row: Row) -> Option<RowOfChildren<'_>> {
        let weights = self.shares[node].as_ref()?.parts();
        Some(RowOfChildren { tree: self, children: self.scored.tree.node(node).children(), weights, row })
    }

    /// The common denominator of the children of a node.
    fn common(&self, node: NodeId) -> Option<&CommonDenominator> {
        let (children, shares) = (self.scored.tree.node(node).children(), self.shares[node].as_ref()?);
        Some(self.common[node].get_or_init(|| {
            let own = |(child, weight): (&NodeId, &u128)| (self.denominator(*child), *weight);
            CommonDenominator::new(&children.iter().zip(shares.parts()).map(own).collect::<Vec<_>>())
        }))
    }

    /// The denominator that the scores of a node have in units of 10⁻¹², where they have one.
    fn denominator(&self, node: NodeId) -> Option<UBig> {
        let column = self.column(node);
        if column.is_mean() {
            return self.common(node)?.of_means(self.shares[node].as_ref()?.parts());
        }
        column.common_denominator().map(UBig::from)
    }

    /// The numerator over that denominator; none where a subject has no score, or the mean of some children only.
    fn numerator(&self, node: NodeId, row: Row) -> Option<IBig> {
        let column = self.column(node);
        column.units(row)?;
        if column.is_mean() {
            return self.common(node)?.numerator(&self.children(node, row)?);
        }
        column.common_numerator(row).map(IBig::from)
    }

    /// The scores of a node, as what its second step scores, or an indicator that reads it.
    pub(super) fn figures(&self, node: NodeId) -> PerRow<Figure> {
        let figure = |row: Row| match (self.exact(node, row), self.presence(node, row)) {
            (Some(score), _) => Figure::Value(score),
            (None, Presence::NotApplicable) => Figure::NotApplicable,
            (None, _) => Figure::Missing,
        };
        self.scored.subjects.ids().map(figure).collect()
    }

    /// The scores of a node, to be compared and rounded.
    pub(crate) fn scores(&self, node: NodeId) -> NodeScores<'_> {
        NodeScores { tree: self, node }
    }

    /// Whether a node has a score for a subject, and if not why.
    pub(crate) fn presence(&self, node: NodeId, row: Row) -> Presence {
        self.column(node).presence(row)
    }
}

/// The children of a node, as one subject has them.
struct RowOfChildren<'a> {
    tree: &'a AggregatedTree<'a>,
    children: &'a [NodeId],
    weights: &'a [u128],
    row: Row,
}

impl Children for RowOfChildren<'_> {
    fn weights(&self) -> &[u128] {
        self.weights
    }

    fn has_score(&self, position: usize) -> bool {
        self.children.get(position).is_some_and(|child| self.tree.presence(*child, self.row) == Presence::Present)
    }

    fn numerator(&self, position: usize) -> Option<IBig> {
        self.tree.numerator(*self.children.get(position)?, self.row)
    }

    fn exact(&self, position: usize) -> Option<Exact> {
        self.tree.exact(*self.children.get(position)?, self.row)
    }
}

/// The scores of one node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeScores<'a> {
    tree: &'a AggregatedTree<'a>,
    node: NodeId,
}

impl Scores for NodeScores<'_> {
    fn estimate(&self, row: Row) -> Option<Estimate> {
        self.tree.column(self.node).estimate(row)
    }

    fn exact(&self, row: Row) -> Option<Exact> {
        self.tree.exact(self.node, row)
    }

    fn near(&self) -> Near {
        self.tree.scored.near
    }
}
