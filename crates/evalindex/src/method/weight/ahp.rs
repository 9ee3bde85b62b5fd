//! The analytic hierarchy process by the principal eigenvector.

use super::consistency::with_consistency;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::eigen::principal;
use super::error::WeightMethodError;
use super::pair_judgements::PairJudgements;
use super::pairs::Judgements;
use super::proportion::normalised;

const METHOD: &str = "ahp";

/// Weights by the principal eigenvector of the judgements, with `lambda_max`, the consistency index
/// `(λ − n)/(n − 1)`, and its ratio to the random index (Saaty 1987: .58 .90 1.12 1.24 1.32 1.41 1.45 1.49 for 3 to 10
/// items); a ratio above 0.1 is said to be inconsistent, and the judgement furthest from the weights is named. Source:
/// Saaty, Journal of Mathematical Psychology 15 (1977).
///
/// # Errors
/// When there are more than 10 items, for which there is no random index, or the numbers have too many digits.
///
/// ```
/// use evalindex::weight::{Judgements, ahp};
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// // Wholly consistent: 6 = 2 · 3.
/// let rows = [["1", "2", "6"], ["1/2", "1", "3"], ["1/6", "1/3", "1"]];
/// let found = ahp(&Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?)?;
/// assert_eq!(found.weights[0], ("a".to_owned(), "0.6".parse().unwrap()));
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn ahp(judgements: &Judgements) -> Result<DerivedWeights, WeightMethodError> {
    let weights = principal(&judgements.reals()).and_then(|vector| normalised(&vector));
    let weights = weights.ok_or(WeightMethodError::TooLong)?;
    with_consistency(METHOD, judgements, &weights)
}

pub(super) fn weigh(columns: &Columns, judgements: &PairJudgements) -> Result<DerivedWeights, WeightMethodError> {
    judgements.weigh(METHOD, columns.ids(), ahp)
}
