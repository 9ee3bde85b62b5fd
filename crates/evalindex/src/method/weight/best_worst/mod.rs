//! The best-worst method: weights from comparisons with the most and the least important item alone.

mod end_judgements;
#[cfg(feature = "data-weights")]
mod program;

use rust_decimal::Decimal;

use super::error::{JudgementFault, WeightMethodError};
use super::proportion::published;
use crate::number::{Exact, plain};

pub use self::end_judgements::EndJudgements;
pub(super) use self::end_judgements::check;

#[cfg(feature = "data-weights")]
pub use self::program::best_worst;
#[cfg(feature = "data-weights")]
pub(super) use self::program::weigh;

const METHOD: &str = "best_worst";

/// More items are refused: so many take well under a second in the worst case measured.
const MOST_ITEMS: usize = 60;

/// Comparisons with the most and the least important of several items.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::weight::{BestWorst, best_worst};
///
/// let items = ["a", "b", "c"].map(str::to_owned).to_vec();
/// let whole = |numbers: [i64; 3]| numbers.map(Decimal::from).to_vec();
/// // Wholly consistent: 8 = 2 · 4.
/// let compared = BestWorst::new(items, "b", "c", whole([2, 1, 8]), whole([4, 8, 1]))?;
/// let found = best_worst(&compared)?;
/// assert_eq!(found.weights[1].1.to_string(), "0.615384615385"); // 8/13
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
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
            let position = items.iter().position(|item| item == id);
            if position.is_none() {
                let expected = format!("one of {}", items.join(", "));
                faults.push(JudgementFault::new(format!("the {what} item"), format!("`{id}`"), expected));
            }
            position
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

    /// The items that are compared.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// Each item's comparisons, the best's with it and its with the worst.
    fn pairs(&self) -> impl Iterator<Item = (usize, Decimal, Decimal)> {
        let both = self.best_to_others.iter().zip(&self.others_to_worst);
        both.enumerate().map(|(position, (of_best, to_worst))| (position, *of_best, *to_worst))
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
    for (position, (times, item)) in row.iter().zip(items).enumerate() {
        let is_own = own == Some(position);
        if *times < Decimal::ONE || (is_own && *times != Decimal::ONE) {
            let expected = if is_own { "1" } else { "1 or more" };
            faults.push(JudgementFault::new(format!("{what} of `{item}`"), plain(*times), expected));
        }
    }
}

/// The consistency of the input, from 0, and the comparisons that make it; refused where there are too many items.
fn consistency(compared: &BestWorst) -> Result<(Decimal, Option<String>), WeightMethodError> {
    let count = compared.items.len();
    if count > MOST_ITEMS {
        let (found, expected) = (format!("{count} items"), format!("at most {MOST_ITEMS}"));
        return Err(WeightMethodError::TooLarge { method: METHOD, found, expected });
    }
    let (ratio, worst) = least_consistent(compared).ok_or(WeightMethodError::TooLong)?;
    Ok((published(ratio.to_real())?, worst))
}

/// The ratio of Liang et al., and the comparisons that make it.
fn least_consistent(compared: &BestWorst) -> Option<(Exact, Option<String>)> {
    let ends = Exact::from(*compared.best_to_others.get(compared.worst)?);
    let scale = &(&ends * &ends) - &ends;
    let (mut most, mut worst) = (Exact::ZERO, None);
    for (position, of_best, to_worst) in compared.pairs() {
        let off = (&(Exact::from(of_best) * Exact::from(to_worst)) - &ends).abs();
        // Where the best is judged as important as the worst, everything else is as well, or the ratio has no scale.
        let ratio = if scale.is_zero() { off } else { off.over(&scale)? };
        if ratio > most && position != compared.best && position != compared.worst {
            let name = |position: usize| compared.items.get(position).map_or("", String::as_str);
            most = ratio;
            worst = Some(format!(
                "`{}` is {} times `{item}` and that {} times `{}`, which is {} times itself",
                name(compared.best),
                plain(of_best),
                plain(to_worst),
                name(compared.worst),
                plain(ends.to_decimal()?),
                item = name(position),
            ));
        }
    }
    Some((most, worst))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn compared(best: &str, to_others: [i64; 5], to_worst: [i64; 5]) -> Result<BestWorst, String> {
        let items = ["quality", "price", "comfort", "safety", "style"].map(str::to_owned).to_vec();
        let whole = |numbers: [i64; 5]| numbers.map(Decimal::from).to_vec();
        BestWorst::new(items, best, "style", whole(to_others), whole(to_worst)).map_err(|error| error.to_string())
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
            consistency(&compared).unwrap_err().to_string(),
            "`best_worst` cannot weigh so much; found 61 items, expected at most 60"
        );
    }
}
