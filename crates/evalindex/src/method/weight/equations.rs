//! Systems of linear equations.

use crate::number::Real;

/// The unknowns of as many equations, each a row of coefficients with its right side last; none where there is not exactly
/// one solution. Gaussian elimination, the largest pivot first.
pub(crate) fn solved(mut rows: Vec<Vec<Real>>) -> Option<Vec<Real>> {
    let count = rows.len();
    let at = |row: &[Real], column: usize| row.get(column).copied().unwrap_or(Real::ZERO);
    for column in 0..count {
        let rest = rows.get_mut(column..)?;
        let pivot = (0..rest.len()).reduce(|best, one| {
            let of = |place: usize| rest.get(place).map_or(Real::ZERO, |row| at(row, column).abs());
            if of(best).minus(of(one)).is_negative() { one } else { best }
        })?;
        rest.swap(0, pivot);
        let (first, _) = rest.split_first()?;
        let divisor = at(first, column);
        // Entries here are around 1: what is left below this is rounding.
        if divisor.abs().minus(Real::from_scaled(1, 28)).is_negative() {
            return None;
        }
        let first: Vec<Real> = first.iter().map(|entry| entry.over(divisor)).collect::<Option<_>>()?;
        for (place, row) in rows.iter_mut().enumerate() {
            let factor = at(row, column);
            if place == column {
                row.clone_from(&first);
            } else {
                for (entry, above) in row.iter_mut().zip(&first) {
                    *entry = entry.minus(factor.times(*above));
                }
            }
        }
    }
    rows.iter().map(|row| row.last().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[i128]]) -> Vec<Vec<Real>> {
        rows.iter().map(|row| row.iter().map(|entry| Real::from_i128(*entry)).collect()).collect()
    }

    #[test]
    fn a_system_worked_by_hand_comes_out() {
        // 2y + z = 7, x + y = 3, x − z = −2 at (1, 2, 3).
        let found = solved(rows(&[&[0, 2, 1, 7], &[1, 1, 0, 3], &[1, 0, -1, -2]])).unwrap();
        assert_eq!(
            found.iter().map(|one| one.to_scaled(20)).collect::<Vec<_>>(),
            [1, 2, 3].map(|whole| Some(whole * 10_i128.pow(20)))
        );
    }

    #[test]
    fn equations_that_repeat_one_another_have_no_single_solution() {
        assert_eq!(solved(rows(&[&[1, 2, 3], &[2, 4, 6]])), None);
    }
}
