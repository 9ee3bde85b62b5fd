//! Which nodes have a score for a subject over the weight region.

use rust_decimal::Decimal;

use super::WeightRegion;
use super::mean_tree::{Leaf, Mean, MeanId, MeanNode, PerMean};
use crate::engine::{Presence, View};
use crate::model::Row;
use crate::number::Exact;

/// Whether a node has a score for a subject over the weight region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existence {
    /// Under all weights.
    Always,
    /// Under some weights.
    Sometimes,
    /// An indicator that is imputed by a mean of its siblings, which depends on weights.
    OfSiblings,
    /// Under no weights.
    Missing,
    /// Under no weights, and no score is asked for.
    NotApplicable,
}

impl Existence {
    /// Whether weights decide if there is a score.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Self::Sometimes | Self::OfSiblings)
    }

    /// Whether there is no score under any weights.
    pub(super) fn is_never(self) -> bool {
        matches!(self, Self::Missing | Self::NotApplicable)
    }
}

impl From<Presence> for Existence {
    fn from(presence: Presence) -> Self {
        match presence {
            Presence::Present => Self::Always,
            Presence::Missing => Self::Missing,
            Presence::NotApplicable => Self::NotApplicable,
        }
    }
}

impl WeightRegion {
    /// Whether a weight can be 0 in it.
    pub(super) fn reaches_zero(self) -> bool {
        match self {
            Self::Within(range) => range >= Decimal::ONE,
            Self::Free | Self::Ordered => true,
        }
    }
}

/// Which nodes have a score for a subject.
pub(super) fn existence(
    view: &View<'_>,
    nodes: &PerMean<MeanNode>,
    region: WeightRegion,
    row: Row,
) -> PerMean<Existence> {
    let mut found = nodes.filled(Existence::Missing);
    for (id, node) in nodes.iter() {
        found[id] = match node {
            MeanNode::Leaf(leaf) => of_leaf(view, leaf, row),
            MeanNode::Mean(mean) => of_mean(mean, region, |child| found[child]),
        };
    }
    found
}

/// Whether a subject has a score of an indicator.
fn of_leaf(view: &View<'_>, leaf: &Leaf, row: Row) -> Existence {
    let own = if leaf.varies { view.scored.own_column(leaf.node) } else { None };
    match own.map(|own| own.presence(row)) {
        Some(Presence::Missing) => Existence::OfSiblings,
        Some(presence) => presence.into(),
        None => view.aggregated.presence(leaf.node, row).into(),
    }
}

/// Whether a mean of children has a score.
fn of_mean(mean: &Mean, region: WeightRegion, of: impl Fn(MeanId) -> Existence) -> Existence {
    let all = |fits: fn(Existence) -> bool| mean.children.iter().all(|child| fits(of(child.id)));
    if all(|child| child == Existence::NotApplicable) {
        return Existence::NotApplicable;
    }
    // Nothing is imputed from siblings that have no scores.
    if all(|child| !matches!(child, Existence::Always | Existence::Sometimes)) {
        return Existence::Missing;
    }
    if all(|child| child == Existence::Always) {
        return Existence::Always;
    }
    if region.reaches_zero() {
        return Existence::Sometimes;
    }
    let range = match region {
        WeightRegion::Within(range) => Exact::from(range),
        WeightRegion::Free | WeightRegion::Ordered => Exact::ONE,
    };
    let covered = Covered::of(mean, of);
    let (low, high) = (&Exact::ONE - &range, &Exact::ONE + &range);
    match (covered.is_enough(mean, &low, &high, false), covered.is_enough(mean, &high, &low, true)) {
        (true, _) => Existence::Always,
        (false, true) => Existence::Sometimes,
        (false, false) => Existence::Missing,
    }
}

/// The declared shares of the children of a node, and their number, by whether they have a score.
#[derive(Default)]
struct Covered {
    always: (Exact, usize),
    open: (Exact, usize),
    missing: (Exact, usize),
}

impl Covered {
    fn of(mean: &Mean, of: impl Fn(MeanId) -> Existence) -> Self {
        let mut covered = Self::default();
        for child in &mean.children {
            let (share, count) = match of(child.id) {
                Existence::Always => &mut covered.always,
                Existence::Sometimes | Existence::OfSiblings => &mut covered.open,
                Existence::Missing => &mut covered.missing,
                Existence::NotApplicable => continue,
            };
            *share = &*share + &child.share;
            *count = count.saturating_add(1);
        }
        covered
    }

    /// Whether the node has a score, given the factors of the weights of children with a score and of those without.
    /// `open` says whether the children whose score is open have one.
    fn is_enough(&self, mean: &Mean, with: &Exact, without: &Exact, open: bool) -> bool {
        let (always, unsure, missing) = (&self.always, &self.open, &self.missing);
        let (present, absent, count) = if open {
            (&always.0 + &unsure.0, missing.0.clone(), always.1.saturating_add(unsure.1))
        } else {
            (always.0.clone(), &missing.0 + &unsure.0, always.1)
        };
        let (present, absent) = (&present * with, &absent * without);
        let applying = always.1.saturating_add(unsure.1).saturating_add(missing.1);
        let covers = |least: Decimal| present >= (&present + &absent) * Exact::from(least);
        count > 0
            && mean.min_coverage.is_none_or(covers)
            && mean.min_present.is_none_or(|least| count >= least.min(applying))
    }
}
