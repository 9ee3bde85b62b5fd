//! The analytic hierarchy process by geometric means of rows.

use super::consistency::with_consistency;
use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::WeightMethodError;
use super::pair_judgements::PairJudgements;
use super::pairs::Judgements;
use super::proportion::normalised;
use crate::number::Real;

const METHOD: &str = "ahp_geometric";

/// Weights by the geometric means of the rows, with the same diagnostics, `λ` being the mean of `(A·w)ᵢ/wᵢ`. Source:
/// Crawford & Williams, Journal of Mathematical Psychology 29 (1985).
///
/// # Errors
/// As [`ahp`](super::ahp()).
///
/// ```
/// use evalindex::weight::{Judgements, ahp_geometric};
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// // Wholly consistent: 6 = 2 · 3.
/// let rows = [["1", "2", "6"], ["1/2", "1", "3"], ["1/6", "1/3", "1"]];
/// let found = ahp_geometric(&Judgements::parse(items, &rows.map(|row| row.map(str::to_owned).to_vec()))?)?;
/// assert_eq!(found.weights[0], ("a".to_owned(), "0.6".parse().unwrap()));
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn ahp_geometric(judgements: &Judgements) -> Result<DerivedWeights, WeightMethodError> {
    let rows = judgements.reals();
    let count = i128::try_from(rows.len()).map_err(|_| WeightMethodError::TooLong)?;
    let mean = |row: &Vec<Real>| {
        let logs: Vec<Real> = row.iter().map(|judgement| judgement.ln()).collect::<Option<_>>()?;
        Real::total(logs).over(Real::from_i128(count))?.exp()
    };
    let means: Option<Vec<Real>> = rows.iter().map(mean).collect();
    let weights = means.and_then(|means| normalised(&means)).ok_or(WeightMethodError::TooLong)?;
    with_consistency(METHOD, judgements, &weights)
}

pub(super) fn weigh(columns: &Columns, judgements: &PairJudgements) -> Result<DerivedWeights, WeightMethodError> {
    judgements.weigh(METHOD, columns.ids(), ahp_geometric)
}
