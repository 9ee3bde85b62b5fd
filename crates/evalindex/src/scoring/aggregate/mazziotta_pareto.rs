//! The Mazziotta-Pareto index: a mean with a penalty for unbalance.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{AggregateError, Parameter, Parts, arithmetic};
use crate::document::{Fields, FromJson, Json, Reader};
use crate::named::named_enum;
use crate::number::{Fraction, I256, Score};

named_enum! {
    /// Which way unbalance counts.
    pub enum Penalty {
        /// Less for the unbalanced: for what is good, such as well-being.
        Minus = "minus",
        /// More for the unbalanced: for what is bad, such as poverty.
        Plus = "plus",
    }
}

named_enum! {
    /// Which variance is meant.
    pub enum Spread {
        /// Divided by `n`.
        Population = "population",
        /// Divided by `n − 1`.
        Sample = "sample",
    }
}

/// `M ∓ S²/M`: the weighted mean `M` of a subject's scores less (or plus) its standard deviation times its coefficient
/// of variation.
///
/// `S² = Σ wᵢ·(sᵢ − M)² / Σ wᵢ`, for the sample times `n/(n − 1)`; exactly, rounded once. `M` must be positive. Children are
/// usually z-scores around 100 with a spread of 10 (the index of 2011), or `min_max` from 70 to 130 between goalposts that
/// hold for several periods (the adjusted index of 2016, AMPI). Source: De Muro, Mazziotta & Pareto, Social Indicators
/// Research 104 (2011); Mazziotta & Pareto, Social Indicators Research 127 (2016).
///
/// ```
/// use evalindex::{MazziottaPareto, Penalty, Spread};
///
/// assert_eq!(MazziottaPareto::default(), MazziottaPareto { penalty: Penalty::Minus, spread: Spread::Population });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MazziottaPareto {
    /// Which way unbalance counts.
    pub penalty: Penalty,
    /// Which variance is meant.
    pub spread: Spread,
}

impl Default for MazziottaPareto {
    /// Less for the unbalanced, by the variance of the population.
    fn default() -> Self {
        Self { penalty: Penalty::Minus, spread: Spread::Population }
    }
}

impl FromJson for MazziottaPareto {
    fn expected() -> Cow<'static, str> {
        "{\"penalty\": …, \"spread\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let default = Self::default();
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self { penalty: fields.or("penalty", default.penalty), spread: fields.or("spread", default.spread) })
        })
    }
}

impl Parameter for MazziottaPareto {
    fn written(&self) -> impl Serialize {
        *self
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn combine(parts: Parts<'_>, parameter: &MazziottaPareto) -> Result<Score, AggregateError> {
    let mean = arithmetic::mean(parts).ok_or(AggregateError::TooLarge)?;
    if !mean.is_positive() {
        let mean = mean.to_score().ok_or(AggregateError::TooLarge)?;
        return Err(AggregateError::NoPositiveMean { aggregate: "mazziotta_pareto", mean });
    }
    let unbalance = variance(parts, mean, parameter.spread).and_then(|variance| variance.over(mean));
    let score = unbalance.and_then(|unbalance| match parameter.penalty {
        Penalty::Minus => mean.minus(unbalance),
        Penalty::Plus => mean.plus(unbalance),
    });
    score.and_then(Fraction::to_score).ok_or(AggregateError::TooLarge)
}

/// The weighted variance around the mean; of one score none.
fn variance(parts: Parts<'_>, mean: Fraction, spread: Spread) -> Option<Fraction> {
    let (mut sum, mut total) = (Fraction::ZERO, I256::ZERO);
    for part in parts.present {
        let weight = I256::from(part.weight);
        let off = Fraction::from_score(part.score).minus(mean)?;
        sum = sum.plus(off.times(off)?.times(Fraction::new(weight, I256::ONE)?)?)?;
        total = total.checked_add(weight)?;
    }
    let population = sum.over(Fraction::new(total, I256::ONE)?)?;
    let count = Decimal::from(parts.present.len());
    match spread {
        Spread::Population => Some(population),
        Spread::Sample if count <= Decimal::ONE => Some(Fraction::ZERO),
        Spread::Sample => {
            let others = Fraction::from_decimal(count).minus(Fraction::ONE)?;
            population.times(Fraction::from_decimal(count).over(others)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate;
    use super::super::testing::{combined, points};
    use super::*;

    fn index(penalty: Penalty, spread: Spread, children: &[(&str, u128)]) -> Result<Score, AggregateError> {
        combined(Aggregate::MazziottaPareto(MazziottaPareto { penalty, spread }), children)
    }

    #[test]
    fn unbalance_costs_its_variance_over_the_mean() {
        // By hand: mean 100, squares 100 and 100, so variances 100 and 200; with weights 3 and 1: mean 95, variance 75.
        let children = [("90", 1), ("110", 1)];
        assert_eq!(index(Penalty::Minus, Spread::Population, &children), Ok(points("99")));
        assert_eq!(index(Penalty::Plus, Spread::Population, &children), Ok(points("101")));
        assert_eq!(index(Penalty::Minus, Spread::Sample, &children), Ok(points("98")));
        let weighted = index(Penalty::Minus, Spread::Population, &[("90", 3), ("110", 1)]);
        assert_eq!(weighted, Ok(points("94.210526315789")));
    }

    #[test]
    fn balance_costs_nothing_and_one_child_is_balanced() {
        for spread in [Spread::Population, Spread::Sample] {
            assert_eq!(index(Penalty::Minus, spread, &[("101.5", 2), ("101.5", 5)]), Ok(points("101.5")));
            assert_eq!(index(Penalty::Plus, spread, &[("88", 1)]), Ok(points("88")));
        }
    }

    #[test]
    fn a_mean_that_is_not_positive_is_refused() {
        let refused = index(Penalty::Minus, Spread::Population, &[("-1", 1), ("1", 1)]);
        assert_eq!(refused, Err(AggregateError::NoPositiveMean { aggregate: "mazziotta_pareto", mean: Score::ZERO }));
    }
}
