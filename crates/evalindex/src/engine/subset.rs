//! Some subjects of an index by themselves: to look at two of thousands under many weights.

use super::adjust::Adjusted;
use super::prepare::ScoredIndex;
use super::view::View;
use crate::engine::shares::TreeShares;
use crate::support::Refused;

/// Some subjects of an index, in the order asked for.
#[derive(Debug)]
pub(crate) struct Subset {
    scored: ScoredIndex,
    adjusted: Vec<Adjusted>,
}

impl View<'_> {
    /// Some subjects by themselves, by place among the index's subjects; none where scores of dimensions depend on who
    /// else there is.
    pub(crate) fn subset(&self, places: &[usize]) -> Option<Subset> {
        let scored = self.scored.of_some(places)?;
        let adjusted = places.iter().map(|place| self.adjusted.get(*place).cloned().unwrap_or_default());
        Some(Subset { scored, adjusted: adjusted.collect() })
    }

    /// The same index of some subjects, under these weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated under them.
    pub(crate) fn of_subset<'b>(&'b self, few: &'b Subset, shares: &'b TreeShares) -> Result<View<'b>, Refused> {
        View::of((self.draft, self.index), (&few.scored, &few.adjusted), shares)
    }
}
