//! Bounds on the ranks of one subject, and whether they are reached: a search for weights that lead to them.

use super::conflicts;
use super::contest::{Contest, Outcome, PerRival};
use super::ends::Ends;
use super::existence::Existence;
use super::lead::Field;
use super::mean_tree::{MeanNode, PerMean};
use crate::model::{PerRanked, RankedId};
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::PerLeaf;

/// The search is made for at most this number of subjects: its time grows with the cube of the number.
const LARGEST: usize = 64;

/// The operations that may be spent on all subjects to narrow bounds: about half a second.
const EFFORT: usize = 1 << 29;

/// A search for narrow bounds, and for weights that lead to them.
pub(super) struct Search<'a> {
    field: &'a Field<'a>,
    /// Scores of all indicators, where weights that lead to bounds are looked for: in place of a missing one stands that of
    /// the node above, whose share it takes.
    filled: Option<PerRanked<PerLeaf<f64>>>,
    /// The least and the greatest scores of each subject; none where they have no value.
    ends: PerRanked<Option<Ends>>,
    /// For each subject, those of which it is certainly neither ahead nor behind.
    rivals: PerRanked<Vec<RankedId>>,
    /// The operations that may be spent on one end of the ranks of one subject.
    effort: usize,
}

/// Bounds on ranks.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) best: usize,
    pub(super) worst: usize,
    pub(super) is_exact: bool,
    /// Whether more effort might narrow them.
    pub(super) is_cut_short: bool,
}

impl Bounds {
    /// Bounds that no search was made for.
    pub(super) fn unsearched((best, worst): (usize, usize)) -> Self {
        Self { best, worst, is_exact: best == worst, is_cut_short: best != worst }
    }
}

/// An end of the ranks of a subject.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Best,
    Worst,
}

impl<'a> Search<'a> {
    /// A search, given the subjects that each is certainly ahead of, and whether weights give unranked subjects a score;
    /// none where there are too many subjects.
    pub(super) fn new(field: &'a Field<'a>, behind: &PerRanked<Vec<RankedId>>, appearing: bool) -> Option<Self> {
        let count = field.scores.len();
        if count > LARGEST {
            return None;
        }
        let mut rivals = behind.map(|one, _| behind.ids().filter(|other| *other != one).collect::<Vec<_>>());
        for (one, behind) in behind.iter() {
            rivals[one].retain(|other| behind.binary_search(other).is_err());
            for other in behind {
                rivals[*other].retain(|ahead| *ahead != one);
            }
        }
        let is_fixed = |nodes: &PerMean<Existence>| nodes.values().all(|existence| !existence.is_open());
        let is_plain = !appearing && !field.is_dense() && field.is_linear() && field.gaps.values().flatten().all(is_fixed);
        let filled = is_plain.then(|| field.scores.map(|subject, _| field.filled(subject)));
        let ends = field.scores.map(|subject, _| field.ends(subject));
        let effort = EFFORT.checked_div(count.saturating_mul(2)).unwrap_or_default();
        Some(Self { field, filled, ends, rivals, effort })
    }

    /// The bounds of a subject, given those that follow from who is certainly ahead of whom.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn bounds(
        &self,
        subject: RankedId,
        (mut best, mut worst): (usize, usize),
        pulse: &Pulse<'_>,
    ) -> Result<Bounds, Cancelled> {
        let (low, high) = (self.outcome(subject, End::Worst, pulse)?, self.outcome(subject, End::Best, pulse)?);
        best = best.saturating_add(high.others);
        worst = worst.saturating_sub(low.others);
        let mut is_exact = best == worst;
        if let (false, Some(filled)) = (is_exact, &self.filled) {
            let mut reached = Reached { bounds: (best, worst), best: false, worst: false };
            for weights in [low.weights, high.weights].into_iter().flatten() {
                reached.look(self.field, &weights, subject);
            }
            is_exact = reached.both() || self.reaches((filled, subject), reached, pulse)?;
        }
        Ok(Bounds { best, worst, is_exact, is_cut_short: !is_exact && (low.is_cut_short || high.is_cut_short) })
    }

    /// How many rivals of a subject cannot take part in its best or its worst rank.
    fn outcome(&self, subject: RankedId, end: End, pulse: &Pulse<'_>) -> Result<Outcome, Cancelled> {
        let field = self.field;
        let nothing = |is_cut_short| Outcome { others: 0, weights: None, is_cut_short };
        // A rank without gaps may be better than the number of subjects ahead.
        if end == End::Best && field.is_dense() {
            return Ok(nothing(false));
        }
        let own = self.ends[subject].as_ref();
        let lead = |rival: &RankedId| {
            let (own, rival) = (own?, self.ends[*rival].as_ref()?);
            let (more, less) = match end {
                End::Worst => (&rival.greatest, &own.least),
                End::Best => (&own.greatest, &rival.least),
            };
            Some(more.map(|leaf, more| more - less[leaf]))
        };
        // Who loses its score is not ahead.
        let counts = |rival: &&RankedId| end == End::Worst || !field.can_vanish(**rival);
        let leads: Option<PerRival<PerLeaf<f64>>> = self.rivals[subject].iter().filter(counts).map(lead).collect();
        match leads {
            Some(leads) if leads.len() <= conflicts::MOST => Contest::new(field, leads, self.effort).outcome(pulse),
            _ => Ok(nothing(true)),
        }
    }

    /// Whether weights were found that give a subject its best rank, and weights that give it its worst, among those
    /// under which it is furthest ahead of one other, or of the mean of all, or furthest behind.
    fn reaches(
        &self,
        (filled, subject): (&PerRanked<PerLeaf<f64>>, RankedId),
        mut reached: Reached,
        pulse: &Pulse<'_>,
    ) -> Result<bool, Cancelled> {
        let (field, mine, count) = (self.field, &filled[subject], filled.len());
        let mean = mine.map(|leaf, _| filled.values().map(|scores| scores[leaf]).sum::<f64>() / count as f64);
        for against in filled.values().chain([&mean]) {
            for sign in [-1.0, 1.0] {
                let by_leaf = mine.map(|leaf, mine| sign * (mine - against[leaf]));
                reached.look(field, &field.weights(&by_leaf), subject);
                // Sums over all nodes for every subject, and all cuts of the region for every node.
                pulse.spend(field.operations().saturating_mul(count.saturating_add(field.operations())))?;
            }
        }
        Ok(reached.both())
    }
}

/// Which of the bounds of a subject are reached by weights that were looked at.
struct Reached {
    bounds: (usize, usize),
    best: bool,
    worst: bool,
}

impl Reached {
    fn look(&mut self, field: &Field<'_>, weights: &PerMean<Vec<f64>>, subject: RankedId) {
        let (better, equal) = field.place(weights, subject);
        let place = better.saturating_add(1);
        // Equal subjects share the better rank, or may not; the worst rank is reached with no equal subject.
        self.best |= place == self.bounds.0 && (equal == 0 || field.equals_share());
        self.worst |= place == self.bounds.1 && equal == 0;
    }

    fn both(&self) -> bool {
        self.best && self.worst
    }
}

impl Field<'_> {
    /// The scores of all indicators of a subject under the declared weights: in place of a missing one stands that of the
    /// next node above that has one.
    fn filled(&self, subject: RankedId) -> PerLeaf<f64> {
        let declared = self.nodes.map(|_, node| match node {
            MeanNode::Leaf(_) => Vec::new(),
            MeanNode::Mean(mean) => mean.children.iter().map(|child| child.near).collect(),
        });
        let mut values = self.values(subject, &declared);
        for (id, node) in self.nodes.iter().rev() {
            let MeanNode::Mean(mean) = node else { continue };
            let own = values[id];
            for child in &mean.children {
                let value = &mut values[child.id];
                *value = if value.is_nan() { own } else { *value };
            }
        }
        let mut filled = self.scores[subject].clone();
        for (id, leaf) in self.nodes.iter().filter_map(|(id, node)| Some((id, node.leaf()?))) {
            filled[leaf.id] = values[id];
        }
        filled
    }

    /// The scores of all nodes of a subject under these weights; NaN where there is none.
    fn values(&self, subject: RankedId, weights: &PerMean<Vec<f64>>) -> PerMean<f64> {
        let mut values = self.nodes.filled(f64::NAN);
        for (id, node, weights) in self.nodes.zip(weights) {
            if self.existence(subject, id) != Existence::Always {
                continue;
            }
            values[id] = match node {
                MeanNode::Leaf(leaf) => self.scores[subject][leaf.id],
                MeanNode::Mean(mean) => {
                    let (mut sum, mut total) = (0.0, 0.0);
                    for (child, weight) in mean.children.iter().zip(weights) {
                        if !values[child.id].is_nan() {
                            sum += weight * values[child.id];
                            total += weight;
                        }
                    }
                    sum / total
                }
            };
        }
        values
    }

    /// The number of subjects that are ahead of one under these weights, and the number of others that are equal to it.
    fn place(&self, weights: &PerMean<Vec<f64>>, subject: RankedId) -> (usize, usize) {
        let total = |at: RankedId| self.values(at, weights)[self.top] + self.added[at];
        let own = total(subject);
        let apart = self.threshold.apart();
        let (mut better, mut equal) = (0_usize, 0_usize);
        for at in self.scores.ids().filter(|at| *at != subject) {
            let other = total(at);
            better = better.saturating_add(usize::from(other > own + apart));
            equal = equal.saturating_add(usize::from((other - own).abs() <= apart));
        }
        (better, equal)
    }
}
