//! What a full result says of a subject beside its row: figures, targets, weights, points lost, adjustments.

use rust_decimal::Decimal;

use super::figure_origin::FigureOrigin;
use crate::model::Effect;
use crate::number::{Exact, Score};

/// What a full result says of one subject beside its row; [`Prepared::evaluate_full`](crate::Prepared::evaluate_full)
/// gives it, with an example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Details {
    /// Of each node, in the order of [`IndexResult::nodes`](super::IndexResult::nodes).
    pub nodes: Vec<NodeDetails>,
    /// The adjustments of the subject in this index, in the order of the document.
    pub adjustments: Vec<AdjustmentDetails>,
    /// The tasks of the subject that the index reads, in the order of the document.
    pub tasks: Vec<TaskDetails>,
}

/// What a full result says of one subject at one node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeDetails {
    /// The figure that the rule scored: after measure, denominator, imputation, treatment and transform, in the unit that
    /// these leave. None of a dimension, and where nothing was scored.
    pub figure: Option<Exact>,
    /// Where the figure, or the score in its place, came from; none of a dimension, and where there is none.
    pub from: Option<FigureOrigin>,
    /// The target that the rule scored against, in the unit of the figure; none of a rule without targets.
    pub target: Option<Exact>,
    /// The share of the whole index that the node has as declared, 0 to 1, rounded to 12 decimals.
    pub weight: Decimal,
    /// The points of the index that the node lacks to full marks, after reweighting; negative above full marks. None
    /// where [`NodeScore::contribution`](super::NodeScore::contribution) is none.
    pub lost: Option<Score>,
    /// The aggregate of the children, of a dimension whose rule turns it into the score.
    pub aggregate: Option<Score>,
}

/// A task that a subject leads, supports or hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaskDetails {
    /// Id of the task.
    pub task: String,
    /// Its completion, 1 = as far as was planned, before the limit of the indicator that reads it, rounded to 12 decimals.
    /// None of a paused task, and where it has no measure.
    pub completion: Option<Decimal>,
    /// Expected less verified or else reported progress, in percent of the whole, rounded to 12 decimals; below 0 where it is
    /// ahead. None of a task that is done, stopped or paused, and where nothing is expected.
    pub lag: Option<Decimal>,
}

/// An adjustment of a subject, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdjustmentDetails {
    /// What it does, in points as declared, before the limits of the index.
    pub effect: Effect,
    /// The kind of case, where the points are those of the steps of its kind.
    pub kind: Option<String>,
    /// The reason that the document gives.
    pub reason: String,
}
