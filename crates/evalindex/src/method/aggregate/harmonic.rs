//! The weighted harmonic mean.

use dashu_int::{IBig, UBig};

use super::canonical::{Canonical, total_weight};
use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use super::total::Total;
use crate::number::{Exact, Formula, Real};

/// `Σ wᵢ / Σ (wᵢ/sᵢ)`, exactly; 0 where one score is 0.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    Canonical::not_negative(parts, "harmonic").and_then(|children| mean(&children))
}

pub(super) fn mean(children: &Canonical) -> Result<Exact, AggregateError> {
    if children.is_nothing(children.lowest()) {
        return Ok(Exact::ZERO);
    }
    let mean = children.common().cloned().or_else(|| exact(children)).or_else(|| real(children));
    mean.ok_or(AggregateError::TooLarge)
}

/// Where all scores are fractions.
fn exact(children: &Canonical) -> Option<Exact> {
    let mut reciprocals = Total::new();
    for part in children.parts() {
        reciprocals.add_reciprocal(part.weight, &part.score)?;
    }
    let (numerator, denominator) = reciprocals.parts();
    let weight = Exact::of_big(IBig::from(total_weight(children.parts())), UBig::ONE);
    weight.over(&Exact::of_big(numerator, denominator))
}

/// Where one of them is a real number.
fn real(children: &Canonical) -> Option<Exact> {
    let reciprocals = children.mean(|score| Real::ONE.over(score))?;
    Real::ONE.over(reciprocals).map(Exact::from)
}

/// The mean with its numbers.
pub(super) fn formula(children: &Weighed<'_>) -> Formula {
    if children.has_nothing() {
        return Formula::from(0);
    }
    let shares = children.operands.iter().map(|one| Formula::from(&one.weight) / &one.score);
    Formula::from(children.total()) / Formula::sum(shares)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Harmonic;
    use num_rational::BigRational;

    use super::super::children::Part;
    use super::super::testing::{UNLIKE, combined, exactly, parts, points, to_points};
    use crate::number::{Exact, Real};

    #[test]
    fn reciprocals_are_added_exactly() {
        // By hand: 2/(1/40 + 1/60), 4/(3/60 + 1/30); halves of the last unit go to even: 2/(1/1 + 1/3) = 1.5,
        // 2/(1/3 + 1/15) = 5 and 3/(1/1 + 2/5) = 15/7.
        for (children, expected) in [
            (&[("40", 1), ("60", 1)][..], "48"),
            (&[("60", 3), ("30", 1)], "48"),
            (&[("0.000000000001", 1), ("0.000000000003", 1)], "0.000000000002"),
            (&[("3", 1), ("15", 1)], "5"),
            (&[("1", 1), ("5", 2)], "2.142857142857"),
        ] {
            assert_eq!(combined(Harmonic, children), Ok(points(expected)), "{children:?}");
        }
    }

    #[test]
    fn many_unlike_scores_agree_to_12_decimals() {
        // mpmath 1.3.0 at 30 digits: sum(w)/sum(w/s).
        assert_eq!(combined(Harmonic, &UNLIKE), Ok(points("32.276417786153")));
    }

    #[test]
    fn many_coprime_denominators_are_exact() {
        let children: Vec<(i128, i128, u128)> =
            (0..100).map(|at| (1_000_003 + 2 * at, 32_749 - at, 1 + u128::try_from(at % 7).unwrap())).collect();
        let (mut weights, mut reciprocals) = (BigRational::default(), BigRational::default());
        for (above, below, weight) in &children {
            let weight = BigRational::from_integer((*weight).into());
            reciprocals += &weight * BigRational::new((*below).into(), (*above).into());
            weights += weight;
        }
        let expected = weights / reciprocals;
        let (above, below) = exactly(Harmonic, &children).lowest_terms().unwrap();
        assert_eq!(format!("{above}/{below}"), format!("{}/{}", expected.numer(), expected.denom()));
    }

    #[test]
    fn real_scores_have_the_mean_of_their_reciprocals() {
        // 2/(1/2 + 1/6), of a 2 that is a real number.
        let children = [Exact::from(Real::from_i128(2)), Exact::from(6)].map(|score| Part { id: "", weight: 1, score });
        let mean = Harmonic.combine(parts(&children)).unwrap();
        assert!(!mean.is_rational());
        assert_eq!(to_points(&mean), points("3"));
    }
}
