//! Weights from how figures spread: entropy, standard deviation, CRITIC, MEREC.

use rust_decimal::Decimal;

use super::data::{Column, Columns};
use super::error::WeightMethodError;
use super::in_proportion;
use crate::method::direction::Direction;
use crate::number::{Real, plain};

type Weights = Result<Vec<Decimal>, WeightMethodError>;

pub(crate) fn entropy(columns: &Columns) -> Weights {
    let mut parts = Vec::new();
    for (id, column) in columns.each() {
        let refused = |what: String, expected| {
            Err(WeightMethodError::Figure { method: "entropy", child: id.to_owned(), what, expected })
        };
        if let Some(figure) = column.figures.iter().find(|figure| figure.is_sign_negative() && !figure.is_zero()) {
            return refused(format!("a figure is {}", plain(*figure)), "0 or more");
        }
        if column.figures.iter().all(Decimal::is_zero) {
            return refused("all figures are 0".to_owned(), "a positive sum");
        }
        if column.figures.len() < 2 {
            return Err(WeightMethodError::NobodySeparated { method: "entropy" });
        }
        parts.push(divergence(column).ok_or(WeightMethodError::TooLong)?);
    }
    weighed("entropy", &parts)
}

/// `1 − e`, `e = −Σ p·ln p / ln m`.
fn divergence(column: &Column) -> Option<Real> {
    let (least, greatest) = column.ends()?;
    if least == greatest {
        return Some(Real::ZERO);
    }
    let total = column.reals().fold(Real::ZERO, Real::plus);
    let mut sum = Real::ZERO;
    for x in column.reals().filter(|x| !x.is_zero()) {
        let share = x.over(total)?;
        sum = sum.plus(share.times(share.ln()?));
    }
    Some(Real::ONE.plus(sum.over(count(column).ln()?)?))
}

fn count(column: &Column) -> Real {
    Real::from_decimal(Decimal::from(column.figures.len()))
}

pub(crate) fn standard_deviation(columns: &Columns) -> Weights {
    let parts: Option<Vec<Real>> = columns.each().map(|(_, column)| deviation(&column.between_ends()?)).collect();
    weighed("standard_deviation", &parts.ok_or(WeightMethodError::TooLong)?)
}

pub(crate) fn standard_deviation_raw(columns: &Columns) -> Weights {
    let raw = |column: &Column| deviation(&column.reals().collect::<Vec<Real>>());
    let parts: Option<Vec<Real>> = columns.each().map(|(_, column)| raw(column)).collect();
    weighed("standard_deviation_raw", &parts.ok_or(WeightMethodError::TooLong)?)
}

/// Figures less their mean.
pub(crate) fn offsets(figures: &[Real]) -> Option<Vec<Real>> {
    let mean = figures.iter().fold(Real::ZERO, |sum, x| sum.plus(*x));
    let mean = mean.over(Real::from_decimal(Decimal::from(figures.len())))?;
    Some(figures.iter().map(|x| x.minus(mean)).collect())
}

/// The root of the sum of squares: what divides it is the same for all children.
pub(crate) fn deviation(figures: &[Real]) -> Option<Real> {
    offsets(figures)?.iter().fold(Real::ZERO, |sum, off| sum.plus(off.times(*off))).sqrt()
}

pub(crate) fn critic(columns: &Columns) -> Weights {
    let parts = || {
        let scaled: Vec<Vec<Real>> = columns.each().map(|(_, column)| column.between_ends()).collect::<Option<_>>()?;
        let offsets: Vec<Vec<Real>> = scaled.iter().map(|figures| offsets(figures)).collect::<Option<_>>()?;
        let deviations: Vec<Real> = scaled.iter().map(|figures| deviation(figures)).collect::<Option<_>>()?;
        let all = || offsets.iter().zip(&deviations).enumerate();
        let part = |(at, (own, deviation)): (usize, (&Vec<Real>, &Real))| {
            let mut conflict = Real::ZERO;
            for (_, (other, of_other)) in all().filter(|(number, _)| *number != at) {
                // What separates nobody goes with nothing and against nothing.
                if of_other.is_zero() || deviation.is_zero() {
                    continue;
                }
                let with = own.iter().zip(other).fold(Real::ZERO, |sum, (one, two)| sum.plus(one.times(*two)));
                let against = Real::ONE.minus(with.over(deviation.times(*of_other))?);
                // Of those that go together all the way, what is left is rounding.
                if Real::from_scaled(1, 25).compare(against).is_lt() {
                    conflict = conflict.plus(against);
                }
            }
            Some(deviation.times(conflict))
        };
        let separates = deviations.iter().any(|deviation| !deviation.is_zero());
        Some((separates, all().map(part).collect::<Option<Vec<Real>>>()?))
    };
    let (separates, parts) = parts().ok_or(WeightMethodError::TooLong)?;
    if separates && parts.iter().all(|part| part.is_zero()) {
        return Err(WeightMethodError::NoConflict { method: "critic" });
    }
    weighed("critic", &parts)
}

pub(crate) fn merec(columns: &Columns) -> Weights {
    for (id, column) in columns.each() {
        if let Some(figure) = column.figures.iter().find(|figure| **figure <= Decimal::ZERO) {
            let what = format!("a figure is {}", plain(*figure));
            return Err(WeightMethodError::Figure { method: "merec", child: id.to_owned(), what, expected: "above 0" });
        }
    }
    weighed("merec", &effects(columns).ok_or(WeightMethodError::TooLong)?)
}

/// For each child `Σ |ln(1 + (Σ l − l)/m) − ln(1 + Σ l/m)|` over subjects, `l = |ln n|` of each child.
fn effects(columns: &Columns) -> Option<Vec<Real>> {
    let logs: Vec<Vec<Real>> = columns.each().map(|(_, column)| logs(column)).collect::<Option<_>>()?;
    let m = Real::from_decimal(Decimal::from(logs.len()));
    let performance = |sum: Real| Real::ONE.plus(sum.over(m)?).ln();
    let mut effects = vec![Real::ZERO; logs.len()];
    for subject in 0..logs.first()?.len() {
        let row: Vec<Real> = logs.iter().map(|column| column.get(subject).copied()).collect::<Option<_>>()?;
        let sum = row.iter().fold(Real::ZERO, |sum, log| sum.plus(*log));
        let whole = performance(sum)?;
        for (effect, log) in effects.iter_mut().zip(row) {
            // Leaving a child out lowers the performance, or leaves it.
            *effect = effect.plus(whole.minus(performance(sum.minus(log))?));
        }
    }
    Some(effects)
}

/// `|ln n|`: of `min/x` where more is better, of `x/max` where less is.
fn logs(column: &Column) -> Option<Vec<Real>> {
    let (least, greatest) = column.ends()?;
    let quotient = |x: Real| match column.direction {
        Direction::Higher => x.over(Real::from_decimal(least)),
        Direction::Lower => Real::from_decimal(greatest).over(x),
    };
    // Both quotients are 1 or more, so that their logarithms are not negative.
    column.reals().map(|x| quotient(x)?.ln()).collect()
}

fn weighed(method: &'static str, parts: &[Real]) -> Weights {
    if parts.is_empty() {
        return Err(WeightMethodError::Nothing);
    }
    // None of them is below 0, but for rounding.
    let parts: Vec<Real> = parts.iter().map(|part| if part.is_negative() { Real::ZERO } else { *part }).collect();
    if parts.iter().all(|part| part.is_zero()) {
        return Err(WeightMethodError::NobodySeparated { method });
    }
    in_proportion(&parts).ok_or(WeightMethodError::TooLong)
}
