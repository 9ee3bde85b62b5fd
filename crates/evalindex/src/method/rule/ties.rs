//! How places become shares: whether a subject counts itself, and how equal values count.

use super::calibration::Standing;
use crate::method::direction::Direction;
use crate::number::Exact;
use crate::support::named_enum;

named_enum! {
    /// How the other subjects with the same value count where a rule counts those left behind.
    ///
    /// ```
    /// use evalindex::rule::RankTies;
    ///
    /// assert_eq!(RankTies::NAMES, ["mean", "low", "high"]);
    /// ```
    #[non_exhaustive]
    pub enum RankTies {
        /// Half of them count as left behind: equal subjects take the mean of their places.
        Mean = "mean",
        /// None of them counts: equal subjects take the lowest of their places, counted from the worst.
        Low = "low",
        /// All of them count: equal subjects take the highest of their places, counted from the worst.
        High = "high",
    }
}

impl RankTies {
    /// Twice the number of other equals that count.
    fn doubled(self, others: usize) -> usize {
        match self {
            Self::Mean => others,
            Self::Low => 0,
            Self::High => others.saturating_mul(2),
        }
    }
}

named_enum! {
    /// What share of the subjects a place is.
    ///
    /// ```
    /// use evalindex::rule::RankShare;
    ///
    /// assert_eq!(RankShare::Others.name(), "others");
    /// ```
    #[non_exhaustive]
    pub enum RankShare {
        /// The place counted from the worst, divided by all `n`: above 0, and 1 for the best. As in the Indices of
        /// Deprivation of England, and of Scotland in 2003.
        All = "all",
        /// The subjects left behind, divided by the other `n − 1`: from 0 to 1. As in `PERCENTRANK.INC`.
        Others = "others",
    }
}

/// Half of a doubled number.
pub(super) fn halved(doubled: usize) -> Exact {
    Exact::count(doubled) * Exact::from_scaled(5, 1)
}

impl RankShare {
    /// Twice the place of a value that stands so, and twice of what it is a share; both even but for means of places.
    pub(super) fn doubled(self, standing: Standing, ties: RankTies, direction: Direction) -> (usize, usize) {
        let behind = standing.worse(direction).saturating_mul(2);
        let behind = behind.saturating_add(ties.doubled(standing.equal.saturating_sub(1)));
        match self {
            Self::All => (behind.saturating_add(2), standing.count().saturating_mul(2)),
            Self::Others => (behind, standing.count().saturating_sub(1).saturating_mul(2)),
        }
    }
}
