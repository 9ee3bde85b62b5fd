//! How equal values count in rules of places.

use crate::named::named_enum;

named_enum! {
    /// How the other subjects with the same value count where a rule counts those left behind.
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
    pub(super) fn doubled(self, others: usize) -> usize {
        match self {
            Self::Mean => others,
            Self::Low => 0,
            Self::High => others.saturating_mul(2),
        }
    }
}
