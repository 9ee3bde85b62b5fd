//! The score of one subject at one node.

use crate::number::Score;
use crate::order::Rank;

/// The result of one subject at one node.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let node = document.evaluate()?.indexes[0].ranking[0].nodes[0];
/// assert_eq!(node.contribution, node.score);
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeScore {
    /// The node's score, in points; none where the node is missing or does not apply.
    pub score: Option<Score>,
    /// The place among the ranked subjects that have a score at the node.
    pub rank: Option<Rank>,
    /// The points that it adds to the base score, where all nodes above it are arithmetic means.
    pub contribution: Option<Score>,
}
