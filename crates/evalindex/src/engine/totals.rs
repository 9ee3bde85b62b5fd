//! The totals of an index: base scores with adjustments, within the floor and the cap.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::adjust::Adjusted;
use super::aggregated::NodeScores;
use super::decide::Scores;
use super::estimate::Estimate;
use crate::model::{Index, PerRow, Row};
use crate::number::{Exact, Near, Score};
use crate::support::named_enum;

named_enum! {
    /// What a total is held within.
    ///
    /// ```
    /// use evalindex::explain::TotalLimit;
    ///
    /// assert_eq!(TotalLimit::Floor.name(), "floor");
    /// ```
    #[non_exhaustive]
    pub enum TotalLimit {
        /// The least total.
        Floor = "floor",
        /// The largest total.
        Cap = "cap",
    }
}

impl TotalLimit {
    /// Both.
    const BOTH: [Self; 2] = [Self::Floor, Self::Cap];

    /// The limit that an index declares.
    fn of(self, index: &Index) -> Option<Decimal> {
        match self {
            Self::Floor => index.floor,
            Self::Cap => index.cap,
        }
    }

    /// The order of a sum and the limit where the limit moves the sum.
    const fn beyond(self) -> Ordering {
        match self {
            Self::Floor => Ordering::Less,
            Self::Cap => Ordering::Greater,
        }
    }
}

/// The limit of an index that moves this sum of base score and adjustments; none where none does.
pub(crate) fn limit_of(index: &Index, sum: &Exact, near: Near) -> Option<(TotalLimit, Decimal)> {
    let declared = TotalLimit::BOTH.into_iter().filter_map(|limit| Some((limit, limit.of(index)?)));
    declared.into_iter().find(|(limit, at)| near.compare(sum, &(*at).into()) == limit.beyond())
}

/// A sum of base score and adjustments within the limits of an index.
pub(crate) fn limited(index: &Index, sum: Exact, near: Near) -> Exact {
    limit_of(index, &sum, near).map_or(sum, |(_, at)| at.into())
}

/// The totals of an index.
pub(crate) struct Totals<'a> {
    pub(super) index: &'a Index,
    pub(super) adjusted: &'a PerRow<Adjusted>,
    /// The base scores.
    pub(super) base: NodeScores<'a>,
}

impl Totals<'_> {
    /// The base score of a subject with what adjustments add, before floor and cap.
    pub(crate) fn sum(&self, row: Row) -> Option<Exact> {
        let (base, added) = (self.base.exact(row)?, &self.adjusted[row].added);
        // A sum is no geometric mean.
        Some(if added.is_zero() { base } else { &base + added })
    }

    /// The estimate of the same.
    fn estimated_sum(&self, row: Row) -> Option<Estimate> {
        let base = self.base.estimate(row)?;
        let added = &self.adjusted[row].added;
        if added.is_zero() {
            return Some(base);
        }
        let (added, exact) = added.nearest_score()?;
        let units = base.units.checked_add(added.units())?;
        Some(Estimate { units, bound: base.bound.saturating_add(u32::from(!exact)) })
    }
}

impl Scores for Totals<'_> {
    fn estimate(&self, row: Row) -> Option<Estimate> {
        let mut total = self.estimated_sum(row)?;
        for limit in TotalLimit::BOTH {
            let Some(at) = limit.of(self.index) else { continue };
            let held = Estimate { units: Score::from_decimal(at)?.units(), bound: 0 };
            match total.compare(held) {
                Some(order) if order == limit.beyond() => total = held,
                // Holding both within a limit brings them no further apart.
                None if total.units.cmp(&held.units) == limit.beyond() => total.units = held.units,
                Some(_) | None => {}
            }
        }
        Some(total)
    }

    fn exact(&self, row: Row) -> Option<Exact> {
        Some(limited(self.index, self.sum(row)?, self.near()))
    }

    fn near(&self) -> Near {
        self.base.near()
    }
}

/// The bonuses of an index.
pub(super) struct Bonuses<'a> {
    pub(super) adjusted: &'a PerRow<Adjusted>,
    /// When real scores count as equal.
    pub(super) near: Near,
}

impl Scores for Bonuses<'_> {
    fn estimate(&self, row: Row) -> Option<Estimate> {
        let (units, exact) = self.adjusted[row].bonus.nearest_score()?;
        Some(Estimate { units: units.units(), bound: u32::from(!exact) })
    }

    fn exact(&self, row: Row) -> Option<Exact> {
        Some(self.adjusted[row].bonus.clone())
    }

    fn near(&self) -> Near {
        self.near
    }
}
