//! A covariance over two standard deviations: the last step of every correlation coefficient.

use rust_decimal::Decimal;

use super::exact::Exact;

/// `covariance/√(one·other)` of two sums of squares, to 28 digits; without a square root where these are equal. None
/// where one of them is 0.
pub(crate) fn correlation(covariance: &Exact, one: &Exact, other: &Exact) -> Option<Decimal> {
    if one == other {
        return covariance.over(one)?.to_decimal();
    }
    covariance.to_real().over((one.to_real() * other.to_real()).sqrt()?)?.to_decimal().map(|value| value.normalize())
}
