//! The quotient that every coefficient of correlation is.

use rust_decimal::Decimal;

use super::fraction::Fraction;

/// `with/√(one·other)`, exact where both below are the same; none where one of them is 0.
pub(crate) fn correlation(with: Fraction, one: Fraction, other: Fraction) -> Option<Decimal> {
    let exact = || if one.compare(other)?.is_eq() { with.over(one)?.to_decimal() } else { None };
    let near = || with.to_real().over((one.to_real() * other.to_real()).sqrt()?)?.to_decimal();
    exact().or_else(near).map(|value| value.normalize())
}
