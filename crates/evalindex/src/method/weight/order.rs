//! Weights from an order of importance alone.

use rust_decimal::Decimal;

use super::error::WeightMethodError;
use super::in_proportion;
use crate::number::Real;

type Weights = Result<Vec<Decimal>, WeightMethodError>;

/// The same weight for each of so many children.
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::equal_weights(4)?;
/// assert_eq!(weights[3].to_string(), "0.25");
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn equal_weights(count: usize) -> Weights {
    by_place(count, |_| Some(Real::ONE))
}

/// Rank-order centroid weights, most important first: `wᵢ = Σₖ₌ᵢⁿ (1/k) / n`, the mean of all weights in that order.
/// Source: Barron & Barrett, Management Science 42 (1996).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_order_centroid(3)?;
/// assert_eq!(weights[0].to_string(), "0.611111111111"); // (1 + 1/2 + 1/3)/3
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_order_centroid(count: usize) -> Weights {
    by_place(count, |place| {
        let reciprocals = (place..=i128::try_from(count).ok()?).map(|k| Real::ONE.over(Real::from_i128(k)));
        reciprocals.sum_of()
    })
}

/// Rank-sum weights, most important first: `wᵢ ∝ n + 1 − i`. Source: Stillwell, Seaver & Edwards, Organizational Behavior
/// and Human Performance 28 (1981).
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_sum(4)?;
/// assert_eq!(weights[0].to_string(), "0.4"); // 4/(4 + 3 + 2 + 1)
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_sum(count: usize) -> Weights {
    by_place(count, |place| Some(Real::from_i128(i128::try_from(count).ok()?.saturating_add(1).saturating_sub(place))))
}

/// Rank-reciprocal weights, most important first: `wᵢ ∝ 1/i`. Source: as [`rank_sum`].
///
/// # Errors
/// When there are none.
///
/// ```
/// let weights = evalindex::weight::rank_reciprocal(2)?;
/// assert_eq!(weights[1].to_string(), "0.333333333333"); // (1/2)/(1 + 1/2)
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn rank_reciprocal(count: usize) -> Weights {
    by_place(count, |place| Real::ONE.over(Real::from_i128(place)))
}

fn by_place(count: usize, part: impl Fn(i128) -> Option<Real>) -> Weights {
    if count == 0 {
        return Err(WeightMethodError::Nothing);
    }
    let parts: Option<Vec<Real>> = (1..).take(count).map(part).collect();
    parts.and_then(|parts| in_proportion(&parts)).ok_or(WeightMethodError::TooLong)
}

/// Sums reals, as long as there are any.
trait SumOf {
    fn sum_of(self) -> Option<Real>;
}

impl<I: Iterator<Item = Option<Real>>> SumOf for I {
    fn sum_of(mut self) -> Option<Real> {
        self.try_fold(Real::ZERO, |sum, term| Some(sum.plus(term?)))
    }
}
