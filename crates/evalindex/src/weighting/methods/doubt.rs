//! Benefit of the doubt: for each subject the weights that favour it most.

mod favour;
mod table;

use rust_decimal::Decimal;

use super::data::Columns;
use super::linear::{MeanShares, told_ratio, told_shares};
use super::{DerivedWeights, WeightMethodError, named};
use crate::number::{Fraction, plain};
use table::Table;

/// The name of the method.
pub(crate) const METHOD: &str = "benefit_of_the_doubt";

/// MEASURED
const MOST_SUBJECTS: usize = 1_000_000;
/// MEASURED
const MOST_CHILDREN: usize = 1000;

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
    check(bounds, columns.ids().len())?;
    check_size(columns)?;
    check_figures(columns, bounds)?;
    let table = Table::new(columns, bounds);
    let mut subjects = Vec::with_capacity(columns.subjects().len());
    let mut means = MeanShares::among(columns.ids().len());
    for (subject, own) in columns.subjects().iter().zip(table.rows()) {
        let favour = table.favour(own).map_err(|_| WeightMethodError::Unsolved { method: METHOD })?;
        means.add(&favour.parts).ok_or_else(|| WeightMethodError::Figure {
            method: METHOD,
            child: columns.ids().join("`, `"),
            what: format!("`{subject}` scores 0 at all of them"),
            expected: "one above 0",
        })?;
        let told = told_shares(&favour.parts).ok_or(WeightMethodError::TooLong)?;
        let score = told_ratio(&favour.parts.iter().sum(), &favour.denominator).ok_or(WeightMethodError::TooLong)?;
        subjects.push(Favoured { subject: subject.clone(), score, shares: named(columns.ids(), told) });
    }
    let mut found = DerivedWeights::new(METHOD, columns.ids(), means.told().ok_or(WeightMethodError::Nothing)?);
    found.diagnostics = vec![("least_share", bounds.least), ("most_share", bounds.most)];
    found.subjects = subjects;
    Ok(found)
}

/// As many subjects and children as are solved for in reasonable time.
fn check_size(columns: &Columns) -> Result<(), WeightMethodError> {
    let (subjects, children) = (columns.subjects().len(), columns.ids().len());
    if children <= MOST_CHILDREN && subjects <= MOST_SUBJECTS {
        return Ok(());
    }
    let found = format!("{subjects} subjects by {children} children");
    let expected = format!("at most {MOST_SUBJECTS} by {MOST_CHILDREN}");
    Err(WeightMethodError::TooLarge { method: METHOD, found, expected })
}

/// Scores of 0 or more, with one above 0 at each child; none of 0 where each child has a least share.
fn check_figures(columns: &Columns, bounds: ShareBounds) -> Result<(), WeightMethodError> {
    let least = if bounds.least.is_zero() { "0 or more" } else { "above 0, as each child has a least share" };
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
    }
    Ok(())
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
