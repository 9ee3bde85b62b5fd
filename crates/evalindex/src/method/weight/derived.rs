//! Weights that a method has derived, with its diagnostics.

use rust_decimal::Decimal;

use super::error::WeightMethodError;
use super::proportion::named;
use crate::number::{Proportion, plain};

/// Weights that a method has derived.
///
/// They are exact where the method's formula is rational, such as 11 : 5 : 2, as long as the whole numbers total less than
/// 10¹⁵. Shares that are real numbers, such as those of an eigenvector, and longer ones are rounded to 15 decimals, each
/// by itself, so that equal ones are equal and the order of the children makes no difference.
///
/// ```
/// use evalindex::weight::budget_allocation;
///
/// let budgets = [[70, 30], [50, 50]].map(|row| row.map(evalindex::Decimal::from).to_vec());
/// let found = budget_allocation(&["a", "b"].map(str::to_owned), &budgets)?;
/// assert_eq!(found.weights[0].1.to_string(), "0.6");
/// assert_eq!(found.exact.parts(), [3, 2]);
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DerivedWeights {
    /// Name of the method.
    pub method: &'static str,
    /// Id of the node whose children are weighed; empty where they belong to no node.
    pub node: String,
    /// The share of each child, 0 to 1, rounded to 12 decimals by itself: these need not total 1 in the last decimal.
    pub weights: Vec<(String, Decimal)>,
    /// The same weights exactly, in the same order: what a document that asks for them is scored with.
    pub exact: Proportion,
    /// Figures of the method, such as a consistency ratio, by name.
    pub diagnostics: Vec<(&'static str, Decimal)>,
    /// Remarks of the method, by name.
    pub remarks: Vec<(&'static str, String)>,
    /// Figures of each child, by name.
    pub by_child: Vec<(&'static str, Vec<(String, Decimal)>)>,
    /// The result of each subject, where the method weighs for each of them.
    pub subjects: Vec<Favoured>,
}

/// The consistency ratio above which judgements are said to be inconsistent. Source: Saaty, Journal of Mathematical
/// Psychology 15 (1977).
pub(super) const MOST_INCONSISTENT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// The result of a subject under the weights that favour it most.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Favoured {
    /// Id of the subject.
    pub subject: String,
    /// Its score over the best that anyone reaches under the same weights: from 0 to 1.
    pub score: Decimal,
    /// The share of each child in that score, rounded to 12 decimals by itself.
    pub shares: Vec<(String, Decimal)>,
}

impl DerivedWeights {
    /// Weights of these items, without diagnostics.
    pub(super) fn new(method: &'static str, items: &[String], exact: Proportion) -> Self {
        Self {
            method,
            node: String::new(),
            weights: named(items, exact.decimals()),
            exact,
            diagnostics: Vec::new(),
            remarks: Vec::new(),
            by_child: Vec::new(),
            subjects: Vec::new(),
        }
    }

    /// What is inconsistent about the judgements behind the weights, where their consistency ratio is above 0.1, the
    /// limit of Saaty: the ratio, and the judgement that is furthest off.
    ///
    /// ```
    /// use evalindex::weight::{Judgements, ahp};
    ///
    /// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
    /// let rows = [["1", "2", "1/6"], ["1/2", "1", "3"], ["6", "1/3", "1"]];
    /// let found = ahp(&Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?)?;
    /// assert!(found.inconsistency().unwrap().starts_with("the judgements are inconsistent: CR "));
    /// # Ok::<(), evalindex::weight::WeightMethodError>(())
    /// ```
    pub fn inconsistency(&self) -> Option<String> {
        let ratio = self.ratio().filter(|ratio| *ratio > MOST_INCONSISTENT)?;
        let worst = self.remarks.iter().find(|(name, _)| *name == "worst_judgement");
        let worst = worst.map(|(_, text)| format!("; {text}")).unwrap_or_default();
        Some(format!("the judgements are inconsistent: CR {} is above 0.1{worst}", plain(ratio)))
    }

    /// The consistency ratio, where the method has one.
    fn ratio(&self) -> Option<Decimal> {
        self.diagnostics.iter().find(|(name, _)| *name == "cr").map(|(_, ratio)| *ratio)
    }

    /// The same weights, where their consistency ratio is not above this limit or they have none.
    ///
    /// # Errors
    /// When the ratio is above the limit: the error names the judgement that is furthest off. When the limit is negative.
    pub fn consistent(self, max_cr: Decimal) -> Result<Self, WeightMethodError> {
        if max_cr < Decimal::ZERO {
            let (what, found) = ("the most that CR may be is negative".to_owned(), plain(max_cr));
            return Err(WeightMethodError::Setting { what, found, expected: "0 or more".to_owned() });
        }
        let Some(ratio) = self.ratio().filter(|ratio| *ratio > max_cr) else { return Ok(self) };
        let worst = self.remarks.into_iter().find(|(name, _)| *name == "worst_judgement").map(|(_, text)| text);
        Err(WeightMethodError::Inconsistent { ratio: ratio.normalize(), limit: max_cr.normalize(), worst })
    }
}
