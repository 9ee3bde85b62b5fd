//! The details of a full result: what scoring does not keep, traced again.

use std::collections::HashMap;

use super::adjust::by_subject;
use super::decide::Scores;
use super::given::given_adjustments;
use super::task_details::TasksInFull;
use super::trace::{NodePoints, Trace, points};
use super::view::View;
use crate::model::{NodeId, PerRow, Row, TreePart};
use crate::result::{AdjustmentDetails, Details, IndexResult, NodeDetails, NodeScore};
use crate::support::{Interrupt, Problems, Refused};

/// Adds the details of every subject to the result of an index, and the nodes of unranked subjects.
///
/// # Errors
/// As [`Trace::step`].
pub(super) fn add_details(
    result: &mut IndexResult,
    trace: &Trace<'_>,
    interrupt: Interrupt<'_>,
) -> Result<(), Refused> {
    let view = trace.view;
    let mut of_nodes = view.adjusted.filled(Vec::new());
    for (node, _) in view.scored.tree.below() {
        interrupt.count(of_nodes.len(), 1).map_err(|stopped| Refused::new(Problems::from(stopped)))?;
        for ((_, all), one) in of_nodes.iter_mut().zip(of_node(trace, node)?) {
            all.push(one);
        }
    }
    let given = given_adjustments(view.draft, view.index);
    let by_subject = by_subject(&given, view.index);
    let tasks = TasksInFull::new(view);
    let mut details: HashMap<&str, Details> = HashMap::new();
    for (row, mut nodes) in view.adjusted.ids().zip(of_nodes) {
        let points = points(view, row);
        for (one, (node, _)) in nodes.iter_mut().zip(view.scored.tree.below()) {
            let NodePoints { declared, lost, .. } = &points[node];
            one.weight = declared.nearest_score().map(|(share, _)| share.to_decimal().normalize()).unwrap_or_default();
            one.lost = lost.as_ref().and_then(|lost| view.published_points(lost));
        }
        let id = view.subject(row).id.as_str();
        let of_subject = by_subject.get(id).into_iter().flatten();
        let adjustments = of_subject.map(|one| AdjustmentDetails {
            effect: one.effect.clone(),
            kind: one.kind.clone(),
            reason: one.reason.clone(),
        });
        details.insert(id, Details { nodes, adjustments: adjustments.collect(), tasks: tasks.of(id) });
    }
    for row in &mut result.ranking {
        row.details = details.remove(row.subject.as_str()).map(Box::new);
    }
    let rows: HashMap<&str, Row> = view.adjusted.ids().map(|row| (view.subject(row).id.as_str(), row)).collect();
    for unranked in &mut result.unranked {
        unranked.details = details.remove(unranked.subject.as_str()).map(Box::new);
        unranked.nodes = rows.get(unranked.subject.as_str()).map(|row| scores(view, *row)).unwrap_or_default();
    }
    Ok(())
}

/// What every subject has at a node, but weights and points.
fn of_node(trace: &Trace<'_>, node: NodeId) -> Result<PerRow<NodeDetails>, Refused> {
    let view = trace.view;
    let mut all = view.adjusted.filled(NodeDetails::default());
    let Some(step) = trace.step(node)? else { return Ok(all) };
    let is_leaf = matches!(view.scored.tree.node(node).part, TreePart::Leaf(_));
    for (row, one) in all.iter_mut() {
        let figure = step.figure(row)?;
        one.target = figure.target.map(|(target, _)| target).filter(|_| figure.used.is_some());
        if is_leaf {
            (one.figure, one.from) = (figure.used, figure.origin);
        } else {
            one.aggregate = figure.used.as_ref().and_then(|aggregate| view.published_points(aggregate));
        }
    }
    Ok(all)
}

/// The scores of an unranked subject: without ranks, which only ranked subjects have.
fn scores(view: &View<'_>, row: Row) -> Vec<NodeScore> {
    let score = |(node, _)| NodeScore {
        score: view.aggregated.scores(node).published(row, view.index.rounding),
        ..NodeScore::default()
    };
    view.scored.tree.below().map(score).collect()
}
