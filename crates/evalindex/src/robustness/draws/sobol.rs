//! Sobol' indices: the parts of the variance of a result that one factor explains, alone and with the others.

use std::convert::Infallible;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::sample::{Stream, below};
use crate::model::positions;

/// The indices of one factor.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SobolIndex {
    /// The first-order index: the share of the variance that this factor explains alone, 0 to 1 but for the error of
    /// sampling.
    pub first: f64,
    /// The total index: the share of the variance that remains when all other factors are known, 0 to 1 but for the
    /// error of sampling.
    pub total: f64,
    /// The interval from 2.5 % to 97.5 % of the first-order index over resampled rows.
    pub first_interval: (f64, f64),
    /// The interval from 2.5 % to 97.5 % of the total index over resampled rows.
    pub total_interval: (f64, f64),
}

/// Why there are no indices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SobolError {
    /// There are fewer than two rows, or columns of different lengths.
    #[error("results of {found} rows, expected {expected}")]
    Rows {
        /// The number of rows of a column.
        found: usize,
        /// The number of rows that is needed.
        expected: String,
    },
    /// A result is not a finite number.
    #[error("a result that is not finite")]
    NotFinite,
    /// All results are equal, so that they have no variance.
    #[error("all results are the same")]
    Constant,
}

/// Sobol' indices from the results of two independent samples, `a` and `b`, and for each factor of the sample `a` with
/// this factor taken from `b`; one result for each row.
///
/// With `N` rows, `m` the mean and `V` the sample variance of all of `a` and `b`: first-order index `Σ(b − m)(abᵢ −
/// a)/(N·V)` (Saltelli et al., Computer Physics Communications 181 (2010), centred, so that it does not depend on the
/// origin), total index `Σ(a − abᵢ)²/(2N·V)` (Jansen, Computer Physics Communications 117 (1999)). Intervals are
/// percentiles over `resamples` sets of rows drawn with replacement from this seed.
///
/// ```
/// // The result is twice the first factor, which explains all of its variance.
/// let (x, y) = ([0.1, 0.7, 0.4, 0.9], [0.6, 0.2, 0.8, 0.3]);
/// let twice = |x: &[f64]| x.iter().map(|x| 2.0 * x).collect::<Vec<f64>>();
/// let found = evalindex::robustness::sobol_indices(&twice(&x), &twice(&y), &[twice(&y), twice(&x)], 100, 1)?;
/// assert_eq!((found[1].first, found[1].total), (0.0, 0.0));
/// assert!(found[0].total > 0.9);
/// # Ok::<(), evalindex::robustness::SobolError>(())
/// ```
///
/// # Errors
/// When columns differ in length or have fewer than two rows, a result is not finite, or all results are equal.
pub fn sobol_indices(
    a: &[f64],
    b: &[f64],
    ab: &[Vec<f64>],
    resamples: u32,
    seed: u64,
) -> Result<Vec<SobolIndex>, SobolError> {
    indices((a, b, ab), resamples, seed, || Ok::<(), Infallible>(())).map_err(|why| match why {
        NoIndices::Refused(error) => error,
        NoIndices::Stopped(never) => match never {},
    })
}

/// Why there are no indices: the results have none, or the work was stopped.
pub(super) enum NoIndices<E> {
    Refused(SobolError),
    Stopped(E),
}

/// The same; `step` is called before each set of rows, and may stop the work.
pub(super) fn indices<E>(
    (a, b, ab): (&[f64], &[f64], &[Vec<f64>]),
    resamples: u32,
    seed: u64,
    step: impl Fn() -> Result<(), E>,
) -> Result<Vec<SobolIndex>, NoIndices<E>> {
    let samples = Samples::new(a, b, ab).map_err(NoIndices::Refused)?;
    step().map_err(NoIndices::Stopped)?;
    let all: Vec<RowId> = samples.a.ids().collect();
    let plain = samples.indices(&all).ok_or(NoIndices::Refused(SobolError::Constant))?;
    let mut intervals: Vec<[Vec<f64>; 2]> = vec![Default::default(); ab.len()];
    for number in 0..resamples {
        step().map_err(NoIndices::Stopped)?;
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream((Stream::Resamples as u64) << 32 | u64::from(number));
        let chosen: Vec<RowId> = all.iter().filter_map(|_| all.get(below(all.len(), &mut random)).copied()).collect();
        // Resampled rows that are all equal have no indices.
        for ([firsts, totals], (first, total)) in intervals.iter_mut().zip(samples.indices(&chosen).unwrap_or_default())
        {
            firsts.push(first);
            totals.push(total);
        }
    }
    let found = plain.into_iter().zip(&mut intervals).map(|((first, total), [firsts, totals])| SobolIndex {
        first,
        total,
        first_interval: interval(firsts, first),
        total_interval: interval(totals, total),
    });
    Ok(found.collect())
}

positions! {
    /// A row of two samples.
    OfSampleRow, RowId, PerSampleRow;
}

/// The results of two samples, and of the first with each factor of the second.
struct Samples {
    a: PerSampleRow<f64>,
    b: PerSampleRow<f64>,
    ab: Vec<PerSampleRow<f64>>,
}

impl Samples {
    /// The results, all columns of one length.
    fn new(a: &[f64], b: &[f64], ab: &[Vec<f64>]) -> Result<Self, SobolError> {
        if a.len() < 2 {
            return Err(SobolError::Rows { found: a.len(), expected: "2 or more".to_owned() });
        }
        let columns = || std::iter::once(b).chain(ab.iter().map(Vec::as_slice));
        if let Some(other) = columns().find(|column| column.len() != a.len()) {
            return Err(SobolError::Rows { found: other.len(), expected: format!("{}, as the first has", a.len()) });
        }
        if columns().chain([a]).flatten().any(|result| !result.is_finite()) {
            return Err(SobolError::NotFinite);
        }
        let column = |results: &[f64]| results.iter().copied().collect();
        Ok(Self { a: column(a), b: column(b), ab: ab.iter().map(|results| column(results)).collect() })
    }

    /// First-order and total index of each factor over these rows; none where all results are equal.
    fn indices(&self, chosen: &[RowId]) -> Option<Vec<(f64, f64)>> {
        let of = |column: &'_ PerSampleRow<f64>| chosen.iter().map(|row| column[*row]).collect::<Vec<f64>>();
        let (a, b) = (of(&self.a), of(&self.b));
        let both = || a.iter().chain(&b).copied();
        let (rows, results) = (chosen.len() as f64, 2.0 * chosen.len() as f64);
        let mean = sum(both()) / results;
        let variance = sum(both().map(|result| (result - mean) * (result - mean))) / (results - 1.0);
        if variance <= 0.0 {
            return None;
        }
        let of_factor = |ab: &PerSampleRow<f64>| {
            let rows_of = || a.iter().zip(&b).zip(chosen.iter().map(|row| ab[*row]));
            let first = sum(rows_of().map(|((a, b), ab)| (b - mean) * (ab - a)));
            let total = sum(rows_of().map(|((a, _), ab)| (a - ab) * (a - ab)));
            (first / (rows * variance), total / (2.0 * rows * variance))
        };
        Some(self.ab.iter().map(of_factor).collect())
    }
}

/// A sum in one fixed order.
fn sum(terms: impl Iterator<Item = f64>) -> f64 {
    terms.fold(0.0, |total, term| total + term)
}

/// The interval from 2.5 % to 97.5 %, linear between two values (type 7 of Hyndman & Fan); the estimate itself where
/// there are no values.
fn interval(values: &mut [f64], value: f64) -> (f64, f64) {
    values.sort_unstable_by(f64::total_cmp);
    let quantile = |share: f64| {
        let at = share * (values.len() as f64 - 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a position in a list")]
        let (low, rest) = (at as usize, at - libm::floor(at));
        let here = values.get(low).copied()?;
        let next = values.get(low.saturating_add(1)).copied().unwrap_or(here);
        Some(here + rest * (next - here))
    };
    (quantile(0.025).unwrap_or(value), quantile(0.975).unwrap_or(value))
}
