//! The Mazziotta-Pareto index: a mean with a penalty for unbalance.

use std::borrow::Cow;

use serde::Serialize;

use super::arithmetic;
use super::children::{Part, Parts};
use super::error::AggregateError;
use super::formula::Weighed;
use super::method::Parameter;
use crate::json::{Fields, FromJson, Json, Reader};
use crate::number::{Exact, Formula};
use crate::support::named_enum;

named_enum! {
    /// Which way unbalance counts.
    ///
    /// ```
    /// assert_eq!(evalindex::aggregate::Penalty::Minus.name(), "minus");
    /// ```
    pub enum Penalty {
        /// Less for the unbalanced: for what is good, such as well-being.
        Minus = "minus",
        /// More for the unbalanced: for what is bad, such as poverty.
        Plus = "plus",
    }
}

named_enum! {
    /// Which variance is meant.
    ///
    /// ```
    /// assert_eq!(evalindex::aggregate::Spread::Sample.name(), "sample");
    /// ```
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
/// `S² = Σ wᵢ·(sᵢ − M)² / Σ wᵢ`, for the sample times `n/(n − 1)`; all exactly. `M` must be positive. Children are usually z-scores around 100 with a spread of 10 (the index of 2011), or `min_max` from 70 to 130 between goalposts that
/// hold for several periods (the adjusted index of 2016, AMPI). Source: De Muro, Mazziotta & Pareto, Social Indicators
/// Research 104 (2011); Mazziotta & Pareto, Social Indicators Research 127 (2016).
///
/// ```
/// use evalindex::aggregate::{MazziottaPareto, Penalty, Spread};
///
/// let for_poverty = MazziottaPareto::default().penalty(Penalty::Plus);
/// assert_eq!(for_poverty.spread, Spread::Population);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
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

impl MazziottaPareto {
    /// With unbalance counting this way.
    pub fn penalty(mut self, penalty: Penalty) -> Self {
        self.penalty = penalty;
        self
    }

    /// With this variance.
    pub fn spread(mut self, spread: Spread) -> Self {
        self.spread = spread;
        self
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
pub(super) fn combine(parts: Parts<'_>, parameter: &MazziottaPareto) -> Result<Exact, AggregateError> {
    let mean = arithmetic::combine(parts)?;
    if !parts.near.compare(&mean, &Exact::ZERO).is_gt() {
        return Err(AggregateError::NoPositiveMean { aggregate: "mazziotta_pareto", mean });
    }
    let unbalance = unbalance(parts, &mean, parameter.spread).ok_or(AggregateError::TooLarge)?;
    Ok(match parameter.penalty {
        Penalty::Minus => mean - unbalance,
        Penalty::Plus => mean + unbalance,
    })
}

/// `S²/M = Σ wᵢ·sᵢ²/(Σ wᵢ·M) − M`, for the sample times `n/(n − 1)`.
fn unbalance(parts: Parts<'_>, mean: &Exact, spread: Spread) -> Option<Exact> {
    let count = parts.present.len();
    let factor = match spread {
        Spread::Population => Exact::ONE,
        // One score of a sample has no variance.
        Spread::Sample if count == 1 => return Some(Exact::ZERO),
        Spread::Sample => Exact::count(count).over(&Exact::count(count.saturating_sub(1)))?,
    };
    let square = |part: &Part<'_>| Part { id: "", weight: part.weight, score: &part.score * &part.score };
    let squares: Vec<Part<'_>> = parts.present.iter().map(square).collect();
    let mean_square = arithmetic::mean(Parts { present: &squares, ..parts })?;
    Some((&mean_square.over(mean)? - mean) * factor)
}

/// The mean and the penalty with their numbers.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn formula(children: &Weighed<'_>, parameter: &MazziottaPareto) -> Option<Formula> {
    let mean = children.mean(|score| score.into()).value()?;
    let (count, two) = (children.operands.len(), || Formula::from(2));
    let variance = children.mean(|score| (Formula::from(score) - &mean).pow(two()));
    let variance = match parameter.spread {
        Spread::Population => variance,
        Spread::Sample if count == 1 => return Some(mean.into()),
        Spread::Sample => Formula::count(count) / Formula::count(count.saturating_sub(1)) * variance,
    };
    let penalty = variance / &mean;
    Some(match parameter.penalty {
        Penalty::Minus => Formula::from(mean) - penalty,
        Penalty::Plus => Formula::from(mean) + penalty,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate;
    use super::super::testing::{combined, points};
    use super::*;
    use crate::number::Score;

    fn index(penalty: Penalty, spread: Spread, children: &[(&str, u128)]) -> Result<Score, AggregateError> {
        combined(Aggregate::MazziottaPareto(MazziottaPareto::default().penalty(penalty).spread(spread)), children)
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
    fn weights_of_many_digits_are_no_obstacle() {
        // Equal but for the 20th digit: as with weights of 1, to the 12th decimal.
        let children = [("90", 100_000_000_000_000_000_001), ("110", 99_999_999_999_999_999_999)];
        for (spread, expected) in [(Spread::Population, "99"), (Spread::Sample, "98")] {
            assert_eq!(index(Penalty::Minus, spread, &children), Ok(points(expected)));
        }
        assert_eq!(index(Penalty::Plus, Spread::Population, &children), Ok(points("101")));
    }

    #[test]
    fn a_mean_that_is_not_positive_is_refused() {
        let refused = index(Penalty::Minus, Spread::Population, &[("-1", 1), ("1", 1)]);
        assert_eq!(refused, Err(AggregateError::NoPositiveMean { aggregate: "mazziotta_pareto", mean: Exact::ZERO }));
    }
}
