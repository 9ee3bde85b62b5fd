//! A subject's places and scores in earlier periods, changes and trend.

use rust_decimal::Decimal;

use super::node_score::NodeScore;
use crate::number::Score;
use crate::order::Rank;

/// A subject's places and scores in earlier periods, and their changes since; scores are in points.
///
/// ```
/// let document = evalindex::Document::from_json(r#"{"format": "evalindex/1", "period": "2023",
///   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
///     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
///   "subjects": [{"id": "x", "name": "X", "kind": "region"}],
///   "periods": [{"period": "2022", "values": {"x": {"a": 80}}}], "values": {"x": {"a": 87.5}}}"#)?;
/// let history = document.evaluate()?.indexes[0].ranking[0].history.clone().unwrap();
/// assert_eq!(history.periods[0].score.unwrap().to_string(), "80");
/// assert_eq!(history.score_change.unwrap().to_string(), "7.5");
/// assert_eq!(history.trend.unwrap().to_string(), "7.5");
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct History {
    /// The earlier periods, the oldest first.
    pub periods: Vec<PastStanding>,
    /// Places gained since the period before, negative where lost; none where it was unranked then.
    pub rank_change: Option<Decimal>,
    /// Points gained since the period before, negative where lost; none where it was unranked then.
    pub score_change: Option<Score>,
    /// Points gained per period: the slope of the least-squares line through the scores of all periods, the current one
    /// included, in which the subject was ranked; none where these are fewer than two.
    pub trend: Option<Score>,
}

/// A subject's place and score in one earlier period; [`History`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PastStanding {
    /// Name of the period.
    pub period: String,
    /// Its place then; none where it was unranked.
    pub rank: Option<Rank>,
    /// Its total then, in points; none where it was unranked.
    pub score: Option<Score>,
    /// The score of each node then, in the order of [`IndexResult::nodes`](super::IndexResult::nodes); only in a full
    /// result.
    pub nodes: Vec<NodeScore>,
}
