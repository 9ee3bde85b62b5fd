//! From counts to the statistics of every subject.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::kernel::{Kernel, LANES};
use super::plan::Draws;
use super::rank_stats::{PUBLISHED, RankStats, of_counted};
use super::sharing::{Sharing, ties};
use super::statistics::{Ahead, Robustness, SubjectRobustness};
use super::tally::{Counts, Total};
use crate::engine::{Placed, Shares, TreeShares, View};
use crate::model::{NodeId, PerRanked, RankedId};
use crate::number::{Exact, I256, Rounding, RoundingMode};
use crate::order::Rank;
use crate::robustness::control::{Cancelled, Job, Pulse};
use crate::robustness::effective::PerLeaf;
use crate::support::Interrupt;

/// What the draws were made of, and their counts.
pub(super) struct Summary<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) placed: &'a Placed,
    /// The indicators that count.
    pub(super) leaves: &'a PerLeaf<NodeId>,
    pub(super) kernel: Option<(&'a Kernel, &'a Sharing)>,
    pub(super) total: &'a Total,
    /// The names of grades or classes.
    pub(super) grades: Vec<String>,
}

/// The counts of one subject.
struct Counted<'a> {
    at: RankedId,
    places: Counts,
    /// The number of draws in each grade.
    grades: &'a [u32],
    /// The sums of weights by indicator over the draws in which it is first; none where it never is.
    central: Option<&'a PerLeaf<u128>>,
}

/// The number of published reasons for failed draws.
const REASONS: usize = 5;

/// The most frequent reasons first; equally frequent ones in the order of their text.
pub(super) fn most_frequent(reasons: &BTreeMap<String, u32>) -> Vec<(String, u32)> {
    let mut all: Vec<(String, u32)> = reasons.iter().map(|(reason, draws)| (reason.clone(), *draws)).collect();
    all.sort_by_key(|(_, draws)| std::cmp::Reverse(*draws));
    all.truncate(REASONS);
    all
}

impl Summary<'_> {
    /// The result.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn robustness(
        &self,
        counts: PerRanked<Counts>,
        draws: &Draws,
        job: &Job<'_>,
    ) -> Result<Robustness, Cancelled> {
        let tally = &self.total.tally;
        // For each subject: its ranks, its grades, and the weights in the draws in which it is first.
        let counted = self.placed.ids().zip(counts).zip(tally.grades.values()).zip(self.total.central.values());
        let counted =
            counted.map(|(((at, places), grades), central)| Counted { at, places, grades, central: central.as_ref() });
        let mut counted: Vec<Counted<'_>> = counted.collect();
        let each = job.part(counted.len(), counted.len());
        let subjects = job.in_order(counted.chunks_mut(each), &|some: &mut [Counted<'_>], (): &mut (), pulse| {
            some.iter_mut().map(|one| self.subject(one, pulse)).collect::<Result<Vec<_>, _>>()
        })?;
        Ok(Robustness {
            draws: tally.counted.saturating_add(tally.failed),
            seed: draws.seed,
            failed: tally.failed,
            failures: most_frequent(&tally.reasons),
            generator: draws.description(),
            subjects: subjects.into_iter().flatten().collect(),
            pairwise: job.alone(|pulse| self.pairwise(pulse))?,
        })
    }

    fn id(&self, at: RankedId) -> String {
        self.view.subject(self.placed[at].0.row).id.clone()
    }

    /// The share of counted draws, 0 to 1.
    fn share(&self, count: u32) -> Decimal {
        of_counted(u128::from(count), self.total.tally.counted)
    }

    fn subject(&self, counted: &mut Counted<'_>, pulse: &Pulse<'_>) -> Result<SubjectRobustness, Cancelled> {
        let tally = &self.total.tally;
        let (at, places) = (counted.at, std::mem::take(&mut counted.places));
        pulse.spend(if counted.central.is_some() { self.operations() } else { places.len() })?;
        let stats = RankStats::new(&places, tally.counted);
        let (mean, sd, quantiles) = (stats.mean(), stats.deviation(), stats.quantiles());
        Ok(SubjectRobustness {
            subject: self.id(at),
            mean,
            sd,
            quantiles,
            places,
            of_places: self.placed.len(),
            counted: tally.counted,
            grades: self.grades.iter().cloned().zip(counted.grades.iter().map(|count| self.share(*count))).collect(),
            central_weights: counted.central.and_then(|sums| self.central(sums)),
            confidence: counted.central.and_then(|sums| self.confidence(sums, at, pulse.interrupt())),
        })
    }

    /// The number of operations that a ranking under central weights takes, as a job counts them.
    fn operations(&self) -> usize {
        const AGGREGATED: usize = 20;
        let each = if self.kernel.is_some() { LANES } else { AGGREGATED };
        self.placed.len().saturating_mul(self.view.scored.tree.nodes().len()).saturating_mul(each)
    }

    /// For every two subjects the share of draws in which the one is ahead of the other.
    fn pairwise(&self, pulse: &Pulse<'_>) -> Result<Option<Vec<Ahead>>, Cancelled> {
        const NAMED: usize = 100;
        let Some(ahead) = &self.total.tally.ahead else { return Ok(None) };
        let row = |(at, counts): (RankedId, &PerRanked<u32>)| {
            pulse.spend(counts.len().saturating_mul(NAMED))?;
            let others = counts.iter().filter(|(other, _)| *other != at);
            Ok((self.id(at), others.map(|(other, count)| (self.id(other), self.share(*count))).collect()))
        };
        ahead.iter().map(row).collect::<Result<_, _>>().map(Some)
    }

    /// Central weights by indicator: sums of weights divided by their own total, so that they total 1.
    fn central(&self, sums: &PerLeaf<u128>) -> Option<Vec<(String, Decimal)>> {
        const ROUNDED: Rounding = Rounding::new(PUBLISHED, RoundingMode::HalfEven);
        let total = Exact::from(sums.values().fold(0_u128, |total, sum| total.saturating_add(*sum)));
        let weight = |sum: &u128| Some(ROUNDED.apply(Exact::from(*sum).over(&total)?.to_decimal()?).normalize());
        let id = |leaf: NodeId| self.view.scored.tree.node(leaf).id.clone();
        self.leaves.zip(sums).map(|(_, leaf, sum)| Some((id(*leaf), weight(sum)?))).collect()
    }

    /// Whether a subject is first under its central weights.
    fn confidence(&self, sums: &PerLeaf<u128>, at: RankedId, interrupt: Interrupt<'_>) -> Option<bool> {
        let Some((kernel, sharing)) = self.kernel else { return self.aggregated(sums, at, interrupt) };
        let total = sums.values().fold(0.0, |total, sum| total + *sum as f64);
        let weights: Vec<[f64; LANES]> = sums.values().map(|sum| [*sum as f64 / total; LANES]).collect();
        let mut keys = [std::array::from_fn(|_| Vec::new())];
        kernel.keys(&[weights], &mut keys);
        let keys = keys.first()?.first()?;
        let keys: PerRanked<f64> = keys.iter().copied().collect();
        let (own, breaker) = (keys[at], |at: RankedId| sharing.breaker(at));
        let ahead = |(other, key): (RankedId, &f64)| *key > own || *key >= own && breaker(other) < breaker(at);
        Some(!keys.iter().any(ahead))
    }

    /// The same for an index whose scores must be aggregated: each node has the share of its indicators in those of its
    /// parent.
    fn aggregated(&self, sums: &PerLeaf<u128>, at: RankedId, interrupt: Interrupt<'_>) -> Option<bool> {
        let tree = &self.view.scored.tree;
        let mut whole = tree.by_node().filled(I256::ZERO);
        for (_, leaf, sum) in self.leaves.zip(sums) {
            for node in std::iter::once(*leaf).chain(tree.ancestors(*leaf)) {
                whole[node] = whole[node].checked_add(I256::from(*sum))?;
            }
        }
        let shares = self.view.shares.map(|node, declared| {
            declared.as_ref()?;
            let parts: Vec<I256> = tree.node(node).children().iter().map(|child| whole[*child]).collect();
            // The children of a node that weighs nothing keep their present shares.
            Shares::of_parts(&parts).or_else(|| declared.clone())
        });
        let shares = TreeShares::from(shares);
        let under = self.view.under(&shares, interrupt).ok()?;
        let row = self.placed[at].0.row;
        let placed = under.placed(ties(under.index));
        let (_, rank) = placed.values().find(|(one, _)| one.row == row)?;
        Some(*rank == Rank::whole(1))
    }
}
