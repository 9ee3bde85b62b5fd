//! Sensitivity: the parts of the uncertainty of ranks that come from weights, methods and errors of figures, as Sobol'
//! indices.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::cases::{Bench, Case, Cases, ChoiceId};
use super::plan::{Draws, RobustnessError, checked};
use super::sample::Sampler;
use super::sensitivity_result::{Estimate, FactorSensitivity, Sensitivity, SubjectSensitivity};
use super::sobol::{NoIndices, SobolIndex, indices};
use super::summary::most_frequent;
use super::tally::add_reason;
use crate::engine::Prepared;
use crate::model::{PerRanked, positions};
use crate::robustness::control::{Cancelled, Control, Job, Pulse};
use crate::support::IndexRef;

/// The number of resamples for intervals.
const RESAMPLES: u32 = 1000;

positions! {
    /// A factor of the uncertainty: what is drawn together.
    OfFactor, FactorId, PerFactor;
}

/// A factor of the uncertainty.
enum Factor {
    /// The weights of this level.
    Level(usize),
    /// This choice.
    Choice(ChoiceId),
    /// The errors of figures.
    Errors,
}

/// The ranks under the two samples of one row, and under the first with one factor of the second, for each factor.
struct Row {
    a: PerRanked<u32>,
    b: PerRanked<u32>,
    ab: PerFactor<PerRanked<u32>>,
}

impl Prepared {
    /// Sensitivity of the ranks in one index: Sobol' indices of weights (level by level), methods and errors of
    /// figures, as far as the plan draws them. There are as many rows as draws in the plan. Each row is evaluated
    /// exactly, `k + 2` times for `k` factors. The ranks of all rows are kept: at most [`Sensitivity::MOST_RANKS`].
    /// Source: Saisana, Saltelli & Tarantola, Journal of the Royal Statistical Society A 168 (2005); estimators:
    /// [`sobol_indices`](crate::robustness::sobol_indices).
    ///
    /// # Errors
    /// As [`Self::robustness`]; when nothing is drawn, when too many ranks would be kept, and when fewer than two rows
    /// give a ranking.
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// # use evalindex::robustness::{Control, Draws};
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// // Only the weights of one level are drawn: all of the variance comes from them.
    /// let found = document.prepare()?.sensitivity(0, &Draws::new(200, 1), Control::new())?;
    /// assert_eq!(found.factors.len(), 1);
    /// let total = found.factors[0].total.as_ref().expect("ranks that vary");
    /// assert!((total.value - Decimal::ONE).abs() < Decimal::new(2, 1), "{total:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sensitivity<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        draws: &Draws,
        control: Control<'_>,
    ) -> Result<Sensitivity, RobustnessError> {
        let index = self.index_id(index.into())?;
        let job = Job::new(control, draws.count as usize)?;
        let view = job.ask(|interrupt| self.view_of(index, interrupt))??;
        view.weighed_alike("sensitivity")?;
        let placed = view.placed(view.index.ranking.ties);
        if placed.is_empty() {
            return Err(RobustnessError::NobodyRanked);
        }
        checked(draws, &view)?;
        let levels = (!draws.levels.is_empty()).then_some(draws.levels.as_slice());
        let sampler = Sampler::new(&view, draws.seed, &draws.weights, levels).ok_or(RobustnessError::NothingDrawn)?;
        let cases = Cases::new((self, index, &view), &sampler, &placed, (draws.methods, draws.errors));
        let factors = factors(&cases);
        if factors.is_empty() {
            return Err(RobustnessError::NothingDrawn);
        }
        let columns = factors.len().saturating_add(2);
        let ranks = (draws.count as usize).saturating_mul(columns).saturating_mul(placed.len());
        if ranks > Sensitivity::MOST_RANKS {
            let expected = format!("at most {}", Sensitivity::MOST_RANKS);
            let what = "the number of ranks to keep, of all subjects in all rows under all factors";
            return Err(RobustnessError::OutOfRange { what, found: ranks.to_string(), expected });
        }
        let (rows, reasons) = rows(&cases, &factors, draws, &job)?;
        if rows.len() < 2 {
            return Err(RobustnessError::all_failed(&most_frequent(&reasons)));
        }
        let present = Case { shares: declared(&sampler), ..Case::default() };
        let present = job.ask(|interrupt| cases.outcome(&present, &mut Bench::default(), interrupt))?;
        let present = present.map_err(|reason| RobustnessError::AllFailed { reason })?.places;
        let subjects = placed.map(|_, (one, _)| view.subject(one.row).id.clone());
        let found = Decomposition { rows: &rows, present: &present, subjects: &subjects, seed: draws.seed };
        let names = factors.map(|_, factor| factor.name(&cases));
        let factors = job.alone(|pulse| found.factors(&names, pulse))?;
        let found = Sensitivity {
            rows: draws.count,
            seed: draws.seed,
            failed: draws.count.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX)),
            failures: most_frequent(&reasons),
            generator: draws.description(),
            mean_shift: found.mean_shift(),
            factors,
        };
        Ok(job.finished(found)?)
    }
}

/// The present shares, in the order of the groups.
fn declared(sampler: &Sampler) -> Vec<f64> {
    sampler.groups().iter().flat_map(|group| group.members.iter().map(|(_, share)| *share)).collect()
}

/// The factors: levels in which weights vary, choices, errors.
fn factors(cases: &Cases<'_>) -> PerFactor<Factor> {
    let varying = cases.sampler.groups().iter().filter(|group| group.varies && group.members.len() > 1);
    let mut levels: Vec<usize> = varying.map(|group| group.level).collect();
    levels.sort_unstable();
    levels.dedup();
    let levels = levels.into_iter().map(Factor::Level);
    let choices = cases.alternatives.ids().map(Factor::Choice);
    levels.chain(choices).chain((!cases.errors.is_empty()).then_some(Factor::Errors)).collect()
}

impl Factor {
    fn name(&self, cases: &Cases<'_>) -> String {
        match self {
            Self::Level(level) => format!("weights, level {level}"),
            Self::Choice(choice) => cases.alternatives[*choice].name.clone(),
            Self::Errors => "errors".to_owned(),
        }
    }

    /// The first case with this factor of the other one.
    fn mixed(&self, sampler: &Sampler, one: &Case, other: &Case) -> Case {
        let mut case = one.clone();
        match self {
            Self::Level(level) => {
                let levels = sampler.groups().iter().flat_map(|group| group.members.iter().map(|_| group.level));
                for ((share, from), _) in
                    case.shares.iter_mut().zip(&other.shares).zip(levels).filter(|(_, at)| at == level)
                {
                    *share = *from;
                }
            }
            Self::Choice(choice) => case.options[*choice] = other.options[*choice],
            Self::Errors => case.errors = other.errors,
        }
        case
    }
}

/// The rows whose evaluations all gave a ranking, in order; and the reasons of the others.
fn rows(
    cases: &Cases<'_>,
    factors: &PerFactor<Factor>,
    draws: &Draws,
    job: &Job<'_>,
) -> Result<(Vec<Row>, BTreeMap<String, u32>), Cancelled> {
    let operations = cases.operations().saturating_mul(factors.len());
    let each = u32::try_from(job.part(draws.count as usize, operations)).unwrap_or(u32::MAX);
    let parts = (0..draws.count).step_by(each as usize).map(|from| from..from.saturating_add(each).min(draws.count));
    let done = job.in_order(parts, &|numbers: Range<u32>, bench: &mut Bench, pulse| {
        let rows = numbers.map(|number| {
            let row = row(cases, factors, number, (&mut *bench, pulse))?;
            pulse.done(1);
            Ok(row)
        });
        rows.collect::<Result<Vec<_>, _>>()
    })?;
    let (mut rows, mut reasons) = (Vec::new(), BTreeMap::new());
    for row in done.into_iter().flatten() {
        match row {
            Ok(row) => rows.push(row),
            Err(reason) => add_reason(&mut reasons, reason, 1),
        }
    }
    Ok((rows, reasons))
}

/// The ranks of one row, or the reason why one of its evaluations gave no ranking.
fn row(
    cases: &Cases<'_>,
    factors: &PerFactor<Factor>,
    number: u32,
    (bench, pulse): (&mut Bench, &Pulse<'_>),
) -> Result<Result<Row, String>, Cancelled> {
    let twice = number.wrapping_mul(2);
    let (one, other) = (cases.draw(twice), cases.draw(twice.wrapping_add(1)));
    let mut places = |case: &Case| {
        pulse.spend(cases.operations())?;
        Ok(cases.outcome(case, bench, pulse.interrupt()).map(|outcome| outcome.places))
    };
    let (a, b) = match (places(&one)?, places(&other)?) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(reason), _) | (_, Err(reason)) => return Ok(Err(reason)),
    };
    let mut ab = PerFactor::new();
    for factor in factors.values() {
        match places(&factor.mixed(cases.sampler, &one, &other))? {
            Ok(places) => ab.push(places),
            Err(reason) => return Ok(Err(reason)),
        };
    }
    Ok(Ok(Row { a, b, ab }))
}

/// The rows, with what their indices are computed from.
struct Decomposition<'a> {
    rows: &'a [Row],
    /// The present ranks.
    present: &'a PerRanked<u32>,
    subjects: &'a PerRanked<String>,
    seed: u64,
}

impl Decomposition<'_> {
    /// The mean distance of ranks from the present ones, in places.
    fn shift(&self, places: &PerRanked<u32>) -> f64 {
        let all = places.zip(self.present).map(|(_, place, present)| u64::from(place.abs_diff(*present)));
        all.fold(0, u64::saturating_add) as f64 / self.present.len() as f64
    }

    fn mean_shift(&self) -> Decimal {
        let all = self.rows.iter().flat_map(|row| [&row.a, &row.b]).map(|places| self.shift(places));
        as_published(all.fold(0.0, |sum, shift| sum + shift) / (2.0 * self.rows.len() as f64))
    }

    /// The indices of every factor.
    ///
    /// # Errors
    /// When the job is stopped.
    fn factors(&self, names: &PerFactor<String>, pulse: &Pulse<'_>) -> Result<Vec<FactorSensitivity>, Cancelled> {
        let shifts = self.indices(names, (RESAMPLES, pulse), &|places| self.shift(places))?;
        let mut of_subjects: PerRanked<Option<PerFactor<SobolIndex>>> = PerRanked::with_capacity(self.subjects.len());
        for at in self.subjects.ids() {
            of_subjects.push(self.indices(names, (0, pulse), &|places| f64::from(places[at]))?);
        }
        let factor = |(id, name): (FactorId, &String)| {
            let shift = shifts.as_ref().map(|shifts| &shifts[id]);
            let subjects = self.subjects.zip(&of_subjects).map(|(_, subject, indices)| {
                let index = indices.as_ref().map(|indices| &indices[id]);
                let (first, total) =
                    (index.map(|index| as_published(index.first)), index.map(|index| as_published(index.total)));
                SubjectSensitivity { subject: subject.clone(), first, total }
            });
            FactorSensitivity {
                factor: name.clone(),
                first: shift.map(|index| estimate(index.first, index.first_interval)),
                total: shift.map(|index| estimate(index.total, index.total_interval)),
                subjects: subjects.collect(),
            }
        };
        Ok(names.iter().map(factor).collect())
    }

    /// The indices of a statistic of rankings; none where it never varies.
    fn indices(
        &self,
        factors: &PerFactor<String>,
        (resamples, pulse): (u32, &Pulse<'_>),
        figure: &dyn Fn(&PerRanked<u32>) -> f64,
    ) -> Result<Option<PerFactor<SobolIndex>>, Cancelled> {
        // A random read of memory for each result.
        const READ: usize = 4;
        let of = |places: &dyn Fn(&Row) -> &PerRanked<u32>| -> Vec<f64> {
            self.rows.iter().map(|row| figure(places(row))).collect()
        };
        let ab: Vec<Vec<f64>> = factors.ids().map(|factor| of(&|row| &row.ab[factor])).collect();
        let operations = self.rows.len().saturating_mul(factors.len().saturating_add(2)).saturating_mul(READ);
        let results = (of(&|row| &row.a), of(&|row| &row.b), ab);
        let found = indices((&results.0, &results.1, &results.2), resamples, self.seed, || pulse.spend(operations));
        match found {
            Ok(indices) => Ok(Some(indices.into_iter().collect())),
            Err(NoIndices::Refused(_)) => Ok(None),
            Err(NoIndices::Stopped(cancelled)) => Err(cancelled),
        }
    }
}

fn estimate(value: f64, (low, high): (f64, f64)) -> Estimate {
    Estimate { value: as_published(value), low: as_published(low), high: as_published(high) }
}

/// A share or a distance, rounded as published.
fn as_published(value: f64) -> Decimal {
    #[allow(clippy::cast_possible_truncation, reason = "shares and distances of places")]
    let units = libm::round(value * 1e10) as i64;
    Decimal::new(units, 10).normalize()
}
