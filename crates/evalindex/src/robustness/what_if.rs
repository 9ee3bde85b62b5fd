//! What if the weights were different: the new ranking beside the old.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::ser::{Serialize, Serializer};

use crate::engine::Prepared;
use crate::model::{Scenario, WeightChange, WeightError};
use crate::number::{Score, optional_number};
use crate::order::Rank;
use crate::result::{Evaluation, IndexResult, Place, RankedSubject, write_compared};
use crate::support::{IndexError, IndexRef, Refused};

/// An evaluation under changed weights beside the one under the weights as they were. Serialises to the result format,
/// each ranked row with its rank and score before, each index with the new shares of its nodes among their siblings.
///
/// ```
/// # use evalindex::{Decimal, Document, WeightChange};
/// # let document = Document::from_json(r#"{
/// #   "format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
/// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
/// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
/// let change = WeightChange::set("b", Decimal::from(60));
/// let what_if = document.prepare()?.what_if(None, &[change])?;
/// let moved = &what_if.movements(0)[0];
/// assert_eq!((moved.subject.as_str(), moved.places.unwrap().to_string()), ("y", "1".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WhatIf {
    /// The evaluation under the weights as they were.
    pub before: Evaluation,
    /// The evaluation under the changed weights.
    pub after: Evaluation,
    /// For each index the new share of each node among its siblings, in the order of the document.
    pub weights: Vec<Vec<(String, Decimal)>>,
}

/// What has become of a ranked subject. Serialises as `{"subject": "y", "places": 1, "points": -3}`; what is none is left out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Movement {
    /// Id of the subject.
    pub subject: String,
    /// Places gained; negative where lost. None where it had no place before.
    #[serde(serialize_with = "optional_number", skip_serializing_if = "Option::is_none")]
    pub places: Option<Decimal>,
    /// Points gained.
    #[serde(serialize_with = "optional_score", skip_serializing_if = "Option::is_none")]
    pub points: Option<Score>,
}

#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn optional_score<S: Serializer>(score: &Option<Score>, out: S) -> Result<S::Ok, S::Error> {
    optional_number(&score.map(Score::to_decimal), out)
}

/// Why there is no evaluation under changed weights.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhatIfError {
    /// The weights cannot be changed so.
    #[error(transparent)]
    Weights(#[from] WeightError),
    /// The scores cannot be aggregated.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl From<IndexError> for WhatIfError {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::UnknownIndex(unknown) => Self::Weights(unknown.into()),
            IndexError::Refused(refused) => Self::Refused(refused),
        }
    }
}

impl Serialize for WhatIf {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        write_compared(&self.after, &self.before, &self.weights, out)
    }
}

impl Prepared {
    /// The evaluation under changed weights beside that under the present ones. Changes are made in order, each in the
    /// named index, or else in the only one that has the node.
    ///
    /// # Errors
    /// When a change is impossible, or the index that it is meant for is not clear; and as [`Self::evaluate`].
    pub fn what_if(&self, index: Option<IndexRef<'_>>, changes: &[WeightChange]) -> Result<WhatIf, WhatIfError> {
        let other = self.with_changes(index, changes)?;
        let weights = self.index_ids().map(|index| other.shares_of(index)).collect();
        Ok(WhatIf { before: self.evaluate()?, after: other.evaluate()?, weights })
    }

    /// What becomes of each ranked subject of one index under changed weights, and nothing else: no grades, contributions
    /// or notices are worked out. The same as [`WhatIf::movements`], at the cost of two rankings.
    ///
    /// ```
    /// # use evalindex::{Decimal, Document, WeightChange};
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
    /// let prepared = document.prepare()?;
    /// let moved = prepared.movements("i", &[WeightChange::set("b", Decimal::from(60))])?;
    /// assert_eq!(moved[0].subject, "y"); // 54 in place of 57, and ahead now
    /// assert_eq!((moved[0].places.unwrap().to_string(), moved[0].points.unwrap().to_string()), ("1".into(), "-3".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Self::what_if`].
    pub fn movements<'a>(
        &self,
        index: impl Into<IndexRef<'a>>,
        changes: &[WeightChange],
    ) -> Result<Vec<Movement>, WhatIfError> {
        let index = index.into();
        let before = self.ranking(index)?;
        let before: HashMap<usize, &Place> = before.iter().map(|place| (place.subject, place)).collect();
        let after = self.with_changes(Some(index), changes)?.ranking(index)?;
        Ok(after.iter().map(|place| self.movement(place, before.get(&place.subject).copied())).collect())
    }

    fn movement(&self, now: &Place, then: Option<&Place>) -> Movement {
        let subject = self.subject(now.subject).map(|subject| subject.id.clone()).unwrap_or_default();
        Movement::between(subject, (now.rank, now.score), then.map(|then| (then.rank, then.score)))
    }

    /// The same for a scenario.
    ///
    /// # Errors
    /// As [`Self::what_if`].
    pub fn scenario(&self, scenario: &Scenario) -> Result<WhatIf, WhatIfError> {
        self.what_if(scenario.index.as_deref().map(IndexRef::Id), &scenario.changes)
    }

    fn with_changes(&self, index: Option<IndexRef<'_>>, changes: &[WeightChange]) -> Result<Self, WeightError> {
        changes.iter().try_fold(self.clone(), |changed, change| changed.changed(self.index_of(change, index)?, change))
    }
}

impl WhatIf {
    /// What has become of each ranked subject of an index, by the index's number in the document; in the order of the new
    /// ranking.
    pub fn movements(&self, index: usize) -> Vec<Movement> {
        let (Some(before), Some(after)) = (self.before.indexes.get(index), self.after.indexes.get(index)) else {
            return Vec::new();
        };
        after.ranking.iter().map(|row| Movement::of(row, before)).collect()
    }
}

impl Movement {
    fn of(row: &RankedSubject, before: &IndexResult) -> Self {
        let then = before.subject(&row.subject).map(|then| (then.rank, then.score));
        Self::between(row.subject.clone(), (row.rank, row.score), then)
    }

    fn between(subject: String, now: (Rank, Score), then: Option<(Rank, Score)>) -> Self {
        let places = then.and_then(|then| then.0.to_decimal().checked_sub(now.0.to_decimal()));
        Self {
            subject,
            places: places.map(|places| places.normalize()),
            points: then.and_then(|then| now.1.minus(then.1)),
        }
    }
}
