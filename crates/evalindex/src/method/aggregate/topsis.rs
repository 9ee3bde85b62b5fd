//! TOPSIS: closeness to the best score of every child and distance from the worst.

use rust_decimal::Decimal;
use serde::Serialize;

use super::canonical::lowest_terms;
use super::error::{AggregateError, FieldError};
use super::field::Field;
use super::method::Parameter;
use crate::number::{Exact, Formula, Near, Real};
use crate::support::named_enum;

named_enum! {
    /// How the children's scores are brought to one size before distances are taken.
    ///
    /// `S·D⁻/(D⁺ + D⁻)`, where `D⁺ = √Σ (wᵢ·(vᵢ − best vᵢ))²` over the children that the subject has, and `D⁻` likewise to
    /// the worst. Better is higher: what is better the lower enters as a negative score, or through a rule that turns it.
    /// When no child separates anybody, everybody scores `S`. Distances are computed to 37 digits. Source: Hwang & Yoon,
    /// Multiple Attribute Decision Making (1981).
    ///
    /// ```
    /// assert_eq!(evalindex::aggregate::Topsis::from_name("vector"), Some(evalindex::aggregate::Topsis::Vector));
    /// ```
    #[non_exhaustive]
    pub enum Topsis {
        /// `vᵢ = sᵢ/√Σ sᵢ²`, over all subjects.
        Vector = "vector",
        /// `vᵢ = (sᵢ − worst sᵢ)/(best sᵢ − worst sᵢ)`, over all subjects.
        MinMax = "min_max",
    }
}

impl Parameter for Topsis {
    fn written(&self) -> impl Serialize {
        *self
    }
}

/// One child over all subjects.
struct Ends {
    best: Exact,
    worst: Exact,
    /// `wᵢ²` over the square of the child's size; 0 where it separates nobody.
    factor: Real,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn combine(field: &Field<'_>, size: &Topsis) -> Result<Vec<Exact>, FieldError> {
    let (columns, weights) = (field.columns(), lowest_terms(field.weights.iter().copied()));
    let children = columns.iter().zip(weights).map(|(column, weight)| {
        field.work_on(column.len())?;
        Ok(ends(column, weight, *size, field.near).ok_or(AggregateError::TooLarge)?)
    });
    let children: Vec<Ends> = children.collect::<Result<_, FieldError>>()?;
    let scores = field.rows.iter().map(|row| {
        field.work_on(row.len())?;
        Ok(closeness(field.scale, row, &children).ok_or(AggregateError::TooLarge)?)
    });
    scores.collect()
}

fn ends(column: &[Option<Exact>], weight: u128, size: Topsis, near: Near) -> Option<Ends> {
    let scores = || column.iter().flatten();
    let (Some(best), Some(worst)) = (scores().max().cloned(), scores().min().cloned()) else {
        return Some(Ends { best: Exact::ZERO, worst: Exact::ZERO, factor: Real::ZERO });
    };
    if near.compare(&best, &worst).is_eq() {
        return Some(Ends { best, worst, factor: Real::ZERO });
    }
    let square = match size {
        Topsis::Vector => Real::total(scores().map(|score| squared(score.to_real()))),
        Topsis::MinMax => squared((&best - &worst).to_real()),
    };
    Some(Ends { factor: squared(Exact::from(weight).to_real()).over(square)?, best, worst })
}

/// The squares of the distances to the best and to the worst scores.
fn distances(row: &[Option<Exact>], children: &[Ends]) -> (Real, Real) {
    let (mut to_best, mut to_worst) = (Vec::new(), Vec::new());
    for (score, ends) in row.iter().zip(children) {
        let Some(score) = score else { continue };
        for (squares, end) in [(&mut to_best, &ends.best), (&mut to_worst, &ends.worst)] {
            squares.push(ends.factor * squared((score - end).to_real()));
        }
    }
    (Real::total(to_best), Real::total(to_worst))
}

fn closeness(scale: Decimal, row: &[Option<Exact>], children: &[Ends]) -> Option<Exact> {
    let (to_best, to_worst) = distances(row, children);
    if to_best.is_zero() {
        return Some(Exact::from(scale));
    }
    let (to_best, to_worst) = (to_best.sqrt()?, to_worst.sqrt()?);
    let share = to_worst.over(to_best + to_worst)?;
    Some((Real::from_decimal(scale) * share).into())
}

fn squared(value: Real) -> Real {
    value * value
}

/// The distances of a subject with their numbers.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that all parameters share")]
pub(super) fn formula(field: &Field<'_>, row: usize, size: &Topsis) -> Option<Formula> {
    let (columns, weights) = (field.columns(), lowest_terms(field.weights.iter().copied()));
    let children = columns.iter().zip(weights).map(|(column, weight)| ends(column, weight, *size, field.near));
    let (to_best, to_worst) = distances(field.rows.get(row)?, &children.collect::<Option<Vec<_>>>()?);
    if to_best.is_zero() {
        return Some(field.scale.into());
    }
    let (to_best, to_worst) = (Exact::from(to_best.sqrt()?), Exact::from(to_worst.sqrt()?));
    Some(Formula::from(field.scale) * &to_worst / (Formula::from(&to_best) + &to_worst))
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate;
    use super::super::testing::across;
    use super::*;

    #[test]
    fn distances_are_weighed() {
        // By hand with min-max: a is at (1, 0), b at (0, 1), c at (0.5, 0.5); with weights 3 and 1, a's D⁺ = 1, D⁻ = 3.
        let rows = [&["90", "10"][..], &["70", "50"], &["80", "30"]];
        let topsis = Aggregate::Topsis(Topsis::MinMax);
        assert_eq!(across(&topsis, &[3, 1], &rows), ["75", "25", "50"]);
        // With lengths 5 and 5: a is at (0.6, 0.8), b at (0.8, 0.6), symmetric.
        assert_eq!(across(&Aggregate::Topsis(Topsis::Vector), &[1, 1], &[&["3", "4"], &["4", "3"]]), ["50", "50"]);
    }

    #[test]
    fn children_that_separate_nobody_do_not_count() {
        for size in [Topsis::Vector, Topsis::MinMax] {
            let rows = [&["90", "7"][..], &["70", "7"]];
            assert_eq!(across(&Aggregate::Topsis(size), &[1, 9], &rows), ["100", "0"]);
            assert_eq!(across(&Aggregate::Topsis(size), &[1], &[&["5"], &["5"]]), ["100", "100"]);
            assert_eq!(across(&Aggregate::Topsis(size), &[1], &[&["0"]]), ["100"]);
        }
    }
}
