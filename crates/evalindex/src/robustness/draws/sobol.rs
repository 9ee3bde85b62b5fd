//! Sobol' indices: the parts of the variance of a result that one factor explains, alone and with the others.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::sample::{Stream, below};

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
    let all: Vec<usize> = (0..a.len()).collect();
    let plain = Rows { a, b, chosen: &all }.indices(ab).ok_or(SobolError::Constant)?;
    let mut intervals: Vec<[Vec<f64>; 2]> = vec![Default::default(); ab.len()];
    for number in 0..resamples {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream((Stream::Resamples as u64) << 32 | u64::from(number));
        let chosen: Vec<usize> = (0..a.len()).map(|_| below(a.len(), &mut random)).collect();
        // Resampled rows that are all equal have no indices.
        for ([firsts, totals], (first, total)) in
            intervals.iter_mut().zip(Rows { a, b, chosen: &chosen }.indices(ab).unwrap_or_default())
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

/// Some rows of two samples, each as often as it was drawn.
struct Rows<'a> {
    a: &'a [f64],
    b: &'a [f64],
    chosen: &'a [usize],
}

impl Rows<'_> {
    fn of(&self, column: &[f64]) -> impl Iterator<Item = f64> {
        self.chosen.iter().map(move |row| column.get(*row).copied().unwrap_or_default())
    }

    /// First-order and total index of each factor; none where all results are equal.
    fn indices(&self, ab: &[Vec<f64>]) -> Option<Vec<(f64, f64)>> {
        let both = || self.of(self.a).chain(self.of(self.b));
        let (rows, results) = (self.chosen.len() as f64, 2.0 * self.chosen.len() as f64);
        let mean = sum(both()) / results;
        let variance = sum(both().map(|result| (result - mean) * (result - mean))) / (results - 1.0);
        if variance <= 0.0 {
            return None;
        }
        let of_factor = |ab: &Vec<f64>| {
            let rows_of = || self.of(self.a).zip(self.of(self.b)).zip(self.of(ab));
            let first = sum(rows_of().map(|((a, b), ab)| (b - mean) * (ab - a)));
            let total = sum(rows_of().map(|((a, _), ab)| (a - ab) * (a - ab)));
            (first / (rows * variance), total / (2.0 * rows * variance))
        };
        Some(ab.iter().map(of_factor).collect())
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
