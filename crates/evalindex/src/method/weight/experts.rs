//! What the judgements of several experts come to together: the mean of their weights, beside the weights of each.

use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::expert_weights::ExpertWeights;
use super::judged::{Combine, shares};
use super::proportion::share;
use crate::number::{Exact, Proportion, over_common_denominator};

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
