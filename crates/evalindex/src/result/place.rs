//! One row of a ranking: place and total alone.

use crate::number::Score;
use crate::order::Rank;

/// A subject's place in a ranking, as [`crate::Prepared::ranking`] gives it.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let places = document.prepare()?.ranking("i").unwrap();
/// assert_eq!((places[0].subject, places[0].score.to_string().as_str()), (0, "87.5"));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The place.
    pub rank: Rank,
    /// The subject, by its position among the document's subjects, from 0.
    pub subject: usize,
    /// The total score, in points.
    pub score: Score,
}
