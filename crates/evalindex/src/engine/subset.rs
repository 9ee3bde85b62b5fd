//! Two subjects of an index by themselves, so that two of thousands can be compared under many weights.

use super::adjust::Adjusted;
use super::prepare::ScoredIndex;
use super::view::View;
use crate::engine::shares::TreeShares;
use crate::model::{PerRow, Row};
use crate::support::{Interrupt, Refused};

/// Two subjects of an index, in the order asked for.
#[derive(Debug)]
pub(crate) struct Subset {
    /// Their rows within the subset.
    rows: [Row; 2],
    scored: ScoredIndex,
    adjusted: PerRow<Adjusted>,
}

impl Subset {
    /// The rows of the two within the subset, in the order asked for.
    pub(crate) fn rows(&self) -> [Row; 2] {
        self.rows
    }
}

impl View<'_> {
    /// Two subjects by themselves; none where a score of a dimension depends on other subjects.
    pub(crate) fn subset(&self, rows: [Row; 2]) -> Option<Subset> {
        let (scored, mut adjusted) = (self.scored.of_some(&rows)?, PerRow::new());
        let rows = rows.map(|row| adjusted.push(self.adjusted[row].clone()));
        Some(Subset { rows, scored, adjusted })
    }

    /// The index of these two subjects under these weights.
    ///
    /// # Errors
    /// When scores cannot be aggregated under them.
    pub(crate) fn of_subset<'b>(
        &'b self,
        subset: &'b Subset,
        shares: &'b TreeShares,
        interrupt: Interrupt<'_>,
    ) -> Result<View<'b>, Refused> {
        View::of((self.draft, self.index), (&subset.scored, &subset.adjusted), shares, interrupt)
    }
}
