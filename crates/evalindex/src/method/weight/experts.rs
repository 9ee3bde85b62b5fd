//! What the judgements of several experts come to: the mean of their weights, and the weights of each.

use rust_decimal::Decimal;

use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::judged::{Combine, shares};
use super::proportion::share;
use crate::number::{Exact, Proportion, over_common_denominator};

/// What one of several experts' judgements come to.
///
/// ```
/// use evalindex::weight::JudgedMethod;
///
/// let ahp = JudgedMethod::all().find(|method| method.name == "ahp").unwrap();
/// let judged = r#"{"items": ["a", "b"], "experts": [[[1, 3], ["1/3", 1]], [[1, 1], [1, 1]]], "combine": "priorities"}"#;
/// let found = ahp.weigh(judged)?;
/// assert_eq!(found.weights[0].1.to_string(), "0.625"); // (3/4 + 1/2)/2
/// assert_eq!(found.experts[0].weights[0].1.to_string(), "0.75");
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpertWeights {
    /// The share of the expert among all, 0 to 1, rounded to 12 decimals by itself.
    pub share: Decimal,
    /// The weights that follow from this expert's judgements alone, rounded to 12 decimals.
    pub weights: Vec<(String, Decimal)>,
    /// Figures of the method, such as the consistency ratio, by name.
    pub diagnostics: Vec<(&'static str, Decimal)>,
    /// Remarks of the method, by name.
    pub remarks: Vec<(&'static str, String)>,
}

impl ExpertWeights {
    /// How consistent the judgements are, with the name of the ratio: `cr`, or `input_consistency` of comparisons with the
    /// best and the worst.
    pub(crate) fn ratio(&self) -> Option<(&'static str, Decimal)> {
        let found = self.diagnostics.iter().find(|(name, _)| ["cr", "input_consistency"].contains(name));
        found.map(|(name, ratio)| (*name, ratio.normalize()))
    }
}

/// The arithmetic mean of the weights that each expert's judgements come to, by the experts' shares.
pub(super) fn mean_of_weights(
    (method, items): (&'static str, &[String]),
    each: &[DerivedWeights],
    of_experts: &Proportion,
) -> Result<DerivedWeights, WeightMethodError> {
    let mean = || {
        let mut means = vec![Exact::ZERO; items.len()];
        for (found, expert) in each.iter().zip(shares(of_experts)?) {
            for (mean, own) in means.iter_mut().zip(shares(&found.exact)?) {
                *mean = &*mean + &(&own * &expert);
            }
        }
        over_common_denominator(&means).map_or_else(|| Proportion::of_shares(&means), |all| Proportion::computed(&all))
    };
    Ok(DerivedWeights::new(method, items, mean().ok_or(WeightMethodError::TooLong)?))
}

impl DerivedWeights {
    /// The same weights, with those of each expert from whose judgements they are made.
    pub(super) fn of_experts(
        self,
        each: Vec<Self>,
        of_experts: &Proportion,
        combine: Combine,
    ) -> Result<Self, WeightMethodError> {
        let all = shares(of_experts).ok_or(WeightMethodError::TooLong)?;
        let one = |(found, own): (Self, &Exact)| {
            let Self { weights, diagnostics, remarks, .. } = found;
            Some(ExpertWeights { share: share(own)?, weights, diagnostics, remarks })
        };
        let experts: Option<Vec<ExpertWeights>> = each.into_iter().zip(&all).map(one).collect();
        let mut found = self;
        found.experts = experts.ok_or(WeightMethodError::TooLong)?;
        found.remarks.insert(0, ("combined", combine.name().to_owned()));
        Ok(found)
    }
}
