//! Weights that a method has derived, with its diagnostics.

use rust_decimal::Decimal;

use super::error::{Inconsistency, WeightMethodError, whose};
use super::expert_weights::ExpertWeights;
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
    /// What the judgements of each expert come to, where the weights are made of those of several.
    pub experts: Vec<ExpertWeights>,
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
            experts: Vec::new(),
            subjects: Vec::new(),
        }
    }

    /// What is inconsistent about the judgements behind the weights, where their consistency ratio is above 0.1, the
    /// limit of Saaty: the ratio, and the judgement that is furthest off; of several experts, of each.
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
        let all = self.beyond(MOST_INCONSISTENT).map(|one| {
            let worst = one.worst.map(|text| format!("; {text}")).unwrap_or_default();
            format!("{}: CR {} is above 0.1{worst}", whose(one.expert), plain(one.ratio))
        });
        Some(all.collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty())
    }

    /// The judgements below the diagonal that were taken as the reciprocals of those above it, though they are not quite
    /// that: each with what stands in its place.
    ///
    /// ```
    /// use evalindex::weight::{Judgements, ahp};
    ///
    /// let rows = [["1", "3"], ["0.333", "1"]].map(|row| row.map(str::to_owned).to_vec());
    /// let found = ahp(&Judgements::parse(["a", "b"].map(str::to_owned).to_vec(), &rows)?)?;
    /// assert_eq!(found.mended().unwrap(), "judgements mended: `b` against `a` is 1/3 in place of 0.333, as the other way is 3");
    /// # Ok::<(), evalindex::weight::WeightMethodError>(())
    /// ```
    pub fn mended(&self) -> Option<String> {
        let of_experts = (1_usize..)
            .zip(&self.experts)
            .filter_map(|(expert, one)| Some(format!("expert {expert}: {}", remark(&one.remarks, MENDED)?)));
        let all: Vec<String> = remark(&self.remarks, MENDED).map(str::to_owned).into_iter().chain(of_experts).collect();
        (!all.is_empty()).then(|| format!("judgements mended: {}", all.join("; ")))
    }

    /// The consistency ratios above a limit: the experts', then that of the whole.
    fn beyond(&self, limit: Decimal) -> impl Iterator<Item = Inconsistency> {
        let experts = (1_usize..).zip(&self.experts);
        let each = experts.map(|(expert, one)| (Some(expert), one.diagnostics.as_slice(), one.remarks.as_slice()));
        let all = each.chain([(None, self.diagnostics.as_slice(), self.remarks.as_slice())]);
        all.filter_map(move |(expert, diagnostics, remarks)| {
            let (_, ratio) = diagnostics.iter().find(|(name, ratio)| *name == "cr" && *ratio > limit)?;
            let worst = remark(remarks, "worst_judgement").map(str::to_owned);
            Some(Inconsistency {
                expert,
                ratio: ratio.normalize(),
                limit: limit.normalize(),
                worst,
                place: String::new(),
            })
        })
    }

    /// The same weights, where their consistency ratio is not above this limit or they have none; of several experts, where
    /// none of theirs is above it.
    ///
    /// # Errors
    /// When a ratio is above the limit: the error names the judgement that is furthest off, and the expert. When the limit
    /// is negative.
    pub fn consistent(self, max_cr: Decimal) -> Result<Self, WeightMethodError> {
        if max_cr < Decimal::ZERO {
            let (what, found) = ("the most that CR may be is negative".to_owned(), plain(max_cr));
            return Err(WeightMethodError::Setting { what, found, expected: "0 or more".to_owned() });
        }
        let beyond: Vec<Inconsistency> = self.beyond(max_cr).collect();
        if beyond.is_empty() { Ok(self) } else { Err(WeightMethodError::Inconsistent(beyond)) }
    }
}

/// The name of the remark on judgements that were mended.
pub(super) const MENDED: &str = "mended";

/// The remark of that name.
fn remark<'a>(remarks: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
    remarks.iter().find(|(of, _)| *of == name).map(|(_, text)| text.as_str())
}
