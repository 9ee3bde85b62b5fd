//! The linear program of the best-worst method.

use dashu_int::IBig;

use super::end_judgements::of_each;
use super::{BestWorst, EndJudgements, METHOD, consistency};
use crate::method::weight::data::Columns;
use crate::method::weight::derived::DerivedWeights;
use crate::method::weight::error::WeightMethodError;
use crate::method::weight::experts::mean_of_weights;
use crate::method::weight::judged::Judged;
use crate::method::weight::linear::{integers, proportion, published_ratio};
use crate::support::simplex::{NoOptimum, Simplex, Variable};

/// Weights by the best-worst method in its linear form: the least `ξ` with `|w_B − a_Bj·wⱼ| ≤ ξ`, `|wⱼ − a_jW·w_W| ≤ ξ`,
/// Σw = 1, solved exactly. The solution is unique: with ξ as the unit, each `wⱼ` is as large
/// as `w_B` and `w_W` allow, and these two cannot be exchanged for each other. The diagnostics tell `xi`, nearer to 0 the
/// more consistent, and `input_consistency`, `max |a_Bj·a_jW − a_BW|/(a_BW² − a_BW)`, from 0, which is wholly consistent,
/// up; where it is not 0, with the comparisons that make it. Sources: Rezaei, Omega 64 (2016); Liang, Brunelli & Rezaei,
/// Omega 96 (2020).
///
/// # Errors
/// When there are more than 60 items.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::weight::{BestWorst, best_worst};
///
/// let whole = |numbers: [i64; 3]| numbers.map(Decimal::from).to_vec();
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// let compared = BestWorst::new(items, "b", "c", whole([2, 1, 8]), whole([4, 8, 1]))?;
/// assert_eq!(best_worst(&compared)?.diagnostics[0], ("xi", Decimal::ZERO)); // 8 = 2 · 4
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn best_worst(compared: &BestWorst) -> Result<DerivedWeights, WeightMethodError> {
    let (consistency, worst) = consistency(compared)?;
    let Optimum { weights, xi } = solve(compared).map_err(|_| WeightMethodError::Unsolved { method: METHOD })?;
    let shares = proportion(&weights).ok_or(WeightMethodError::TooLong)?;
    // Weights total 1, so that their numerators total the denominator.
    let xi = published_ratio(&xi, &weights.iter().sum()).ok_or(WeightMethodError::TooLong)?;
    let mut found = DerivedWeights::new(METHOD, &compared.items, shares);
    found.diagnostics = vec![("xi", xi), ("input_consistency", consistency)];
    found.remarks = worst.into_iter().map(|text| ("worst_judgement", text)).collect();
    Ok(found)
}

pub(crate) fn weigh(columns: &Columns, judged: &Judged<EndJudgements>) -> Result<DerivedWeights, WeightMethodError> {
    let experts = match judged {
        Judged::One(judgements) => return best_worst(&judgements.of(columns.ids())?),
        Judged::Several(experts) => experts,
    };
    let (each, shares) = of_each(experts, columns.ids())?;
    let alone: Vec<DerivedWeights> = each.iter().map(best_worst).collect::<Result<_, _>>()?;
    mean_of_weights((METHOD, columns.ids()), &alone, &shares)?.of_experts(alone, &shares, experts.combine)
}

/// Weights and ξ, over the total of the weights.
struct Optimum {
    weights: Vec<IBig>,
    xi: IBig,
}

#[allow(clippy::arithmetic_side_effects, reason = "big integers grow, they do not overflow")]
fn solve(compared: &BestWorst) -> Result<Optimum, NoOptimum> {
    let mut program = Simplex::new();
    let weights: Vec<Variable> = compared.items.iter().map(|_| program.variable()).collect();
    let xi = program.variable();
    program.exactly(&weights.iter().map(|weight| (*weight, IBig::ONE)).collect::<Vec<_>>(), &IBig::ONE)?;
    let of = |position: usize| weights.get(position).copied().ok_or(NoOptimum::Broken);
    let (best, worst) = (of(compared.best)?, of(compared.worst)?);
    // The comparison of the best with itself says nothing, and that with the worst is in both lists.
    for (position, of_best, to_worst) in compared.pairs().filter(|(position, ..)| *position != compared.best) {
        let item = of(position)?;
        for (one, times, other) in [(best, of_best, item), (item, to_worst, worst)] {
            if one == other {
                continue;
            }
            let (times, unit) = integers([times].iter());
            let times = times.into_iter().next().ok_or(NoOptimum::Broken)?;
            program.at_most(&[(one, unit.clone()), (other, -&times), (xi, -&unit)], &IBig::ZERO);
            program.at_most(&[(one, -&unit), (other, times), (xi, -unit)], &IBig::ZERO);
        }
    }
    program.maximise(&[(xi, -IBig::ONE)])?;
    let weights = weights.into_iter().map(|weight| program.numerator(weight)).collect();
    Ok(Optimum { weights, xi: program.numerator(xi) })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::super::tests::compared;
    use super::*;

    /// SciPy's `linprog` finds 16, 28, 8, 10, 3 and ξ = 4, of 65: each constraint but that of price against safety is
    /// tight, such as 28 − 2·16 = −4.
    #[test]
    fn weights_agree_with_another_solver() {
        let found = best_worst(&compared("price", [2, 1, 4, 3, 8], [4, 8, 4, 2, 1]).unwrap()).unwrap();
        assert_eq!((found.exact.parts(), found.exact.total()), (&[16, 28, 8, 10, 3][..], 65));
        assert_eq!(found.weights[0].1, Decimal::new(246_153_846_154, 12));
        // (16 − 8)/(64 − 8) of comfort.
        assert_eq!(found.diagnostics[0], ("xi", Decimal::new(61_538_461_538, 12)));
        assert_eq!(found.diagnostics[1], ("input_consistency", Decimal::new(142_857_142_857, 12)));
        assert_eq!(
            found.remarks[0].1,
            "`price` is 4 times `comfort` and that 4 times `style`, which is 8 times itself"
        );
    }
}
