//! The run of all draws: divided among threads by number, counted in whole numbers.

use std::ops::Range;

use super::cases::{Bench, Cases, Outcome};
use super::given::Given;
use super::kernel::Kernel;
use super::places::{DRAWS_OF_TILE, TILE, Tile};
use super::plan::{Draws, RobustnessError, checked, is_still};
use super::sample::Sampler;
use super::sharing::Sharing;
use super::statistics::Robustness;
use super::subset::Subset;
use super::summary::{Summary, most_frequent};
use super::tally::{COMPARING, Counts, MOST, Tally, Total, count_places};
use super::worker::Worker;
use crate::engine::{Placed, Prepared, View};
use crate::model::{NodeId, PerRanked, RankedId};
use crate::order::CompareBy;
use crate::robustness::control::{Cancelled, Control, Job, Pulse};
use crate::robustness::effective::PerLeaf;
use crate::robustness::grading::Grading;
use crate::support::{IndexRef, Interrupt};

impl Prepared {
    /// The distribution of the ranks in one index over random weights, methods and figures: mean, deviation, quantiles,
    /// acceptability, grades and central weights of each subject. Sources: SMAA-2, Lahdelma & Salminen, Operations
    /// Research 49 (2001); the uncertainty analysis of the OECD/JRC Handbook on Constructing Composite Indicators
    /// (2008), step 7.
    ///
    /// Totals that are equal to 10 decimals, or as published where the index compares these, share ranks as the index
    /// declares, tie-breaks included; where it declares mean ranks, they share the best one. Indexes of arithmetic
    /// means in which every ranked subject has every indicator are computed as a product of matrices, others one draw
    /// after the other.
    ///
    /// # Errors
    /// When a parameter is out of its range, no subject is ranked or no draw gives a ranking; as [`Self::ranking`]; and
    /// when the work is stopped.
    ///
    /// ```
    /// # use evalindex::Document;
    /// # use evalindex::robustness::{Control, Draws};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// // x is first while the share of b is below a third: in a third of all pairs of weights.
    /// let found = document.prepare()?.robustness(0, &Draws::new(10_000, 1), Control::new())?;
    /// let first: f64 = found.subjects[0].acceptability(1).to_string().parse()?;
    /// assert_eq!(found.subjects[0].subject, "x");
    /// assert!((first - 1.0 / 3.0).abs() < 0.02);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn robustness<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        draws: &Draws,
        control: Control<'_>,
    ) -> Result<Robustness, RobustnessError> {
        let index = self.index_id(index.into())?;
        let job = Job::new(control, draws.made() as usize)?;
        let view = job.ask(|interrupt| self.view_of(index, interrupt))??;
        view.weighed_alike("robustness")?;
        let placed = view.placed(view.index.ranking.ties);
        if placed.is_empty() {
            return Err(RobustnessError::NobodyRanked);
        }
        checked(draws, &view)?;
        let levels = (!draws.levels.is_empty()).then_some(draws.levels.as_slice());
        let sampler = Sampler::new(&view, draws.seed, &draws.weights, levels);
        let exact = draws.methods
            || draws.errors
            || is_still(&draws.weights)
            || view.index.ranking.by == CompareBy::Published
            || view.index.grades.iter().any(|grade| !grade.requires.is_empty());
        let sharing = if exact { None } else { Sharing::new(&view, &placed) };
        let kernel = match sharing {
            Some(sharing) => Kernel::new(&view, &placed, &job)?.map(|kernel| (kernel, sharing)),
            None => None,
        };
        let run = Run { draws, view: &view, placed: &placed, grading: Grading::new(&view, &placed) };
        let (leaves, (counts, total)) = match (&kernel, &sampler) {
            (Some((kernel, sharing)), _) => {
                (kernel.leaves.clone(), run.by_kernel(&job, (kernel, sharing), sampler.as_ref())?)
            }
            (None, Some(sampler)) => {
                let cases = Cases::new((self, index, &view), sampler, &placed, (draws.methods, draws.errors));
                (cases.leaves(), run.one_by_one(&job, &cases)?)
            }
            (None, None) => return Err(RobustnessError::NotLinear),
        };
        let grades = run.grading.as_ref().map(Grading::names).unwrap_or_default();
        if total.tally.counted == 0 {
            return Err(RobustnessError::all_failed(&most_frequent(&total.tally.reasons)));
        }
        let (view, leaves) = (&view, &leaves);
        let kernel = kernel.as_ref().map(|(kernel, sharing)| (kernel, sharing));
        let summary = Summary { view, placed: &placed, leaves, kernel, total: &total, grades };
        let found = summary.robustness(counts, draws, &job)?;
        Ok(job.finished(found)?)
    }
}

/// What all threads of a run share.
struct Run<'a> {
    draws: &'a Draws,
    view: &'a View<'a>,
    placed: &'a Placed,
    grading: Option<Grading<'a>>,
}

impl Run<'_> {
    /// An empty tally.
    fn tally(&self, leaves: &PerLeaf<NodeId>) -> Tally {
        let grades = self.grading.as_ref().map_or(0, Grading::count);
        Tally::new(self.placed, grades, leaves, self.draws.pairwise)
    }

    /// The number of operations that a tile takes of which each rank takes this number.
    fn of_tile(&self, each: usize) -> usize {
        let subjects = self.placed.len();
        let compared = if self.draws.pairwise { subjects.saturating_mul(COMPARING) } else { 0 };
        subjects.saturating_mul(each.saturating_mul(TILE).saturating_add(compared))
    }

    /// Makes draws in batches, divided among the threads by number; then each thread counts the ranks of some subjects.
    /// `each` is the number of operations that the rank of one subject in one draw takes.
    fn shared(
        &self,
        job: &Job<'_>,
        leaves: &PerLeaf<NodeId>,
        (each, work): (usize, &Work<'_>),
    ) -> Result<(PerRanked<Counts>, Total), RobustnessError> {
        let (subjects, count) = (self.placed.len(), self.draws.made());
        let mut counts = self.placed.filled(Counts::new());
        let mut total = Total::new(self.tally(leaves));
        let mut tiles: Vec<[u32; TILE]> = Vec::new();
        let batch = batch_size(subjects);
        for first in (0..count).step_by(batch as usize) {
            let last = first.saturating_add(batch).min(count);
            let of_batch = (last.saturating_sub(first) as usize).div_ceil(TILE);
            tiles.resize(of_batch.saturating_mul(subjects), [0; TILE]);
            let of_part = job.part(of_batch, self.of_tile(each));
            let from = (first..).step_by(of_part.saturating_mul(TILE));
            let parts = tiles.chunks_mut(of_part.saturating_mul(subjects)).zip(from).collect();
            let worker = |parts: &mut dyn Iterator<Item = (&mut Tile, u32)>, pulse: &Pulse<'_>| {
                let (mut make, mut tally) = (work(), self.tally(leaves));
                let tiles =
                    parts.flat_map(|(tiles, from)| tiles.chunks_exact_mut(subjects).zip((from..last).step_by(TILE)));
                for (tile, from) in tiles {
                    let numbers = from..from.saturating_add(DRAWS_OF_TILE).min(last);
                    make(tile, numbers.clone(), &mut tally, pulse)?;
                    tile.iter_mut().filter_map(|row| row.get_mut(numbers.len()..)).for_each(|rest| rest.fill(0));
                    tally.compare(tile, pulse)?;
                    pulse.done(numbers.len());
                }
                Ok(tally)
            };
            for counted in job.on_threads(parts, &worker)? {
                total.add(counted);
            }
            let of_subject = of_batch.saturating_mul(TILE).saturating_add(subjects);
            let rows = job.part(subjects, of_subject);
            let firsts = self.placed.ids().step_by(rows);
            let parts = counts.values_mut().into_slice().chunks_mut(rows).zip(firsts).collect();
            job.on_threads(parts, &|parts: &mut dyn Iterator<Item = (&mut [Counts], RankedId)>, pulse: &Pulse<'_>| {
                for (counts, first) in parts {
                    count_places(counts, first, subjects, &tiles);
                    pulse.spend(of_subject.saturating_mul(counts.len()))?;
                }
                Ok(())
            })?;
        }
        Ok((counts, total))
    }

    /// Makes all draws as a product of matrices.
    fn by_kernel(
        &self,
        job: &Job<'_>,
        (kernel, sharing): (&Kernel, &Sharing),
        sampler: Option<&Sampler>,
    ) -> Result<(PerRanked<Counts>, Total), RobustnessError> {
        let given = Given::new(&self.draws.weights, kernel.leaves.len())?;
        let subset = if sharing.is_plain() { Subset::new(kernel) } else { None };
        let each = kernel.leaves.len().saturating_add(PLACING);
        let of_tile = self.placed.len().saturating_mul(each).saturating_mul(TILE);
        let work: &Work<'_> = &|| {
            let mut worker = Worker::new(kernel, subset.as_ref(), sharing, (self.view, self.placed));
            let weights = (sampler, given.as_ref());
            Box::new(move |tile, numbers, tally, pulse| {
                worker.fill(numbers, weights, tile, (self.grading.as_ref(), tally));
                pulse.spend(of_tile)
            })
        };
        let counted = self.shared(job, &kernel.leaves, (each, work))?;
        given.as_ref().map_or(Ok(()), Given::sound)?;
        Ok(counted)
    }

    /// Makes all draws one after the other.
    fn one_by_one(&self, job: &Job<'_>, cases: &Cases<'_>) -> Result<(PerRanked<Counts>, Total), RobustnessError> {
        let leaves = cases.leaves();
        let each = cases.operations().div_euclid(self.placed.len().max(1));
        let work: &Work<'_> = &|| {
            let (mut bench, leaves) = (Bench::default(), &leaves);
            Box::new(move |tile, numbers, tally, pulse| {
                for (number, at) in numbers.zip(0..) {
                    self.one((cases, leaves), number, &mut bench, (&mut *tile, at), tally, pulse.interrupt());
                    pulse.spend(cases.operations())?;
                }
                Ok(())
            })
        };
        self.shared(job, &leaves, (each, work))
    }

    /// Makes one draw, writes its ranks into its column of the tile and counts the rest; the ranks of a failed draw are
    /// 0.
    fn one(
        &self,
        (cases, leaves): (&Cases<'_>, &PerLeaf<NodeId>),
        number: u32,
        bench: &mut Bench,
        (tile, at): (&mut Tile, usize),
        tally: &mut Tally,
        interrupt: Interrupt<'_>,
    ) {
        let case = cases.draw(number);
        let room = tile.iter_mut().filter_map(|row| row.get_mut(at));
        match cases.outcome(&case, bench, interrupt) {
            Err(reason) => {
                room.for_each(|place| *place = 0);
                tally.fail(reason);
            }
            Ok(Outcome { places, keys, lacking }) => {
                room.zip(places.values()).for_each(|(room, place)| *room = *place);
                let first = places.iter().filter(|(_, place)| **place == 1).map(|(subject, _)| subject);
                let whole = cases.whole(&case);
                tally.won(first, &leaves.values().map(|leaf| whole[*leaf]));
                if let Some(grading) = &self.grading {
                    tally.grade(&grading.grades(keys.as_slice(), places.as_slice(), &lacking));
                }
            }
        }
    }
}

/// What a thread makes draws with: those of these numbers, written into a tile and counted.
type Work<'a> = dyn Fn() -> Box<Making<'a>> + Sync + 'a;

/// Makes the draws of a tile.
type Making<'a> = dyn FnMut(&mut Tile, Range<u32>, &mut Tally, &Pulse<'_>) -> Result<(), Cancelled> + 'a;

/// The operations that the rank of one subject takes beside the sum of its scores.
const PLACING: usize = 10;

/// The number of draws that are made before their ranks are counted: as many as need little memory.
fn batch_size(subjects: usize) -> u32 {
    const PLACES: usize = 1 << 22;
    let fit = u32::try_from(PLACES.checked_div(subjects.max(1)).unwrap_or_default()).unwrap_or(u32::MAX);
    fit.clamp(64, MOST).next_multiple_of(DRAWS_OF_TILE)
}
