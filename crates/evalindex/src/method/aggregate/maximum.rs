//! The highest score.

use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use crate::number::{Exact, Formula, Function};

/// `max sᵢ`, whatever the weights.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    parts.present.iter().map(|part| &part.score).max().cloned().ok_or(AggregateError::TooLarge)
}

/// The scores among which it is.
pub(super) fn formula(children: &Weighed<'_>) -> Formula {
    children.among(Function::Max)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Maximum;
    use super::super::testing::{combined, points};

    #[test]
    fn the_strongest_decides_however_little_it_weighs() {
        assert_eq!(combined(Maximum, &[("40", 99), ("90.25", 1), ("70", 5)]), Ok(points("90.25")));
    }
}
