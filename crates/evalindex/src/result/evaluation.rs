//! The result: places, scores, grades and contributions, with everything that moved on the way.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::history::History;
use super::preparation::{Preparation, Treated};
use crate::method::rule::Calibration;
use crate::number::{Rounding, Score};
use crate::order::Rank;
use crate::support::{IndexRef, UnknownIndex, named_enum};

/// The evaluation of one document. Serialises to the result format `evalindex-result/1`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Evaluation {
    /// Title of the document.
    pub title: Option<String>,
    /// Period of the document.
    pub period: Option<String>,
    /// One result an index, in the order of the document.
    pub indexes: Vec<IndexResult>,
    /// Everything that did not go the plain way: imputed, reweighted, clamped, constant and so on.
    pub notices: Vec<Notice>,
    /// Whether it was read back from its published form, which does not hold calibrations whole.
    pub(crate) read_back: bool,
}

/// The result of one index.
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
    /// The rounding of what is published.
    pub rounding: Rounding,
    /// The nodes of its tree, parents before children, in the order of the document.
    pub nodes: Vec<NodeInfo>,
    /// Whether the index has grades.
    pub graded: bool,
    /// The ranked subjects, best first; equal ones in the order of the document.
    pub ranking: Vec<RankedSubject>,
    /// The subjects that have no place, with the reason.
    pub unranked: Vec<UnrankedSubject>,
    /// What rules took from the data, by indicator.
    pub calibration: Vec<IndicatorCalibration>,
    /// What was done to figures before they were scored, in the order in which it was done.
    pub preparation: Vec<Preparation>,
    /// The weights that come from a method, as they count.
    pub weighting: Vec<GroupWeights>,
}

/// The weights of a node's children where they come from a method.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupWeights {
    /// Id of the node, or of the index.
    pub node: String,
    /// Name of the method.
    pub from: Cow<'static, str>,
    /// The share of each child.
    pub weights: Vec<(String, Decimal)>,
}

/// A node of an index's tree, as the result names it.
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

/// A subject with its place.
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
    /// The total: base, plus the bonus where it counts, less the deduction.
    pub score: Score,
    /// The score of the tree.
    pub base: Score,
    /// The bonus, after its limit.
    pub bonus: Score,
    /// The deduction, after its limit.
    pub deduction: Score,
    /// The grade, where the index has grades.
    pub grade: Option<GradeName>,
    /// How it stood in earlier periods, where the document has any.
    pub history: Option<History>,
    /// The score of each node, in the order of [`IndexResult::nodes`].
    pub nodes: Vec<NodeScore>,
}

/// A subject's group and its place within it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupPlace {
    /// The group.
    pub group: String,
    /// The place among the group's ranked subjects.
    pub rank: Rank,
}

/// A grade as the result names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GradeName {
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where given.
    pub name_zh: Option<String>,
}

/// One node's part in a subject's result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeScore {
    /// The node's score; none where the node is missing or does not apply.
    pub score: Option<Score>,
    /// The place among the ranked subjects that have a score there.
    pub rank: Option<Rank>,
    /// The points that it adds to the base, where only arithmetic means stand above it.
    pub contribution: Option<Score>,
}

/// A subject without a place.
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
}

/// What the rule of one indicator took from the data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndicatorCalibration {
    /// Id of the indicator.
    pub node: String,
    /// One calibration for all, or one a group.
    pub parts: Vec<(Option<String>, Calibration)>,
    /// What was done about outliers.
    pub treated: Option<Treated>,
}

named_enum! {
    /// What a notice is about.
    #[non_exhaustive]
    pub enum NoticeKind {
        /// A missing figure was replaced by a worked-out one.
        Imputed = "imputed",
        /// An outlier was moved, or figures were taken as logarithms.
        Treated = "treated",
        /// Parts without a score did not count in a figure rolled up from parts.
        PartsLeftOut = "parts_left_out",
        /// A missing figure scored what the document says.
        ScoreGiven = "score_given",
        /// A missing node's weight went to its siblings.
        Reweighted = "reweighted",
        /// A node that does not apply gave its weight to its siblings.
        NotApplicable = "not_applicable",
        /// A dimension had too little data and counts as missing.
        LowCoverage = "low_coverage",
        /// A declared limit of a rule moved a score.
        Clamped = "clamped",
        /// All values are equal, so that they separate nobody.
        Constant = "constant",
        /// A bonus was cut to its limit.
        BonusLimited = "bonus_limited",
        /// A deduction was cut to its limit.
        DeductionLimited = "deduction_limited",
        /// A veto changed a grade or took a place.
        Veto = "veto",
        /// A quota moved a subject to a lower grade.
        Quota = "quota",
    }
}

/// Something that did not go the plain way.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// The earlier period that it concerns; the document's own when absent.
    pub period: Option<String>,
    /// Id of the index.
    pub index: String,
    /// Id of the subject, unless it concerns all.
    pub subject: Option<String>,
    /// Id of the node, unless it concerns the whole.
    pub node: Option<String>,
    /// What it is about.
    pub what: NoticeKind,
    /// The same in words, with the figures.
    pub text: String,
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
        let index = index.into();
        let found = match index {
            IndexRef::Id(id) => self.indexes.iter().find(|result| result.id == id),
            IndexRef::Position(position) => self.indexes.get(position),
        };
        found.ok_or_else(|| UnknownIndex {
            asked: index.to_string(),
            known: self.indexes.iter().map(|result| result.id.clone()).collect(),
        })
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

    /// A ranked subject by its id.
    pub fn subject(&self, id: &str) -> Option<&RankedSubject> {
        self.ranking.iter().find(|row| row.subject == id)
    }
}

impl RankedSubject {
    /// A subject's part at a node, by the node's position.
    pub fn node(&self, position: usize) -> Option<&NodeScore> {
        self.nodes.get(position)
    }
}
