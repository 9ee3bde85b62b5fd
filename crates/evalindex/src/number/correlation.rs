//! A covariance over two standard deviations: the last step of every correlation coefficient.

use rust_decimal::Decimal;

use super::fraction::Fraction;

/// `covariance/√(one·other)` of two sums of squares, to 28 digits; without a square root where these are equal. None
/// where one of them is 0.
pub(crate) fn correlation(covariance: Fraction, one: Fraction, other: Fraction) -> Option<Decimal> {
    let exact = || if one.compare(other)?.is_eq() { covariance.over(one)?.to_decimal() } else { None };
    let near = || covariance.to_real().over((one.to_real() * other.to_real()).sqrt()?)?.to_decimal();
    exact().or_else(near).map(|value| value.normalize())
}
