//! Bounds on the ranks of one subject, and whether they are reached: a search for weights that lead to them.

use super::contest::{Contest, Outcome};
use super::ends::Ends;
use super::existence::Existence;
use super::lead::Field;
use super::mean_tree::PerMean;
use super::reached::Reached;
use crate::model::{PerRanked, RankedId};
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::PerLeaf;

/// The search is made for at most this number of subjects.
const LARGEST: usize = 256;

/// The operations that may be spent on all subjects to narrow bounds: about half a second.
const EFFORT: usize = 1 << 28;

/// Weights are tried in turn for at most this number of subjects: the time grows with the cube of the number.
const TRIED: usize = 64;

/// How many times weights are looked for once more where figures are missing.
const AGAIN: usize = 3;

/// A search for narrow bounds, and for weights that lead to them.
pub(super) struct Search<'a> {
    field: &'a Field<'a>,
    /// Whether weights that lead to bounds are looked for: not where weights decide who has a score.
    is_plain: bool,
    /// Scores of all indicators under the declared weights.
    filled: PerRanked<PerLeaf<f64>>,
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
        let mut open = behind.map(|one, _| behind.map(|other, _| one != other));
        for (one, other) in behind.iter().flat_map(|(one, behind)| behind.iter().map(move |other| (one, *other))) {
            open[one][other] = false;
            open[other][one] = false;
        }
        let rivals = open.map(|_, open| open.iter().filter(|(_, open)| **open).map(|(other, _)| other).collect());
        let is_fixed = |nodes: &PerMean<Existence>| nodes.values().all(|existence| !existence.is_open());
        Some(Self {
            field,
            is_plain: !appearing
                && !field.is_dense()
                && field.is_linear()
                && field.gaps.values().flatten().all(is_fixed),
            filled: field.all_filled(&field.declared()),
            ends: field.scores.map(|subject, _| field.ends(subject)),
            rivals,
            effort: EFFORT.checked_div(count.saturating_mul(2)).unwrap_or_default(),
        })
    }

    /// The bounds of a subject, given those that follow from who is certainly ahead of whom.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn bounds(
        &self,
        subject: RankedId,
        (best, worst): (usize, usize),
        pulse: &Pulse<'_>,
    ) -> Result<Bounds, Cancelled> {
        let of_ends = |end| {
            self.outcome(subject, end, pulse, |at| self.ends[at].as_ref().map(|ends| (&ends.least, &ends.greatest)))
        };
        let (high, low) = (of_ends(End::Best)?, of_ends(End::Worst)?);
        let (best, worst) = (best.saturating_add(high.others), worst.saturating_sub(low.others));
        let is_exact = best == worst
            || self.is_plain && {
                let mut reached = Reached::new(self.field, subject, (best, worst));
                self.follow(&mut reached, (End::Best, high.weights), pulse)?;
                self.follow(&mut reached, (End::Worst, low.weights), pulse)?;
                if !reached.both() && self.filled.len() <= TRIED {
                    self.try_all(&mut reached, pulse)?;
                }
                reached.both()
            };
        Ok(Bounds { best, worst, is_exact, is_cut_short: !is_exact && (low.is_cut_short || high.is_cut_short) })
    }

    /// How many rivals of a subject cannot take part in its best or its worst rank, given the least and the greatest scores
    /// of each subject by indicator.
    fn outcome<'b>(
        &self,
        subject: RankedId,
        end: End,
        pulse: &Pulse<'_>,
        ends: impl Fn(RankedId) -> Option<(&'b PerLeaf<f64>, &'b PerLeaf<f64>)>,
    ) -> Result<Outcome, Cancelled> {
        // A rank without gaps may be better than the number of subjects ahead.
        if end == End::Best && self.field.is_dense() {
            return Ok(Outcome::nothing(false));
        }
        let own = ends(subject);
        let lead = |rival: &RankedId| {
            let ((own_least, own_greatest), (least, greatest)) = (own?, ends(*rival)?);
            let (more, less) = match end {
                End::Worst => (greatest, own_least),
                End::Best => (own_greatest, least),
            };
            Some(more.map(|leaf, more| more - less[leaf]))
        };
        // Who loses its score is not ahead.
        let counts = |rival: &&RankedId| end == End::Worst || !self.field.can_vanish(**rival);
        match self.rivals[subject].iter().filter(counts).map(lead).collect::<Option<_>>() {
            Some(leads) => Contest::new(self.field, leads, self.effort).outcome(pulse),
            None => Ok(Outcome::nothing(true)),
        }
    }

    /// Tries the weights under which a subject is furthest ahead of one other, or of the mean of all, or furthest behind.
    fn try_all(&self, reached: &mut Reached<'_>, pulse: &Pulse<'_>) -> Result<(), Cancelled> {
        let (field, mine, count) = (self.field, &self.filled[reached.subject], self.filled.len());
        let mean = mine.map(|leaf, _| self.filled.values().map(|scores| scores[leaf]).sum::<f64>() / count as f64);
        for against in self.filled.values().chain([&mean]) {
            for sign in [-1.0, 1.0] {
                let by_leaf = mine.map(|leaf, mine| sign * (mine - against[leaf]));
                reached.look(&field.weights(&by_leaf));
                // Sums over all nodes for every subject, and all cuts of the region for every node.
                pulse.spend(field.operations().saturating_mul(count.saturating_add(field.operations())))?;
            }
        }
        Ok(())
    }

    /// Looks at weights that were found for one end. Where figures are missing, bounds on scores may have led to them that
    /// no weights give: then weights are found once more for the scores under these.
    fn follow(
        &self,
        reached: &mut Reached<'_>,
        (end, weights): (End, Option<PerMean<Vec<f64>>>),
        pulse: &Pulse<'_>,
    ) -> Result<(), Cancelled> {
        let Some(mut weights) = weights else { return Ok(()) };
        for _ in 0..AGAIN {
            reached.look(&weights);
            let is_reached = if end == End::Best { reached.best } else { reached.worst };
            if is_reached || self.field.gaps.values().all(Option::is_none) {
                break;
            }
            let filled = self.field.all_filled(&weights);
            let outcome = self.outcome(reached.subject, end, pulse, |at| Some((&filled[at], &filled[at])))?;
            let Some(found) = outcome.weights else { break };
            weights = found;
        }
        Ok(())
    }
}
