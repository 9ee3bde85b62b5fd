//! Weights by the entropy of figures.

use rust_decimal::Decimal;

use super::data::{Column, Columns};
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::spread::weighed;
use crate::number::{Real, plain};

const METHOD: &str = "entropy";

pub(super) fn weigh(columns: &Columns) -> Result<DerivedWeights, WeightMethodError> {
    let mut parts = Vec::new();
    for (id, column) in columns.each() {
        let refused = |what: String, expected| {
            Err(WeightMethodError::Figure { method: METHOD, child: id.to_owned(), what, expected })
        };
        if let Some(figure) = column.figures.iter().find(|figure| figure.is_sign_negative() && !figure.is_zero()) {
            return refused(format!("a figure is {}", plain(*figure)), "0 or more");
        }
        if column.figures.iter().all(Decimal::is_zero) {
            return refused("all figures are 0".to_owned(), "a positive sum");
        }
        if column.figures.len() < 2 {
            return Err(WeightMethodError::NobodySeparated { method: METHOD });
        }
        parts.push(divergence(column).ok_or(WeightMethodError::TooLong)?);
    }
    weighed(METHOD, columns, &parts)
}

/// `1 − e`, `e = −Σ p·ln p / ln m`.
fn divergence(column: &Column) -> Option<Real> {
    let (least, greatest) = column.ends()?;
    if least == greatest {
        return Some(Real::ZERO);
    }
    let total = Real::total(column.reals());
    let term = |x: Real| {
        let share = x.over(total)?;
        Some(share.times(share.ln()?))
    };
    let terms: Vec<Real> = column.reals().filter(|x| !x.is_zero()).map(term).collect::<Option<_>>()?;
    Some(Real::ONE.plus(Real::total(terms).over(count(column).ln()?)?))
}

fn count(column: &Column) -> Real {
    Real::from_decimal(Decimal::from(column.figures.len()))
}
