//! The lowest score.

use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use crate::number::{Exact, Formula, Function};

/// `min sᵢ`, whatever the weights.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    parts.present.iter().map(|part| &part.score).min().cloned().ok_or(AggregateError::TooLarge)
}

/// The scores among which it is.
pub(super) fn formula(children: &Weighed<'_>) -> Formula {
    children.among(Function::Min)
}

#[cfg(test)]
mod tests {
    use super::super::Aggregate::Minimum;
    use super::super::testing::{combined, points};

    #[test]
    fn the_weakest_decides_however_little_it_weighs() {
        assert_eq!(combined(Minimum, &[("90", 99), ("-3.5", 1), ("70", 5)]), Ok(points("-3.5")));
    }
}
