//! The weighted sum.

use super::arithmetic;
use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use crate::number::{Exact, Formula};

/// `W · Σ wᵢ·sᵢ / Σ wᵢ` with the declared total `W`, exactly: absent children leave their weight to the others.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    arithmetic::combine(parts).map(|mean| &mean * parts.declared_total)
}

/// The sum with its numbers; where children are absent, their weight is with the others.
pub(super) fn formula(children: &Weighed<'_>) -> Formula {
    if children.is_complete() {
        return children.weighted(|score| score.into());
    }
    Formula::from(children.parts.declared_total) * children.mean(|score| score.into())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{exact, parts, parts_of};
    use super::*;

    fn sum(children: &[(&str, u128)], declared_total: &str) -> Result<Exact, AggregateError> {
        combine(Parts { declared_total: &exact(declared_total), ..parts(&parts_of(children)) })
    }

    #[test]
    fn weights_multiply_and_nothing_is_divided() {
        // By hand: 0.3·50 + 0.9·80 = 87; 2·50 + 3·(−10) = 70.
        assert_eq!(sum(&[("50", 3), ("80", 9)], "1.2"), Ok(exact("87")));
        assert_eq!(sum(&[("50", 2), ("-10", 3)], "5"), Ok(exact("70")));
        // Weights of a third each, declared as 1 each: the sum of the scores, without a trace of the thirds.
        assert_eq!(sum(&[("1", 1), ("1", 1), ("2", 1)], "3"), Ok(exact("4")));
    }

    #[test]
    fn absent_weight_goes_to_those_present() {
        // Of weights 2, 3 and 5 the last is absent: (2·50 + 3·80)·10/5.
        assert_eq!(sum(&[("50", 2), ("80", 3)], "10"), Ok(exact("680")));
    }

    #[test]
    fn sums_grow_as_large_as_they_are() {
        assert_eq!(sum(&[("70000000000000000", 1)], "2"), Ok(exact("140000000000000000")));
    }
}
