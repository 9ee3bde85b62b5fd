//! What aggregates share that may be real: the children in one order, with weights in one unit.

use dashu_int::UBig;
use dashu_int::ops::Gcd;

use super::children::{Part, Parts};
use super::error::AggregateError;
use crate::number::{Exact, Near, Real};

/// Children by score and weight, their weights in lowest terms: reals are rounded at every step, and so the steps are
/// the same whatever the order of the children and the unit of their weights.
#[derive(Debug)]
pub(super) struct Canonical<'a> {
    parts: Vec<Part<'a>>,
    lowest: Exact,
    highest: Exact,
    near: Near,
}

impl<'a> Canonical<'a> {
    /// The children; none where there are none.
    pub(super) fn new(parts: Parts<'a>) -> Option<Self> {
        let weights = lowest_terms(parts.present.iter().map(|part| part.weight));
        let both = parts.present.iter().zip(weights);
        let mut ordered: Vec<Part<'a>> = both.map(|(part, weight)| Part { weight, ..part.clone() }).collect();
        ordered.sort_unstable_by(|one, other| one.score.cmp(&other.score).then(one.weight.cmp(&other.weight)));
        let (lowest, highest) = (ordered.first()?.score.clone(), ordered.last()?.score.clone());
        Some(Self { parts: ordered, lowest, highest, near: parts.near })
    }

    /// The children of a mean of that name, which is not defined for negative scores.
    pub(super) fn not_negative(parts: Parts<'a>, aggregate: &'static str) -> Result<Self, AggregateError> {
        let children = Self::new(parts).ok_or(AggregateError::TooLarge)?;
        if children.near.compare(&children.lowest, &Exact::ZERO).is_lt() {
            return Err(AggregateError::Negative { aggregate, score: children.lowest });
        }
        Ok(children)
    }

    /// The children, lowest score first.
    pub(super) fn parts(&self) -> &[Part<'a>] {
        &self.parts
    }

    /// The lowest score.
    pub(super) fn lowest(&self) -> &Exact {
        &self.lowest
    }

    /// The highest score.
    pub(super) fn highest(&self) -> &Exact {
        &self.highest
    }

    /// The score that all children have, where they have the same.
    pub(super) fn common(&self) -> Option<&Exact> {
        (self.lowest == self.highest).then_some(&self.lowest)
    }

    /// Whether that score counts as 0.
    pub(super) fn is_nothing(&self, score: &Exact) -> bool {
        self.near.compare(score, &Exact::ZERO).is_eq()
    }

    /// `Σ wᵢ·f(sᵢ) / Σ wᵢ` in real numbers.
    pub(super) fn mean(&self, of: impl Fn(Real) -> Option<Real>) -> Option<Real> {
        let (mut sum, mut total) = (Real::ZERO, Real::ZERO);
        for part in &self.parts {
            let weight = Exact::from(part.weight).to_real();
            sum = sum + weight * of(part.score.to_real())?;
            total = total + weight;
        }
        sum.over(total)
    }
}

/// The weights divided by what they have in common.
pub(super) fn lowest_terms(weights: impl Iterator<Item = u128> + Clone) -> Vec<u128> {
    let common = weights.clone().filter(|weight| *weight > 0).reduce(Gcd::gcd);
    weights.map(|weight| common.and_then(|common| weight.checked_div(common)).unwrap_or(weight)).collect()
}

/// The total of the weights.
pub(super) fn total_weight(present: &[Part<'_>]) -> UBig {
    let weights = || present.iter().map(|part| part.weight);
    let narrow = weights().try_fold(0_u128, u128::checked_add);
    narrow.map_or_else(|| weights().map(UBig::from).sum(), UBig::from)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{parts, parts_of};
    use super::*;

    #[test]
    fn order_and_unit_of_weights_are_gone() {
        let canonical = |children: &[(&str, u128)]| {
            let present = parts_of(children);
            let children = Canonical::new(parts(&present)).unwrap().parts;
            children.into_iter().map(|part| (part.score.to_string(), part.weight)).collect::<Vec<_>>()
        };
        let expected = [("1", 3), ("1", 5), ("2", 2)].map(|(score, weight)| (score.to_owned(), weight));
        assert_eq!(canonical(&[("2", 20), ("1", 50), ("1", 30)]), expected);
        assert_eq!(canonical(&[("1", 5 << 120), ("2", 2 << 120), ("1", 3 << 120)]), expected);
    }

    #[test]
    fn weights_of_0_have_nothing_in_common() {
        assert_eq!(lowest_terms([0, 0, 4, 6].into_iter()), [0, 0, 2, 3]);
        assert_eq!(lowest_terms([0, 0].into_iter()), [0, 0]);
    }

    #[test]
    fn the_largest_weights_are_exact() {
        for value in [0, 1, u128::MAX, u128::MAX - 1, 1 << 127] {
            let back =
                Exact::from(value).to_real() - Exact::from(value >> 1).to_real() - Exact::from(value >> 1).to_real();
            assert_eq!(back.to_scaled(0), Some((value & 1).cast_signed()));
        }
        let present = parts_of(&[("1", u128::MAX), ("2", 1), ("3", u128::MAX)]);
        assert_eq!(total_weight(&present), UBig::from(u128::MAX) + UBig::from(u128::MAX) + UBig::ONE);
    }

    #[test]
    fn a_real_score_near_0_is_neither_negative_nor_something() {
        let noise = Exact::from(Real::from_scaled(-1, 36));
        let present = [noise, Exact::from(50)].map(|score| Part { id: "", weight: 1, score });
        let children = Canonical::not_negative(parts(&present), "geometric").unwrap();
        assert!(children.is_nothing(children.lowest()) && !children.is_nothing(children.highest()));
    }
}
