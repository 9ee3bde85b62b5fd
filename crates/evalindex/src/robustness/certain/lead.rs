//! The least lead of one subject over another, over all weights that are allowed.

use rust_decimal::prelude::ToPrimitive;

use super::lead_threshold::LeadThreshold;
use super::mean_tree::{MeanId, MeanNode, MeanTree, PerMean};
use super::quick::Quick;
use super::{CertainError, WeightRegion};
use crate::engine::{Placed, RankedRow, View};
use crate::model::{Impute, Missing, NodeId, PerRanked, RankedId, Row};
use crate::order::{CompareBy, Ties};
use crate::robustness::effective::PerLeaf;

/// The ranked subjects of an index with all that leads depend on.
pub(super) struct Field<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) freedom: WeightRegion,
    pub(super) shows: LeadThreshold,
    range: f64,
    /// The nodes that count.
    pub(super) nodes: PerMean<MeanNode>,
    /// The index itself.
    pub(super) top: MeanId,
    /// The ranked subjects.
    pub(super) ranked: PerRanked<RankedRow>,
    /// Scores in units of 10⁻¹²; no number where there is none.
    pub(super) scores: PerRanked<PerLeaf<f64>>,
    /// What adjustments add, in units.
    pub(super) added: PerRanked<f64>,
    /// Whether a subject has every figure that counts.
    pub(super) complete: PerRanked<bool>,
    /// Whether every node is an arithmetic mean.
    pub(super) linear: bool,
    /// The weights of the leaves where the tree has one level only, or where all that matters is which leaves count.
    flat: Option<PerLeaf<f64>>,
    /// What settles most pairs at once.
    quick: Option<Quick>,
}

impl<'a> Field<'a> {
    pub(super) fn new(view: &'a View<'a>, placed: &Placed, freedom: WeightRegion) -> Result<Self, CertainError> {
        let range = match freedom {
            WeightRegion::Within(range) => range.to_f64().unwrap_or(1.0),
            WeightRegion::Free | WeightRegion::Ordered => 0.0,
        };
        let tree = MeanTree::of(view)?;
        let ranked = placed.map(|_, (ranked, _)| *ranked);
        let scores = ranked.map(|_, one| tree.leaves.map(|_, leaf| own_score(view, *leaf, one.row)));
        let sizes = scores.values().flat_map(PerLeaf::values).filter(|score| !score.is_nan()).map(|score| score.abs());
        let shows = LeadThreshold::new(view.index, sizes.fold(0.0, f64::max));
        let (flat, linear) = (tree.flat(freedom), tree.linear);
        let quick = match freedom {
            WeightRegion::Within(_) if linear && flat.is_none() => Quick::new(&tree, &scores, shows, range),
            _ => None,
        };
        Ok(Self {
            view,
            freedom,
            shows,
            range,
            nodes: tree.nodes,
            top: tree.top,
            added: ranked.map(|_, one| one.total.minus(one.base).map_or(0.0, |added| added.units() as f64)),
            complete: scores.map(|_, scores| scores.values().all(|score| !score.is_nan())),
            ranked,
            scores,
            linear,
            flat,
            quick,
        })
    }

    /// What settles most pairs at once.
    #[cfg(test)]
    pub(super) fn quick(&self) -> Option<&Quick> {
        self.quick.as_ref()
    }

    /// Whether one subject is ahead of another whatever the weights.
    pub(super) fn is_ahead(&self, one: RankedId, other: RankedId) -> bool {
        if let Some(settled) = self.settled(one, other) {
            return settled;
        }
        let near = self.lead(one, other);
        if (near - self.shows.from).abs() > self.shows.doubt {
            return near > self.shows.from;
        }
        self.exact_lead(one, other).is_some_and(|lead| self.shows.shows(lead))
    }

    /// Whether one is ahead of another, where bounds settle it.
    fn settled(&self, one: RankedId, other: RankedId) -> Option<bool> {
        let quick = self.quick.as_ref()?;
        if !(self.complete[one] && self.complete[other]) {
            return None;
        }
        quick.settles((one, other), (&self.scores[one], &self.scores[other]), self.added[one] - self.added[other])
    }

    /// The least lead in units, nearly.
    pub(super) fn lead(&self, one: RankedId, other: RankedId) -> f64 {
        let (mine, theirs) = (&self.scores[one], &self.scores[other]);
        let added = self.added[one] - self.added[other];
        if !(self.complete[one] && self.complete[other] && self.linear) {
            return self.extreme(mine, -1.0) - self.extreme(theirs, 1.0) + added;
        }
        if let Some(flat) = &self.flat {
            if self.freedom == WeightRegion::Free {
                let leads = mine.zip(theirs).filter(|(leaf, ..)| flat[*leaf] > 0.0);
                return leads.map(|(_, mine, theirs)| mine - theirs).fold(f64::MAX, f64::min) + added;
            }
            // Only the sign matters: of Σ w(d + δ), least where each weight is furthest on the wrong side.
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

    /// The least and the most factor of a weight.
    pub(super) fn factors(&self) -> (f64, f64) {
        (1.0 - self.range, 1.0 + self.range)
    }

    /// Whether equal totals share the best of their places.
    pub(super) fn equals_share(&self) -> bool {
        let ranking = &self.view.index.ranking;
        ranking.ties == Ties::Competition && ranking.tie_break.is_empty() && ranking.by == CompareBy::Exact
    }

    /// Whether every node is an arithmetic mean.
    pub(super) fn is_linear(&self) -> bool {
        self.linear
    }

    /// The least value at the top of a difference by leaf.
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

    /// The least mean of values over the weights that are allowed; heaviest first.
    fn least_mean(&self, parts: &[(f64, f64)]) -> f64 {
        match self.freedom {
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
                // All at their least, then one after the other at its most, lowest value first.
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

    /// The least (−1) or the most (1) that a subject's own score can be, over the figures that it has.
    fn extreme(&self, scores: &PerLeaf<f64>, sign: f64) -> f64 {
        let mut values = self.nodes.filled(f64::NAN);
        for (id, node) in self.nodes.iter() {
            values[id] = match node {
                MeanNode::Leaf(leaf, _) => -sign * scores[*leaf],
                MeanNode::Mean(children) => {
                    let parts = children.iter().map(|child| (values[child.id], child.near));
                    let parts: Vec<(f64, f64)> = parts.filter(|(value, _)| !value.is_nan()).collect();
                    // In a declared order all weight of a dimension can go to what a subject lacks, and the dimension with it.
                    match (parts.is_empty(), self.linear && self.freedom != WeightRegion::Ordered) {
                        (true, _) => f64::NAN,
                        // Any mean lies between the least and the most of its children.
                        (_, false) => parts.iter().map(|(value, _)| *value).fold(f64::MAX, f64::min),
                        (_, true) => self.least_mean(&parts),
                    }
                }
            };
        }
        -sign * values[self.top]
    }
}

/// A subject's score of a leaf in units, unless it has none but the mean of its siblings, between which that lies.
fn own_score(view: &View<'_>, leaf: NodeId, row: Row) -> f64 {
    let filled = view.scored.tree.missing(leaf) == Some(Missing::Impute(Impute::RowMean));
    let score = if filled { view.scored.own_score(leaf, row) } else { view.aggregated.score(leaf, row) };
    score.map_or(f64::NAN, |score| score.units() as f64)
}
