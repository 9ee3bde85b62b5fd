//! Weights that a method came to, with its diagnostics.

use rust_decimal::Decimal;

use super::error::WeightMethodError;
use super::proportion::named;
use crate::number::plain;

/// Weights that a method came to.
///
/// ```
/// use evalindex::weight::budget_allocation;
///
/// let budgets = [[70, 30], [50, 50]].map(|row| row.map(evalindex::Decimal::from).to_vec());
/// let found = budget_allocation(&["a", "b"].map(str::to_owned), &budgets)?;
/// assert_eq!(found.weights[0].1.to_string(), "0.6");
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DerivedWeights {
    /// Name of the method.
    pub method: &'static str,
    /// Id of the node whose children are weighed; empty where they belong to no node.
    pub node: String,
    /// A weight for each child, totalling exactly 1: to 12 decimals, or to 10 where a linear program is behind it.
    pub weights: Vec<(String, Decimal)>,
    /// Numbers about the whole, such as a consistency ratio, by name.
    pub diagnostics: Vec<(&'static str, Decimal)>,
    /// Texts about the whole, by name.
    pub remarks: Vec<(&'static str, String)>,
    /// Numbers about each child, by name.
    pub by_child: Vec<(&'static str, Vec<(String, Decimal)>)>,
    /// Each subject's own result, where the method weighs for each one of them.
    pub subjects: Vec<Favoured>,
}

/// The consistency ratio above which judgements are said to be inconsistent. Source: Saaty, Journal of Mathematical
/// Psychology 15 (1977).
pub(super) const MOST_INCONSISTENT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

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

impl DerivedWeights {
    /// Weights of these items, without diagnostics.
    pub(super) fn new(method: &'static str, items: &[String], weights: Vec<Decimal>) -> Self {
        Self {
            method,
            node: String::new(),
            weights: named(items, weights),
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

    /// The same weights, if their consistency ratio is not above this; those without one are.
    ///
    /// # Errors
    /// When it is: the error names the judgement that is furthest off. When the limit is negative.
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
