//! The least lead of one subject over another, over all weights of the region.

use rust_decimal::prelude::ToPrimitive;

use super::lead_threshold::LeadThreshold;
use super::mean_tree::{MeanId, MeanNode, MeanTree, PerMean};
use super::quick::Quick;
use super::{CertainError, WeightRegion};
use crate::engine::{Placed, RankedRow, View};
use crate::model::{Impute, Missing, NodeId, PerRanked, RankedId, Row};
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
    range: f64,
    /// The nodes that count.
    pub(super) nodes: PerMean<MeanNode>,
    /// The index itself.
    pub(super) top: MeanId,
    /// The ranked subjects.
    pub(super) ranked: PerRanked<RankedRow>,
    /// Scores in units of 10⁻¹²; NaN where there is none.
    pub(super) scores: PerRanked<PerLeaf<f64>>,
    /// Points that adjustments add, in units of 10⁻¹².
    pub(super) added: PerRanked<f64>,
    /// Whether a subject has a score of every indicator that counts.
    pub(super) complete: PerRanked<bool>,
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
    /// When a node that counts is no mean of its children, or the job is stopped.
    pub(super) fn new(
        view: &'a View<'a>,
        placed: &Placed,
        region: WeightRegion,
        pulse: &Pulse<'_>,
    ) -> Result<Self, CertainError> {
        let range = match region {
            WeightRegion::Within(range) => {
                range.to_f64().ok_or_else(|| Refused::internal("a range of weights is no number"))?
            }
            WeightRegion::Free | WeightRegion::Ordered => 0.0,
        };
        let tree = MeanTree::of(view)?;
        let ranked = placed.map(|_, (ranked, _)| *ranked);
        let mut scores = PerRanked::with_capacity(ranked.len());
        for one in ranked.values() {
            // A score is read from memory.
            const READ: usize = 10;
            pulse.spend(tree.leaves.len().saturating_mul(READ))?;
            scores.push(tree.leaves.map(|_, leaf| own_score(view, *leaf, one.row)));
        }
        let sizes = scores.values().flat_map(PerLeaf::values).filter(|score| !score.is_nan()).map(|score| score.abs());
        let threshold = LeadThreshold::new(view.index, sizes.fold(0.0, f64::max));
        let (flat, linear) = (tree.flat(region), tree.linear);
        let quick = match region {
            WeightRegion::Within(_) if linear && flat.is_none() => Quick::new(&tree, &scores, threshold, range),
            _ => None,
        };
        Ok(Self {
            view,
            region,
            threshold,
            range,
            nodes: tree.nodes,
            top: tree.top,
            added: added(view, &ranked)?,
            complete: scores.map(|_, scores| scores.values().all(|score| !score.is_nan())),
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
        Ok(self.exact_lead(one, other).is_some_and(|lead| self.threshold.is_reached_by(&lead)))
    }

    /// The number of operations that bounds on a lead take, as a job counts them.
    pub(super) fn operations(&self) -> usize {
        self.nodes.len()
    }

    /// Whether one subject is ahead of another; none where bounds do not decide it.
    fn decided(&self, one: RankedId, other: RankedId) -> Option<bool> {
        let quick = self.quick.as_ref()?;
        if !(self.complete[one] && self.complete[other]) {
            return None;
        }
        quick.decides((one, other), (&self.scores[one], &self.scores[other]), self.added[one] - self.added[other])
    }

    /// The least lead in units of 10⁻¹², in floating point.
    pub(super) fn lead(&self, one: RankedId, other: RankedId) -> f64 {
        let (mine, theirs) = (&self.scores[one], &self.scores[other]);
        let added = self.added[one] - self.added[other];
        if !(self.complete[one] && self.complete[other] && self.linear) {
            return self.extreme(mine, -1.0) - self.extreme(theirs, 1.0) + added;
        }
        if let Some(flat) = &self.flat {
            if self.region == WeightRegion::Free {
                let leads = mine.zip(theirs).filter(|(leaf, ..)| flat[*leaf] > 0.0);
                return leads.map(|(_, mine, theirs)| mine - theirs).fold(f64::MAX, f64::min) + added;
            }
            // Only the sign of Σ w(d + δ) matters; the sum is least where each weight is at its end on the wrong side.
            let (mut sum, mut off) = (0.0, 0.0);
            for ((mine, theirs), weight) in mine.values().zip(theirs.values()).zip(flat.values()) {
                let lead = weight * (mine - theirs + added);
                sum += lead;
                off += lead.abs();
            }
            return sum - self.range * off;
        }
        self.least(&mine.map(|leaf, mine| mine - theirs[leaf])) + added
    }

    /// The least and the greatest factor of a weight.
    pub(super) fn factors(&self) -> (f64, f64) {
        (1.0 - self.range, 1.0 + self.range)
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

    /// The least value at the index for these values of the indicators.
    fn least(&self, by_leaf: &PerLeaf<f64>) -> f64 {
        let mut values = self.nodes.filled(0.0);
        for (id, node) in self.nodes.iter() {
            values[id] = match node {
                MeanNode::Leaf(leaf, _) => by_leaf[*leaf],
                MeanNode::Mean(children) => {
                    let parts: Vec<_> = children.iter().map(|child| (values[child.id], child.near)).collect();
                    self.least_mean(&parts)
                }
            };
        }
        values[self.top]
    }

    /// The least mean of values with declared shares over the weights of the region; heaviest first.
    fn least_mean(&self, parts: &[(f64, f64)]) -> f64 {
        match self.region {
            WeightRegion::Free => parts.iter().map(|(value, _)| *value).fold(f64::MAX, f64::min),
            WeightRegion::Ordered => {
                let (mut sum, mut count, mut least) = (0.0, 0.0, f64::MAX);
                for (at, (value, share)) in parts.iter().enumerate() {
                    sum += value;
                    count += 1.0;
                    let next = parts.get(at.saturating_add(1));
                    if next.is_none_or(|(_, lighter)| share > lighter) {
                        least = least.min(sum / count);
                    }
                }
                least
            }
            WeightRegion::Within(_) => {
                let mut sorted = parts.to_vec();
                sorted.sort_by(|one, two| one.0.total_cmp(&two.0));
                // All weights at their least, then one after the other at its greatest, lowest value first.
                let (low, high) = self.factors();
                let mut sum: f64 = sorted.iter().map(|(value, share)| low * share * value).sum();
                let mut total: f64 = sorted.iter().map(|(_, share)| low * share).sum();
                let mut least = if total > 0.0 { sum / total } else { f64::MAX };
                for (value, share) in sorted {
                    sum += (high - low) * share * value;
                    total += (high - low) * share;
                    least = least.min(sum / total);
                }
                least
            }
        }
    }

    /// The least (`sign` −1) or the greatest (1) base score of a subject over the figures that it has; NaN where it may
    /// have none.
    fn extreme(&self, scores: &PerLeaf<f64>, sign: f64) -> f64 {
        let mut values = self.nodes.filled(f64::NAN);
        for (id, node) in self.nodes.iter() {
            values[id] = match node {
                MeanNode::Leaf(leaf, _) => -sign * scores[*leaf],
                MeanNode::Mean(children) => {
                    let parts = children.iter().map(|child| (values[child.id], child.near));
                    let parts: Vec<(f64, f64)> = parts.filter(|(value, _)| !value.is_nan()).collect();
                    // In a declared order, all weight of a dimension can go to children without a score, and the
                    // dimension has none then.
                    match (parts.is_empty(), self.linear && self.region != WeightRegion::Ordered) {
                        (true, _) => f64::NAN,
                        // Any mean lies between the least and the greatest of its children.
                        (_, false) => parts.iter().map(|(value, _)| *value).fold(f64::MAX, f64::min),
                        (_, true) => self.least_mean(&parts),
                    }
                }
            };
        }
        -sign * values[self.top]
    }
}

/// The points that adjustments add to each subject, in units of 10⁻¹².
fn added(view: &View<'_>, ranked: &PerRanked<RankedRow>) -> Result<PerRanked<f64>, Refused> {
    let added = ranked.values().map(|one| Some(view.added_units(one.row)? as f64)).collect::<Option<_>>();
    added.ok_or_else(|| Refused::internal("the adjustments of a subject are larger than a score can be"))
}

/// A subject's score of an indicator in units; NaN where it has none, or only the imputed mean of its siblings: that
/// mean lies between them.
fn own_score(view: &View<'_>, leaf: NodeId, row: Row) -> f64 {
    let filled = view.scored.tree.missing(leaf) == Some(Missing::Impute(Impute::RowMean));
    let column = if filled { view.scored.own_column(leaf) } else { Some(view.aggregated.column(leaf)) };
    column.and_then(|column| column.near(row)).unwrap_or(f64::NAN)
}
