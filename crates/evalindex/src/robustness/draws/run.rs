//! The run of all draws: shared among threads by number, counted in whole numbers.

use rust_decimal::Decimal;

use super::WeightDraws;
use super::general::General;
use super::kernel::{Kernel, LANES};
use super::places::Placing;
use super::sample::{GENERATOR, Sampler};
use super::statistics::{Robustness, summed_up};
use super::tally::{Counts, SIDE_BY_SIDE, Tally, count_places, lane};
use crate::evaluation::Rank;
use crate::number::Score;
use crate::prepared::{Prepared, Standing, View};
use crate::problem::Refused;
use crate::robustness::grading::Grading;
use crate::system::CompareBy;

/// How many draws are made of what.
///
/// ```
/// use evalindex::{Decimal, Draws, WeightDraws};
///
/// let draws = Draws::new(10_000, 1).weights(WeightDraws::Within(Decimal::new(25, 2))).threads(2);
/// assert_eq!(draws.count, 10_000);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Draws {
    /// How many draws, 1 or more.
    pub count: u32,
    /// The seed: the same one gives the same draws.
    pub seed: u64,
    /// How weights are drawn.
    pub weights: WeightDraws,
    /// The levels of the tree whose weights are drawn, 1 being the first below the index; all of them where none is named.
    pub levels: Vec<usize>,
    /// On how many threads; the result does not depend on it.
    pub threads: usize,
    /// Whether to count how often each subject is ahead of each other one; the counts grow with the square of the subjects.
    pub pairwise: bool,
}

impl Draws {
    /// So many draws of uniform weights at every level, on one thread, every two subjects compared.
    pub fn new(count: u32, seed: u64) -> Self {
        Self { count, seed, weights: WeightDraws::Uniform, levels: Vec::new(), threads: 1, pairwise: true }
    }

    /// Of weights drawn so.
    pub fn weights(mut self, weights: WeightDraws) -> Self {
        self.weights = weights;
        self
    }

    /// Of the weights at one more level.
    pub fn level(mut self, level: usize) -> Self {
        self.levels.push(level);
        self
    }

    /// On so many threads.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// With or without comparing every two subjects.
    pub fn pairwise(mut self, pairwise: bool) -> Self {
        self.pairwise = pairwise;
        self
    }
}

/// Why there are no draws.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RobustnessError {
    /// Nothing is to be drawn.
    #[error("no draws: at least 1 is needed")]
    NoDraws,
    /// A parameter of the draws is out of its range.
    #[error("{what} is {found}, expected {expected}")]
    OutOfRange {
        /// What it is.
        what: &'static str,
        /// The value found.
        found: String,
        /// What would be right.
        expected: String,
    },
    /// Weights are given for an index of another kind.
    #[error("given weights are for an index of arithmetic means in which every ranked subject has every indicator")]
    NotLinear,
    /// A row of given weights does not fit.
    #[error("row {row} of the given weights: found {found}, expected {expected}")]
    BadRow {
        /// The row, from 0.
        row: usize,
        /// What was found.
        found: String,
        /// What would be right.
        expected: String,
    },
    /// Nobody is ranked.
    #[error("nobody is ranked, so that there are no places to draw")]
    NobodyRanked,
    /// The scores cannot be aggregated.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl Prepared {
    /// How the places in one index, by its place in the document, scatter when weights are drawn at random (SMAA-2,
    /// Lahdelma & Salminen, Operations Research 49 (2001); the uncertainty analysis of the OECD/JRC Handbook, 7).
    ///
    /// Equal totals, to the tenth decimal or as published, share a place. Indexes of arithmetic means in which every
    /// ranked subject has every indicator are drawn by a product of matrices; others one draw after the other.
    ///
    /// # Errors
    /// When a parameter is out of its range, nobody is ranked, or as [`Self::ranking`].
    pub fn robustness(&self, index: usize, draws: &Draws) -> Result<Robustness, RobustnessError> {
        self.robustness_told(index, draws, &|_| ())
    }

    /// The same, telling after every few draws how many more have been made.
    ///
    /// # Errors
    /// As [`Self::robustness`].
    pub fn robustness_told(
        &self,
        index: usize,
        draws: &Draws,
        progress: &(dyn Fn(u32) + Sync),
    ) -> Result<Robustness, RobustnessError> {
        let view = self.view(index)?;
        let placed = view.placed(view.index.ranking.ties);
        if placed.is_empty() {
            return Err(RobustnessError::NobodyRanked);
        }
        checked(draws, &view)?;
        let unit = match view.index.ranking.by {
            CompareBy::Exact => 0.01,
            CompareBy::Published => libm::exp10(f64::from(view.index.rounding.decimals) - f64::from(Score::DECIMALS)),
        };
        let levels = (!draws.levels.is_empty()).then_some(draws.levels.as_slice());
        let sampler = Sampler::new(&view, draws.seed, &draws.weights, levels);
        let kernel = if is_still(&draws.weights) { None } else { Kernel::new(&view, &placed, unit) };
        let run = Run { draws, view: &view, placed: &placed, grading: Grading::new(&view, &placed), progress };
        let (leaves, (counts, tally)) = match (&kernel, &sampler) {
            (Some(kernel), _) => (kernel.leaves.clone(), run.by_kernel(kernel, sampler.as_ref())?),
            (None, Some(sampler)) => {
                let general = General::new(&view, sampler, &placed);
                (general.leaves.clone(), run.one_by_one(&general))
            }
            (None, None) => return Err(RobustnessError::NotLinear),
        };
        Ok(summed_up(&view, &placed, &leaves, (counts, &tally), (draws, GENERATOR)))
    }
}

/// Whether nothing moves: then places are those of the exact ranking, and no rounding may say otherwise.
fn is_still(weights: &WeightDraws) -> bool {
    matches!(weights, WeightDraws::Within(range) | WeightDraws::Normal(range) if range.is_zero())
}

fn checked(draws: &Draws, view: &View<'_>) -> Result<(), RobustnessError> {
    if draws.count == 0 {
        return Err(RobustnessError::NoDraws);
    }
    let out = |what, found: Decimal, expected: &str| {
        Err(RobustnessError::OutOfRange { what, found: found.normalize().to_string(), expected: expected.to_owned() })
    };
    match &draws.weights {
        WeightDraws::Within(range) if *range < Decimal::ZERO || *range > Decimal::ONE => {
            return out("the range of weights", *range, "a share from 0 to 1");
        }
        WeightDraws::Normal(deviation) if *deviation < Decimal::ZERO => {
            return out("the deviation of weights", *deviation, "a share of 0 or more");
        }
        WeightDraws::Dirichlet(concentration) if *concentration <= Decimal::ZERO => {
            return out("the concentration of weights", *concentration, "a number above 0");
        }
        _ => {}
    }
    let deepest = view.prepared.tree.nodes().iter().map(|node| node.depth).max().unwrap_or_default();
    match draws.levels.iter().find(|level| **level == 0 || **level > deepest) {
        Some(level) => out("a level", Decimal::from(*level), &format!("1 to {deepest}")),
        None => Ok(()),
    }
}

/// What all threads share.
struct Run<'a> {
    draws: &'a Draws,
    view: &'a View<'a>,
    placed: &'a [(Standing, Rank)],
    grading: Option<Grading<'a>>,
    progress: &'a (dyn Fn(u32) + Sync),
}

impl Run<'_> {
    fn tally(&self, leaves: usize) -> Tally {
        let grades = self.grading.as_ref().map_or(0, Grading::count);
        Tally::new(self.placed.len(), grades, leaves, self.draws.pairwise)
    }

    /// Makes draws in batches, shared among the threads by number; then each thread counts the places of some subjects.
    fn shared(&self, count: u32, leaves: usize, work: &Work<'_>) -> (Vec<Counts>, Tally) {
        let subjects = self.placed.len();
        let threads = self.draws.threads.clamp(1, 64);
        let mut counts = vec![Counts::new(); subjects];
        let mut tally = self.tally(leaves);
        let mut places = Vec::new();
        let batch = batch_size(subjects);
        for first in (0..count).step_by(batch as usize) {
            let last = first.saturating_add(batch).min(count);
            let draws = (last.saturating_sub(first)) as usize;
            places.clear();
            places.resize(draws.saturating_mul(subjects), 0_u32);
            let each = draws.div_ceil(threads).next_multiple_of(LANES);
            let parts = places.chunks_mut(each.saturating_mul(subjects)).zip((first..).step_by(each)).collect();
            let counted = on_threads(parts, &|(places, from): (&mut [u32], u32)| {
                let mut tally = self.tally(leaves);
                let to = last.min(from.saturating_add(u32::try_from(each).unwrap_or(u32::MAX)));
                work(from..to, places, &mut tally);
                tally
            });
            for counted in counted {
                tally.add(counted);
            }
            let rows = subjects.div_ceil(threads).next_multiple_of(SIDE_BY_SIDE);
            let parts = counts.chunks_mut(rows).zip((0..).step_by(rows)).collect();
            on_threads(parts, &|(counts, first): (&mut [Counts], usize)| {
                count_places(counts, first, subjects, &places);
            });
        }
        (counts, tally)
    }

    fn by_kernel(&self, kernel: &Kernel, sampler: Option<&Sampler>) -> Result<(Vec<Counts>, Tally), RobustnessError> {
        let count = match &self.draws.weights {
            WeightDraws::Given(rows) => {
                given_rows(rows, kernel.leaves.len())?;
                u32::try_from(rows.len()).unwrap_or(u32::MAX)
            }
            _ => self.draws.count,
        };
        Ok(self.shared(count, kernel.leaves.len(), &|numbers, places, tally| {
            let mut worker = Worker::new(kernel, self.view.prepared.tree.nodes().len());
            let groups = places.chunks_mut(kernel.subjects.saturating_mul(LANES));
            for (places, first) in groups.zip(numbers.clone().step_by(LANES)) {
                let filled = numbers.end.saturating_sub(first).min(u32::try_from(LANES).unwrap_or(1));
                worker.weigh(first, filled, sampler, &self.draws.weights);
                worker.count(places, self.grading.as_ref(), tally);
                (self.progress)(filled);
            }
        }))
    }

    fn one_by_one(&self, general: &General<'_>) -> (Vec<Counts>, Tally) {
        self.shared(self.draws.count, general.leaves.len(), &|numbers, places, tally| {
            for (places, number) in places.chunks_exact_mut(self.placed.len()).zip(numbers) {
                general.draw(number, places, self.grading.as_ref(), tally);
                (self.progress)(1);
            }
        })
    }
}

/// Makes the draws of these numbers: a row of places each, and what else is counted.
type Work<'a> = dyn Fn(std::ops::Range<u32>, &mut [u32], &mut Tally) + Sync + 'a;

/// So many draws are made before their places are counted: as many as keep memory small.
fn batch_size(subjects: usize) -> u32 {
    const PLACES: usize = 1 << 22;
    let lanes = u32::try_from(LANES).unwrap_or(1);
    let fit = u32::try_from(PLACES.checked_div(subjects.max(1)).unwrap_or_default()).unwrap_or(u32::MAX);
    fit.clamp(64, 8192).next_multiple_of(lanes)
}

/// Does each part on a thread of its own, the first one on this, and gives what they come to in order.
fn on_threads<P: Send, R: Send>(parts: Vec<P>, work: &(dyn Fn(P) -> R + Sync)) -> Vec<R> {
    let mut parts = parts.into_iter();
    let Some(own) = parts.next() else { return Vec::new() };
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        let mut done = vec![work(own)];
        for other in others {
            match other.join() {
                Ok(result) => done.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}

/// Given weights are as many as indicators that count, none negative, and total more than nothing.
fn given_rows(rows: &[Vec<f64>], leaves: usize) -> Result<(), RobustnessError> {
    for (row, weights) in rows.iter().enumerate() {
        let bad = |found: String, expected: String| Err(RobustnessError::BadRow { row, found, expected });
        if weights.len() != leaves {
            return bad(format!("{} weights", weights.len()), format!("{leaves}, one an indicator that counts"));
        }
        if let Some(weight) = weights.iter().find(|weight| !(weight.is_finite() && **weight >= 0.0)) {
            return bad(weight.to_string(), "numbers of 0 or more".to_owned());
        }
        if weights.iter().fold(0.0, |total, weight| total + weight) <= 0.0 {
            return bad("a total of 0".to_owned(), "a positive total".to_owned());
        }
    }
    if rows.is_empty() { Err(RobustnessError::NoDraws) } else { Ok(()) }
}

/// What one thread needs for four draws at a time.
struct Worker<'a> {
    kernel: &'a Kernel,
    weights: Vec<[f64; LANES]>,
    keys: [Vec<f64>; LANES],
    placing: Placing,
    shares: Vec<f64>,
    whole: Vec<f64>,
}

impl<'a> Worker<'a> {
    fn new(kernel: &'a Kernel, nodes: usize) -> Self {
        Self {
            kernel,
            weights: vec![[0.0; LANES]; kernel.leaves.len()],
            keys: std::array::from_fn(|_| Vec::new()),
            placing: Placing::default(),
            shares: Vec::new(),
            whole: vec![0.0; nodes],
        }
    }

    /// Puts the weights of these draws side by side.
    fn weigh(&mut self, first: u32, filled: u32, sampler: Option<&Sampler>, weights: &WeightDraws) {
        for lane in 0..filled {
            let number = first.saturating_add(lane);
            let place = lane as usize;
            if let WeightDraws::Given(rows) = weights {
                let row = rows.get(number as usize).map(Vec::as_slice).unwrap_or_default();
                let total = row.iter().fold(0.0, |total, weight| total + weight);
                for (entry, weight) in self.weights.iter_mut().zip(row) {
                    set(entry, place, weight / total);
                }
            } else if let Some(sampler) = sampler {
                sampler.draw(number, &mut self.shares);
                whole(sampler, &self.shares, &mut self.whole);
                for (entry, leaf) in self.weights.iter_mut().zip(&self.kernel.leaves) {
                    set(entry, place, self.whole.get(*leaf).copied().unwrap_or_default());
                }
            }
        }
    }

    /// Counts as many of the four draws as there is room for, and writes their places.
    fn count(&mut self, room: &mut [u32], grading: Option<&Grading<'_>>, tally: &mut Tally) {
        self.kernel.keys(&self.weights, &mut self.keys);
        for ((number, keys), room) in self.keys.iter().enumerate().zip(room.chunks_exact_mut(self.kernel.subjects)) {
            self.placing.places(keys, room);
            tally.draw(room, &lane(&self.weights, number));
            if let Some(grading) = grading {
                #[allow(clippy::cast_possible_truncation, reason = "keys are whole numbers below 2⁵³")]
                let keys: Vec<i128> = keys.iter().map(|key| *key as i128).collect();
                tally.grade(&grading.grades(&keys, room));
            }
        }
    }
}

fn set(entry: &mut [f64; LANES], lane: usize, value: f64) {
    if let Some(cell) = entry.get_mut(lane) {
        *cell = value;
    }
}

/// The share of the whole tree of every node.
pub(super) fn whole(sampler: &Sampler, shares: &[f64], whole: &mut [f64]) {
    if let Some(top) = whole.first_mut() {
        *top = 1.0;
    }
    let mut next = shares.iter();
    for group in sampler.groups() {
        let above = whole.get(group.parent).copied().unwrap_or_default();
        for ((child, _), share) in group.members.iter().zip(next.by_ref()) {
            if let Some(entry) = whole.get_mut(*child) {
                *entry = above * share;
            }
        }
    }
}
