//! The result of a prepared document: every index assembled, with the history of earlier periods; in full on demand.

use super::add_history::add_history;
use super::assemble::assemble;
use super::detail::add_details;
use super::period_paths::in_period;
use super::prepared::Prepared;
use crate::model::IndexId;
use crate::order::Ties;
use crate::result::{Evaluation, FrozenCalibration, Generator, IndexResult, Notice};
use crate::support::{Interrupt, Problems, Refused};

/// How much a result holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Places, scores, contributions.
    Usual,
    /// Figures, targets, weights, points lost, adjustments and the history of nodes too.
    Full,
}

impl Prepared {
    /// The result: ranks, grades, contributions and notices. Scores are in points on the index's scale.
    ///
    /// # Errors
    /// When an aggregate cannot take the scores that it meets, such as a geometric mean of a negative one.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let evaluation = document.prepare()?.evaluate()?;
    /// assert_eq!(evaluation.indexes[0].ranking[0].score.to_string(), "87.5");
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    pub fn evaluate(&self) -> Result<Evaluation, Refused> {
        self.evaluated(Extent::Usual, Interrupt::NEVER)
    }

    /// As [`Self::evaluate`], with all that the scores were made of: the figure of every indicator and where it came from,
    /// targets, weights, points lost to full marks, aggregates before a rule, adjustments with their reasons, the nodes of
    /// unranked subjects and the history of nodes.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "completion", "target": 8}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 6}}}"#)?;
    /// let evaluation = document.prepare()?.evaluate_full()?;
    /// let node = &evaluation.indexes[0].ranking[0].details.as_ref().unwrap().nodes[0];
    /// assert_eq!(node.figure.as_ref().map(ToString::to_string).as_deref(), Some("6"));
    /// assert_eq!((node.weight.to_string(), node.lost.unwrap().to_string()), ("1".to_owned(), "25".to_owned()));
    /// # Ok::<(), evalindex::Refused>(())
    /// ```
    pub fn evaluate_full(&self) -> Result<Evaluation, Refused> {
        self.evaluated(Extent::Full, Interrupt::NEVER)
    }

    /// As [`Self::evaluate`], unless it is stopped.
    pub(super) fn evaluated(&self, extent: Extent, interrupt: Interrupt<'_>) -> Result<Evaluation, Refused> {
        let (mut indexes, mut notices, mut problems) = (Vec::new(), Vec::new(), Problems::new());
        for index in self.indexes.ids() {
            match self.assembled(index, extent, interrupt) {
                Ok((result, more)) => {
                    indexes.push(result);
                    notices.extend(more);
                }
                Err(refused) => problems.append(refused.into_collected()),
            }
        }
        if !problems.is_empty() {
            return Err(Refused::new(problems));
        }
        let draft = &self.draft;
        let mut evaluation = Evaluation {
            generator: Generator::default(),
            document: self.id.clone(),
            title: draft.title.clone(),
            period: draft.period.clone(),
            notes: draft.notes.clone(),
            indexes,
            notices,
            read_back: false,
        };
        if !self.earlier.is_empty() {
            let ties: Vec<Ties> = draft.indexes.iter().map(|index| index.ranking.ties).collect();
            add_history(&mut evaluation, &self.evaluate_earlier(extent, interrupt)?, &ties)?;
        }
        Ok(evaluation)
    }

    /// The result of one index.
    fn assembled(
        &self,
        index: IndexId,
        extent: Extent,
        interrupt: Interrupt<'_>,
    ) -> Result<(IndexResult, Vec<Notice>), Refused> {
        let view = self.view_of(index, interrupt)?;
        let (mut result, notices) = assemble(&view)?;
        if extent == Extent::Full {
            add_details(&mut result, &self.trace(&view, interrupt), interrupt)?;
        }
        Ok((result, notices))
    }

    /// All that rules and weight methods took from the data, to be kept for other figures: as
    /// [`Evaluation::calibration`] has it.
    ///
    /// # Errors
    /// As [`Self::evaluate`].
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "min_max"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
    /// #   "values": {"x": {"a": 10}, "y": {"a": 20}}}"#)?;
    /// let calibration = document.prepare()?.calibration()?;
    /// assert_eq!(serde_json::to_string(&calibration.indexes[0].calibration[0].parts[0].1.statistic("max")?)?, "20");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn calibration(&self) -> Result<FrozenCalibration, Refused> {
        self.evaluate()?.calibration()
    }

    /// The earlier periods evaluated, each with its name.
    fn evaluate_earlier(&self, extent: Extent, interrupt: Interrupt<'_>) -> Result<Vec<(String, Evaluation)>, Refused> {
        let (mut evaluated, mut problems) = (Vec::with_capacity(self.earlier.len()), Problems::new());
        for (number, prepared) in self.earlier.iter().enumerate() {
            match prepared.evaluated(extent, interrupt) {
                Ok(evaluation) => {
                    let period = evaluation.period.clone();
                    let period = period.ok_or_else(|| Refused::internal("an earlier period has no name"))?;
                    evaluated.push((period, evaluation));
                }
                Err(refused) => {
                    let mut of_period = refused.into_collected();
                    of_period.change(|problem| in_period(self.whole_draft(), problem, number));
                    problems.append(of_period);
                }
            }
        }
        if problems.is_empty() { Ok(evaluated) } else { Err(Refused::new(problems)) }
    }
}
