//! How consistent judgements of pairs are under the weights that are made of them.

use rust_decimal::Decimal;

use super::derived::{DerivedWeights, MENDED, MOST_INCONSISTENT};
use super::eigen::{is_above, multiplied};
use super::error::{JudgementFault, WeightMethodError};
use super::pairs::Judgements;
use super::proportion::{in_proportion, published};
use crate::number::{Real, Rounding};

/// Saaty's random indices (1987), of 3 to 10 items.
const RANDOM_INDEX: [Decimal; 8] = [
    Decimal::from_parts(58, 0, 0, false, 2),
    Decimal::from_parts(90, 0, 0, false, 2),
    Decimal::from_parts(112, 0, 0, false, 2),
    Decimal::from_parts(124, 0, 0, false, 2),
    Decimal::from_parts(132, 0, 0, false, 2),
    Decimal::from_parts(141, 0, 0, false, 2),
    Decimal::from_parts(145, 0, 0, false, 2),
    Decimal::from_parts(149, 0, 0, false, 2),
];

/// The weights, with the consistency of the judgements as diagnostics.
pub(super) fn with_consistency(
    method: &'static str,
    judgements: &Judgements,
    weights: &[Real],
) -> Result<DerivedWeights, WeightMethodError> {
    let count = judgements.items().len();
    let mut diagnostics = Vec::new();
    let mut remarks = Vec::new();
    let lambda = lambda(&judgements.reals(), weights).ok_or(WeightMethodError::TooLong)?;
    diagnostics.push(("lambda_max", published(lambda)?));
    let n = Real::from_i128(i128::try_from(count).map_err(|_| WeightMethodError::TooLong)?);
    let index = if count > 1 { lambda.minus(n).over(n.minus(Real::ONE)) } else { Some(Real::ZERO) };
    let index = index.ok_or(WeightMethodError::TooLong)?;
    diagnostics.push(("ci", published(index)?));
    if count > 2 {
        let random = count.checked_sub(3).and_then(|at| RANDOM_INDEX.get(at)).copied();
        let too_many = || {
            let what = "there is no random index for so many items";
            WeightMethodError::Judgements(vec![JudgementFault::new(what, count.to_string(), "10 items or fewer")])
        };
        let random = random.ok_or_else(too_many)?;
        let ratio = published(index.over(Real::from_decimal(random)).ok_or(WeightMethodError::TooLong)?)?;
        diagnostics.push(("cr", ratio));
        diagnostics.push(("random_index", random));
        remarks.push(("random_index_table", "Saaty 1987".to_owned()));
        let consistent = ratio <= MOST_INCONSISTENT;
        remarks.push(("consistency", if consistent { "consistent" } else { "inconsistent" }.to_owned()));
        if let Some(worst) = worst(judgements, weights).filter(|_| !consistent) {
            remarks.push(("worst_judgement", worst));
        }
    } else {
        diagnostics.push(("cr", Decimal::ZERO));
    }
    if !judgements.mended.is_empty() {
        remarks.push((MENDED, judgements.mended.join(", ")));
    }
    let weights = judgements.agreed().or_else(|| in_proportion(weights)).ok_or(WeightMethodError::TooLong)?;
    Ok(DerivedWeights { diagnostics, remarks, ..DerivedWeights::new(method, judgements.items(), weights) })
}

/// The mean of `(A·w)ᵢ/wᵢ`.
fn lambda(rows: &[Vec<Real>], weights: &[Real]) -> Option<Real> {
    let quotients = multiplied(rows, weights).into_iter().zip(weights).map(|(product, weight)| product.over(*weight));
    Real::total(quotients.collect::<Option<Vec<_>>>()?).over(Real::from_i128(i128::try_from(weights.len()).ok()?))
}

/// The judgement furthest, by ratio, from what the weights say; the first of those that are as far.
fn worst(judgements: &Judgements, weights: &[Real]) -> Option<String> {
    let mut found: Option<(Real, String)> = None;
    for (row, one) in judgements.items().iter().enumerate() {
        for (column, other) in judgements.items().iter().enumerate().skip(row.saturating_add(1)) {
            let judgement = judgements.at(row, column)?;
            let implied = weights.get(row)?.over(*weights.get(column)?)?;
            let off = judgement.to_real().over(implied)?.ln()?.abs();
            if found.as_ref().is_none_or(|(most, _)| is_above(off, *most)) {
                let says = Rounding::OF_SHARES.apply(implied.to_decimal()?).normalize();
                let judged = judgement.to_decimal()?;
                let judged = if judgement.is_rational() { judged } else { Rounding::OF_SHARES.apply(judged) };
                let judged = judged.normalize();
                found = Some((off, format!("`{one}` against `{other}`: judged {judged}, the weights say {says}")));
            }
        }
    }
    found.map(|(_, text)| text)
}
