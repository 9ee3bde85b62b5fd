//! The least lead of one subject over another, over all weights of the region.

use rust_decimal::prelude::ToPrimitive;

use super::amount::Amount;
use super::existence::{Existence, existence};
use super::lead_threshold::LeadThreshold;
use super::least_mean::{Factors, Part, least, least_mean};
use super::mean_tree::{Leaf, Mean, MeanChild, MeanId, MeanNode, MeanTree, PerMean};
use super::quick::Quick;
use super::{CertainError, WeightRegion};
use crate::engine::{Placed, RankedRow, View};
use crate::model::{NodeId, PerRanked, RankedId, Row};
use crate::number::Exact;
use crate::order::{CompareBy, Ties};
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::PerLeaf;
use crate::support::Refused;

/// How many times as long as bounds on it a lead takes in floating point.
const SORTED: usize = 10;
/// The same in exact fractions.
const EXACT: usize = 1000;

/// The ranked subjects of an index, with everything that leads depend on.
pub(super) struct Field<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) region: WeightRegion,
    pub(super) threshold: LeadThreshold,
    /// How far weights can go, nearly and exactly; nowhere where the region is no range.
    pub(super) factors: (Factors<f64>, Factors<Exact>),
    /// The nodes that count.
    pub(super) nodes: PerMean<MeanNode>,
    /// The index itself.
    pub(super) top: MeanId,
    /// The indicators.
    pub(super) leaves: PerLeaf<NodeId>,
    /// The ranked subjects.
    pub(super) ranked: PerRanked<RankedRow>,
    /// Scores in units of 10⁻¹², larger for the better; NaN where there is none.
    pub(super) scores: PerRanked<PerLeaf<f64>>,
    /// Points that adjustments add, in units of 10⁻¹².
    pub(super) added: PerRanked<f64>,
    /// Which nodes have a score; none for a subject with a score of every indicator that counts.
    pub(super) gaps: PerRanked<Option<PerMean<Existence>>>,
    /// Whether every node is an arithmetic mean.
    pub(super) linear: bool,
    /// The weights of the indicators: where the tree has one level only, or, in a free region, 1 for each.
    flat: Option<PerLeaf<f64>>,
    /// Bounds that decide most pairs.
    quick: Option<Quick>,
}

impl<'a> Field<'a> {
    /// The ranked subjects of an index, for leads over this region.
    ///
    /// # Errors
    /// When a score is no number, or the job is stopped.
    pub(super) fn new(
        view: &'a View<'a>,
        tree: MeanTree,
        placed: &Placed,
        region: WeightRegion,
        pulse: &Pulse<'_>,
    ) -> Result<Self, CertainError> {
        let (near, range) = match region {
            WeightRegion::Within(range) => {
                (range.to_f64().ok_or_else(|| Refused::internal("a range of weights is no number"))?, range.into())
            }
            WeightRegion::Free | WeightRegion::Ordered => (0.0, Exact::ZERO),
        };
        let ranked = placed.map(|_, (ranked, _)| *ranked);
        let (mut scores, mut gaps) = (PerRanked::with_capacity(ranked.len()), PerRanked::with_capacity(ranked.len()));
        for one in ranked.values() {
            // A score is read from memory.
            const READ: usize = 10;
            pulse.spend(tree.leaves.len().saturating_mul(READ))?;
            let mut own = tree.leaves.filled(f64::NAN);
            for leaf in tree.nodes.values().filter_map(MeanNode::leaf) {
                own[leaf.id] = own_score(view, leaf, one.row);
            }
            gaps.push(own.values().any(|score| score.is_nan()).then(|| existence(view, &tree.nodes, region, one.row)));
            scores.push(own);
        }
        let sizes = scores.values().flat_map(PerLeaf::values).filter(|score| !score.is_nan()).map(|score| score.abs());
        let threshold = LeadThreshold::new(view.index, sizes.fold(0.0, f64::max));
        let (flat, linear) = (tree.flat(region), tree.linear);
        let quick = match region {
            WeightRegion::Within(_) if linear && flat.is_none() => Quick::new(&tree, &scores, threshold, near),
            _ => None,
        };
        Ok(Self {
            view,
            region,
            threshold,
            factors: (
                Factors { low: 1.0 - near, high: 1.0 + near },
                Factors { low: &Exact::ONE - &range, high: &Exact::ONE + &range },
            ),
            nodes: tree.nodes,
            leaves: tree.leaves,
            top: tree.top,
            added: added(view, &ranked)?,
            gaps,
            ranked,
            scores,
            linear,
            flat,
            quick,
        })
    }

    /// Bounds that decide most pairs.
    #[cfg(test)]
    pub(super) fn quick(&self) -> Option<&Quick> {
        self.quick.as_ref()
    }

    /// Whether one subject is ahead of another under all weights of the region.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn is_ahead(&self, one: RankedId, other: RankedId, pulse: &Pulse<'_>) -> Result<bool, Cancelled> {
        if let Some(decided) = self.decided(one, other) {
            pulse.spend(self.operations())?;
            return Ok(decided);
        }
        let near = self.lead(one, other);
        pulse.spend(self.operations().saturating_mul(SORTED))?;
        if (near - self.threshold.from).abs() > self.threshold.doubt {
            return Ok(near > self.threshold.from);
        }
        pulse.spend(self.operations().saturating_mul(EXACT))?;
        let exact = self.least_lead::<Exact>((one, other), self.top).map(|lead| {
            let (mine, theirs) = (self.ranked[one].row, self.ranked[other].row);
            lead + self.view.order().merit(self.view.added(mine) - self.view.added(theirs))
        });
        Ok(exact.is_some_and(|lead| self.threshold.is_reached_by(&lead)))
    }

    /// The number of operations that bounds on a lead take, as a job counts them.
    pub(super) fn operations(&self) -> usize {
        self.nodes.len()
    }

    /// Whether one subject is ahead of another; none where bounds do not decide it.
    fn decided(&self, one: RankedId, other: RankedId) -> Option<bool> {
        let quick = self.quick.as_ref()?;
        if !(self.is_complete(one) && self.is_complete(other)) {
            return None;
        }
        quick.decides((one, other), (&self.scores[one], &self.scores[other]), self.added[one] - self.added[other])
    }

    /// The least lead in units of 10⁻¹², in floating point; NaN where there is none.
    pub(super) fn lead(&self, one: RankedId, other: RankedId) -> f64 {
        let added = self.added[one] - self.added[other];
        match &self.flat {
            Some(flat) if self.is_complete(one) && self.is_complete(other) => self.flat_lead(flat, (one, other), added),
            _ => self.least_lead::<f64>((one, other), self.top).map_or(f64::NAN, |lead| lead + added),
        }
    }

    /// The same in a tree of one level; within a range only its sign counts.
    fn flat_lead(&self, flat: &PerLeaf<f64>, (one, other): (RankedId, RankedId), added: f64) -> f64 {
        let (mine, theirs) = (&self.scores[one], &self.scores[other]);
        if self.region == WeightRegion::Free {
            return mine.zip(theirs).map(|(_, mine, theirs)| mine - theirs).fold(f64::MAX, f64::min) + added;
        }
        // The sign of Σ w(d + δ) is that of the lead; the sum is least where each weight is at its end on the wrong side.
        let (mut sum, mut off) = (0.0, 0.0);
        for ((mine, theirs), weight) in mine.values().zip(theirs.values()).zip(flat.values()) {
            let lead = weight * (mine - theirs + added);
            sum += lead;
            off += lead.abs();
        }
        sum - (1.0 - self.factors.0.low) * off
    }

    /// Whether a subject has a score of every indicator that counts.
    pub(super) fn is_complete(&self, subject: RankedId) -> bool {
        self.gaps[subject].is_none()
    }

    /// Whether a node has a score for a subject.
    pub(super) fn existence(&self, subject: RankedId, node: MeanId) -> Existence {
        self.gaps[subject].as_ref().map_or(Existence::Always, |nodes| nodes[node])
    }

    /// Whether ranks have no gaps.
    pub(super) fn is_dense(&self) -> bool {
        self.view.index.ranking.ties == Ties::Dense
    }

    /// Whether equal totals share the best of their ranks.
    pub(super) fn equals_share(&self) -> bool {
        let ranking = &self.view.index.ranking;
        ranking.ties == Ties::Competition && ranking.tie_break.is_empty() && ranking.by == CompareBy::Exact
    }

    /// Whether every node is an arithmetic mean.
    pub(super) fn is_linear(&self) -> bool {
        self.linear
    }

    /// The least lead at a node over all weights with which both subjects have a score: the least mean of the leads of the
    /// children. Where the node is another mean, or a child is imputed from its siblings, it is bounded by the least score
    /// of one less the greatest of the other.
    fn least_lead<T: OfField>(&self, pair: (RankedId, RankedId), node: MeanId) -> Option<T> {
        let mean = match &self.nodes[node] {
            MeanNode::Leaf(leaf) => return Some(T::score(self, pair.0, leaf)?.minus(&T::score(self, pair.1, leaf)?)),
            MeanNode::Mean(mean) => mean,
        };
        if !mean.is_arithmetic || self.is_imputed(pair.0, mean) || self.is_imputed(pair.1, mean) {
            return self.apart(pair, (node, node));
        }
        let parts = if mean.children.iter().all(|child| self.is_alike(pair, child.id)) {
            self.parts(pair.0, mean, |child| self.least_lead(pair, child))
        } else {
            let is_possible = |child: &&MeanChild| {
                !(self.existence(pair.0, child.id).is_never() && self.existence(pair.1, child.id).is_never())
            };
            mean.children.iter().filter(is_possible).map(|child| self.unlike_part(pair, node, child)).collect()
        };
        least_mean(self.region, T::factors(self), parts?)
    }

    /// The lead at a child that only one of two subjects may have. In place of a missing score stands that of the node
    /// above, whose share it takes: that does not change the mean. None where a score has no value.
    fn unlike_part<T: OfField>(&self, pair: (RankedId, RankedId), node: MeanId, child: &MeanChild) -> Option<Part<T>> {
        let (mine, theirs) = (self.existence(pair.0, child.id), self.existence(pair.1, child.id));
        let (mine_lacks, theirs_lacks) = (mine != Existence::Always, theirs != Existence::Always);
        let mut value = None::<T>;
        let mut at_least = |lead: T| value = Some(value.take().map_or(lead.clone(), |value| value.lesser(lead)));
        if !mine.is_never() && !theirs.is_never() {
            at_least(self.least_lead(pair, child.id)?);
        }
        if !mine.is_never() && theirs_lacks {
            at_least(self.apart(pair, (child.id, node))?);
        }
        if mine_lacks && !theirs.is_never() {
            at_least(self.apart(pair, (node, child.id))?);
        }
        let can_vanish = mine_lacks && theirs_lacks;
        Some(Part { value: value?, share: T::share(child).clone(), can_vanish })
    }

    /// The least score of one subject at a node less the greatest one of another at a node.
    fn apart<T: OfField>(&self, pair: (RankedId, RankedId), nodes: (MeanId, MeanId)) -> Option<T> {
        let mine: T = self.extreme(pair.0, nodes.0, Side::Least)?;
        Some(mine.minus(&self.extreme(pair.1, nodes.1, Side::Greatest)?))
    }

    /// Whether a child of a node is imputed from its siblings for a subject, by a mean that depends on weights.
    fn is_imputed(&self, subject: RankedId, mean: &Mean) -> bool {
        mean.children.iter().any(|child| self.existence(subject, child.id) == Existence::OfSiblings)
    }

    /// The least score of a subject at a node, or its greatest one, over all weights with which it has one.
    pub(super) fn extreme<T: OfField>(&self, subject: RankedId, node: MeanId, side: Side) -> Option<T> {
        let value = self.least_signed::<T>(subject, node, side)?;
        Some(side.signed(value))
    }

    /// The least score of a subject at a node, or the greatest one with the opposite sign.
    fn least_signed<T: OfField>(&self, subject: RankedId, node: MeanId, side: Side) -> Option<T> {
        let mean = match &self.nodes[node] {
            MeanNode::Leaf(leaf) => return T::score(self, subject, leaf).map(|score| side.signed(score)),
            MeanNode::Mean(mean) => mean,
        };
        let parts = self.parts(subject, mean, |child| self.least_signed(subject, child, side))?;
        // Any mean lies between the least and the greatest of its children, and so does one of them that is imputed.
        let is_between = !mean.is_arithmetic || self.is_imputed(subject, mean);
        if is_between { least(parts) } else { least_mean(self.region, T::factors(self), parts) }
    }

    /// The children of a node that can have a score of their own, with their values; none where one has no value.
    fn parts<T: OfField>(
        &self,
        subject: RankedId,
        mean: &Mean,
        value: impl Fn(MeanId) -> Option<T>,
    ) -> Option<Vec<Part<T>>> {
        let part = |child: &MeanChild| {
            let can_vanish = match self.existence(subject, child.id) {
                Existence::Always => false,
                Existence::Sometimes => true,
                Existence::OfSiblings | Existence::Missing | Existence::NotApplicable => return None,
            };
            Some(value(child.id).map(|value| Part { value, share: T::share(child).clone(), can_vanish }))
        };
        mean.children.iter().filter_map(part).collect()
    }

    /// Whether a node has a score for one subject under the same weights as for another.
    fn is_alike(&self, pair: (RankedId, RankedId), node: MeanId) -> bool {
        match (self.existence(pair.0, node), self.existence(pair.1, node)) {
            (Existence::Sometimes, Existence::Sometimes) => match &self.nodes[node] {
                MeanNode::Leaf(_) => false,
                MeanNode::Mean(mean) => mean.children.iter().all(|child| self.has_same_gaps(pair, child.id)),
            },
            (Existence::OfSiblings, _) | (_, Existence::OfSiblings) => false,
            (one, other) => one.is_never() == other.is_never() && one.is_open() == other.is_open(),
        }
    }

    /// Whether two subjects have scores of the same indicators below a node, and lack them for the same reason.
    fn has_same_gaps(&self, pair: (RankedId, RankedId), node: MeanId) -> bool {
        match &self.nodes[node] {
            MeanNode::Leaf(_) => {
                let (one, other) = (self.existence(pair.0, node), self.existence(pair.1, node));
                one == other && !one.is_open()
            }
            MeanNode::Mean(mean) => mean.children.iter().all(|child| self.has_same_gaps(pair, child.id)),
        }
    }
}

/// An amount that shares, weights and scores are held in.
pub(super) trait OfField: Amount {
    /// The share of a child among its siblings.
    fn share(child: &MeanChild) -> &Self;
    /// The least and the greatest factor of a weight.
    fn factors<'a>(field: &'a Field<'_>) -> &'a Factors<Self>;
    /// The score of an indicator; none where a subject has none of its own.
    fn score(field: &Field<'_>, subject: RankedId, leaf: &Leaf) -> Option<Self>;
}

/// Scores in units of 10⁻¹², larger for the better.
impl OfField for f64 {
    fn share(child: &MeanChild) -> &Self {
        &child.near
    }

    fn factors<'a>(field: &'a Field<'_>) -> &'a Factors<Self> {
        &field.factors.0
    }

    fn score(field: &Field<'_>, subject: RankedId, leaf: &Leaf) -> Option<Self> {
        Some(field.scores[subject][leaf.id]).filter(|score| !score.is_nan())
    }
}

/// Scores in points, larger for the better.
impl OfField for Exact {
    fn share(child: &MeanChild) -> &Self {
        &child.share
    }

    fn factors<'a>(field: &'a Field<'_>) -> &'a Factors<Self> {
        &field.factors.1
    }

    fn score(field: &Field<'_>, subject: RankedId, leaf: &Leaf) -> Option<Self> {
        let score = field.view.aggregated.exact(leaf.node, field.ranked[subject].row)?;
        Some(field.view.order().merit(score))
    }
}

/// Which end of the scores of a subject.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Least,
    Greatest,
}

impl Side {
    fn signed<T: Amount>(self, value: T) -> T {
        match self {
            Self::Least => value,
            Self::Greatest => T::ZERO.minus(&value),
        }
    }
}

/// The points that adjustments add to each subject, in units of 10⁻¹².
fn added(view: &View<'_>, ranked: &PerRanked<RankedRow>) -> Result<PerRanked<f64>, Refused> {
    let added = ranked.values().map(|one| Some(view.added_units(one.row)? as f64)).collect::<Option<_>>();
    added.ok_or_else(|| Refused::internal("the adjustments of a subject are larger than a score can be"))
}

/// A subject's score of an indicator in units; NaN where it has none, or one that depends on weights.
fn own_score(view: &View<'_>, leaf: &Leaf, row: Row) -> f64 {
    let column = if leaf.varies { view.scored.own_column(leaf.node) } else { Some(view.aggregated.column(leaf.node)) };
    column.and_then(|column| view.near_merit(column, row)).unwrap_or(f64::NAN)
}
