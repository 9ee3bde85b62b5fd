//! The weighted median.

use std::cmp::Ordering;

use dashu_int::UBig;

use super::canonical::total_weight;
use super::children::{Part, Parts};
use super::error::AggregateError;
use super::formula::Weighed;
use crate::number::{Exact, Formula};

/// The lowest score at which the summed weights reach half of the total; at exactly half, the mean with the next score.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    median(parts.present).ok_or(AggregateError::TooLarge)
}

#[allow(clippy::arithmetic_side_effects, reason = "big integers grow, and no part weighs more than all of them")]
fn median(present: &[Part<'_>]) -> Option<Exact> {
    let mut parts: Vec<&Part<'_>> = present.iter().collect();
    parts.sort_by(|one, other| one.score.cmp(&other.score));
    let (mut reached, mut left) = (UBig::ZERO, total_weight(present));
    let mut rest = parts.iter();
    while let Some(part) = rest.next() {
        reached += part.weight;
        left -= part.weight;
        match reached.cmp(&left) {
            Ordering::Less => {}
            Ordering::Equal => return halfway(&part.score, &rest.next()?.score),
            Ordering::Greater => return Some(part.score.clone()),
        }
    }
    None
}

fn halfway(one: &Exact, other: &Exact) -> Option<Exact> {
    if one == other { Some(one.clone()) } else { (one + other).over(&Exact::from(2)) }
}

/// The score at which half of the weight is reached, or the two between which it is.
pub(super) fn formula(children: &Weighed<'_>) -> Option<Formula> {
    let mut sorted: Vec<_> = children.operands.iter().collect();
    sorted.sort_by(|one, other| one.score.cmp(&other.score));
    let (total, mut reached) = (children.total(), Exact::ZERO);
    let mut rest = sorted.iter();
    while let Some(one) = rest.next() {
        reached = &reached + &one.weight;
        match (&reached + &reached).cmp(&total) {
            Ordering::Less => {}
            Ordering::Equal => return Some((Formula::from(&one.score) + &rest.next()?.score) / 2),
            Ordering::Greater => return Some((&one.score).into()),
        }
    }
    None
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
