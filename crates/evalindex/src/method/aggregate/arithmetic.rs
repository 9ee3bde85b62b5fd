//! The weighted arithmetic mean.

use dashu_int::{IBig, UBig};

use super::canonical::{Canonical, total_weight};
use super::children::{Part, Parts};
use super::error::AggregateError;
use super::formula::Weighed;
use super::total::Total;
use crate::number::{Exact, Formula};

/// `Σ wᵢ·sᵢ / Σ wᵢ`, exactly.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    mean(parts).ok_or(AggregateError::TooLarge)
}

/// The mean; none where there are no children.
pub(super) fn mean(parts: Parts<'_>) -> Option<Exact> {
    if parts.present.is_empty() { None } else { exact(parts.present).or_else(|| real(&Canonical::new(parts)?)) }
}

/// Where all scores are fractions.
fn exact(present: &[Part<'_>]) -> Option<Exact> {
    let mut total = Total::new();
    for part in present {
        total.add(part.weight, &part.score)?;
    }
    Some(over(total, total_weight(present)))
}

#[allow(clippy::arithmetic_side_effects, reason = "big integers grow")]
fn over(total: Total, weight: UBig) -> Exact {
    let (numerator, denominator): (IBig, UBig) = total.parts();
    Exact::of_big(numerator, denominator * weight)
}

/// Where one of them is a real number.
fn real(children: &Canonical) -> Option<Exact> {
    if let Some(score) = children.common() {
        return Some(score.clone());
    }
    let sum: Exact = children.parts().iter().map(|part| &Exact::from(part.weight) * &part.score).sum();
    sum.over(&children.parts().iter().map(|part| Exact::from(part.weight)).sum())
}

/// The mean with its numbers.
pub(super) fn formula(children: &Weighed<'_>) -> Formula {
    children.mean(|score| score.into())
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Arithmetic;
    use super::super::AggregateError;
    use super::super::testing::{combined, points};

    #[test]
    fn sums_are_divided_once() {
        // By hand: (0.333·70 + 0.333·80 + 0.334·90) exactly, 200/3, −1/3, and a half of the last unit.
        for (children, expected) in [
            (&[("70", 333), ("80", 333), ("90", 334)][..], "80.01"),
            (&[("100", 2), ("0", 1)], "66.666666666667"),
            (&[("-1", 1), ("0", 2)], "-0.333333333333"),
            (&[("0.000000000001", 1), ("0.000000000002", 1)], "0.000000000002"),
            (&[("0.000000000001", 1), ("0", 1)], "0"),
        ] {
            assert_eq!(combined(Arithmetic, children), Ok(points(expected)), "{children:?}");
        }
    }

    #[test]
    fn no_children_have_no_mean() {
        assert_eq!(combined(Arithmetic, &[]), Err(AggregateError::TooLarge));
    }
}
