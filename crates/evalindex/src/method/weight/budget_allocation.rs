//! Budget allocation: weights from how experts share out points.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::ser::SerializeMap;

use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::{JudgementFault, WeightMethodError};
use super::json::Numbers;
use super::judgement_file::{Cell, NumberRows, parsed};
use super::parameter::{JudgedItems, Parameter};
use super::proportion::share;
use crate::json::Fields;
use crate::number::{Exact, I256, Proportion, in_one_unit, plain};

const METHOD: &str = "budget_allocation";

/// Weights by budget allocation: each expert shares the same budget, such as 100 points, out among the items; a weight is
/// the mean of what the experts give, over the budget. The diagnostics tell the number of `experts` and, of each item, the
/// `least` and the `most` that one of them gives, over the budget. Source: Handbook on Constructing Composite Indicators
/// (OECD & JRC 2008), section 6.
///
/// # Errors
/// When there are no items or no experts, an expert gives other than one figure an item, or a negative one, or another
/// budget than the first: the error names every such expert.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::weight::budget_allocation;
///
/// let items = ["a", "b", "c"].map(str::to_owned);
/// let budgets = [[50, 30, 20], [40, 40, 20]].map(|row| row.map(Decimal::from).to_vec());
/// let found = budget_allocation(&items, &budgets)?;
/// assert_eq!(found.weights[0], ("a".to_owned(), Decimal::new(45, 2)));
/// # Ok::<(), evalindex::weight::WeightMethodError>(())
/// ```
pub fn budget_allocation(items: &[String], budgets: &[Vec<Decimal>]) -> Result<DerivedWeights, WeightMethodError> {
    let first = budgets.first().ok_or(WeightMethodError::Nothing)?;
    if items.is_empty() {
        return Err(WeightMethodError::Nothing);
    }
    let agreed = total(first)?;
    let mut faults = Vec::new();
    for (number, budget) in (1_usize..).zip(budgets) {
        let before = faults.len();
        check(number, budget, items, &mut faults);
        let all = total(budget)?;
        if faults.len() == before && (all != agreed || all.is_zero()) {
            let expected =
                if all.is_zero() { "a positive total".to_owned() } else { format!("{} as expert 1", plain(agreed)) };
            faults.push(JudgementFault::new(format!("expert {number} gives another total"), plain(all), expected));
        }
    }
    WeightMethodError::unless_none(faults)?;
    mean_shares(items, budgets, agreed).ok_or(WeightMethodError::TooLong)
}

pub(super) fn weigh(columns: &Columns, budgets: &[Vec<Decimal>]) -> Result<DerivedWeights, WeightMethodError> {
    budget_allocation(columns.ids(), budgets)
}

/// The points that experts give, a row an expert, in the order of the children.
pub type Budgets = Vec<Vec<Decimal>>;

impl Parameter for Budgets {
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required(name)
    }

    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        let rows: Vec<Numbers<'_>> = self.iter().map(|row| Numbers(row)).collect();
        map.serialize_entry(name, &rows)
    }
}

impl JudgedItems for Budgets {
    fn from_file(text: &str) -> Result<(Vec<String>, Self), WeightMethodError> {
        /// The form.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            items: Vec<String>,
            budgets: Vec<Vec<Cell>>,
        }
        let Form { items, budgets } = parsed(text)?;
        let mut numbers = NumberRows::of(&items);
        let experts = (1..).zip(&budgets);
        let budgets =
            experts.map(|(expert, row)| numbers.row(&format!("the budget of expert {expert}"), row)).collect();
        numbers.all_read()?;
        Ok((items, budgets))
    }
}

fn check(number: usize, budget: &[Decimal], items: &[String], faults: &mut Vec<JudgementFault>) {
    if budget.len() != items.len() {
        let (what, found) = (format!("the budget of expert {number}"), format!("{} figures", budget.len()));
        faults.push(JudgementFault::new(what, found, format!("{}, one an item", items.len())));
    }
    for (item, points) in items.iter().zip(budget).filter(|(_, points)| **points < Decimal::ZERO) {
        let what = format!("what expert {number} gives `{item}`");
        faults.push(JudgementFault::new(what, plain(*points), "0 or more"));
    }
}

fn total(budget: &[Decimal]) -> Result<Decimal, WeightMethodError> {
    let sum = budget.iter().try_fold(Decimal::ZERO, |sum, points| sum.checked_add(*points));
    sum.map(|sum| sum.normalize()).ok_or(WeightMethodError::TooLong)
}

/// What all experts give each item, in one unit.
fn totals(items: usize, budgets: &[Vec<Decimal>]) -> Option<Vec<I256>> {
    let points = in_one_unit(&budgets.concat())?;
    let mut totals = vec![I256::ZERO; items];
    for budget in points.chunks(items) {
        for (total, points) in totals.iter_mut().zip(budget) {
            *total = total.checked_add(*points)?;
        }
    }
    Some(totals)
}

fn mean_shares(items: &[String], budgets: &[Vec<Decimal>], budget: Decimal) -> Option<DerivedWeights> {
    let budget = Exact::from(budget);
    let (mut least, mut most) = (Vec::new(), Vec::new());
    for (position, item) in items.iter().enumerate() {
        let given: Vec<Decimal> = budgets.iter().map(|budget| budget.get(position).copied()).collect::<Option<_>>()?;
        let share = |points: &Decimal| share(&Exact::from(*points).over(&budget)?);
        least.push((item.clone(), share(given.iter().min()?)?));
        most.push((item.clone(), share(given.iter().max()?)?));
    }
    let mut found = DerivedWeights::new(METHOD, items, Proportion::computed(&totals(items.len(), budgets)?)?);
    found.diagnostics = vec![("experts", Decimal::from(budgets.len()))];
    found.by_child = vec![("least", least), ("most", most)];
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allocate(rows: &[[i64; 3]]) -> Result<DerivedWeights, String> {
        let items = ["a", "b", "c"].map(str::to_owned);
        let budgets: Vec<_> = rows.iter().map(|row| row.map(Decimal::from).to_vec()).collect();
        budget_allocation(&items, &budgets).map_err(|error| error.to_string())
    }

    #[test]
    fn weights_are_means_and_tell_how_far_experts_differ() {
        // (50 + 30 + 10)/300, (25 + 50 + 60)/300, (25 + 20 + 30)/300
        let found = allocate(&[[50, 25, 25], [30, 50, 20], [10, 60, 30]]).unwrap();
        let weights: Vec<String> = found.weights.iter().map(|(_, weight)| weight.to_string()).collect();
        assert_eq!(weights, ["0.3", "0.45", "0.25"]);
        assert_eq!(found.by_child[1].1[1], ("b".to_owned(), Decimal::new(6, 1)));
    }

    #[test]
    fn another_total_and_a_negative_gift_name_the_expert() {
        let refused = |rows: &[[i64; 3]]| allocate(rows).unwrap_err();
        assert_eq!(
            refused(&[[50, 25, 25], [50, 25, 20]]),
            "judgements: expert 2 gives another total; found 95, expected 100 as expert 1"
        );
        assert_eq!(
            refused(&[[150, -25, -25]]),
            "judgements: what expert 1 gives `b`; found -25, expected 0 or more\n\
             judgements: what expert 1 gives `c`; found -25, expected 0 or more"
        );
        assert_eq!(
            refused(&[[0, 0, 0]]),
            "judgements: expert 1 gives another total; found 0, expected a positive total"
        );
        assert_eq!(refused(&[]), "there is nothing to weigh");
    }
}
