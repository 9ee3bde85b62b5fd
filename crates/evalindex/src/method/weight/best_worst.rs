//! The best-worst method: weights from comparisons with the most and the least important item alone.

use dashu_int::IBig;
use rust_decimal::Decimal;

use super::linear::{integers, told_ratio, told_shares};

use super::{DerivedWeights, JudgementFault, WeightMethodError, told};
use crate::number::{Fraction, plain};
use crate::support::simplex::{NoOptimum, Simplex, Variable};

const METHOD: &str = "best_worst";

/// More items are refused: so many take well under a second in the worst case measured.
const MOST_ITEMS: usize = 60;

/// Comparisons with the most and the least important of several items.
///
/// ```
/// use evalindex::{BestWorst, Decimal, best_worst};
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// let whole = |numbers: [i64; 3]| numbers.map(Decimal::from).to_vec();
/// // Wholly consistent: 8 = 2 · 4.
/// let compared = BestWorst::new(items, "b", "c", whole([2, 1, 8]), whole([4, 8, 1]))?;
/// let found = best_worst(&compared)?;
/// assert_eq!(found.weights[1].1.to_string(), "0.6153846154"); // 8/13
/// # Ok::<(), evalindex::WeightMethodError>(())
/// ```
#[derive(Clone, Debug)]
pub struct BestWorst {
    items: Vec<String>,
    best: usize,
    worst: usize,
    best_to_others: Vec<Decimal>,
    others_to_worst: Vec<Decimal>,
}

impl BestWorst {
    /// How many times as important the best item is as each one, and each one as the worst: 1 or more, commonly up to 9.
    ///
    /// # Errors
    /// When the best or the worst is none of the items, or both are one; when there is not one comparison an item, one is
    /// below 1, an item against itself is not 1, or the two of the best against the worst differ.
    pub fn new(
        items: Vec<String>,
        best: &str,
        worst: &str,
        best_to_others: Vec<Decimal>,
        others_to_worst: Vec<Decimal>,
    ) -> Result<Self, WeightMethodError> {
        let mut faults = Vec::new();
        let mut find = |what: &str, id: &str| {
            let place = items.iter().position(|item| item == id);
            if place.is_none() {
                let expected = format!("one of {}", items.join(", "));
                faults.push(JudgementFault::new(format!("the {what} item"), format!("`{id}`"), expected));
            }
            place
        };
        let (of_best, of_worst) = (find("best", best), find("worst", worst));
        if of_best.is_some() && of_best == of_worst {
            faults.push(JudgementFault::new("the worst item", format!("`{worst}`"), "another than the best"));
        }
        let own = |end: Option<usize>| end.filter(|_| of_best != of_worst);
        lengths_and_figures(&items, ("best_to_others", &best_to_others, own(of_best)), &mut faults);
        lengths_and_figures(&items, ("others_to_worst", &others_to_worst, own(of_worst)), &mut faults);
        if let (Some(of_best), Some(of_worst)) = (of_best, of_worst)
            && let (Some(one), Some(other)) = (best_to_others.get(of_worst), others_to_worst.get(of_best))
            && (one != other && of_best != of_worst)
        {
            let (what, found) =
                (format!("`{best}` against `{worst}`"), format!("{} and {}", plain(*one), plain(*other)));
            faults.push(JudgementFault::new(what, found, "the same in both lists"));
        }
        WeightMethodError::unless_none(faults)?;
        let (Some(best), Some(worst)) = (of_best, of_worst) else { return Err(WeightMethodError::Nothing) };
        Ok(Self { items, best, worst, best_to_others, others_to_worst })
    }

    /// What is compared.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// Each item's comparisons, the best's with it and its with the worst.
    fn pairs(&self) -> impl Iterator<Item = (usize, Decimal, Decimal)> {
        let both = self.best_to_others.iter().zip(&self.others_to_worst);
        both.enumerate().map(|(place, (of_best, to_worst))| (place, *of_best, *to_worst))
    }
}

/// Checks a list of comparisons, one an item: 1 with itself, and 1 or more with others.
fn lengths_and_figures(
    items: &[String],
    (what, row, own): (&str, &[Decimal], Option<usize>),
    faults: &mut Vec<JudgementFault>,
) {
    if row.len() != items.len() {
        let expected = format!("{}, one an item", items.len());
        faults.push(JudgementFault::new(what, format!("{} comparisons", row.len()), expected));
    }
    for (place, (times, item)) in row.iter().zip(items).enumerate() {
        let is_own = own == Some(place);
        if *times < Decimal::ONE || (is_own && *times != Decimal::ONE) {
            let expected = if is_own { "1" } else { "1 or more" };
            faults.push(JudgementFault::new(format!("{what} of `{item}`"), plain(*times), expected));
        }
    }
}

/// Weights by the best-worst method in its linear form: the least `ξ` with `|w_B − a_Bj·wⱼ| ≤ ξ`, `|wⱼ − a_jW·w_W| ≤ ξ`,
/// Σw = 1, solved exactly and told to 10 decimals. Just one set of weights has it: with ξ as the unit, each `wⱼ` is as large
/// as `w_B` and `w_W` allow, and those cannot be traded for each other. The diagnostics tell `xi`, nearer to 0 the
/// more consistent, and `input_consistency`, `max |a_Bj·a_jW − a_BW|/(a_BW² − a_BW)`, from 0, which is wholly consistent,
/// up; where it is not 0, with the comparisons that make it. Sources: Rezaei, Omega 64 (2016); Liang, Brunelli & Rezaei,
/// Omega 96 (2020).
///
/// # Errors
/// When there are more than 60 items.
pub fn best_worst(compared: &BestWorst) -> Result<DerivedWeights, WeightMethodError> {
    let count = compared.items.len();
    if count > MOST_ITEMS {
        let (found, expected) = (format!("{count} items"), format!("at most {MOST_ITEMS}"));
        return Err(WeightMethodError::TooLarge { method: METHOD, found, expected });
    }
    let Optimum { weights, xi } = solve(compared).map_err(|_| WeightMethodError::Unsolved { method: METHOD })?;
    let told_weights = told_shares(&weights).ok_or(WeightMethodError::TooLong)?;
    // Weights total 1, so that their numerators total the denominator.
    let xi = told_ratio(&xi, &weights.iter().sum()).ok_or(WeightMethodError::TooLong)?;
    let (consistency, worst) = consistency(compared).ok_or(WeightMethodError::TooLong)?;
    let mut found = DerivedWeights::new(METHOD, &compared.items, told_weights);
    found.diagnostics = vec![("xi", xi), ("input_consistency", told(consistency.to_real())?)];
    found.remarks = worst.into_iter().map(|text| ("worst_judgement", text)).collect();
    Ok(found)
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
    let of = |place: usize| weights.get(place).copied().ok_or(NoOptimum::Broken);
    let (best, worst) = (of(compared.best)?, of(compared.worst)?);
    // The best against itself says nothing, and against the worst what the worst says.
    for (place, of_best, to_worst) in compared.pairs().filter(|(place, ..)| *place != compared.best) {
        let item = of(place)?;
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

/// The ratio of Liang et al., and the comparisons that make it.
fn consistency(compared: &BestWorst) -> Option<(Fraction, Option<String>)> {
    let ends = Fraction::from_decimal(*compared.best_to_others.get(compared.worst)?);
    let scale = ends.times(ends)?.minus(ends)?;
    let (mut most, mut worst) = (Fraction::ZERO, None);
    for (place, of_best, to_worst) in compared.pairs() {
        let off = Fraction::from_decimal(of_best).times(Fraction::from_decimal(to_worst))?.minus(ends)?;
        let off = if off.is_negative() { off.negated()? } else { off };
        // Where the best is judged as important as the worst, everything else is as well, or the ratio has no scale.
        let ratio = if scale.is_zero() { off } else { off.over(scale)? };
        if ratio.compare(most)?.is_gt() && place != compared.best && place != compared.worst {
            let name = |place: usize| compared.items.get(place).map_or("", String::as_str);
            most = ratio;
            worst = Some(format!(
                "`{}` is {} times `{item}` and that {} times `{}`, which is {} times itself",
                name(compared.best),
                plain(of_best),
                plain(to_worst),
                name(compared.worst),
                plain(ends.to_decimal()?),
                item = name(place),
            ));
        }
    }
    Some((most, worst))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(best: &str, to_others: [i64; 5], to_worst: [i64; 5]) -> Result<BestWorst, String> {
        let items = ["quality", "price", "comfort", "safety", "style"].map(str::to_owned).to_vec();
        let whole = |numbers: [i64; 5]| numbers.map(Decimal::from).to_vec();
        BestWorst::new(items, best, "style", whole(to_others), whole(to_worst)).map_err(|error| error.to_string())
    }

    /// SciPy's `linprog` finds 16, 28, 8, 10, 3 and ξ = 4, of 65: each constraint but that of price against safety is
    /// tight, such as 28 − 2·16 = −4. Rounded they total 10⁻¹⁰ too much, which the largest gives.
    #[test]
    fn weights_agree_with_another_solver() {
        let found = best_worst(&compared("price", [2, 1, 4, 3, 8], [4, 8, 4, 2, 1]).unwrap()).unwrap();
        let weights: Vec<String> = found.weights.iter().map(|(_, weight)| weight.to_string()).collect();
        assert_eq!(weights, ["0.2461538462", "0.4307692307", "0.1230769231", "0.1538461538", "0.0461538462"]);
        // (16 − 8)/(64 − 8) of comfort.
        assert_eq!(found.diagnostics[0], ("xi", Decimal::new(615_384_615, 10)));
        assert_eq!(found.diagnostics[1], ("input_consistency", Decimal::new(142_857_142_857, 12)));
        assert_eq!(
            found.remarks[0].1,
            "`price` is 4 times `comfort` and that 4 times `style`, which is 8 times itself"
        );
    }

    #[test]
    fn comparisons_that_cannot_be_are_named() {
        let refused = |best, to_others, to_worst| compared(best, to_others, to_worst).unwrap_err();
        assert_eq!(
            refused("colour", [2, 1, 4, 3, 8], [4, 8, 4, 2, 1]),
            "judgements: the best item; found `colour`, expected one of quality, price, comfort, safety, style"
        );
        assert_eq!(
            refused("style", [2, 1, 4, 3, 8], [4, 8, 4, 2, 1]),
            "judgements: the worst item; found `style`, expected another than the best"
        );
        assert_eq!(
            refused("price", [2, 3, 4, 3, 8], [4, 8, 4, 2, 1]),
            "judgements: best_to_others of `price`; found 3, expected 1"
        );
        assert_eq!(
            refused("price", [2, 1, 0, 3, 8], [4, 8, 4, 2, 1]),
            "judgements: best_to_others of `comfort`; found 0, expected 1 or more"
        );
        assert_eq!(
            refused("price", [2, 1, 4, 3, 8], [4, 7, 4, 2, 1]),
            "judgements: `price` against `style`; found 8 and 7, expected the same in both lists"
        );
    }

    #[test]
    fn more_items_than_are_solved_in_time_are_refused() {
        let items: Vec<String> = (0..61).map(|item| format!("i{item}")).collect();
        let compared = BestWorst::new(items, "i0", "i1", vec![Decimal::ONE; 61], vec![Decimal::ONE; 61]).unwrap();
        assert_eq!(
            best_worst(&compared).unwrap_err().to_string(),
            "`best_worst` cannot weigh so much; found 61 items, expected at most 60"
        );
    }
}
