//! The least lead of one subject over another, over all weights that are allowed.

use rust_decimal::prelude::ToPrimitive;

use super::lead_threshold::LeadThreshold;
use super::quick::Quick;
use super::{CertainError, WeightRegion};
use crate::engine::{RankedRow, View};
use crate::model::{Impute, Missing, TreePart};
use crate::number::{Fraction, I256};
use crate::order::{CompareBy, Rank, Ties};

/// The ranked subjects of an index with all that leads depend on.
pub(super) struct Field<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) freedom: WeightRegion,
    pub(super) shows: LeadThreshold,
    range: f64,
    pub(super) nodes: Vec<Node>,
    /// Scores in units of 10⁻¹² by subject, then by leaf; none where there is none.
    pub(super) scores: Vec<Vec<f64>>,
    /// Places among the index's subjects.
    pub(super) places: Vec<usize>,
    /// What adjustments add, in units.
    added: Vec<f64>,
    /// Whether a subject has every figure that counts.
    pub(super) complete: Vec<bool>,
    /// Whether every node is an arithmetic mean.
    pub(super) linear: bool,
    /// The weights of the leaves where the tree has one level only, or where all that matters is which leaves count.
    flat: Option<Vec<f64>>,
    /// What settles most pairs at once.
    quick: Option<Quick>,
}

/// A node that counts.
pub(super) enum Node {
    /// An indicator: its place among the leaves, and its number in the tree.
    Leaf(usize, usize),
    /// Children that count by place among the nodes, with shares, heaviest first.
    Mean(Vec<(usize, f64, Fraction)>),
}

impl<'a> Field<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        placed: &[(RankedRow, Rank)],
        freedom: WeightRegion,
    ) -> Result<Self, CertainError> {
        let range = match freedom {
            WeightRegion::Within(range) => range.to_f64().unwrap_or(1.0),
            WeightRegion::Free | WeightRegion::Ordered => 0.0,
        };
        let mut field = Self {
            view,
            freedom,
            shows: LeadThreshold::new(view.index, 0.0),
            range,
            nodes: Vec::new(),
            scores: Vec::new(),
            places: placed.iter().map(|(standing, _)| standing.row).collect(),
            added: Vec::new(),
            complete: Vec::new(),
            linear: true,
            flat: None,
            quick: None,
        };
        let mut leaves = Vec::new();
        field.add(0, &mut leaves)?;
        for (standing, _) in placed {
            let score = |leaf: &usize| field.own_score(*leaf, standing.row);
            let row: Vec<f64> = leaves.iter().map(score).collect();
            field.complete.push(row.iter().all(|score| !score.is_nan()));
            field.scores.push(row);
            field.added.push(standing.total.minus(standing.base).map_or(0.0, |added| added.units() as f64));
        }
        let sizes = field.scores.iter().flatten().filter(|score| !score.is_nan()).map(|score| score.abs());
        field.shows = LeadThreshold::new(view.index, sizes.fold(0.0, f64::max));
        if let (true, WeightRegion::Within(_), Some(Node::Mean(children))) = (field.linear, freedom, field.nodes.last())
            && children.len().saturating_add(1) == field.nodes.len()
        {
            let mut flat = vec![0.0; leaves.len()];
            for (child, share, _) in children {
                if let Some(Node::Leaf(leaf, _)) = field.nodes.get(*child)
                    && let Some(entry) = flat.get_mut(*leaf)
                {
                    *entry = *share;
                }
            }
            field.flat = Some(flat);
        }
        if field.linear && freedom == WeightRegion::Free {
            // The lead is least with all weight on one leaf.
            field.flat = Some(vec![1.0; leaves.len()]);
        }
        if let (true, WeightRegion::Within(_), None) = (field.linear, freedom, &field.flat) {
            field.quick = Quick::new(&field, field.range);
        }
        Ok(field)
    }

    /// A subject's score of a leaf in units, unless it has none but the mean of its siblings, between which that lies.
    fn own_score(&self, leaf: usize, place: usize) -> f64 {
        let filled = self.view.prepared.tree.missing(leaf) == Some(Missing::Impute(Impute::RowMean));
        let own = || self.view.aggregated.prepared().own_score(leaf, place);
        let score = if filled { own() } else { self.view.aggregated.score(leaf, place) };
        score.map_or(f64::NAN, |score| score.units() as f64)
    }

    /// What settles most pairs at once.
    #[cfg(test)]
    pub(super) fn quick(&self) -> Option<&Quick> {
        self.quick.as_ref()
    }

    /// Adds a node after its children and says where it stands.
    fn add(&mut self, number: usize, leaves: &mut Vec<usize>) -> Result<usize, CertainError> {
        let no_mean = |node: String, what| Err(CertainError::NoMean { node, what });
        let Some(node) = self.view.prepared.tree.nodes().get(number) else { return Ok(0) };
        let made = match &node.part {
            TreePart::Leaf(_) => {
                leaves.push(number);
                Node::Leaf(leaves.len().saturating_sub(1), number)
            }
            TreePart::Inner(inner) => {
                if inner.second_step.is_some() {
                    return no_mean(node.id.clone(), "a rule or policy of its own");
                }
                if node.round.is_some() {
                    return no_mean(node.id.clone(), "a rounding of its own");
                }
                if !inner.aggregate.is_mean() {
                    return no_mean(node.id.clone(), "an aggregate that is no mean");
                }
                self.linear &= self.view.prepared.tree.is_plain_mean(number);
                let shares = self.view.shares.get(number).and_then(Option::as_ref);
                let mut children = Vec::new();
                for (child, part) in inner.children.iter().zip(shares.iter().flat_map(|shares| shares.parts())) {
                    let share =
                        Fraction::new(I256::from(*part), I256::from(shares.map_or(1, crate::engine::Shares::total)));
                    if let Some(share) = share.filter(|share| share.is_positive()) {
                        let near = share.to_decimal().and_then(|share| share.to_f64()).unwrap_or_default();
                        children.push((self.add(*child, leaves)?, near, share));
                    }
                }
                children.sort_by(|one, two| two.1.total_cmp(&one.1));
                Node::Mean(children)
            }
        };
        self.nodes.push(made);
        Ok(self.nodes.len().saturating_sub(1))
    }

    /// Whether one subject is ahead of another whatever the weights.
    pub(super) fn is_ahead(&self, one: usize, other: usize) -> bool {
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
    fn settled(&self, one: usize, other: usize) -> Option<bool> {
        let quick = self.quick.as_ref()?;
        if !(*self.complete.get(one)? && *self.complete.get(other)?) {
            return None;
        }
        let scores = (self.scores.get(one)?.as_slice(), self.scores.get(other)?.as_slice());
        quick.settles((one, other), scores, self.added(one) - self.added(other))
    }

    /// The least lead in units, nearly.
    pub(super) fn lead(&self, one: usize, other: usize) -> f64 {
        let (Some(mine), Some(theirs)) = (self.scores.get(one), self.scores.get(other)) else { return 0.0 };
        let added = self.added(one) - self.added(other);
        let both = self.complete.get(one) == Some(&true) && self.complete.get(other) == Some(&true);
        if !(both && self.linear) {
            return self.extreme(mine, -1.0) - self.extreme(theirs, 1.0) + added;
        }
        if let Some(flat) = &self.flat {
            if self.freedom == WeightRegion::Free {
                let leads = mine.iter().zip(theirs).zip(flat).filter(|(_, weight)| **weight > 0.0);
                return leads.map(|((mine, theirs), _)| mine - theirs).fold(f64::MAX, f64::min) + added;
            }
            // Only the sign matters: of Σ w(d + δ), least where each weight is furthest on the wrong side.
            let (mut sum, mut off) = (0.0, 0.0);
            for ((mine, theirs), weight) in mine.iter().zip(theirs).zip(flat) {
                let lead = weight * (mine - theirs + added);
                sum += lead;
                off += lead.abs();
            }
            return sum - self.range * off;
        }
        let differences: Vec<f64> = mine.iter().zip(theirs).map(|(mine, theirs)| mine - theirs).collect();
        self.least(&differences) + added
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

    /// What adjustments add to a subject's score, in units.
    pub(super) fn added(&self, subject: usize) -> f64 {
        self.added.get(subject).copied().unwrap_or_default()
    }

    /// The least value at the top of a difference by leaf.
    fn least(&self, by_leaf: &[f64]) -> f64 {
        let mut values: Vec<f64> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let value = match node {
                Node::Leaf(leaf, _) => by_leaf.get(*leaf).copied().unwrap_or_default(),
                Node::Mean(children) => {
                    let parts = children
                        .iter()
                        .map(|(child, share, _)| (values.get(*child).copied().unwrap_or_default(), *share));
                    self.least_mean(&parts.collect::<Vec<_>>())
                }
            };
            values.push(value);
        }
        values.last().copied().unwrap_or_default()
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
    fn extreme(&self, scores: &[f64], sign: f64) -> f64 {
        let mut values: Vec<f64> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let value = match node {
                Node::Leaf(leaf, _) => -sign * scores.get(*leaf).copied().unwrap_or(f64::NAN),
                Node::Mean(children) => {
                    let of_child = |child: &usize| values.get(*child).copied().unwrap_or(f64::NAN);
                    let parts = children.iter().map(|(child, share, _)| (of_child(child), *share));
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
            values.push(value);
        }
        -sign * values.last().copied().unwrap_or_default()
    }
}
