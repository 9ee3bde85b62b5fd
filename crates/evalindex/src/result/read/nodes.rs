//! Published nodes of a subject, with the details of a full result.

use rust_decimal::Decimal;

use crate::json::{InOrder, ReadNumber};
use crate::model::{Effect, VetoEffect};
use crate::number::Score;
use crate::order::Rank;
use crate::result::{AdjustmentDetails, Details, FigureOrigin, NodeDetails, NodeScore, TaskDetails};

/// A published node of a subject.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NodeRead {
    score: Option<ReadNumber>,
    rank: Option<Rank>,
    contribution: Option<ReadNumber>,
    figure: Option<ReadNumber>,
    from: Option<FigureOrigin>,
    target: Option<ReadNumber>,
    weight: Option<ReadNumber>,
    lost: Option<ReadNumber>,
    aggregate: Option<ReadNumber>,
}

impl NodeRead {
    /// The largest number of decimals among its points.
    pub(super) fn decimals(&self) -> Option<u32> {
        let points = [self.score, self.contribution, self.lost, self.aggregate];
        points.into_iter().flatten().map(|points| points.0.scale()).max()
    }
}

/// A published adjustment of a subject.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdjustmentRead {
    r#type: String,
    points: Option<ReadNumber>,
    percent: Option<ReadNumber>,
    of: Option<String>,
    effect: Option<VetoEffect>,
    kind: Option<String>,
    reason: String,
}

/// A published task of a subject.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskRead {
    task: String,
    completion: Option<ReadNumber>,
    lag: Option<ReadNumber>,
}

/// The score that a number is.
pub(super) fn score(number: ReadNumber) -> Result<Score, &'static str> {
    Score::from_decimal(number.0).ok_or("a score that is larger than a score can be")
}

/// The same, where there is a number.
pub(super) fn optional(number: Option<ReadNumber>) -> Result<Option<Score>, &'static str> {
    number.map(score).transpose()
}

/// A number without trailing zeros, where there is one.
fn number(number: Option<ReadNumber>) -> Option<Decimal> {
    number.map(|number| number.0.normalize())
}

/// The scores of the nodes, and their details, where every node has a weight.
pub(super) fn of_nodes(nodes: InOrder<NodeRead>) -> Result<(Vec<NodeScore>, Option<Box<Details>>), &'static str> {
    let (mut scores, mut details) = (Vec::with_capacity(nodes.0.len()), Vec::new());
    for (_, node) in nodes.0 {
        scores.push(NodeScore {
            score: optional(node.score)?,
            rank: node.rank,
            contribution: optional(node.contribution)?,
        });
        let Some(weight) = node.weight else { continue };
        details.push(NodeDetails {
            figure: node.figure.map(|figure| figure.0.into()),
            from: node.from,
            target: node.target.map(|target| target.0.into()),
            weight: Decimal::normalize(&weight.0),
            lost: optional(node.lost)?,
            aggregate: optional(node.aggregate)?,
        });
    }
    let is_full = !details.is_empty();
    if is_full && details.len() != scores.len() {
        return Err("nodes with a weight beside nodes without one");
    }
    Ok((scores, is_full.then(|| Box::new(Details { nodes: details, ..Details::default() }))))
}

/// The details with the adjustments and the tasks of the subject.
pub(super) fn with_lists(
    details: Option<Box<Details>>,
    (adjustments, tasks): (Vec<AdjustmentRead>, Vec<TaskRead>),
) -> Result<Option<Box<Details>>, &'static str> {
    let Some(mut details) = details else {
        return match (adjustments.is_empty(), tasks.is_empty()) {
            (true, true) => Ok(None),
            (false, _) => Err("adjustments without the details of nodes"),
            (true, false) => Err("tasks without the details of nodes"),
        };
    };
    details.tasks = tasks.into_iter().map(TaskRead::details).collect();
    details.adjustments = adjustments.into_iter().map(AdjustmentRead::details).collect::<Result<_, _>>()?;
    Ok(Some(details))
}

impl TaskRead {
    fn details(self) -> TaskDetails {
        TaskDetails { task: self.task, completion: number(self.completion), lag: number(self.lag) }
    }
}

impl AdjustmentRead {
    fn details(self) -> Result<AdjustmentDetails, &'static str> {
        let numbers = [number(self.points), number(self.percent)];
        let effect = Effect::read(&self.r#type, numbers, self.of, self.effect, false).ok_or(Effect::NONE)?;
        Ok(AdjustmentDetails { effect, kind: self.kind, reason: self.reason })
    }
}
