//! Skewness and kurtosis of a distribution, with the bias correction that spreadsheets use.

use rust_decimal::Decimal;

use crate::number::{Exact, Real, Rounding};

/// Skewness and kurtosis of figures, type 2: `G₁ = g₁·√(n(n−1))/(n−2)`, `G₂ = ((n+1)·g₂ + 6)·(n−1)/((n−2)(n−3))`.
/// Source: Joanes & Gill, The Statistician 47 (1998).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) skew: Real,
    pub(crate) kurtosis: Real,
}

impl Shape {
    /// Skewness and kurtosis of at least four figures that are not all equal; none of others.
    pub(crate) fn of(figures: &[Exact]) -> Option<Self> {
        let n = i128::try_from(figures.len()).ok().filter(|count| *count >= 4)?;
        let whole = |offset: i128| Real::from_i128(n.saturating_add(offset));
        let figures: Vec<Real> = figures.iter().map(Exact::to_real).collect();
        let mean = Real::total(figures.iter().copied()).over(whole(0))?;
        let off: Vec<Real> = figures.into_iter().map(|x| x.minus(mean)).collect();
        let moment = |power: fn(Real) -> Real| Real::total(off.iter().copied().map(power)).over(whole(0));
        let second = moment(|off| off.times(off))?;
        let third = moment(|off| off.times(off).times(off))?;
        let fourth = moment(|off| off.times(off).times(off.times(off)))?;
        if second.is_zero() {
            return None;
        }
        let biased_skew = third.over(second.times(second.sqrt()?))?;
        let skew = biased_skew.times(whole(0).times(whole(-1)).sqrt()?).over(whole(-2))?;
        let excess = fourth.over(second.times(second))?.minus(Real::from_i128(3));
        let corrected = whole(1).times(excess).plus(Real::from_i128(6)).times(whole(-1));
        let kurtosis = corrected.over(whole(-2).times(whole(-3)))?;
        Some(Self { skew, kurtosis })
    }
}

/// A statistic, rounded as published.
pub(crate) fn as_published(statistic: Real) -> Option<Decimal> {
    statistic.to_decimal().map(|value| Rounding::OF_SHARES.apply(value).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skewness_and_kurtosis_are_those_of_a_spreadsheet() {
        // scipy 1.17: skew(x, bias=False), kurtosis(x, bias=False); SKEW and KURT of the help pages of Excel.
        let shape = Shape::of(&[3, 4, 5, 2, 3, 4, 5, 6, 4, 7].map(Exact::from)).unwrap();
        assert_eq!(as_published(shape.skew).unwrap().to_string(), "0.359543071407");
        assert_eq!(as_published(shape.kurtosis).unwrap().to_string(), "-0.151799637208");
    }

    #[test]
    fn few_or_equal_figures_have_no_shape() {
        assert!(Shape::of(&[1, 2, 9].map(Exact::from)).is_none());
        assert!(Shape::of(&[5; 6].map(Exact::from)).is_none());
    }
}
