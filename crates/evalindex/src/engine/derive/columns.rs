//! The figures or scores of a node's children, and the weights that a method derives from them.

use rust_decimal::Decimal;

use crate::engine::figure::Figure;
use crate::engine::measure::{Sources, TaskBook, measured_values};
use crate::engine::score_indicator::scored_values;
use crate::engine::site::{Site, Values};
use crate::engine::view::{RankedRow, View};
use crate::method::Direction;
use crate::method::weight::{Basis, Columns, DerivedWeights, WeightMethodError, WeightSource};
use crate::model::{NodeId, Source, TreeNode, TreePart};

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

/// The figures of the ranked subjects, and their better direction: those of an indicator as its rule scores them, scores
/// of a dimension or of an indicator that rolls up parts or reads a node.
fn figures(view: &View<'_>, child: NodeId) -> (Vec<Option<Decimal>>, Direction) {
    let tree = &view.scored.tree;
    let node = tree.node(child);
    if let TreePart::Leaf(leaf) = node.part
        && let one = &tree.by_indicator()[leaf]
        && !matches!(one.indicator.from, Some(Source::Parts(_) | Source::Node(_)))
    {
        let step = one.indicator.step();
        let tasks = TaskBook::new(&view.draft.tasks);
        let sources = Sources { draft: view.draft, tasks: &tasks, parts: &|_| None, nodes: &|_| None };
        let mut measured = measured_values(sources, (child, &one.indicator), &view.scored.subjects);
        for row in view.scored.diagnostics.screened() {
            measured[row] = Figure::NotApplicable;
        }
        let surroundings = (step, Values::Figures(&one.indicator));
        let site = Site::new(view.draft, (&node.path, child), surroundings, view.index, &view.scored.subjects);
        let values = scored_values(site, &measured, view.scored.frozen.as_deref());
        let value = |ranked: &RankedRow| values[ranked.row].as_ref()?.to_decimal();
        return (view.ranked.iter().map(value).collect(), step.better());
    }
    (scores(view, child), Direction::Higher)
}

/// The scores of the ranked subjects at a node.
fn scores(view: &View<'_>, child: NodeId) -> Vec<Option<Decimal>> {
    view.ranked.iter().map(|ranked| view.aggregated.exact(child, ranked.row)?.to_decimal()).collect()
}
