//! How a subject stood in earlier periods, and where it is going.

use rust_decimal::Decimal;

use crate::number::Score;
use crate::order::Rank;

/// A subject's places and scores in earlier periods, and what has become of them since.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct History {
    /// The earlier periods, the oldest first.
    pub periods: Vec<PastStanding>,
    /// Places gained since the period before; negative where lost. None where it was unranked.
    pub rank_change: Option<Decimal>,
    /// Points gained since the period before.
    pub score_change: Option<Score>,
    /// Points gained a period: the slope of the least-squares line through the scores of all periods, the current one
    /// included, in which the subject was ranked; none of fewer than two.
    pub trend: Option<Score>,
}

/// A subject's standing in one earlier period.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PastStanding {
    /// Name of the period.
    pub period: String,
    /// Its place then; none where it was unranked.
    pub rank: Option<Rank>,
    /// Its total then.
    pub score: Option<Score>,
}
