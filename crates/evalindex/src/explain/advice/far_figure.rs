//! Figures that are far above all others of their column.

use super::look::Look;
use super::{Advice, AdviceKind};
use crate::engine::level;
use crate::model::Row;
use crate::number::Exact;
use crate::support::Refused;

/// How many times the median is too far.
const TIMES: i32 = 100;

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let mut found = Vec::new();
    let (subjects, values) = (&look.view.scored.subjects, &look.view.draft.values);
    for (node, indicator) in look.indicators().filter(|(_, indicator)| indicator.from.is_none()) {
        let figure = |(row, subject)| Some((row, level(values, indicator, subject)?));
        let figures: Vec<(Row, Exact)> =
            subjects.iter().map(|(row, subject)| (row, *subject)).filter_map(figure).collect();
        let Some(median) = median(figures.iter().map(|(_, figure)| figure.clone().abs()).collect()) else { continue };
        let limit = &median * &Exact::from(TIMES);
        for (row, figure) in figures.iter().filter(|(_, figure)| figure.clone().abs() > limit && !limit.is_zero()) {
            let text = format!(
                "{} is over {TIMES} times the median absolute value of its column, {}: is the unit right?",
                figure.shown(),
                median.shown()
            );
            let advice = look.advice(AdviceKind::FarFigure).of(look.subject(*row)).at(look.id(node));
            let advice = advice.figure("value", figure.to_decimal()).figure("median", median.to_decimal());
            found.push(advice.text(text));
        }
    }
    Ok(found)
}

/// The median; of an even number of values the mean of the two in the middle. None of no values.
fn median(mut values: Vec<Exact>) -> Option<Exact> {
    let middle = values.len().div_euclid(2);
    let is_even = middle.saturating_mul(2) == values.len();
    // Only in a list of some values is there one at the middle.
    let (below, upper, _) = (middle < values.len()).then(|| values.select_nth_unstable(middle))?;
    match below.iter().max().filter(|_| is_even) {
        Some(lower) => (lower + &*upper).over(&Exact::from(2)),
        None => Some(upper.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle_or_the_mean_of_the_two_there() {
        let of = |values: &[i32]| median(values.iter().copied().map(Exact::from).collect());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some(Exact::from(7)));
        assert_eq!(of(&[9, 1, 5]), Some(Exact::from(5)));
        assert_eq!(of(&[9, 1, 4, 5]), Exact::ratio(9, 2));
    }
}
