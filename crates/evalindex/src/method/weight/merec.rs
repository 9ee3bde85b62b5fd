//! MEREC: weights by the effect of leaving a child out.

use rust_decimal::Decimal;

use super::data::{Column, Columns};
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::spread::weighed;
use crate::method::direction::Direction;
use crate::number::{Real, plain};

const METHOD: &str = "merec";

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    for (id, column) in columns.each() {
        if let Some(figure) = column.figures.iter().find(|figure| **figure <= Decimal::ZERO) {
            let what = format!("a figure is {}", plain(*figure));
            return Err(WeightMethodError::Figure { method: METHOD, child: id.to_owned(), what, expected: "above 0" });
        }
    }
    weighed(METHOD, columns, &effects(columns).ok_or(WeightMethodError::TooLong)?)
}

/// For each child `Σ |ln(1 + (Σ l − l)/m) − ln(1 + Σ l/m)|` over subjects, `l = |ln n|` of each child.
fn effects(columns: &Columns) -> Option<Vec<Real>> {
    let logs: Vec<Vec<Real>> = columns.each().map(|(_, column)| logs(column)).collect::<Option<_>>()?;
    let m = Real::from_decimal(Decimal::from(logs.len()));
    let performance = |sum: Real| Real::ONE.plus(sum.over(m)?).ln();
    let mut effects = vec![Vec::new(); logs.len()];
    for subject in 0..logs.first()?.len() {
        let row: Vec<Real> = logs.iter().map(|column| column.get(subject).copied()).collect::<Option<_>>()?;
        let sum = Real::total(row.iter().copied());
        let whole = performance(sum)?;
        for (effect, log) in effects.iter_mut().zip(row) {
            // Leaving a child out lowers the performance, or leaves it.
            effect.push(whole.minus(performance(sum.minus(log))?));
        }
    }
    Some(effects.into_iter().map(Real::total).collect())
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
