//! The exact mean of a node's children, over one common denominator for all subjects.

#![allow(clippy::arithmetic_side_effects, reason = "big integers grow, and nothing is divided but by a divisor")]

use dashu_int::ops::Gcd;
use dashu_int::{IBig, UBig};

use crate::number::{Exact, Score};

/// The children of one node that have a common denominator each, over the least common one of them all. Scores are in units
/// of 10⁻¹² here.
#[derive(Debug)]
pub(crate) struct CommonDenominator {
    /// For each child: its weight times what its denominator lacks; none where its scores have no common denominator.
    factors: Vec<Option<IBig>>,
    denominator: UBig,
}

/// The children of one node, as one subject has them.
pub(crate) trait Children {
    /// Their weights in whole units.
    fn weights(&self) -> &[u128];

    /// Whether a child has a score.
    fn has_score(&self, position: usize) -> bool;

    /// The numerator of a child's score over its common denominator, where it has one for this subject.
    fn numerator(&self, position: usize) -> Option<IBig>;

    /// A child's exact score.
    fn exact(&self, position: usize) -> Option<Exact>;
}

impl CommonDenominator {
    /// That of children with these denominators, where they have any, and weights.
    pub(crate) fn new(children: &[(Option<UBig>, u128)]) -> Self {
        let mut denominator = UBig::ONE;
        for own in children.iter().filter_map(|(own, _)| own.as_ref()) {
            let divisor = (&denominator).gcd(own);
            denominator *= own / divisor;
        }
        let factor = |(own, weight): &(Option<UBig>, u128)| {
            let lacks = &denominator / own.as_ref()?;
            Some(IBig::from(lacks * UBig::from(*weight)))
        };
        Self { factors: children.iter().map(factor).collect(), denominator }
    }

    /// The denominator of the means of subjects for whom all children that count have a score; none where one of these
    /// children has no common denominator.
    pub(crate) fn of_means(&self, weights: &[u128]) -> Option<UBig> {
        let has_all = weights.iter().zip(&self.factors).all(|(weight, factor)| *weight == 0 || factor.is_some());
        let total = weights.iter().try_fold(0_u128, |total, weight| total.checked_add(*weight))?;
        (has_all && total > 0).then(|| &self.denominator * UBig::from(total))
    }

    /// The numerator of a mean over that denominator; none where a child that counts has no numerator for this subject.
    pub(crate) fn numerator(&self, children: &impl Children) -> Option<IBig> {
        let mut sum = IBig::ZERO;
        for (position, (factor, weight)) in self.factors.iter().zip(children.weights()).enumerate() {
            if *weight > 0 {
                sum += factor.as_ref()? * children.numerator(position)?;
            }
        }
        Some(sum)
    }

    /// The mean of the children that have a score. None where no child has one.
    pub(crate) fn mean(&self, children: &impl Children) -> Option<Exact> {
        let weights = children.weights().iter().copied().enumerate();
        let mut counted = weights.filter(|(position, weight)| *weight > 0 && children.has_score(*position));
        let (first, second) = (counted.next()?, counted.next());
        // Of a single score that score itself, which may be a geometric mean.
        let Some(second) = second else { return children.exact(first.0) };
        let (mut sum, mut others, mut total) = (IBig::ZERO, Exact::ZERO, 0_u128);
        for (position, weight) in [first, second].into_iter().chain(counted) {
            total = total.checked_add(weight)?;
            let factor = self.factors.get(position)?.as_ref();
            match factor.and_then(|factor| Some(factor * children.numerator(position)?)) {
                Some(part) => sum += part,
                None => others = others + children.exact(position)? * Exact::from(weight),
            }
        }
        let unit = UBig::from(10_u8).pow(Score::DECIMALS as usize);
        let mean = Exact::of_big(sum, &self.denominator * UBig::from(total) * unit);
        if others.is_zero() { Some(mean) } else { Some(mean + others.over(&Exact::from(total))?) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{Near, Real};

    /// Children with their weights, and their scores as numerators in units of 10⁻¹² or as exact numbers.
    struct Given<'a> {
        weights: &'a [u128],
        scores: Vec<Option<Result<i128, Exact>>>,
    }

    impl Children for Given<'_> {
        fn weights(&self) -> &[u128] {
            self.weights
        }

        fn has_score(&self, position: usize) -> bool {
            self.scores[position].is_some()
        }

        fn numerator(&self, position: usize) -> Option<IBig> {
            self.scores[position].clone()?.ok().map(IBig::from)
        }

        fn exact(&self, position: usize) -> Option<Exact> {
            self.scores[position].clone()?.err()
        }
    }

    /// Halves, thirds and sixths, of 1 point, under weights 1, 2 and 3; the last child has no common denominator.
    fn common(weights: &[u128]) -> CommonDenominator {
        let denominators = [Some(UBig::from(4_u8)), Some(UBig::from(6_u8)), None];
        CommonDenominator::new(&denominators.into_iter().zip(weights.iter().copied()).collect::<Vec<_>>())
    }

    #[test]
    fn a_mean_of_all_children_has_the_denominator_of_means() {
        let point = 10_i128.pow(12);
        // By hand: 3/4 and 5/6 under weights 1 and 2 make (3/4 + 10/6)/3 = 29/36; twelfths over 3.
        let weights = [1, 2, 0];
        let given = Given { weights: &weights, scores: vec![Some(Ok(3 * point)), Some(Ok(5 * point)), None] };
        let common = common(&weights);
        assert_eq!(common.of_means(&weights), Some(UBig::from(36_u8)));
        assert_eq!(common.numerator(&given), Some(IBig::from(29 * point)));
        assert_eq!(common.mean(&given), Exact::ratio(29, 36));
        // Without the first, the mean is that of the second alone, which has no such denominator.
        let given = Given { weights: &weights, scores: vec![None, Some(Err(Exact::ONE)), None] };
        assert_eq!((common.numerator(&given), common.mean(&given)), (None, Some(Exact::ONE)));
    }

    #[test]
    fn a_child_without_a_common_denominator_is_added_exactly() {
        let point = 10_i128.pow(12);
        let weights = [1, 2, 3];
        let scores = vec![Some(Ok(3 * point)), Some(Ok(5 * point)), Some(Err(Exact::ratio(1, 7).unwrap()))];
        let given = Given { weights: &weights, scores };
        let common = common(&weights);
        assert_eq!(common.of_means(&weights), None);
        // By hand: (3/4 + 10/6 + 3/7)/6 = 239/84/6.
        assert_eq!(common.mean(&given), Exact::ratio(239, 504));
    }

    #[test]
    fn the_only_score_that_counts_stays_a_geometric_mean() {
        // √2: the only score with a weight. Of the others, one does not count, and one is absent.
        let root = || Real::from_i128(2).sqrt();
        let root = Exact::geometric_mean([(&Exact::ONE, 1), (&Exact::from(2), 1)].into_iter(), root).unwrap();
        let scores = vec![Some(Err(root.clone())), Some(Ok(1)), None];
        let given = Given { weights: &[3, 0, 2], scores };
        let mean = common(given.weights).mean(&given).unwrap();
        // 10⁻⁴⁰ apart, which the square tells and real numbers do not.
        let tiny = Exact::of_big(IBig::ONE, UBig::from(10_u8).pow(40));
        let square = Exact::from(2) + tiny;
        let above = Exact::geometric_mean([(&Exact::ONE, 1), (&square, 1)].into_iter(), || square.to_real().sqrt());
        assert!(Near::among([&root]).compare(&mean, &above.unwrap()).is_lt());
    }
}
