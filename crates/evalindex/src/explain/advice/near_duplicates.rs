//! Indicators that say nearly the same.

use rust_decimal::Decimal;

use super::look::{FEWEST_SUBJECTS, Look};
use super::{Advice, AdviceKind, short};
use crate::support::Refused;

/// Correlations above this one, or below its negative, are those of near-duplicates.
const LIMIT: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

pub(super) fn find(look: &Look<'_>) -> Result<Vec<Advice>, Refused> {
    let pairs = look.scores.duplicates(LIMIT).filter(|(one, other, _)| look.counts(*one) && look.counts(*other));
    let of_pair = |(one, other, correlation): (_, _, Decimal)| {
        let subjects = look.scores.scored_at_both(one, other);
        if correlation.abs() <= LIMIT || subjects < FEWEST_SUBJECTS {
            return None;
        }
        let text = format!(
            "its scores and those of `{}` say nearly the same (correlation {})",
            look.id(other),
            short(correlation)
        );
        let advice = look.advice(AdviceKind::NearDuplicates).at(look.id(one)).and(look.id(other));
        Some(advice.figure("correlation", Some(correlation)).number("subjects", subjects).text(text))
    };
    Ok(pairs.filter_map(of_pair).collect())
}
