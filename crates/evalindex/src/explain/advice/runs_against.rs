//! Indicators that run against the others.

use rust_decimal::Decimal;

use super::look::{FEWEST_SUBJECTS, Look};
use super::{Advice, AdviceKind, short};
use crate::support::Refused;

/// Correlations below this one are against the others.
const LIMIT: Decimal = Decimal::from_parts(5, 0, 0, true, 1);

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let all = look.scores.with_others().into_iter();
    let against = all.filter_map(|(node, subjects, correlation)| {
        let correlation = correlation.filter(|r| *r < LIMIT && subjects >= FEWEST_SUBJECTS)?;
        let text = format!(
            "its scores run against the mean of the others (correlation {}): is its direction right?",
            short(correlation)
        );
        let advice = look.advice(AdviceKind::RunsAgainst).at(look.id(node));
        Some(advice.figure("correlation", Some(correlation)).number("subjects", subjects).text(text))
    });
    Ok(against.collect())
}
