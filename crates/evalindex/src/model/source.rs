//! Inputs that are computed, not observed: from tasks, from the scores of a subject's parts, or from a node of another index.

use rust_decimal::Decimal;
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::task::TaskClass;
use crate::number::{digits, json_number};
use crate::support::named_enum;

/// What an input is computed from.
///
/// ```
/// use evalindex::model::{Source, TaskSource};
///
/// assert!(matches!(Source::Tasks(TaskSource::default()), Source::Tasks(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Source {
    /// From the tasks that the subject leads, supports or hosts.
    Tasks(TaskSource),
    /// From the scores of the subjects that are part of it.
    Parts(PartSource),
    /// From what the subject itself has at a node of an index before.
    Node(NodeSource),
}

/// An input that is what the same subject has at a node of an index before, exactly and unrounded.
///
/// ```
/// use evalindex::model::{NodeFigure, NodeSource};
///
/// let source = NodeSource::new("base", "economy").of(NodeFigure::Rank);
/// assert_eq!(serde_json::to_string(&source).unwrap(), r#"{"index":"base","id":"economy","of":"rank"}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NodeSource {
    /// Id of the index, which stands before this one in the document and scores the same kind of subjects.
    pub index: String,
    /// Id of the node, or that of the index itself.
    pub id: String,
    /// What is taken of it.
    pub of: NodeFigure,
}

impl NodeSource {
    /// From the score at this node of this index.
    pub fn new(index: impl Into<String>, id: impl Into<String>) -> Self {
        Self { index: index.into(), id: id.into(), of: NodeFigure::Score }
    }

    /// With this figure of the node.
    pub fn of(mut self, figure: NodeFigure) -> Self {
        self.of = figure;
        self
    }
}

named_enum! {
    /// What is taken of a node.
    ///
    /// ```
    /// use evalindex::model::NodeFigure;
    ///
    /// assert_eq!(NodeFigure::Aggregate.name(), "aggregate");
    /// ```
    #[non_exhaustive]
    pub enum NodeFigure {
        /// Its score; of the index itself the total, which unranked subjects lack.
        Score = "score",
        /// What its children come to, before its rule.
        Aggregate = "aggregate",
        /// The place in it, which only ranked subjects have.
        Rank = "rank",
    }
}

/// An input computed from tasks.
///
/// ```
/// use evalindex::model::{TaskClass, TaskSource};
///
/// let source = TaskSource::default().class(TaskClass::Key).support_share(0);
/// assert_eq!(source.cap.to_string(), "1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TaskSource {
    /// The class of tasks counted; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<TaskClass>,
    /// The share with which a supporting subject takes part in a task, 0 to 1; the lead's share is 1.
    #[serde(serialize_with = "json_number")]
    pub support_share: Decimal,
    /// The largest completion that one task counts with; 1 = fully done.
    #[serde(serialize_with = "json_number")]
    pub cap: Decimal,
}

impl Default for TaskSource {
    /// Tasks of every class, support counted half, completion capped at 1.
    fn default() -> Self {
        Self { class: None, support_share: Decimal::new(5, 1), cap: Decimal::ONE }
    }
}

impl TaskSource {
    /// With tasks of this class only.
    pub fn class(mut self, class: TaskClass) -> Self {
        self.class = Some(class);
        self
    }

    /// With this share of a task for a supporting subject, 0 to 1.
    pub fn support_share(mut self, support_share: impl Into<Decimal>) -> Self {
        self.support_share = support_share.into();
        self
    }

    /// With this largest completion that one task counts with; 1 = fully done.
    pub fn cap(mut self, cap: impl Into<Decimal>) -> Self {
        self.cap = cap.into();
        self
    }
}

/// An input rolled up from a subject's parts: that of an area from those of its neighbourhoods.
///
/// The parts are the subjects whose `part_of` names the subject and which the other index ranks; those that it leaves
/// unranked are left out, with a notice. Sources: the summaries of the English Indices of Deprivation 2019 (technical
/// report, 3.8): average score, average rank, proportion in the most deprived decile, extent.
///
/// ```
/// use evalindex::model::{PartSource, Take};
///
/// let average = PartSource::new("areas", Take::Mean).weight_by("population");
/// assert_eq!(average.weight_by.as_deref(), Some("population"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PartSource {
    /// Id of the index that scores the parts; it stands before this one in the document.
    pub index: String,
    /// The figure that is taken of each part.
    pub of: PartFigure,
    /// The input by which parts are weighed, such as population; equally when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_by: Option<String>,
    /// How the figures are combined.
    pub take: Take,
}

/// The figure that is taken of each part.
///
/// ```
/// use evalindex::model::PartFigure;
///
/// assert_eq!(serde_json::to_string(&PartFigure::Rank).unwrap(), r#""rank""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartFigure {
    /// Its total score.
    Score,
    /// Its place.
    Rank,
    /// Its score at the node of this id.
    Node(String),
}

/// How the figures `xᵢ` of parts are combined; `wᵢ` are the weights of the parts.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Take;
///
/// let in_the_top_tenth = Take::ShareOfTop(Decimal::new(1, 1));
/// assert_eq!(serde_json::to_string(&in_the_top_tenth).unwrap(), r#"{"share_of_top":0.1}"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Take {
    /// `Σ wᵢ·xᵢ / Σ wᵢ`.
    Mean,
    /// The share, 0 to 1, of the weight of the parts whose figure is at least this.
    ShareAtLeast(Decimal),
    /// The share, 0 to 1, of the weight of the parts whose place is within this share of all ranked ones.
    ShareOfTop(Decimal),
    /// The extent, 0 to 1: parts within the first share of all ranked ones count fully, beyond the second not at all,
    /// and between them 0.95 to 0.05 by whole percentiles, in equal steps.
    Extent([Decimal; 2]),
}

impl PartSource {
    /// From the total scores of parts of equal weight.
    pub fn new(index: impl Into<String>, take: Take) -> Self {
        Self { index: index.into(), of: PartFigure::Score, weight_by: None, take }
    }

    /// From this figure of each part.
    pub fn of(mut self, figure: PartFigure) -> Self {
        self.of = figure;
        self
    }

    /// With parts weighed by this input.
    pub fn weight_by(mut self, input: impl Into<String>) -> Self {
        self.weight_by = Some(input.into());
        self
    }
}

impl Serialize for PartFigure {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(match self {
            Self::Score => "score",
            Self::Rank => "rank",
            Self::Node(id) => id,
        })
    }
}

impl Serialize for Take {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let number = |value: Decimal| digits(value.normalize());
        let mut map = match self {
            Self::Mean => return out.serialize_str("mean"),
            _ => out.serialize_map(Some(1))?,
        };
        match self {
            Self::Mean => {}
            Self::ShareAtLeast(cut) => map.serialize_entry("share_at_least", &number(*cut))?,
            Self::ShareOfTop(share) => map.serialize_entry("share_of_top", &number(*share))?,
            Self::Extent([full, none]) => map.serialize_entry("extent", &[number(*full), number(*none)])?,
        }
        map.end()
    }
}
