//! Scores as published, and what a result has of a node or of a subject.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::evaluation::{Evaluation, IndexResult, RankedSubject};
use super::node_score::NodeScore;
use crate::number::Score;

impl Evaluation {
    /// Whether it is a full result, which holds all that the scores were made of.
    pub fn is_full(&self) -> bool {
        let has_details = |index: &IndexResult| {
            index.ranking.iter().any(|row| row.details.is_some())
                || index.unranked.iter().any(|row| row.details.is_some())
        };
        self.indexes.iter().any(has_details)
    }
}

impl IndexResult {
    /// A score as published: rounded to the declared decimals.
    pub fn published(&self, score: Score) -> Decimal {
        self.rounding.apply(score.to_decimal())
    }

    /// The position of a node in [`Self::nodes`] and in every subject's scores.
    pub fn node(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// A ranked subject by its id. This searches the ranking; for many subjects use [`Self::by_subject`].
    pub fn subject(&self, id: &str) -> Option<&RankedSubject> {
        self.ranking.iter().find(|row| row.subject == id)
    }

    /// Every ranked subject by its id.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let evaluation = document.evaluate()?;
    /// let by_subject = evaluation.indexes[0].by_subject();
    /// assert_eq!(by_subject["x"].score.to_string(), "87.5");
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    pub fn by_subject(&self) -> HashMap<&str, &RankedSubject> {
        self.ranking.iter().map(|row| (row.subject.as_str(), row)).collect()
    }
}

impl RankedSubject {
    /// A subject's part at a node, by the node's position.
    pub fn node(&self, position: usize) -> Option<&NodeScore> {
        self.nodes.get(position)
    }
}
