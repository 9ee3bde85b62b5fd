//! A prepared document: figures scored once, weights free to change, any number of evaluations.

use std::sync::Arc;

use super::adjust::AdjustedIndex;
use super::assemble::weighting;
use super::decide::Scores;
use super::frozen::Frozen;
use super::stages::{PreparedIndexes, Stages, indexes_read, path_of};
use super::view::View;
use crate::engine::derive::keep_weights;
use crate::engine::measure::TaskBook;
use crate::engine::shares::{TreeShares, changed};
use crate::model::{Draft, Index, IndexId, PerIndex, Subject, WeightChange, WeightError};
#[cfg(feature = "robustness")]
use crate::model::{SubjectId, Tree};
use crate::result::{DocumentId, GroupWeights, Place};
use crate::support::{IndexError, IndexRef, Interrupt, Problems, Refused, UnknownIndex, nearest};

/// A document whose figures have been measured, filled, calibrated and scored.
///
/// Everything that does not depend on weights is computed once and shared: cloning is cheap, a change of weights reads
/// and normalises nothing again, and one `Prepared` serves any number of threads.
///
/// ```
/// # use evalindex::{Decimal, Document, WeightChange};
/// let document = Document::from_json(r#"{
///   "format": "evalindex/1",
///   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
///     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
///     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
///   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
///   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
/// let prepared = document.prepare()?;
/// assert_eq!(prepared.ranking(0)?[0].score.to_string(), "59"); // x: 0.7·80 + 0.3·10
///
/// let change = WeightChange::Set { node: "b".to_owned(), weight: Decimal::from(60) };
/// let changed = prepared.with_change(0, &change)?;
/// assert_eq!(changed.ranking(0)?[0].score.to_string(), "54"); // y: 0.4·60 + 0.6·50
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) draft: Arc<Draft>,
    pub(super) indexes: PerIndex<Arc<AdjustedIndex>>,
    pub(super) weights: PerIndex<Arc<TreeShares>>,
    /// The calibrations and weights that are not taken from the data.
    pub(super) frozen: Arc<Frozen>,
    /// The identity of the text that the document was read from.
    pub(super) id: Option<DocumentId>,
    /// The prepared documents of earlier periods, the oldest first.
    pub(super) earlier: Vec<Prepared>,
    /// The document of all periods, where there are earlier ones.
    pub(super) periods: Option<Arc<Draft>>,
}

impl Prepared {
    /// A prepared document from its prepared indexes.
    pub(crate) fn new(draft: Arc<Draft>, prepared: PreparedIndexes, frozen: Arc<Frozen>) -> Result<Self, Refused> {
        let PreparedIndexes { indexes, weights, mut problems, of_weights } = prepared;
        if problems.is_empty() {
            problems.append(of_weights);
        }
        let (Some(indexes), Some(weights)) = (indexes.into_iter().collect(), weights.into_iter().collect()) else {
            return Err(Refused::new(problems));
        };
        if !problems.is_empty() {
            return Err(Refused::new(problems));
        }
        Ok(Self { draft, indexes, weights, frozen, id: None, earlier: Vec::new(), periods: None })
    }

    /// Of the document that was read from the text of this identity.
    pub(crate) fn of(mut self, id: Option<DocumentId>) -> Self {
        self.id = id;
        self
    }

    /// The identity of the text that the document was read from.
    pub(crate) fn id(&self) -> Option<&DocumentId> {
        self.id.as_ref()
    }

    /// After these earlier periods of a document, the oldest first.
    pub(crate) fn after(mut self, earlier: Vec<Self>, periods: Arc<Draft>) -> Self {
        (self.earlier, self.periods) = (earlier, Some(periods));
        self
    }

    /// The ranks and total scores of one index, without explanations: best first, equal scores in the order of the
    /// document. Costs less than [`Self::evaluate`].
    ///
    /// # Errors
    /// As [`Self::evaluate`], and when there is no such index.
    ///
    /// ```
    /// # use evalindex::Document;
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#)?;
    /// let first = document.prepare()?.ranking("i")?[0];
    /// assert_eq!((first.rank.to_string(), first.score.to_string()), ("1".into(), "59".into())); // 0.7·80 + 0.3·10
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ranking<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<Vec<Place>, IndexError> {
        let view = self.view(index)?;
        let placed = view.placed(view.index.ranking.ties).into_iter();
        let (totals, rounding) = (view.totals(), view.index.rounding);
        let found = placed.map(|(ranked, rank)| {
            let (subject, score) = (view.scored.subjects[ranked.row].number(), totals.published(ranked.row, rounding));
            let score = score.ok_or_else(|| Refused::internal("a ranked subject has no score"))?;
            Ok(Place { rank, subject, score })
        });
        found.collect()
    }

    /// The same evaluation under changed weights of one index.
    ///
    /// # Errors
    /// When the change is impossible, the error names node, value and limit; when an index that rolls up the changed
    /// one cannot be scored any more, it names that index.
    ///
    /// ```
    /// # use evalindex::{Decimal, Document, WeightChange};
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#)?;
    /// let prepared = document.prepare()?;
    /// let changed = prepared.with_change("i", &WeightChange::set("b", Decimal::from(60)))?;
    /// assert_eq!(changed.ranking("i")?[0].score.to_string(), "38"); // 0.4·80 + 0.6·10
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_change<'a>(&self, index: impl Into<IndexRef<'a>>, change: &WeightChange) -> Result<Self, WeightError> {
        self.changed(self.draft.find_index(index.into())?, change)
    }

    /// As [`Self::with_change`], for an index that is known to exist.
    pub(crate) fn changed(&self, id: IndexId, change: &WeightChange) -> Result<Self, WeightError> {
        let changed = changed(&self.indexes[id].scored.tree, &self.weights[id], change)?;
        let mut all = self.clone();
        all.weights[id] = Arc::new(changed);
        all.roll_up(id)?;
        for earlier in &mut all.earlier {
            *earlier = earlier.changed(id, change)?;
        }
        Ok(all)
    }

    /// The weights of each index that come from a method, by the index's id.
    pub(crate) fn weighting(&self) -> impl Iterator<Item = (&str, Vec<GroupWeights>)> {
        let all = self.indexes.zip(&self.weights);
        all.map(|(id, index, shares)| (self.draft.index_at(id).id.as_str(), weighting(&index.scored, shares)))
    }

    /// The indexes, in the order of the document.
    pub(crate) fn index_ids(&self) -> impl Iterator<Item = IndexId> + use<> {
        self.indexes.ids()
    }

    /// An index as the document declares it.
    ///
    /// # Errors
    /// When the document has no such index.
    ///
    /// ```
    /// # use evalindex::Document;
    /// # let document = Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
    /// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 80, "b": 10}}}"#)?;
    /// assert_eq!(document.prepare()?.index("i")?.name, "I");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn index<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<&Index, UnknownIndex> {
        self.draft.find_index(index.into()).map(|id| self.draft.index_at(id))
    }

    /// A subject by its number in the document, from 0, as a [`Place`] has it; none where the document has fewer
    /// subjects.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let prepared = document.prepare()?;
    /// let first = prepared.ranking("i")?[0];
    /// assert_eq!(prepared.subject(first.subject).unwrap().name, "X");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn subject(&self, number: usize) -> Option<&Subject> {
        self.draft.subjects.get(number)
    }

    /// The draft of the whole document, with all periods.
    pub(crate) fn whole_draft(&self) -> &Arc<Draft> {
        self.periods.as_ref().unwrap_or(&self.draft)
    }

    /// The index that a change applies to: the named one, or else the only one that has the node.
    pub(crate) fn index_of(&self, change: &WeightChange, named: Option<IndexRef<'_>>) -> Result<IndexId, WeightError> {
        if let Some(index) = named {
            return Ok(self.draft.find_index(index)?);
        }
        let having = self.indexes.iter().filter(|(_, index)| index.scored.tree.find_weight(change.node()).is_some());
        match having.map(|(id, _)| id).collect::<Vec<_>>().as_slice() {
            [] => {
                let nodes = self.indexes.values().flat_map(|index| index.scored.tree.below());
                let nearest = nearest(change.node(), nodes.map(|(_, node)| node.id.as_str())).map(str::to_owned);
                Err(WeightError::UnknownNode { node: change.node().to_owned(), nearest })
            }
            [only] => Ok(*only),
            several => {
                let indexes = several.iter().map(|index| self.draft.index_at(*index).id.clone()).collect();
                Err(WeightError::Ambiguous { node: change.node().to_owned(), indexes })
            }
        }
    }

    /// Prepares again the indexes that roll up or read the scores of an index whose weights have changed.
    fn roll_up(&mut self, changed: IndexId) -> Result<(), WeightError> {
        let draft = Arc::clone(&self.draft);
        let mut stale = vec![draft.index_at(changed).id.as_str()];
        for (id, index) in draft.by_index().filter(|(id, _)| *id > changed) {
            if !indexes_read(index).iter().any(|read| stale.contains(read)) {
                continue;
            }
            stale.push(&index.id);
            let refused = |refused: Refused| {
                let problem = refused.problems().first().map(ToString::to_string).unwrap_or_default();
                WeightError::Refused { index: index.id.clone(), problem }
            };
            self.indexes[id] = Arc::new(self.prepared_under(id, &draft, index, Interrupt::NEVER).map_err(refused)?);
        }
        Ok(())
    }

    /// One index prepared again under the present weights: from another declaration of the index, or with the figures
    /// of another draft.
    ///
    /// # Errors
    /// When the figures cannot be scored, or the work is to be stopped.
    pub(crate) fn prepared_under(
        &self,
        id: IndexId,
        draft: &Draft,
        index: &Index,
        interrupt: Interrupt<'_>,
    ) -> Result<AdjustedIndex, Refused> {
        let mut prepared_under = self.prepared_again(&self.stages(draft, interrupt), id, index)?;
        keep_weights(&mut prepared_under.scored.tree, &self.indexes[id].scored.tree);
        Ok(prepared_under)
    }

    /// What indexes are prepared from, with the figures of a draft.
    pub(super) fn stages<'a>(&'a self, draft: &'a Draft, interrupt: Interrupt<'a>) -> Stages<'a> {
        Stages { draft, frozen: &self.frozen, is_out: &|_| false, interrupt }
    }

    /// One index prepared again; weights from a method are not yet derived.
    pub(super) fn prepared_again(
        &self,
        stages: &Stages<'_>,
        id: IndexId,
        index: &Index,
    ) -> Result<AdjustedIndex, Refused> {
        let before =
            (&self.indexes.map(|_, one| Some(Arc::clone(one))), &self.weights.map(|_, one| Some(Arc::clone(one))));
        let (tasks, mut problems) = (TaskBook::new(&stages.draft.tasks), Problems::new());
        let prepared = stages.one(index, &path_of(id), &tasks, before, &mut problems);
        if problems.is_empty() { Ok(prepared) } else { Err(Refused::new(problems)) }
    }

    /// The nodes of an index, and the present shares of their children.
    #[cfg(feature = "robustness")]
    pub(crate) fn counted(&self, index: IndexId) -> (&Tree, &TreeShares) {
        (&self.indexes[index].scored.tree, &self.weights[index])
    }

    /// The subjects of an index, in the order of the document.
    #[cfg(feature = "robustness")]
    pub(crate) fn subjects_of(&self, index: IndexId) -> &[SubjectId] {
        self.indexes[index].scored.subjects.as_slice()
    }

    /// The position of the index that is meant.
    pub(crate) fn index_id(&self, index: IndexRef<'_>) -> Result<IndexId, UnknownIndex> {
        self.draft.find_index(index)
    }

    /// The index that is meant, scored under the present weights.
    pub(crate) fn view<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<View<'_>, IndexError> {
        Ok(self.view_of(self.draft.find_index(index.into())?, Interrupt::NEVER)?)
    }

    /// An index scored under the present weights.
    ///
    /// # Errors
    /// When it cannot be scored, or the work is to be stopped.
    pub(crate) fn view_of(&self, index: IndexId, interrupt: Interrupt<'_>) -> Result<View<'_>, Refused> {
        let declared = (&*self.draft, self.draft.index_at(index));
        View::new(declared, &self.indexes[index], &self.weights[index], interrupt)
    }
}
