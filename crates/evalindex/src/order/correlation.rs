//! Rank correlation: the agreement of two rankings.

use rust_decimal::Decimal;

use crate::number::{Exact, Real, correlation, plain};

/// Why two rankings cannot be compared.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::order::{ComparisonError, spearman};
///
/// let refused = spearman(&[Decimal::ONE], &[Decimal::ONE]);
/// assert_eq!(refused, Err(ComparisonError::TooFew { found: 1 }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ComparisonError {
    /// The rankings have different lengths.
    #[error("one ranking has {one} places and the other {other}")]
    Lengths {
        /// Places of the first.
        one: usize,
        /// Places of the second.
        other: usize,
    },
    /// Fewer than two subjects have no order.
    #[error("{found} places have no order, 2 or more are needed")]
    TooFew {
        /// Places found.
        found: usize,
    },
    /// All subjects are equal in one of the rankings.
    #[error("all places of one ranking are equal, so that nothing can go with them")]
    Constant,
    /// A number is no place from 1 to n.
    #[error("{} is no place, expected one from 1 to {most}", plain(*.found))]
    NoPlace {
        /// The number found.
        found: Decimal,
        /// The number of subjects, n.
        most: usize,
    },
    /// The figures have more digits than exact numbers hold here.
    #[error("the figures have more digits than exact numbers hold here")]
    TooLong,
}

type Compared = Result<Decimal, ComparisonError>;

/// Spearman's ρ of two rankings, or of two columns of scores: Pearson's correlation of their places,
/// `Σ (x − x̄)·(y − ȳ) / √(Σ (x − x̄)²·Σ (y − ȳ)²)`, where equal figures share the mean of their places; from −1 to 1,
/// to 28 digits. Source: Spearman, American Journal of Psychology 15 (1904); with ties as in Kendall, Rank Correlation Methods (1948).
///
/// # Errors
/// When the rankings have different lengths or fewer than two subjects, and when one of them is constant.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::order::spearman;
///
/// let places = [1, 2, 3, 4, 5].map(Decimal::from);
/// let swapped = [2, 1, 3, 4, 5].map(Decimal::from);
/// assert_eq!(spearman(&places, &swapped)?.to_string(), "0.9");
/// # Ok::<(), evalindex::order::ComparisonError>(())
/// ```
pub fn spearman(one: &[Decimal], other: &[Decimal]) -> Compared {
    checked(one, other)?;
    let (one, other) = (mean_places(one), mean_places(other));
    let (one, other) = (deviations(&one), deviations(&other));
    let covariance: Exact = one.iter().zip(&other).map(|(one, other)| one * other).sum();
    let square = |all: &[Exact]| all.iter().map(|one| one * one).sum();
    ratio(&covariance, &square(&one), &square(&other))
}

/// Kendall's τ-b of two rankings or columns of scores: `(C − D) / √(A·B)`, of pairs in the same order `C` and in
/// opposite order `D`, and of pairs that differ in the first `A` and in the second ranking `B`; from −1 to 1. Source:
/// Kendall, Biometrika 33 (1945).
///
/// # Errors
/// As [`spearman`].
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::order::kendall_tau_b;
///
/// let [one, other] = [[1, 2, 3, 4], [1, 2, 4, 3]].map(|places| places.map(Decimal::from));
/// // Five of six pairs are in the same order: (5 − 1)/6.
/// assert_eq!(kendall_tau_b(&one, &other)?.round_dp(4).to_string(), "0.6667");
/// # Ok::<(), evalindex::order::ComparisonError>(())
/// ```
pub fn kendall_tau_b(one: &[Decimal], other: &[Decimal]) -> Compared {
    checked(one, other)?;
    let (mut balance, mut apart_in_one, mut apart_in_other) = (0_i128, 0_i128, 0_i128);
    let both = || one.iter().zip(other);
    for (position, (a, b)) in both().enumerate() {
        for (c, d) in both().skip(position.saturating_add(1)) {
            let sign = |ordering: std::cmp::Ordering| ordering as i128;
            let (first, second) = (sign(a.cmp(c)), sign(b.cmp(d)));
            balance = balance.saturating_add(first.saturating_mul(second));
            apart_in_one = apart_in_one.saturating_add(first.abs());
            apart_in_other = apart_in_other.saturating_add(second.abs());
        }
    }
    let [balance, one, other] = [balance, apart_in_one, apart_in_other].map(Exact::from);
    ratio(&balance, &one, &other)
}

/// The weighted Spearman coefficient, in which differences among the first places count more:
/// `1 − 6·Σ (x − y)²·((n − x + 1) + (n − y + 1)) / (n⁴ + n³ − n² − n)`, of places from 1 to n. Source: Pinto da Costa &
/// Soares, Australian & New Zealand Journal of Statistics 47 (2005). Places that are shared may be means.
///
/// # Errors
/// As [`spearman`], except that a ranking may be constant; and when a place is not from 1 to n.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::order::weighted_spearman;
///
/// let [one, first, last] = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 2, 4, 3]].map(|places| places.map(Decimal::from));
/// // 1 − 6·(7 + 7)/300 and 1 − 6·(3 + 3)/300: a swap counts more among the first.
/// assert_eq!(weighted_spearman(&one, &first)?.to_string(), "0.72");
/// assert_eq!(weighted_spearman(&one, &last)?.to_string(), "0.88");
/// # Ok::<(), evalindex::order::ComparisonError>(())
/// ```
pub fn weighted_spearman(one: &[Decimal], other: &[Decimal]) -> Compared {
    checked_places(one, other)?;
    let n = &Exact::count(one.len());
    let from_end = |place: &Exact| n - place + Exact::ONE;
    let term = |(x, y): (&Decimal, &Decimal)| {
        let [x, y] = &[*x, *y].map(Exact::from);
        let off = x - y;
        &off * &off * (from_end(x) + from_end(y))
    };
    let terms: Exact = one.iter().zip(other).map(term).sum();
    let square = &(n * n);
    let whole = square * square + square * n - square.clone() - n.clone();
    let loss = (Exact::from(6) * terms).over(&whole);
    loss.and_then(|loss| (Exact::ONE - loss).to_decimal()).ok_or(ComparisonError::TooLong)
}

/// The WS coefficient of a ranking against a reference, in which differences at the first places of the reference count
/// most:
/// `1 − Σ 2^(−x)·|x − y| / max(|1 − x|, |n − x|)`, `x` being the reference's places. Source: Sałabun & Urbaniak, Lecture Notes
/// in Computer Science 12138 (2020).
///
/// # Errors
/// As [`weighted_spearman`].
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::order::ws_coefficient;
///
/// let [one, other] = [[1, 2, 3], [2, 1, 3]].map(|places| places.map(Decimal::from));
/// // 1 − (1/2)·1/2 − (1/4)·1/1.
/// assert_eq!(ws_coefficient(&one, &other)?.to_string(), "0.5");
/// # Ok::<(), evalindex::order::ComparisonError>(())
/// ```
pub fn ws_coefficient(reference: &[Decimal], other: &[Decimal]) -> Compared {
    checked_places(reference, other)?;
    let (one, n) = (Real::ONE, Real::from_decimal(Decimal::from(reference.len())));
    let larger = |a: Real, b: Real| if (a - b).is_negative() { b } else { a };
    let coefficient = || {
        let mut total = Real::ZERO;
        for (x, y) in reference.iter().zip(other) {
            let (x, y) = (Real::from_decimal(*x), Real::from_decimal(*y));
            let weight = one.over(Real::from_i128(2).powr(x)?)?;
            let most = larger((one - x).abs(), (n - x).abs());
            total = total + (weight * (x - y).abs()).over(most)?;
        }
        (one - total).to_decimal()
    };
    coefficient().map(|value| value.normalize()).ok_or(ComparisonError::TooLong)
}

/// Checks the lengths, and that every place is from 1 to their number.
fn checked_places(one: &[Decimal], other: &[Decimal]) -> Result<(), ComparisonError> {
    checked(one, other)?;
    let most = one.len();
    match one.iter().chain(other).find(|place| **place < Decimal::ONE || **place > Decimal::from(most)) {
        Some(found) => Err(ComparisonError::NoPlace { found: *found, most }),
        None => Ok(()),
    }
}

fn checked(one: &[Decimal], other: &[Decimal]) -> Result<(), ComparisonError> {
    if one.len() != other.len() {
        return Err(ComparisonError::Lengths { one: one.len(), other: other.len() });
    }
    if one.len() < 2 {
        return Err(ComparisonError::TooFew { found: one.len() });
    }
    Ok(())
}

/// `covariance/√(one·other)`.
fn ratio(covariance: &Exact, one: &Exact, other: &Exact) -> Compared {
    if one.is_zero() || other.is_zero() {
        return Err(ComparisonError::Constant);
    }
    correlation(covariance, one, other).ok_or(ComparisonError::TooLong)
}

/// Places in ascending order of the figures, from 1; equal figures share the mean of theirs.
fn mean_places(figures: &[Decimal]) -> Vec<Exact> {
    let place = |figure: &Decimal| {
        let below = figures.iter().filter(|other| *other < figure).count();
        let equal = figures.iter().filter(|other| *other == figure).count();
        let doubled = below.saturating_mul(2).saturating_add(equal).saturating_add(1);
        Exact::count(doubled) * Exact::from_scaled(5, 1)
    };
    figures.iter().map(place).collect()
}

/// The distances of places from their mean, which is half of their number and 1.
fn deviations(places: &[Exact]) -> Vec<Exact> {
    let mean = Exact::count(places.len().saturating_add(1)) * Exact::from_scaled(5, 1);
    places.iter().map(|place| place - &mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_compared_is_refused() {
        let places = |numbers: &[i64]| numbers.iter().copied().map(Decimal::from).collect::<Vec<_>>();
        assert_eq!(spearman(&places(&[1, 2]), &places(&[1])), Err(ComparisonError::Lengths { one: 2, other: 1 }));
        assert_eq!(kendall_tau_b(&places(&[1]), &places(&[1])), Err(ComparisonError::TooFew { found: 1 }));
        assert_eq!(spearman(&places(&[1, 1]), &places(&[1, 2])), Err(ComparisonError::Constant));
        assert_eq!(kendall_tau_b(&places(&[1, 2]), &places(&[3, 3])), Err(ComparisonError::Constant));
    }

    #[test]
    fn places_beyond_the_first_and_the_last_are_refused() {
        let tenths = |numbers: [i64; 3]| numbers.map(|number| Decimal::new(number, 1));
        let all = tenths([10, 20, 30]);
        for beyond in [5, 31] {
            let refused = Err(ComparisonError::NoPlace { found: Decimal::new(beyond, 1), most: 3 });
            assert_eq!(weighted_spearman(&tenths([20, beyond, 10]), &all), refused);
            assert_eq!(ws_coefficient(&all, &tenths([20, 10, beyond])), refused);
        }
        // With a shared place: 1 − 6·(½²·(2 + 1½) + ½²·(1 + 1½))/(81 + 27 − 9 − 3).
        let shared = weighted_spearman(&all, &tenths([10, 25, 25]));
        assert_eq!(shared.map(|value| value.to_string()), Ok("0.90625".to_owned()));
    }

    #[test]
    fn the_opposite_order_is_minus_one() {
        let (up, down) = ([1, 2, 3, 4].map(Decimal::from), [4, 3, 2, 1].map(Decimal::from));
        assert_eq!(spearman(&up, &down), Ok(Decimal::NEGATIVE_ONE));
        assert_eq!(kendall_tau_b(&up, &down), Ok(Decimal::NEGATIVE_ONE));
    }
}
