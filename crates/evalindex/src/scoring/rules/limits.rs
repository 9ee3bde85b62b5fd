//! Ends of a computation that rules share: limits, and the one rounding to a score.

use rust_decimal::Decimal;

use super::{RuleError, Scored};
use crate::number::{Fraction, Score};

/// The exact result as a score.
pub(super) fn finish(result: Option<Fraction>) -> Result<Scored, RuleError> {
    whole(result).map(Scored::from)
}

/// The exact result held within declared limits, as a score that says whether they moved it.
pub(super) fn finish_within(
    result: Option<Fraction>,
    floor: Option<Decimal>,
    cap: Option<Decimal>,
) -> Result<Scored, RuleError> {
    let free = whole(result)?;
    let score = |limit: Decimal| Score::from_decimal(limit).ok_or(RuleError::TooLarge);
    let mut held = free;
    if let Some(cap) = cap {
        held = held.min(score(cap)?);
    }
    if let Some(floor) = floor {
        held = held.max(score(floor)?);
    }
    Ok(Scored { score: held, limited: held != free })
}

fn whole(result: Option<Fraction>) -> Result<Score, RuleError> {
    result.and_then(Fraction::to_score).ok_or(RuleError::TooLarge)
}

/// `amount · part / whole`, exactly.
pub(super) fn proportion(amount: Fraction, part: Fraction, whole: Fraction) -> Option<Fraction> {
    amount.times(part)?.over(whole)
}
