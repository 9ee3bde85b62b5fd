//! The weighted geometric mean.

use dashu_int::UBig;
use dashu_int::ops::{BitTest, Gcd};

use super::canonical::Canonical;
use super::children::Parts;
use super::error::AggregateError;
use crate::number::{Exact, Real};

/// `exp(Σ wᵢ·ln sᵢ / Σ wᵢ)`; 0 where one score is 0.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    Canonical::not_negative(parts, "geometric").and_then(|children| mean(&children))
}

pub(super) fn mean(children: &Canonical) -> Result<Exact, AggregateError> {
    if children.is_nothing(children.lowest()) {
        return Ok(Exact::ZERO);
    }
    let mean = children.common().cloned().or_else(|| exact_root(children)).or_else(|| real(children));
    mean.ok_or(AggregateError::TooLarge)
}

fn real(children: &Canonical) -> Option<Exact> {
    children.mean(Real::ln).and_then(Real::exp).map(Exact::from)
}

/// The largest total of the weights, in lowest terms, and the most bits of the product with which a root is looked for.
const LARGEST: (u128, u128) = (64, 8192);

/// The fraction whose power is the product of the scores with their weights as exponents, where there is one.
#[allow(clippy::arithmetic_side_effects, reason = "big integers grow, and a divisor of denominators is positive")]
fn exact_root(children: &Canonical) -> Option<Exact> {
    let total = children.parts().iter().try_fold(0_u128, |total, part| total.checked_add(part.weight))?;
    let degree = usize::try_from(total).ok().filter(|_| total <= LARGEST.0)?;
    let (mut above, mut below, mut bits) = (UBig::ONE, UBig::ONE, 0_usize);
    for part in children.parts() {
        let (numerator, denominator) = part.score.lowest_terms()?;
        let exponent = usize::try_from(part.weight).ok()?;
        bits += exponent * (numerator.bit_len() + denominator.bit_len());
        if bits as u128 > LARGEST.1 {
            return None;
        }
        above *= numerator.into_parts().1.pow(exponent);
        below *= denominator.pow(exponent);
    }
    let common = (&above).gcd(&below);
    let root = |power: UBig| {
        let root = power.nth_root(degree);
        (root.pow(degree) == power).then_some(root)
    };
    Some(Exact::of_big(root(above / &common)?.into(), root(below / common)?))
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
