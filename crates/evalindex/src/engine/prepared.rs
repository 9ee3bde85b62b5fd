//! A document made ready: figures scored once, weights free to change, any number of evaluations.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::add_history::add_history;
use super::assemble::{assemble, weighting};
use super::frozen::Frozen;
use super::periods::{in_period, prepare_periods};
use super::stages::{AdjustedIndex, PreparedIndexes, Stages, sources};
use super::view::View;
use crate::engine::derive::keep_weights;
use crate::engine::measure::TaskBook;
use crate::engine::shares::{TreeShares, among_siblings, changed, effective};
use crate::model::{Calibrate, Draft, Index, WeightChange, WeightError};
use crate::result::{Evaluation, GroupWeights, Place};
use crate::support::{Problem, ProblemKind, Refused, nearest};

/// A document whose figures have been measured, filled, calibrated and scored.
///
/// Everything that does not depend on weights is worked out and shared: cloning is cheap, a change of weights reads and
/// normalises nothing again, and one `Prepared` serves any number of threads.
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
    draft: Arc<Draft>,
    indexes: Vec<Arc<AdjustedIndex>>,
    weights: Vec<Arc<TreeShares>>,
    /// The calibrations that are not taken from the data.
    frozen: Arc<Frozen>,
    /// The same of earlier periods, the oldest first.
    earlier: Vec<Prepared>,
    /// The document of all periods, where there are earlier ones.
    periods: Option<Arc<Draft>>,
}

impl Prepared {
    /// From indexes made ready, none left out.
    pub(crate) fn new(draft: Arc<Draft>, made: PreparedIndexes, frozen: Arc<Frozen>) -> Result<Self, Refused> {
        let PreparedIndexes { indexes, weights, mut problems, mut of_weights } = made;
        if problems.is_empty() {
            problems.append(&mut of_weights);
        }
        let (Some(indexes), Some(weights)) = (indexes.into_iter().collect(), weights.into_iter().collect()) else {
            return Err(Refused::new(problems));
        };
        if !problems.is_empty() {
            return Err(Refused::new(problems));
        }
        Ok(Self { draft, indexes, weights, frozen, earlier: Vec::new(), periods: None })
    }

    /// After these earlier periods of a document, the oldest first.
    pub(crate) fn after(mut self, earlier: Vec<Self>, periods: Arc<Draft>) -> Self {
        (self.earlier, self.periods) = (earlier, Some(periods));
        self
    }

    /// The full result: places, grades, contributions, notices.
    ///
    /// # Errors
    /// When an aggregate cannot take the scores that it meets, such as a geometric mean of a negative one.
    pub fn evaluate(&self) -> Result<Evaluation, Refused> {
        let (mut indexes, mut notices, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..self.indexes.len() {
            match self.view(number) {
                Ok(view) => {
                    let (result, more) = assemble(&view);
                    indexes.push(result);
                    notices.extend(more);
                }
                Err(refused) => problems.extend(refused.into_problems()),
            }
        }
        if !problems.is_empty() {
            return Err(Refused::new(problems));
        }
        let draft = &self.draft;
        let mut evaluation =
            Evaluation { title: draft.title.clone(), period: draft.period.clone(), indexes, notices, read_back: false };
        if !self.earlier.is_empty() {
            add_history(&mut evaluation, &self.evaluate_earlier()?);
        }
        Ok(evaluation)
    }

    /// The earlier periods evaluated, each with its name.
    fn evaluate_earlier(&self) -> Result<Vec<(String, Evaluation)>, Refused> {
        let (mut evaluated, mut problems) = (Vec::with_capacity(self.earlier.len()), Vec::new());
        for (number, prepared) in self.earlier.iter().enumerate() {
            match prepared.evaluate() {
                Ok(evaluation) => evaluated.push((evaluation.period.clone().unwrap_or_default(), evaluation)),
                Err(refused) => {
                    problems.extend(refused.into_problems().into_iter().map(|problem| in_period(problem, number)));
                }
            }
        }
        if problems.is_empty() { Ok(evaluated) } else { Err(Refused::new(problems)) }
    }

    /// The places of one index, by its place in the document, without explanations: best first, equal ones in the order
    /// of the document.
    ///
    /// # Errors
    /// As [`Self::evaluate`], and when there is no such index.
    pub fn ranking(&self, index: usize) -> Result<Vec<Place>, Refused> {
        let view = self.view(index)?;
        let placed = view.placed(view.index.ranking.ties).into_iter();
        let found = placed.filter_map(|(standing, rank)| {
            let subject = *view.prepared.subjects.get(standing.row)?;
            Some(Place { rank, subject, score: standing.total })
        });
        Ok(found.collect())
    }

    /// The same evaluation under changed weights of one index.
    ///
    /// # Errors
    /// When the change is impossible: the error names node, value and limit.
    pub fn with_change(&self, index: usize, change: &WeightChange) -> Result<Self, WeightError> {
        let unknown = || WeightError::UnknownIndex { position: index };
        let ready = self.indexes.get(index).ok_or_else(unknown)?;
        let weights = self.weights.get(index).ok_or_else(unknown)?;
        let changed = changed(&ready.prepared.tree, weights, change)?;
        let mut all = self.clone();
        if let Some(entry) = all.weights.get_mut(index) {
            *entry = Arc::new(changed);
        }
        all.roll_up(index)?;
        for earlier in &mut all.earlier {
            *earlier = earlier.with_change(index, change)?;
        }
        Ok(all)
    }

    /// The weights of each index that come from a method, by the index's id.
    pub(crate) fn weighting(&self) -> impl Iterator<Item = (&str, Vec<GroupWeights>)> {
        let all = self.draft.indexes.iter().zip(&self.indexes).zip(&self.weights);
        all.map(|((index, ready), shares)| (index.id.as_str(), weighting(&ready.prepared.tree, shares)))
    }

    /// How many indexes there are.
    pub(crate) fn index_count(&self) -> usize {
        self.indexes.len()
    }

    /// The place of the index in which a change is meant: the one of this id, or else the only one that has the node.
    pub(crate) fn index_of(&self, change: &WeightChange, id: Option<&str>) -> Result<usize, WeightError> {
        let position = |id: &str| self.draft.indexes.iter().position(|index| index.id == id);
        if let Some(id) = id {
            return position(id).ok_or_else(|| {
                let known = self.draft.indexes.iter().map(|index| index.id.clone()).collect();
                WeightError::UnknownIndexId { index: id.to_owned(), known }
            });
        }
        let trees = self.indexes.iter().map(|ready| &ready.prepared.tree);
        let having = trees.enumerate().filter(|(_, tree)| tree.find(change.node()).is_some());
        match having.map(|(number, _)| number).collect::<Vec<_>>().as_slice() {
            [] => {
                let trees = self.indexes.iter().flat_map(|ready| ready.prepared.tree.nodes().iter().skip(1));
                let nearest = nearest(change.node(), trees.map(|node| node.id.as_str())).map(str::to_owned);
                Err(WeightError::UnknownNode { node: change.node().to_owned(), nearest })
            }
            [only] => Ok(*only),
            several => {
                let ids = several.iter().filter_map(|number| self.draft.indexes.get(*number));
                let indexes = ids.map(|index| index.id.clone()).collect();
                Err(WeightError::Ambiguous { node: change.node().to_owned(), indexes })
            }
        }
    }

    /// Makes those indexes ready anew that roll up the scores of one whose weights have changed.
    fn roll_up(&mut self, changed: usize) -> Result<(), WeightError> {
        let draft = Arc::clone(&self.draft);
        let mut stale: Vec<&str> = draft.indexes.get(changed).map(|index| index.id.as_str()).into_iter().collect();
        for (number, index) in draft.indexes.iter().enumerate().skip(changed.saturating_add(1)) {
            if !sources(index).iter().any(|source| stale.contains(&source.index.as_str())) {
                continue;
            }
            stale.push(&index.id);
            let refused = |refused: Refused| {
                let problem = refused.problems().first().map(ToString::to_string).unwrap_or_default();
                WeightError::Refused { index: index.id.clone(), problem }
            };
            let ready = self.remade(number, &draft, index).map_err(refused)?;
            if let Some(entry) = self.indexes.get_mut(number) {
                *entry = Arc::new(ready);
            }
        }
        Ok(())
    }

    /// One index made ready anew under the weights as they are: as another index in its place, or with the figures of
    /// another draft.
    pub(crate) fn remade(&self, number: usize, draft: &Draft, index: &Index) -> Result<AdjustedIndex, Refused> {
        let mut ready = self.made_anew(&self.making(draft), number, index)?;
        if let Some(before) = self.indexes.get(number) {
            keep_weights(&mut ready.prepared.tree, &before.prepared.tree);
        }
        Ok(ready)
    }

    fn making<'a>(&'a self, draft: &'a Draft) -> Stages<'a> {
        Stages { draft, frozen: &self.frozen, is_out: &|_| false }
    }

    fn made_anew(&self, making: &Stages<'_>, number: usize, index: &Index) -> Result<AdjustedIndex, Refused> {
        let before: Vec<_> = self.indexes.iter().cloned().map(Some).collect();
        let weights: Vec<_> = self.weights.iter().cloned().map(Some).collect();
        let (tasks, mut problems) = (TaskBook::new(&making.draft.tasks), Vec::new());
        let ready = making.one(index, &format!("indexes[{number}]"), &tasks, (&before, &weights), &mut problems);
        if problems.is_empty() { Ok(ready) } else { Err(Refused::new(problems)) }
    }

    /// The draft on whose figures one index is calibrated: that of all periods, where other periods than its own count.
    pub(crate) fn calibrated_from(&self, number: usize) -> &Draft {
        let alone = self.draft.indexes.get(number).is_none_or(|index| index.calibrate == Calibrate::Each);
        self.periods.as_ref().filter(|_| !alone && !self.frozen.is_every()).unwrap_or(&self.draft)
    }

    /// One index made ready anew from such a draft with other subjects, calibrated on them and weighed by them.
    pub(crate) fn recalibrated(&self, number: usize, draft: &Draft) -> Result<Arc<AdjustedIndex>, Refused> {
        if !draft.earlier.is_empty() {
            let prepared = prepare_periods(&Arc::new(draft.clone()), Frozen::default())?;
            return prepared.indexes.get(number).cloned().ok_or_else(|| no_index(number));
        }
        let index = draft.indexes.get(number).ok_or_else(|| no_index(number))?;
        let (making, mut problems) = (self.making(draft), Vec::new());
        let mut ready = self.made_anew(&making, number, index)?;
        making.weigh(index, &mut ready, &mut problems);
        if problems.is_empty() { Ok(Arc::new(ready)) } else { Err(Refused::new(problems)) }
    }

    /// The share of the whole tree that each node of one index holds, in the order of the document.
    pub fn effective_weights(&self, index: usize) -> Vec<(String, Decimal)> {
        let (Some(ready), Some(weights)) = (self.indexes.get(index), self.weights.get(index)) else {
            return Vec::new();
        };
        effective(&ready.prepared.tree, weights)
    }

    /// The share of each node of one index among its siblings, in the order of the document.
    pub fn shares(&self, index: usize) -> Vec<(String, Decimal)> {
        let (Some(ready), Some(weights)) = (self.indexes.get(index), self.weights.get(index)) else {
            return Vec::new();
        };
        among_siblings(&ready.prepared.tree, weights)
    }

    pub(crate) fn view(&self, index: usize) -> Result<View<'_>, Refused> {
        let draft = self.draft.as_ref();
        let found = draft.indexes.get(index).zip(self.indexes.get(index)).zip(self.weights.get(index));
        let ((index, ready), shares) = found.ok_or_else(|| no_index(index))?;
        View::new(draft, index, ready, shares)
    }
}

fn no_index(number: usize) -> Refused {
    Refused::new(vec![Problem::new(ProblemKind::Reference, "indexes", format!("there is no index {number}"))])
}
