//! The weighted median.

use std::cmp::Ordering;

use super::children::{Part, Parts};
use super::error::AggregateError;
use crate::number::{Checked, I256, Score};

/// The lowest score at which the summed weights reach half of the total; at exactly half, the mean with the next score.
pub(super) fn combine(parts: Parts<'_>) -> Result<Score, AggregateError> {
    median(parts.present).ok_or(AggregateError::TooLarge)
}

fn median(present: &[Part]) -> Option<Score> {
    let mut parts = present.to_vec();
    parts.sort_unstable_by_key(|part| part.score);
    let mut left = parts.iter().try_fold(I256::ZERO, |total, part| total.checked_add(I256::from(part.weight)))?;
    let mut reached = I256::ZERO;
    let mut rest = parts.iter();
    while let Some(part) = rest.next() {
        reached = reached.checked_add(I256::from(part.weight))?;
        left = left.checked_sub(I256::from(part.weight))?;
        match reached.cmp(&left) {
            Ordering::Less => {}
            Ordering::Equal => return halfway(part.score, rest.next()?.score),
            Ordering::Greater => return Some(part.score),
        }
    }
    None
}

fn halfway(one: Score, other: Score) -> Option<Score> {
    ((Checked::from(one) + Checked::from(other)) / Checked::count(2)).to_score()
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Median;
    use super::super::testing::{combined, points};

    #[test]
    fn half_of_the_weight_lies_on_either_side() {
        // By hand, from the definition.
        for (children, expected) in [
            (&[("70", 1)][..], "70"),
            (&[("90", 1), ("50", 1), ("70", 1)], "70"),
            (&[("90", 1), ("50", 1)], "70"),
            (&[("90", 1), ("50", 2)], "50"),
            (&[("10", 49), ("20", 1), ("30", 50)], "25"),
            (&[("10", 49), ("20", 2), ("30", 50)], "20"),
            (&[("10", 3), ("10", 3), ("40", 2), ("50", 4)], "25"),
            (&[("-8", 1), ("-7", 1), ("3", 2)], "-2"),
            (&[("1", u128::MAX), ("2", u128::MAX)], "1.5"),
        ] {
            assert_eq!(combined(Median, children), Ok(points(expected)), "{children:?}");
        }
    }

    #[test]
    fn half_a_last_unit_goes_to_even() {
        let between = |one, other| combined(Median, &[(one, 1), (other, 1)]).unwrap().units();
        assert_eq!(between("0.000000000001", "0.000000000002"), 2);
        assert_eq!(between("0", "0.000000000001"), 0);
        assert_eq!(between("-0.000000000003", "0"), -2);
    }
}
