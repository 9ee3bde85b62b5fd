//! What-if: the ranking under other weights beside the present one.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::engine::{Prepared, RankedRow, View};
use crate::json::{optional_decimal, read_optional};
use crate::model::{Scenario, WeightChange, WeightError};
use crate::number::{Score, optional_number};
use crate::order::Rank;
use crate::result::{Evaluation, RankedSubject, read_compared, write_compared};
use crate::support::{IndexRef, Refused, UnknownIndex, from_index_error};

/// An evaluation under changed weights beside the one under the present weights. Serialises to the result format: each
/// ranked row has its rank and score before, and each index the new shares of its nodes among their siblings.
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
/// let moved = &what_if.movements(0)?[0];
/// assert_eq!((moved.subject.as_str(), moved.places.unwrap().to_string()), ("y", "1".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WhatIf {
    /// The evaluation under the present weights.
    pub before: Evaluation,
    /// The evaluation under the changed weights.
    pub after: Evaluation,
    /// For each index, the id of each node and its new share among its siblings (0 to 1), in the order of the document.
    pub weights: Vec<Vec<(String, Decimal)>>,
}

/// The change of rank and score of one ranked subject. Serialises as `{"subject": "y", "places": 1, "points": -3}`,
/// without what is none.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Movement {
    /// Id of the subject.
    pub subject: String,
    /// Places gained, negative where places are lost: the rank before less the new rank. None where the subject was
    /// unranked before.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_decimal")]
    pub places: Option<Decimal>,
    /// Points gained, negative where points are lost. None where the subject was unranked before.
    #[serde(
        default,
        serialize_with = "optional_score",
        deserialize_with = "read_score",
        skip_serializing_if = "Option::is_none"
    )]
    pub points: Option<Score>,
}

#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn optional_score<S: Serializer>(score: &Option<Score>, out: S) -> Result<S::Ok, S::Error> {
    optional_number(&score.map(Score::to_decimal), out)
}

fn read_score<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Score>, D::Error> {
    let score = |points: Decimal| {
        Score::from_decimal(points).ok_or_else(|| D::Error::custom("a score that is larger than a score can be"))
    };
    read_optional(from)?.map(score).transpose()
}

/// Why there is no evaluation under changed weights.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhatIfError {
    /// The change of weights is impossible.
    #[error(transparent)]
    Weights(WeightError),
    /// The scores cannot be aggregated under the weights.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The document has no such index.
    #[error(transparent)]
    UnknownIndex(#[from] UnknownIndex),
}

from_index_error!(WhatIfError);

impl From<WeightError> for WhatIfError {
    fn from(error: WeightError) -> Self {
        match error {
            WeightError::UnknownIndex(unknown) => Self::UnknownIndex(unknown),
            other => Self::Weights(other),
        }
    }
}

impl Serialize for WhatIf {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        write_compared(&self.after, &self.before, &self.weights, out)
    }
}

/// What was published comes back: of the evaluation before, the rank, the score and the grade of the subjects that are ranked
/// after; all else of it is empty or 0.
impl<'de> Deserialize<'de> for WhatIf {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (after, before, weights) = read_compared(from)?;
        Ok(Self { before, after, weights })
    }
}

impl Prepared {
    /// The evaluation under changed weights beside that under the present ones. Changes are made in order. Each applies
    /// to the named index, or else to the only one that has its node.
    ///
    /// # Errors
    /// When a change is impossible, or its index is not clear; and as [`Self::evaluate`].
    ///
    /// ```
    /// # use evalindex::{Decimal, Document, WeightChange};
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#)?;
    /// let what_if = document.prepare()?.what_if(None, &[WeightChange::set("b", Decimal::from(60))])?;
    /// let score = |evaluation: &evalindex::Evaluation| evaluation.indexes[0].ranking[0].score.to_string();
    /// assert_eq!((score(&what_if.before), score(&what_if.after)), ("59".to_owned(), "38".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn what_if(&self, index: Option<IndexRef<'_>>, changes: &[WeightChange]) -> Result<WhatIf, WhatIfError> {
        let other = self.with_changes(index, changes)?;
        let weights = self.index_ids().map(|index| other.shares_of(index)).collect();
        Ok(WhatIf { before: self.evaluate()?, after: other.evaluate()?, weights })
    }

    /// The changes of rank and score of the ranked subjects of one index under changed weights, in the order of the new
    /// ranking; no grades, contributions or notices. The same as [`WhatIf::movements`], for the time of two rankings.
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
    /// assert_eq!(moved[0].subject, "y"); // 54 instead of 57, and first now
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
        let before = self.view(index)?;
        let other = self.with_changes(Some(index), changes)?;
        let after = other.view(index)?;
        let placed = |view: &View<'_>| view.placed(view.index.ranking.ties);
        // Both views have the subjects of one document, so that their rows are the same.
        let mut then = before.scored.subjects.filled(None);
        placed(&before).values().for_each(|(ranked, rank)| {
            then[ranked.row] = before.published(ranked.row).map(|(_, total)| (*rank, total));
        });
        let movement = |(ranked, rank): &(RankedRow, Rank)| {
            let (_, total) = after.published(ranked.row)?;
            Some(Movement::between(after.subject(ranked.row).id.clone(), (*rank, total), then[ranked.row]))
        };
        let all: Option<Vec<Movement>> = placed(&after).values().map(movement).collect();
        Ok(all.ok_or_else(|| Refused::internal("a ranked subject has no score"))?)
    }

    /// The evaluation under the changed weights of a scenario, beside that under the present ones.
    ///
    /// # Errors
    /// As [`Self::what_if`].
    ///
    /// ```
    /// # use evalindex::Document;
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#)?;
    /// use evalindex::model::Scenario;
    ///
    /// let half = Scenario::new("half").change(evalindex::WeightChange::set("b", 50));
    /// let what_if = document.prepare()?.scenario(&half)?;
    /// assert_eq!(what_if.after.indexes[0].ranking[0].score.to_string(), "45");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn scenario(&self, scenario: &Scenario) -> Result<WhatIf, WhatIfError> {
        self.what_if(scenario.index.as_deref().map(IndexRef::Id), &scenario.changes)
    }

    /// The document under changed weights.
    fn with_changes(&self, index: Option<IndexRef<'_>>, changes: &[WeightChange]) -> Result<Self, WeightError> {
        changes.iter().try_fold(self.clone(), |changed, change| changed.changed(self.index_of(change, index)?, change))
    }
}

impl WhatIf {
    /// The changes of rank and score of the ranked subjects of an index, in the order of the new ranking.
    ///
    /// # Errors
    /// When the document has no such index.
    pub fn movements<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<Vec<Movement>, UnknownIndex> {
        let index = index.into();
        let (before, after) = (self.before.index(index)?, self.after.index(index)?);
        let before = before.by_subject();
        let then = |row: &RankedSubject| before.get(row.subject.as_str()).map(|then| (then.rank, then.score));
        let movement = |row: &RankedSubject| Movement::between(row.subject.clone(), (row.rank, row.score), then(row));
        Ok(after.ranking.iter().map(movement).collect())
    }
}

impl Movement {
    fn between(subject: String, now: (Rank, Score), then: Option<(Rank, Score)>) -> Self {
        let places = then.and_then(|then| then.0.to_decimal().checked_sub(now.0.to_decimal()));
        Self {
            subject,
            places: places.map(|places| places.normalize()),
            points: then.and_then(|then| now.1.minus(then.1)),
        }
    }
}
