//! The mean-min function: a mean with a penalty for the distance to the lowest score.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use super::arithmetic;
use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use super::method::{Child, Parameter};
use crate::json::{Fields, FromJson, Json, Reader};
use crate::method::fault::Fault;
use crate::number::{Exact, Formula, Function, Real, json_number, plain};

/// `M − α·(√((M − m)² + β²) − β)`: the weighted mean `M` of a subject's scores less a penalty that grows with the distance
/// to its lowest score `m`; exactly where `beta` is 0, else to 37 digits.
///
/// `alpha`, 0 to 1, is how much of the distance counts at most: 0 is the arithmetic mean, 1 with `beta` 0 the minimum.
/// `beta`, 0 or more points, is the distance that is hardly felt. Source: Casadio Tarabusi & Guarini, Social Indicators
/// Research 112 (2013).
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::aggregate::MeanMin;
///
/// let half = MeanMin::new(Decimal::new(5, 1)).beta(10);
/// assert_eq!(half.alpha.to_string(), "0.5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MeanMin {
    /// How much of the distance to the lowest score counts, 0 to 1.
    #[serde(serialize_with = "json_number")]
    pub alpha: Decimal,
    /// The distance, in points, that is hardly felt; 0 or more.
    #[serde(serialize_with = "json_number")]
    pub beta: Decimal,
}

impl MeanMin {
    /// With this share, 0 to 1, of the distance to the lowest score; all of it is felt.
    pub fn new(alpha: impl Into<Decimal>) -> Self {
        Self { alpha: alpha.into(), beta: Decimal::ZERO }
    }

    /// With this distance, in points, that is hardly felt; 0 or more.
    pub fn beta(mut self, beta: impl Into<Decimal>) -> Self {
        self.beta = beta.into();
        self
    }
}

impl FromJson for MeanMin {
    fn expected() -> Cow<'static, str> {
        "{\"alpha\": …, \"beta\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (alpha, beta) = (fields.required("alpha"), fields.or("beta", Decimal::ZERO));
            Some(Self { alpha: alpha?, beta })
        })
    }
}

impl Parameter for MeanMin {
    fn faults(&self, _: &[Child<'_>]) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.alpha < Decimal::ZERO || self.alpha > Decimal::ONE {
            let what = "`alpha` is no share of the distance";
            faults.push(Fault::new(".alpha", what, plain(self.alpha), "a number from 0 to 1"));
        }
        if self.beta < Decimal::ZERO {
            faults.push(Fault::new(".beta", "`beta` is negative", plain(self.beta), "0 or more points"));
        }
        faults
    }

    fn written(&self) -> impl Serialize {
        *self
    }
}

pub(super) fn combine(parts: Parts<'_>, parameter: &MeanMin) -> Result<Exact, AggregateError> {
    penalised(parts, parameter).ok_or(AggregateError::TooLarge)
}

fn penalised(parts: Parts<'_>, parameter: &MeanMin) -> Option<Exact> {
    let mean = arithmetic::mean(parts)?;
    let lowest = parts.present.iter().map(|part| &part.score).min()?;
    let distance = &mean - lowest;
    if parameter.alpha.is_zero() || distance.is_zero() {
        return Some(mean);
    }
    let alpha = Exact::from(parameter.alpha);
    if parameter.beta.is_zero() {
        return Some(mean - alpha * distance);
    }
    let (distance, beta) = (distance.to_real(), Real::from_decimal(parameter.beta));
    let penalty = (distance * distance + beta * beta).sqrt()? - beta;
    Some(mean - alpha * Exact::from(penalty))
}

/// The mean and the penalty with their numbers.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn formula(children: &Weighed<'_>, parameter: &MeanMin) -> Option<Formula> {
    let mean = children.mean(|score| score.into()).value()?;
    let lowest = children.operands.iter().map(|one| &one.score).min()?;
    let distance = || Formula::from(&mean) - lowest;
    if parameter.alpha.is_zero() || mean == *lowest {
        return Some(mean.into());
    }
    let penalty = if parameter.beta.is_zero() {
        distance()
    } else {
        let squares = distance().pow(2) + Formula::from(parameter.beta).pow(2);
        squares.of(Function::Sqrt) - parameter.beta
    };
    Some(Formula::from(&mean) - Formula::from(parameter.alpha) * penalty)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate;
    use super::super::testing::{combined, decimal, parts, parts_of, points};
    use super::*;
    use crate::number::Score;

    fn mean_min(alpha: &str, beta: &str, children: &[(&str, u128)]) -> Score {
        let parameter = MeanMin::new(decimal(alpha)).beta(decimal(beta));
        combined(Aggregate::MeanMin(parameter), children).unwrap()
    }

    #[test]
    fn the_penalty_lies_between_none_and_the_minimum() {
        // By hand: mean 60, lowest 30; √(30² + 40²) − 40 = 10.
        let children = [("90", 1), ("30", 1), ("60", 1)];
        assert_eq!(mean_min("0", "7", &children), points("60"));
        assert_eq!(mean_min("1", "0", &children), points("30"));
        assert_eq!(mean_min("0.5", "0", &children), points("45"));
        assert_eq!(mean_min("0.5", "40", &children), points("55"));
    }

    #[test]
    fn equal_scores_cost_nothing() {
        assert_eq!(mean_min("1", "0.3", &[("42.5", 1), ("42.5", 3)]), points("42.5"));
    }

    #[test]
    fn equal_scores_stay_the_fraction_that_they_are() {
        let children = parts_of(&[("42.5", 1), ("42.5", 3)]);
        assert!(combine(parts(&children), &MeanMin::new(1).beta(3)).unwrap().is_rational());
    }

    #[test]
    fn shares_go_from_0_to_1_and_distances_from_0() {
        let faults = |alpha, beta| MeanMin::new(decimal(alpha)).beta(decimal(beta)).faults(&[]).len();
        assert_eq!([faults("0", "0"), faults("1", "7")], [0, 0]);
        assert_eq!([faults("-0.1", "0"), faults("1.1", "0"), faults("0", "-1"), faults("-1", "-1")], [1, 1, 1, 2]);
    }
}
