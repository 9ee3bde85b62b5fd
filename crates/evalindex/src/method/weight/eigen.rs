//! The principal eigenvector of a matrix.

use crate::number::Real;

/// The number of squarings after which eigenvalues that are not yet separated are taken as equal.
const MOST: usize = 128;

/// The right eigenvector of the largest eigenvalue, up to a factor, of a square matrix that has exactly one such: a positive
/// one (Perron 1907), or a symmetric one without negative eigenvalues. None where the two largest eigenvalues are equal, or
/// too near to separate.
///
/// Squares the matrix over and over, at trace 1, until it is the projection onto the eigenvector and no longer changes.
/// Each squaring squares the ratio of any other eigenvalue to the largest one, so that even near ones are separated after
/// some dozens of steps.
pub(crate) fn principal(rows: &[Vec<Real>]) -> Option<Vec<Real>> {
    let mut matrix = at_trace_one(rows)?;
    for _ in 0..MOST {
        let square = squared(&matrix);
        // The trace of the square is the sum of the squares of the eigenvalues' shares: 1 when one has all.
        let alone = is_near(trace(&square), Real::ONE);
        let next = at_trace_one(&square)?;
        let mut pairs = next.iter().flatten().zip(matrix.iter().flatten());
        let still = pairs.all(|(next, last)| is_near(*next, *last));
        matrix = next;
        if alone && still {
            return longest_column(&matrix);
        }
    }
    None
}

/// A matrix times a vector.
pub(crate) fn multiplied(rows: &[Vec<Real>], vector: &[Real]) -> Vec<Real> {
    rows.iter().map(|row| product(row, vector)).collect()
}

/// The inner product.
pub(crate) fn product(one: &[Real], other: &[Real]) -> Real {
    Real::total(one.iter().zip(other).map(|(a, b)| a.times(*b)))
}

/// Whether a number around 1 is 0 but for rounding.
pub(crate) fn is_rounding(value: Real) -> bool {
    !is_above(value.abs(), Real::ZERO)
}

/// Whether one of two numbers around 1 is above the other by more than rounding: by 10⁻²⁵ or more.
pub(crate) fn is_above(one: Real, other: Real) -> bool {
    !one.minus(other).minus(Real::from_scaled(1, 25)).is_negative()
}

/// Whether two numbers differ by less than 10⁻³⁰.
fn is_near(one: Real, other: Real) -> bool {
    one.minus(other).abs().minus(Real::from_scaled(1, 30)).is_negative()
}

fn squared(matrix: &[Vec<Real>]) -> Vec<Vec<Real>> {
    let columns: Vec<Vec<Real>> = (0..matrix.len())
        .map(|column| matrix.iter().map(|row| row.get(column).copied().unwrap_or(Real::ZERO)).collect())
        .collect();
    matrix.iter().map(|row| columns.iter().map(|column| product(row, column)).collect()).collect()
}

fn diagonal(matrix: &[Vec<Real>]) -> impl Iterator<Item = Real> {
    matrix.iter().enumerate().map(|(place, row)| row.get(place).copied().unwrap_or(Real::ZERO))
}

fn trace(matrix: &[Vec<Real>]) -> Real {
    Real::total(diagonal(matrix))
}

fn at_trace_one(matrix: &[Vec<Real>]) -> Option<Vec<Vec<Real>>> {
    let trace = trace(matrix);
    matrix.iter().map(|row| row.iter().map(|entry| entry.over(trace)).collect()).collect()
}

/// The column with the largest entry on the diagonal.
fn longest_column(matrix: &[Vec<Real>]) -> Option<Vec<Real>> {
    let mut longest: Option<(usize, Real)> = None;
    for (place, entry) in diagonal(matrix).enumerate() {
        if longest.is_none_or(|(_, most)| most.minus(entry).is_negative()) {
            longest = Some((place, entry));
        }
    }
    let (place, _) = longest?;
    matrix.iter().map(|row| row.get(place).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[i128]]) -> Vec<Vec<Real>> {
        rows.iter().map(|row| row.iter().map(|entry| Real::from_i128(*entry)).collect()).collect()
    }

    /// The second entry over the first, in units of 10⁻²⁸.
    fn slope(rows: &[&[i128]]) -> Option<i128> {
        let vector = principal(&matrix(rows))?;
        vector[1].over(vector[0])?.to_scaled(28)
    }

    #[test]
    fn eigenvectors_of_two_by_two_are_exact() {
        // By hand: λ = 3 with (1, 1); λ = (5 + √5)/2 with (1, (1 + √5)/2).
        assert_eq!(slope(&[&[2, 1], &[1, 2]]), Some(10_i128.pow(28)));
        assert_eq!(slope(&[&[2, 1], &[1, 3]]), Some(16_180_339_887_498_948_482_045_868_344));
    }

    #[test]
    fn neighbouring_eigenvalues_are_separated_and_equal_ones_are_not() {
        // λ = 10¹² + 1 with (1, 1), and 10¹² − 1.
        let near = 10_i128.pow(12);
        assert_eq!(slope(&[&[near, 1], &[1, near]]), Some(10_i128.pow(28)));
        assert_eq!(slope(&[&[1, 0], &[0, 1]]), None);
    }
}
