//! The result: places, scores, grades and contributions, with a notice of every exception.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::details::Details;
use super::history::History;
use super::node_score::NodeScore;
use super::notice::Notice;
use super::preparation::{Preparation, Treated};
use super::provenance::{DocumentId, Generator};
use crate::method::rule::Calibration;
use crate::number::{Proportion, Rounding, Score};
use crate::order::Rank;
use crate::support::{IndexRef, UnknownIndex};

/// The evaluation of one document. Serialises to the result format `evalindex-result/2`.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let evaluation = document.evaluate()?;
/// let index = &evaluation.indexes[0];
/// assert_eq!(index.published(index.ranking[0].score).to_string(), "87.50");
/// assert!(evaluation.notices.is_empty());
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evaluation {
    /// The program that made it.
    pub generator: Generator,
    /// The document that it was made of; none of a typed draft.
    pub document: Option<DocumentId>,
    /// Title of the document.
    pub title: Option<String>,
    /// Period of the document.
    pub period: Option<String>,
    /// Notes of the document, such as the sources of its figures; shown with the result.
    pub notes: Vec<String>,
    /// The result of each index, in the order of the document.
    pub indexes: Vec<IndexResult>,
    /// Every exception: imputed, reweighted, clamped, cut to a limit, constant, vetoed.
    pub notices: Vec<Notice>,
    /// Whether it was read back from its published form, in which calibrations are incomplete.
    pub(crate) read_back: bool,
}

/// The result of one index.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let index = &document.evaluate()?.indexes[0];
/// let position = index.node("a").unwrap();
/// let score = index.subject("x").unwrap().node(position).unwrap().score;
/// assert_eq!(score.unwrap().to_string(), "87.5");
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndexResult {
    /// Id of the index.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// The kind of subject that it scores.
    pub kind: String,
    /// The rounding of published scores.
    pub rounding: Rounding,
    /// The nodes of its tree, parents before children, in the order of the document.
    pub nodes: Vec<NodeInfo>,
    /// Whether the index has grades.
    pub graded: bool,
    /// The ranked subjects, best first; equal subjects in the order of the document.
    pub ranking: Vec<RankedSubject>,
    /// The subjects without a place, with the reason.
    pub unranked: Vec<UnrankedSubject>,
    /// The calibrations of rules, by indicator.
    pub calibration: Vec<IndicatorCalibration>,
    /// The preparation of figures before scoring, step by step in order.
    pub preparation: Vec<Preparation>,
    /// The shares of nodes whose weights come from a method.
    pub weighting: Vec<GroupWeights>,
    /// The calibrations of rules in earlier periods, the oldest first, where these had other ones.
    pub(crate) earlier: Vec<(String, Vec<IndicatorCalibration>)>,
}

/// The weights of a node's children where they come from a method.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "weights": {"from": "equal"}, "children": [
/// #     {"id": "a", "name": "A", "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let weighting = &document.evaluate()?.indexes[0].weighting;
/// assert_eq!((weighting[0].node.as_str(), weighting[0].from.as_ref()), ("i", "equal"));
/// assert_eq!(weighting[0].weights[0].1.to_string(), "1");
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupWeights {
    /// Id of the node, or of the index.
    pub node: String,
    /// Name of the method.
    pub from: Cow<'static, str>,
    /// Id and share, 0 to 1, of each child, rounded to 12 decimals by itself: these need not total 1 in the last decimal.
    pub weights: Vec<(String, Decimal)>,
    /// The same shares exactly, in the same order; in an evaluation that was read back, what the decimals say.
    pub exact: Proportion,
    /// How consistent each expert is, where the weights are made of the judgements of several.
    pub experts: Vec<ExpertRatio>,
}

/// How consistent the judgements of one of several experts are.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "rule": {"type": "as_is"}}, {"id": "b", "name": "B", "rule": {"type": "as_is"}}],
/// #     "weights": {"from": {"ahp": {"experts": [[[1, 3], ["1/3", 1]], [[1, 1], [1, 1]]]}}}}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5, "b": 80}}}"#)?;
/// let weighting = &document.evaluate()?.indexes[0].weighting;
/// let second = &weighting[0].experts[1];
/// assert_eq!((second.name.as_ref(), second.ratio.to_string()), ("cr", "0".to_owned()));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpertRatio {
    /// The name of the ratio: `cr`, or `input_consistency` of comparisons with the best and the worst.
    pub name: Cow<'static, str>,
    /// The ratio, 0 or more; 0 is wholly consistent.
    pub ratio: Decimal,
}

/// A node of an index's tree, as the result names it.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let node = &document.evaluate()?.indexes[0].nodes[0];
/// assert_eq!((node.id.as_str(), node.depth), ("a", 1));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeInfo {
    /// Id of the node.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// Depth below the index: 1 for the first level.
    pub depth: usize,
}

/// A ranked subject: its place, its scores in points and its grade.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let first = &document.evaluate()?.indexes[0].ranking[0];
/// assert_eq!((first.rank.to_string().as_str(), first.subject.as_str()), ("1", "x"));
/// assert_eq!(first.score, first.base);
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RankedSubject {
    /// Its place.
    pub rank: Rank,
    /// Id of the subject.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// Its group and its place there.
    pub group: Option<GroupPlace>,
    /// The total in points: base, plus the bonus where it counts, less the deduction, plus the penalty; within the floor and
    /// the cap of the index.
    pub score: Score,
    /// The score of the tree, in points.
    pub base: Score,
    /// The bonus in points, after its limit.
    pub bonus: Score,
    /// The deduction in points, 0 or more, after its limit.
    pub deduction: Score,
    /// The points added as penalties, where the lowest total is the best; none elsewhere.
    pub penalty: Option<Score>,
    /// The grade, where the index has grades.
    pub grade: Option<GradeName>,
    /// Its places and scores in earlier periods, where the document has any.
    pub history: Option<History>,
    /// The score of each node, in the order of [`IndexResult::nodes`].
    pub nodes: Vec<NodeScore>,
    /// Figures, targets, weights, points lost and adjustments; only in a full result.
    pub details: Option<Box<Details>>,
}

/// A subject's group and its place within it.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region", "group": "g"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let group = document.evaluate()?.indexes[0].ranking[0].group.clone().unwrap();
/// assert_eq!((group.group.as_str(), group.rank.to_string().as_str()), ("g", "1"));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupPlace {
    /// The group.
    pub group: String,
    /// The place among the group's ranked subjects.
    pub rank: Rank,
}

/// A grade as the result names it.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "grades": [{"name": "good"}], "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
/// let grade = document.evaluate()?.indexes[0].ranking[0].grade.clone();
/// assert_eq!(grade.map(|grade| grade.name).as_deref(), Some("good"));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GradeName {
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
}

/// A subject without a place.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "missing": "unranked", "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": null}}}"#)?;
/// let unranked = &document.evaluate()?.indexes[0].unranked[0];
/// assert_eq!((unranked.subject.as_str(), unranked.reason.is_empty()), ("x", false));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnrankedSubject {
    /// Id of the subject.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
    /// Its group.
    pub group: Option<String>,
    /// Why it has no place.
    pub reason: String,
    /// Its places and scores in earlier periods, where the document has any.
    pub history: Option<History>,
    /// The score of each node, without ranks and contributions, in the order of [`IndexResult::nodes`]; only in a full
    /// result.
    pub nodes: Vec<NodeScore>,
    /// Figures, targets, weights, points lost and adjustments; only in a full result.
    pub details: Option<Box<Details>>,
}

/// The calibration of one indicator's rule: the statistics that it took from the data.
///
/// ```
/// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "z_score"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"},
/// #     {"id": "y", "name": "Y", "kind": "region"}], "values": {"x": {"a": 87.5}, "y": {"a": 60}}}"#)?;
/// let calibration = &document.evaluate()?.indexes[0].calibration[0];
/// assert_eq!((calibration.node.as_str(), calibration.parts.len()), ("a", 1));
/// # Ok::<(), evalindex::Refused>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndicatorCalibration {
    /// Id of the indicator.
    pub node: String,
    /// Name of the rule; none in an evaluation that was read back.
    pub rule: Option<String>,
    /// One calibration of all subjects, or one of each group.
    pub parts: Vec<(Option<String>, Calibration)>,
    /// The treatment of outliers; none where figures were not tested, or passed.
    pub treated: Option<Treated>,
}

impl Evaluation {
    /// The result of an index, by its id or position.
    ///
    /// ```
    /// # let document = evalindex::Document::from_json(r#"{"format": "evalindex/1",
    /// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
    /// #     {"id": "a", "name": "A", "weight": 100, "rule": {"type": "as_is"}}]}],
    /// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}], "values": {"x": {"a": 87.5}}}"#)?;
    /// let evaluation = document.evaluate()?;
    /// assert_eq!(evaluation.index("i")?, evaluation.index(0)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When there is no such index.
    pub fn index<'a>(&self, index: impl Into<IndexRef<'a>>) -> Result<&IndexResult, UnknownIndex> {
        index.into().among(self.indexes.iter().map(|result| (result.id.as_str(), result)))
    }
}
