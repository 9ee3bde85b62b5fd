//! The weighted harmonic mean.

use super::canonical::{Canonical, score};
use super::children::Parts;
use super::error::AggregateError;
use crate::number::{Fraction, I256, Real, Score, from_wide};

/// `Σ wᵢ / Σ (wᵢ/sᵢ)`; 0 where one score is 0.
pub(super) fn combine(parts: Parts<'_>) -> Result<Score, AggregateError> {
    Canonical::new(parts, "harmonic").and_then(|children| mean(&children))
}

pub(super) fn mean(children: &Canonical) -> Result<Score, AggregateError> {
    if children.lowest() == Score::ZERO {
        return Ok(Score::ZERO);
    }
    match exact(children) {
        Some(mean) => Ok(mean),
        // The sum of many unlike reciprocals outgrows 256 bits.
        None => score(children.mean(|score| Real::ONE.over(score)).and_then(|mean| Real::ONE.over(mean))),
    }
}

fn exact(children: &Canonical) -> Option<Score> {
    let (mut reciprocals, mut total) = (Fraction::ZERO, I256::ZERO);
    for part in children.parts() {
        let weight = I256::from(part.weight);
        reciprocals = reciprocals.plus(Fraction::new(weight, I256::new(part.score.units()))?)?;
        total = total.checked_add(weight)?;
    }
    let units = Fraction::new(total, I256::ONE)?.over(reciprocals)?.to_scaled(0)?;
    from_wide(units).and_then(Score::from_units)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Harmonic;
    use super::super::testing::{UNLIKE, combined, points};

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
}
