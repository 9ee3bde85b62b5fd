//! Where the uncertainty of places comes from: Sobol' indices of weights, methods and errors of figures.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cases::{Bench, Case, Cases, ChoiceId};
use super::plan::{Draws, RobustnessError, checked};
use super::sample::Sampler;
use super::sobol::{SobolIndex, sobol_indices};
use super::summary::most_frequent;
use super::tally::add_reason;
use crate::engine::Prepared;
use crate::json::Keyed;
use crate::model::{PerRanked, positions};
use crate::number::digits;
use crate::support::{IndexRef, in_order, part};

/// So many times rows are drawn anew for intervals.
const RESAMPLES: u32 = 1000;

/// How much of the uncertainty of a ranking comes from each factor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sensitivity {
    /// How many rows were drawn, each evaluated twice and once more for each factor.
    pub rows: u32,
    /// The seed.
    pub seed: u64,
    /// How many rows gave no ranking in one of these; they are left out of what follows.
    pub failed: u32,
    /// Why they gave none: the most frequent reasons, each with the number of rows.
    pub failures: Vec<(String, u32)>,
    /// What was drawn how, and the generator of random numbers.
    pub generator: String,
    /// The mean over all rows of the mean distance of places from those of the ranking as it is.
    pub mean_shift: Decimal,
    /// The factors: weights by level, each alternative, errors of figures.
    pub factors: Vec<FactorSensitivity>,
}

/// How much of the uncertainty comes from one factor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FactorSensitivity {
    /// `weights, level 1`, the name of an alternative, or `errors`.
    pub factor: String,
    /// The first-order index of the mean distance of places from those of the ranking as it is; none where that distance
    /// is always the same.
    pub first: Option<Estimate>,
    /// The total index of the same.
    pub total: Option<Estimate>,
    /// The indices of each subject's place, in the order of the ranking as it is.
    pub subjects: Vec<SubjectSensitivity>,
}

/// The indices of one subject's place; none where it is always the same.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubjectSensitivity {
    /// Id of the subject.
    pub subject: String,
    /// First-order.
    pub first: Option<Decimal>,
    /// Total.
    pub total: Option<Decimal>,
}

/// An estimate with its interval from 2.5 % to 97.5 % over resampled rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Estimate {
    /// The estimate.
    pub value: Decimal,
    /// 2.5 %.
    pub low: Decimal,
    /// 97.5 %.
    pub high: Decimal,
}

positions! {
    /// What is drawn together.
    OfFactor, FactorId, PerFactor;
}

/// What is drawn together.
enum Factor {
    /// The weights of this level.
    Level(usize),
    /// This choice.
    Choice(ChoiceId),
    /// The errors of figures.
    Errors,
}

/// Places under the two samples of one row, and under the first with each factor of the second.
struct Row {
    a: PerRanked<u32>,
    b: PerRanked<u32>,
    ab: PerFactor<PerRanked<u32>>,
}

impl Prepared {
    /// Where the uncertainty of the places in one index comes from, by its number in the document: Sobol' indices of weights
    /// (level by level), methods and errors of figures, as far as they are to be drawn, over so many rows as there are to
    /// be draws. Each row is evaluated exactly, `k + 2` times for `k` factors. Source: Saisana, Saltelli & Tarantola, JRSS A
    /// 168 (2005); estimators: [`sobol_indices`].
    ///
    /// # Errors
    /// As [`Self::robustness`]; when nothing is to be drawn, and when fewer than two rows give a ranking.
    ///
    /// ```
    /// # use evalindex::{Decimal, Document};
    /// # use evalindex::robustness::Draws;
    /// # let document = Document::from_json(r#"{
    /// #   "format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// // Nothing but the weights of the one level is drawn: all of the scatter comes from them.
    /// let found = document.prepare()?.sensitivity(0, &Draws::new(200, 1), &|_| ())?;
    /// assert_eq!(found.factors.len(), 1);
    /// let total = found.factors[0].total.as_ref().expect("places that are not always the same");
    /// assert!((total.value - Decimal::ONE).abs() < Decimal::new(2, 1), "{total:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sensitivity<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        draws: &Draws,
        progress: &(dyn Fn(u32) + Sync),
    ) -> Result<Sensitivity, RobustnessError> {
        let index = self.index_id(index.into())?;
        let view = self.view_of(index)?;
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
        let (rows, reasons) = rows(&cases, &factors, draws, progress);
        if rows.len() < 2 {
            return Err(RobustnessError::all_failed(&most_frequent(&reasons)));
        }
        let still = cases.outcome(&Case { shares: declared(&sampler), ..Case::default() }, &mut Bench::default());
        let still = still.map_err(|reason| RobustnessError::AllFailed { reason })?.places;
        let subjects = placed.map(|_, (one, _)| view.subject(one.row).id.clone());
        let found = Decomposition { rows: &rows, still: &still, subjects: &subjects, seed: draws.seed };
        let names = factors.map(|_, factor| factor.name(&cases));
        Ok(Sensitivity {
            rows: draws.count,
            seed: draws.seed,
            failed: draws.count.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX)),
            failures: most_frequent(&reasons),
            generator: draws.description(),
            mean_shift: found.mean_shift(),
            factors: found.factors(&names),
        })
    }
}

/// The shares as declared, in the order of the groups.
fn declared(sampler: &Sampler) -> Vec<f64> {
    sampler.groups().iter().flat_map(|group| group.members.iter().map(|(_, share)| *share)).collect()
}

/// What is drawn: levels in which some weights vary, choices, errors.
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

    /// One case with this factor of another.
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

/// The rows that gave a ranking throughout, in order, and why others gave none.
fn rows(
    cases: &Cases<'_>,
    factors: &PerFactor<Factor>,
    draws: &Draws,
    progress: &(dyn Fn(u32) + Sync),
) -> (Vec<Row>, BTreeMap<String, u32>) {
    let each = u32::try_from(part(draws.count as usize, draws.threads)).unwrap_or(u32::MAX);
    let parts = (0..draws.count).step_by(each as usize).map(|from| from..from.saturating_add(each).min(draws.count));
    let done = in_order(parts, draws.threads, &|numbers: Range<u32>, bench: &mut Bench| {
        let made = numbers.map(|number| {
            let made = row(cases, factors, number, bench);
            progress(1);
            made
        });
        made.collect::<Vec<_>>()
    });
    let (mut rows, mut reasons) = (Vec::new(), BTreeMap::new());
    for made in done.into_iter().flatten() {
        match made {
            Ok(row) => rows.push(row),
            Err(reason) => add_reason(&mut reasons, reason, 1),
        }
    }
    (rows, reasons)
}

fn row(cases: &Cases<'_>, factors: &PerFactor<Factor>, number: u32, bench: &mut Bench) -> Result<Row, String> {
    let twice = number.wrapping_mul(2);
    let (one, other) = (cases.draw(twice), cases.draw(twice.wrapping_add(1)));
    let mut places = |case: &Case| cases.outcome(case, bench).map(|outcome| outcome.places);
    let (a, b) = (places(&one)?, places(&other)?);
    let mixed = factors.values().map(|factor| places(&factor.mixed(cases.sampler, &one, &other)));
    Ok(Row { a, b, ab: mixed.collect::<Result<_, _>>()? })
}

/// What rows come to.
struct Decomposition<'a> {
    rows: &'a [Row],
    /// The places of the ranking as it is.
    still: &'a PerRanked<u32>,
    subjects: &'a PerRanked<String>,
    seed: u64,
}

impl Decomposition<'_> {
    /// The mean distance of places from those of the ranking as it is.
    fn shift(&self, places: &PerRanked<u32>) -> f64 {
        let all = places.zip(self.still).map(|(_, place, still)| u64::from(place.abs_diff(*still)));
        all.fold(0, u64::saturating_add) as f64 / self.still.len() as f64
    }

    fn mean_shift(&self) -> Decimal {
        let all = self.rows.iter().flat_map(|row| [&row.a, &row.b]).map(|places| self.shift(places));
        as_published(all.fold(0.0, |sum, shift| sum + shift) / (2.0 * self.rows.len() as f64))
    }

    fn factors(&self, names: &PerFactor<String>) -> Vec<FactorSensitivity> {
        let shifts = self.indices(names, RESAMPLES, &|places| self.shift(places));
        let of_subjects = self.subjects.map(|at, _| self.indices(names, 0, &|places| f64::from(places[at])));
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
        names.iter().map(factor).collect()
    }

    /// The indices of a figure of rankings; none where it is always the same.
    fn indices(
        &self,
        factors: &PerFactor<String>,
        resamples: u32,
        figure: &dyn Fn(&PerRanked<u32>) -> f64,
    ) -> Option<PerFactor<SobolIndex>> {
        let of = |places: &dyn Fn(&Row) -> &PerRanked<u32>| -> Vec<f64> {
            self.rows.iter().map(|row| figure(places(row))).collect()
        };
        let ab: Vec<Vec<f64>> = factors.ids().map(|factor| of(&|row| &row.ab[factor])).collect();
        let indices = sobol_indices(&of(&|row| &row.a), &of(&|row| &row.b), &ab, resamples, self.seed).ok()?;
        Some(indices.into_iter().collect())
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

impl Serialize for Sensitivity {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("seed", &self.seed)?;
        map.serialize_entry("failed", &self.failed)?;
        if self.failed > 0 {
            map.serialize_entry("failures", &Keyed(&self.failures, |(reason, rows)| (reason, rows)))?;
        }
        map.serialize_entry("generator", &self.generator)?;
        map.serialize_entry("mean_shift", &digits(self.mean_shift))?;
        map.serialize_entry("factors", &self.factors)?;
        map.end()
    }
}

impl Serialize for FactorSensitivity {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(4))?;
        map.serialize_entry("factor", &self.factor)?;
        map.serialize_entry("first", &self.first)?;
        map.serialize_entry("total", &self.total)?;
        map.serialize_entry("subjects", &Keyed(&self.subjects, |one| (&one.subject, one)))?;
        map.end()
    }
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(3))?;
        for (name, figure) in [("value", self.value), ("low", self.low), ("high", self.high)] {
            map.serialize_entry(name, &digits(figure))?;
        }
        map.end()
    }
}

impl Serialize for SubjectSensitivity {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(2))?;
        for (name, figure) in [("first", self.first), ("total", self.total)] {
            map.serialize_entry(name, &figure.map(digits))?;
        }
        map.end()
    }
}
