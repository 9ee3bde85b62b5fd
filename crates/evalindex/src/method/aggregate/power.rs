//! The weighted power mean.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use super::canonical::Canonical;
use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use super::method::{Child, Number, Parameter};
use super::{arithmetic, geometric, harmonic};
use crate::json::{FromJson, Json, Reader};
use crate::method::fault::Fault;
use crate::number::{Exact, Formula, Real};

/// `(Σ wᵢ·sᵢᵖ / Σ wᵢ)^(1/p)`: the mean of order `p`, for scores of 0 and more.
///
/// 1 is the arithmetic mean, 2 the quadratic, −1 the harmonic, and near 0 it is the geometric one. With `p` below 0 it is 0
/// where one of the scores is. 1 and −1 are exact, other powers are computed to about 37
/// digits. A negative score is an error. Source: Hardy,
/// Littlewood & Pólya, Inequalities (1934), 2.
///
/// ```
/// use evalindex::aggregate::{Aggregate, Power};
///
/// let quadratic = Aggregate::from(Power::new(2));
/// assert_eq!(serde_json::to_string(&quadratic).unwrap(), r#"{"power":2}"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Power {
    /// The order `p` of the mean; not 0.
    pub p: Decimal,
}

impl Power {
    /// The mean of this order.
    pub fn new(p: impl Into<Decimal>) -> Self {
        Self { p: p.into() }
    }
}

impl FromJson for Power {
    fn expected() -> Cow<'static, str> {
        Decimal::expected()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Decimal::from_json(json, reader).map(Self::new)
    }
}

impl Parameter for Power {
    fn faults(&self, _: &[Child<'_>]) -> Vec<Fault> {
        if !self.p.is_zero() {
            return Vec::new();
        }
        vec![Fault::new("", "a power mean has no power 0", "0", "another power, or the aggregate \"geometric\"")]
    }

    fn written(&self) -> impl Serialize {
        Number(self.p)
    }
}

/// The power mean of order 10⁻²⁰ and less is the geometric mean: it differs by less than 10⁻¹⁷ of itself.
const NEAR_ZERO: Decimal = Decimal::from_parts(1, 0, 0, false, 20);

/// `(Σ wᵢ·sᵢᵖ / Σ wᵢ)^(1/p)`; with `p` below 0, 0 where one score is 0.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn combine(parts: Parts<'_>, power: &Power) -> Result<Exact, AggregateError> {
    let (children, p) = (Canonical::not_negative(parts, "power")?, power.p);
    if p == Decimal::ONE {
        arithmetic::combine(parts)
    } else if p == Decimal::NEGATIVE_ONE {
        harmonic::mean(&children)
    } else if p.abs() <= NEAR_ZERO {
        geometric::mean(&children)
    } else {
        mean(&children, p).ok_or(AggregateError::TooLarge)
    }
}

/// In shares of the score that counts most, so that no power grows beyond 1.
fn mean(children: &Canonical, p: Decimal) -> Option<Exact> {
    let most = if p.is_sign_positive() { children.highest() } else { children.lowest() };
    if children.is_nothing(most) {
        return Some(Exact::ZERO);
    }
    if let Some(score) = children.common() {
        return Some(score.clone());
    }
    let (most, power) = (most.to_real(), Real::from_decimal(p));
    let share = |score: Real| if score.is_negative() { Some(Real::ZERO) } else { score.over(most)?.powr(power) };
    let root = children.mean(share)?.powr(Real::ONE.over(power)?)?;
    Some((root * most).into())
}

/// The mean with its numbers.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn formula(children: &Weighed<'_>, power: &Power) -> Formula {
    let p = power.p;
    if p == Decimal::ONE {
        return arithmetic::formula(children);
    }
    if p == Decimal::NEGATIVE_ONE {
        return harmonic::formula(children);
    }
    if p.abs() <= NEAR_ZERO {
        return geometric::formula(children);
    }
    if p.is_sign_negative() && children.has_nothing() {
        return Formula::from(0);
    }
    children.mean(|score| Formula::from(score).pow(p)).pow(Formula::from(1) / p)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::{Arithmetic, Geometric, Harmonic};
    use super::super::testing::{UNLIKE, combined, decimal, points};
    use super::*;
    use crate::method::aggregate::Aggregate;
    use crate::number::Score;

    fn power(p: &str) -> Aggregate {
        Power::new(decimal(p)).into()
    }

    #[test]
    fn exact_powers_are_exact() {
        // By hand.
        for (p, children, expected) in [
            // √((1² + 7²)/2)
            ("2", &[("1", 1), ("7", 1)][..], "5"),
            // ((√4 + √16)/2)²
            ("0.5", &[("4", 1), ("16", 1)], "9"),
            // ∛((3³ + 4³ + 5³)/8) = ∛(6³/2³)
            ("3", &[("3", 1), ("4", 1), ("5", 1), ("0", 5)], "3"),
            // 1/√((1/1² + 1/7²)/2) = 7/√25
            ("-2", &[("1", 1), ("7", 1)], "1.4"),
        ] {
            assert_eq!(combined(power(p), children), Ok(points(expected)), "{p} {children:?}");
        }
    }

    #[test]
    fn powers_agree_to_12_decimals() {
        // mpmath 1.3.0 at 30 digits (60 where p is near 0 or large): (sum(w*s**p)/sum(w))**(1/p).
        for (p, expected) in [
            ("2", "78.164700212752"),
            ("3", "80.807601149253"),
            ("-0.5", "51.71467414641"),
            ("0.001", "64.299176132685"),
            ("-4.25", "3.06873681721"),
            ("64", "98.036634528698"),
            ("1.000000000001", "74.09791479193"),
            ("0.000000000000001", "64.281739319242"),
            ("-1000", "0.917088612665"),
        ] {
            assert_eq!(combined(power(p), &UNLIKE), Ok(points(expected)), "{p}");
        }
    }

    #[test]
    fn orders_of_1_0_and_minus_1_are_the_means_of_their_own_names() {
        for (p, same) in
            [("1.0", Arithmetic), ("-1", Harmonic), ("0", Geometric), ("-0.00000000000000000001", Geometric)]
        {
            assert_eq!(combined(power(p), &UNLIKE), combined(same, &UNLIKE), "{p}");
        }
    }

    #[test]
    fn the_largest_orders_lead_to_the_extremes() {
        let children = [("0", 1), ("12.5", 1), ("80", 1)];
        let largest = Decimal::MAX.to_string();
        assert_eq!(combined(power(&largest), &children), Ok(points("80")));
        assert_eq!(combined(power(&format!("-{largest}")), &children[1..]), Ok(points("12.5")));
        assert_eq!(combined(power("-3"), &children), Ok(Score::ZERO));
        assert_eq!(combined(power("3"), &children[..1]), Ok(Score::ZERO));
    }
}
