//! One row of a ranking without explanations.

use crate::number::Score;
use crate::order::Rank;

/// A subject's place in a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The place.
    pub rank: Rank,
    /// The subject, by its place among the document's subjects.
    pub subject: usize,
    /// The total score.
    pub score: Score,
}
