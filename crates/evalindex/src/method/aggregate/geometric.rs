//! The weighted geometric mean.

use super::canonical::Canonical;
use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use crate::number::{Exact, Formula, Function, Real};

/// `exp(Σ wᵢ·ln sᵢ / Σ wᵢ)`; 0 where one score is 0.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    Canonical::not_negative(parts, "geometric").and_then(|children| mean(&children))
}

pub(super) fn mean(children: &Canonical) -> Result<Exact, AggregateError> {
    if children.is_nothing(children.lowest()) {
        return Ok(Exact::ZERO);
    }
    let real = || children.mean(Real::ln).and_then(Real::exp);
    let weighed = children.parts().iter().map(|part| (&part.score, part.weight));
    let mean = children.common().cloned().or_else(|| Exact::geometric_mean(weighed, real));
    mean.ok_or(AggregateError::TooLarge)
}

/// The mean with its numbers, through logarithms.
pub(super) fn formula(children: &Weighed<'_>) -> Formula {
    if children.has_nothing() {
        return Formula::from(0);
    }
    children.mean(|score| Formula::from(score).of(Function::Ln)).of(Function::Exp)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Geometric;
    use super::super::testing::{UNLIKE, combined, exactly, points};
    use crate::number::Exact;

    #[test]
    fn exact_roots_are_exact() {
        // By hand: √(4·9), ∛(1·10·100), ⁴√(3³·48), the same twice, √(10⁻¹²·10¹²).
        for (children, expected) in [
            (&[("4", 1), ("9", 1)][..], "6"),
            (&[("1", 1), ("10", 1), ("100", 1)], "10"),
            (&[("3", 3), ("48", 1)], "6"),
            (&[("100", 333), ("100", 667)], "100"),
            (&[("0.000000000001", 1), ("1000000000000", 1)], "1"),
        ] {
            assert_eq!(combined(Geometric, children), Ok(points(expected)), "{children:?}");
        }
    }

    #[test]
    fn roots_agree_to_12_decimals() {
        // mpmath 1.3.0 at 30 digits: exp(sum(w*log(s))/sum(w)).
        for (children, expected) in [
            (&UNLIKE[..], "64.281739319242"),
            (&[("2", 1), ("3", 1)], "2.449489742783"),
            (&[("75.5", 30), ("60.25", 30), ("88.125", 40)], "75.060396267843"),
            (&[("0.000000000001", 1), ("79228162514264337", 3)], "4722366482.869645187163"),
        ] {
            assert_eq!(combined(Geometric, children), Ok(points(expected)), "{children:?}");
        }
    }

    #[test]
    fn equal_products_are_equal_means() {
        let six = Exact::from(6);
        assert_eq!(exactly(Geometric, &[(4, 1, 1), (9, 1, 1)]), six);
        assert_eq!(exactly(Geometric, &[(6, 1, 5), (6, 1, 5)]), six);
        assert_eq!(exactly(Geometric, &[(1, 1, 9), (36, 1, 9)]), six);
        // √(8/3·1/6) = 2/3, of a product that has to be in lowest terms.
        assert_eq!(exactly(Geometric, &[(8, 3, 1), (1, 6, 1)]), Exact::ratio(2, 3).unwrap());
        assert!(!exactly(Geometric, &[(2, 1, 1), (3, 1, 1)]).is_rational());
    }
}
