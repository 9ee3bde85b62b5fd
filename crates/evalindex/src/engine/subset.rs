//! Some subjects of an index by themselves: to look at two of thousands under many weights.

use super::adjust::Adjusted;
use super::prepare::PreparedIndex;
use super::view::View;
use crate::engine::shares::TreeShares;
use crate::support::Refused;

/// Some subjects of an index, in the order asked for.
#[derive(Debug)]
pub(crate) struct Few {
    prepared: PreparedIndex,
    adjusted: Vec<Adjusted>,
}

impl View<'_> {
    /// Some subjects by themselves, by place among the index's subjects; none where scores of dimensions depend on who
    /// else there is.
    pub(crate) fn few(&self, places: &[usize]) -> Option<Few> {
        let prepared = self.prepared.of_some(places)?;
        let adjusted = places.iter().map(|place| self.adjusted.get(*place).cloned().unwrap_or_default());
        Some(Few { prepared, adjusted: adjusted.collect() })
    }

    /// The same index of some subjects, under these weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated under them.
    pub(crate) fn of_few<'b>(&'b self, few: &'b Few, shares: &'b TreeShares) -> Result<View<'b>, Refused> {
        View::of((self.draft, self.index), (&few.prepared, &few.adjusted), shares)
    }
}
