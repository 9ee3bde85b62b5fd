//! Benefit of the doubt: for each subject the weights that favour it most.

use rust_decimal::Decimal;

use super::data::Columns;
use super::error::WeightMethodError;
use super::linear::Program;
use super::{DerivedWeights, TOLD, named, normalised, rounded};
use crate::number::{Fraction, Real, plain};

/// The name of the method.
pub(crate) const METHOD: &str = "benefit_of_the_doubt";

/// What share of a subject's score each child may make up under benefit of the doubt, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareBounds {
    /// At least so much.
    pub least: Decimal,
    /// At most so much.
    pub most: Decimal,
}

impl Default for ShareBounds {
    /// Any share.
    fn default() -> Self {
        Self { least: Decimal::ZERO, most: Decimal::ONE }
    }
}

/// What a subject comes to under the weights that favour it most.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Favoured {
    /// Id of the subject.
    pub subject: String,
    /// Its score over the best that anyone reaches under the same weights: from 0 to 1.
    pub score: Decimal,
    /// The share of each child in that score, totalling exactly 1.
    pub shares: Vec<(String, Decimal)>,
}

/// For each subject the weights `w ≥ 0` that make `Σ w·y` largest while it is at most 1 for all; weights of the node are
/// the means of the subjects' shares.
pub(crate) fn benefit_of_the_doubt(
    columns: &Columns,
    bounds: ShareBounds,
) -> Result<DerivedWeights, WeightMethodError> {
    let rows = relative(columns, bounds)?;
    let unsolved = WeightMethodError::Unsolved { method: METHOD };
    let mut subjects = Vec::with_capacity(rows.len());
    let mut sums = vec![Real::ZERO; columns.ids().len()];
    for (subject, own) in columns.subjects().iter().zip(&rows) {
        let parts = parts(own, &rows, bounds).ok_or_else(|| unsolved.clone())?;
        let score = parts.iter().fold(Real::ZERO, |sum, part| sum.plus(*part));
        let shares = normalised(&parts).ok_or_else(|| WeightMethodError::Figure {
            method: METHOD,
            child: columns.ids().join("`, `"),
            what: format!("`{subject}` scores 0 at all of them"),
            expected: "one above 0",
        })?;
        for (sum, share) in sums.iter_mut().zip(&shares) {
            *sum = sum.plus(*share);
        }
        let told = rounded(&shares, TOLD).ok_or(WeightMethodError::TooLong)?;
        let score = TOLD.apply(score.to_decimal().ok_or(WeightMethodError::TooLong)?).min(Decimal::ONE).normalize();
        subjects.push(Favoured { subject: subject.clone(), score, shares: named(columns.ids(), told) });
    }
    let weights = rounded(&sums, TOLD).ok_or(WeightMethodError::Nothing)?;
    let mut found = DerivedWeights::new(METHOD, columns.ids(), weights);
    found.diagnostics = vec![("least_share", bounds.least), ("most_share", bounds.most)];
    found.subjects = subjects;
    Ok(found)
}

/// Each subject's scores over the best score at the child.
fn relative(columns: &Columns, bounds: ShareBounds) -> Result<Vec<Vec<Real>>, WeightMethodError> {
    check(bounds, columns.ids().len())?;
    let least = if bounds.least.is_zero() { "0 or more" } else { "above 0, as each child has a least share" };
    let mut rows = vec![Vec::with_capacity(columns.ids().len()); columns.subjects().len()];
    for (id, column) in columns.each() {
        let refused = |what: String, expected| {
            Err(WeightMethodError::Figure { method: METHOD, child: id.to_owned(), what, expected })
        };
        let Some((low, high)) = column.ends() else { return Err(WeightMethodError::Nothing) };
        if low < Decimal::ZERO || (low.is_zero() && !bounds.least.is_zero()) {
            return refused(format!("a subject scores {}", plain(low)), least);
        }
        if high.is_zero() {
            return refused("all subjects score 0".to_owned(), "one above 0");
        }
        let high = Real::from_decimal(high);
        for (row, score) in rows.iter_mut().zip(column.reals()) {
            row.push(score.over(high).ok_or(WeightMethodError::TooLong)?);
        }
    }
    Ok(rows)
}

/// Bounds within which shares of so many children can total 1.
fn check(bounds: ShareBounds, count: usize) -> Result<(), WeightMethodError> {
    let ShareBounds { least, most } = bounds;
    let wrong = |found: Decimal, what: &str, expected: String| {
        Err(WeightMethodError::Setting { what: what.to_owned(), found: plain(found), expected })
    };
    if least < Decimal::ZERO || least > Decimal::ONE {
        return wrong(least, "the least share", "0 to 1".to_owned());
    }
    if most < least || most > Decimal::ONE {
        return wrong(most, "the most share", format!("{} to 1", plain(least)));
    }
    let times = |share: Decimal| {
        let product = Fraction::from_decimal(share).times(Fraction::from_decimal(Decimal::from(count)));
        product.and_then(|product| product.compare(Fraction::ONE)).ok_or(WeightMethodError::TooLong)
    };
    if times(least)?.is_gt() {
        return wrong(least, "the least share", format!("at most 1 over {count} children"));
    }
    if times(most)?.is_lt() {
        return wrong(most, "the most share", format!("at least 1 over {count} children"));
    }
    Ok(())
}

/// What each child makes up of a subject's best score.
fn parts(own: &[Real], rows: &[Vec<Real>], bounds: ShareBounds) -> Option<Vec<Real>> {
    let mut program = Program::maximise(own)?;
    for row in rows {
        program.at_most(row, Real::ONE)?;
    }
    for (place, part) in own.iter().enumerate() {
        // Part over all: Σ (share − [this])·y·w ≤ 0 is a least share, its opposite a most share.
        let against = |share: Decimal| -> Vec<Real> {
            let share = Real::from_decimal(share);
            let all = own.iter().enumerate();
            all.map(|(at, y)| if at == place { share.minus(Real::ONE).times(*part) } else { share.times(*y) }).collect()
        };
        if !bounds.least.is_zero() {
            program.at_most(&against(bounds.least), Real::ZERO)?;
        }
        if bounds.most != Decimal::ONE {
            let most: Vec<Real> = against(bounds.most).into_iter().map(Real::negated).collect();
            program.at_most(&most, Real::ZERO)?;
        }
    }
    let weights = program.solve()?;
    Some(weights.iter().zip(own).map(|(w, y)| Real::from_decimal((*w).max(Decimal::ZERO)).times(*y)).collect())
}
