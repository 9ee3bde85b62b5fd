//! The figures or scores of a node's children, and the weights that a method derives from them.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::engine::figure::Figure;
use crate::engine::measure::{Sources, TaskBook, measured_values};
use crate::engine::view::{RankedRow, View};
use crate::method::Direction;
use crate::method::weight::{Basis, Columns, DerivedWeights, WeightMethodError, WeightSource};
use crate::model::{NodeId, Row, Source, TreeNode, TreePart};
use crate::result::PreparationStep;

/// The derived weights of the children of a node that count; a child with the weight 0 is monitored only.
pub(crate) fn weighed(
    view: &View<'_>,
    parent: &TreeNode,
    source: &WeightSource,
) -> Result<DerivedWeights, WeightMethodError> {
    source.is_built()?;
    let subject = |ranked: &RankedRow| view.subject(ranked.row).id.clone();
    let mut columns = Columns::of(view.ranked.iter().map(subject).collect());
    for child in parent.children() {
        let node = view.scored.tree.node(*child);
        if node.weight.is_zero() {
            continue;
        }
        let (figures, direction) = match source.basis() {
            Basis::Order => (Vec::new(), Direction::Higher),
            Basis::Figures => figures(view, *child),
            Basis::Scores => (scores(view, *child), Direction::Higher),
        };
        let figures = figures.into_iter().collect::<Option<Vec<Decimal>>>();
        let absent = || WeightMethodError::Figure {
            method: source.name(),
            child: node.id.clone(),
            what: "a ranked subject has no figure".to_owned(),
            expected: "one of each",
        };
        columns.add(&node.id, figures.ok_or_else(absent)?, direction);
    }
    Ok(DerivedWeights { node: parent.id.clone(), ..source.weigh(&columns)? })
}

/// The figures of the ranked subjects, and their better direction: measured or imputed figures of an indicator, scores
/// of a dimension or of an indicator that rolls up parts.
fn figures(view: &View<'_>, child: NodeId) -> (Vec<Option<Decimal>>, Direction) {
    let ranked = view.ranked.iter().map(|ranked| ranked.row);
    let tree = &view.scored.tree;
    if let TreePart::Leaf(leaf) = tree.node(child).part
        && let one = &tree.by_indicator()[leaf]
        && !matches!(one.indicator.from, Some(Source::Parts(_)))
    {
        let direction = one.indicator.step().better();
        let tasks = TaskBook::new(&view.draft.tasks);
        let sources = Sources { draft: view.draft, tasks: &tasks, parts: &|_| None };
        let values = measured_values(sources, (child, &one.indicator), &view.scored.subjects);
        let steps = view.scored.diagnostics.steps.iter().filter(|logged| logged.node == Some(child));
        let imputed: HashMap<Row, Decimal> = steps
            .filter(|logged| matches!(logged.step, PreparationStep::Imputed { .. }))
            .flat_map(|logged| logged.cells.iter().filter_map(|(row, _, after)| Some((*row, (*after)?))))
            .collect();
        let value = |row: Row| match values[row] {
            Figure::Value(ref value) => value.to_decimal(),
            _ => imputed.get(&row).copied(),
        };
        return (ranked.map(value).collect(), direction);
    }
    (scores(view, child), Direction::Higher)
}

/// The scores of the ranked subjects at a node.
fn scores(view: &View<'_>, child: NodeId) -> Vec<Option<Decimal>> {
    view.ranked.iter().map(|ranked| view.aggregated.exact(child, ranked.row)?.to_decimal()).collect()
}
