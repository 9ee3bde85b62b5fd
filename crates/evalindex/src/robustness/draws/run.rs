//! The run of all draws: shared among threads by number, counted in whole numbers.

use std::ops::Range;

use rust_decimal::Decimal;

use super::WeightDraws;
use super::few::Few;
use super::general::General;
use super::given::Given;
use super::kernel::Kernel;
use super::places::{DRAWS_OF_TILE, TILE, Tile};
use super::sample::Sampler;
use super::statistics::Robustness;
use super::summary::Summary;
use super::tally::{Counts, MOST, Tally, Total, count_places};
use super::threads::on_threads;
use super::worker::Worker;
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
        let (leaves, (counts, total)) = match (&kernel, &sampler) {
            (Some(kernel), _) => (kernel.leaves.clone(), run.by_kernel(kernel, sampler.as_ref())?),
            (None, Some(sampler)) => {
                let general = General::new(&view, sampler, &placed);
                (general.leaves.clone(), run.one_by_one(&general))
            }
            (None, None) => return Err(RobustnessError::NotLinear),
        };
        let grades = run.grading.as_ref().map(Grading::names).unwrap_or_default();
        let (view, leaves, kernel) = (&view, &leaves, kernel.as_ref());
        let summary = Summary { view, placed: &placed, leaves, kernel, total: &total, grades };
        Ok(summary.told(counts, draws))
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
    fn shared(&self, count: u32, leaves: usize, work: &Work<'_>) -> (Vec<Counts>, Total) {
        let subjects = self.placed.len();
        let threads = self.draws.threads.clamp(1, 64);
        let mut counts = vec![Counts::new(); subjects];
        let mut total = Total::new(self.tally(leaves));
        let mut tiles: Vec<[u32; TILE]> = Vec::new();
        let batch = batch_size(subjects);
        for first in (0..count).step_by(batch as usize) {
            let last = first.saturating_add(batch).min(count);
            let of_batch = (last.saturating_sub(first) as usize).div_ceil(TILE);
            tiles.resize(of_batch.saturating_mul(subjects), [0; TILE]);
            let each = of_batch.div_ceil(threads);
            let from = (first..).step_by(each.saturating_mul(TILE));
            let parts = tiles.chunks_mut(each.saturating_mul(subjects)).zip(from).collect();
            let counted = on_threads(parts, &|(tiles, from): (&mut Tile, u32)| {
                let (mut make, mut tally) = (work(), self.tally(leaves));
                for (tile, from) in tiles.chunks_exact_mut(subjects).zip((from..last).step_by(TILE)) {
                    let numbers = from..from.saturating_add(DRAWS_OF_TILE).min(last);
                    make(tile, numbers.clone(), &mut tally);
                    tile.iter_mut().filter_map(|row| row.get_mut(numbers.len()..)).for_each(|rest| rest.fill(0));
                    tally.compare(tile);
                    (self.progress)(numbers.end.saturating_sub(numbers.start));
                }
                tally
            });
            for counted in counted {
                total.add(counted);
            }
            let rows = subjects.div_ceil(threads);
            let parts = counts.chunks_mut(rows).zip((0..).step_by(rows)).collect();
            on_threads(parts, &|(counts, first): (&mut [Counts], usize)| {
                count_places(counts, first, subjects, &tiles);
            });
        }
        (counts, total)
    }

    fn by_kernel(&self, kernel: &Kernel, sampler: Option<&Sampler>) -> Result<(Vec<Counts>, Total), RobustnessError> {
        let count = match &self.draws.weights {
            WeightDraws::Given(rows) => u32::try_from(rows.len()).unwrap_or(u32::MAX),
            _ => self.draws.count,
        };
        let given = Given::new(&self.draws.weights, kernel.leaves.len())?;
        let few = Few::new(kernel);
        Ok(self.shared(count, kernel.leaves.len(), &|| {
            let mut worker = Worker::new(kernel, few.as_ref(), self.view.prepared.tree.nodes().len());
            let weights = (sampler, given.as_ref());
            Box::new(move |tile, numbers, tally| worker.fill(numbers, weights, tile, (self.grading.as_ref(), tally)))
        }))
    }

    fn one_by_one(&self, general: &General<'_>) -> (Vec<Counts>, Total) {
        self.shared(self.draws.count, general.leaves.len(), &|| {
            Box::new(|tile, numbers, tally| {
                for (number, at) in numbers.zip(0..) {
                    general.draw(number, (&mut *tile, at), self.grading.as_ref(), tally);
                }
            })
        })
    }
}

/// What a thread makes draws with: those of these numbers, into a tile, counted.
type Work<'a> = dyn Fn() -> Box<dyn FnMut(&mut Tile, Range<u32>, &mut Tally) + 'a> + Sync + 'a;

/// So many draws are made before their places are counted: as many as keep memory small.
fn batch_size(subjects: usize) -> u32 {
    const PLACES: usize = 1 << 22;
    let fit = u32::try_from(PLACES.checked_div(subjects.max(1)).unwrap_or_default()).unwrap_or(u32::MAX);
    fit.clamp(64, MOST).next_multiple_of(DRAWS_OF_TILE)
}
