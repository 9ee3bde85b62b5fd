//! The exchange of the indicators below one node, from the scores of one subject to those of another.

use crate::engine::{CrossedRow, View};
use crate::model::{NodeId, PerNode, Row, TreePart};
use crate::number::Exact;
use crate::support::Refused;

/// What an exchange has found.
pub(super) struct Exchanged {
    /// What each indicator, or dimension that compares all subjects, adds by itself.
    pub(super) parts: Vec<(NodeId, Exact)>,
    /// What the step and the weight of the node itself add; none where they are part of a joint part.
    pub(super) step: Option<Exact>,
    /// What several of them add together, where states between have no score.
    pub(super) joint: Vec<(Vec<NodeId>, Exact)>,
}

/// Exchanges what is below a node from A to B: one after the other and the node's own step last, and the other way round.
/// Points are those that the node adds to the total, with the weights that it has for A and for B, from the whole of A to
/// that of B.
pub(super) fn exchange(
    view: &View<'_>,
    (node, [a, b]): (NodeId, [Row; 2]),
    weights: [Exact; 2],
    ends: [&Exact; 2],
) -> Result<Exchanged, Refused> {
    let tree = &view.scored.tree;
    let mut again = tree.by_node().filled(false);
    let mut units = Vec::new();
    collect(view, node, &mut units, &mut again);
    let count = units.len();
    let (mut rows, mut cells) = (Vec::new(), tree.by_node().filled(a));
    // Forwards: so many of the first as B has them, all in the steps of A.
    for unit in &units {
        cells[*unit] = b;
        rows.push(CrossedRow { node, subject: a, cells: cells.clone() });
    }
    // Backwards: so many of the last as B has them, all in the steps of B.
    cells = tree.by_node().filled(a);
    for unit in units.iter().rev() {
        rows.push(CrossedRow { node, subject: b, cells: cells.clone() });
        cells[*unit] = b;
    }
    let [of_a, of_b] = weights;
    let scores = view.crossed(&rows, &again)?;
    let (forwards, backwards) = scores.split_at(count.min(scores.len()));
    // The states on both sides of each boundary between neighbours of the list that ends with the step: before a boundary
    // exchanged, or after it.
    let before = forwards.iter().map(|score| score.as_ref().map(|score| score * &of_a));
    let after = backwards.iter().rev().map(|score| score.as_ref().map(|score| score * &of_b));
    let [first, last] = ends;
    let mut bounds = vec![(0, first.clone(), last.clone())];
    let inner = before.zip(after).zip(1_usize..);
    bounds.extend(inner.filter_map(|((before, after), at)| Some((at, before?, after?))));
    bounds.push((count.saturating_add(1), last.clone(), first.clone()));
    Ok(grouped(node, &units, &bounds))
}

/// The parts between neighbouring boundaries: the mean of what both ways change.
fn grouped(node: NodeId, units: &[NodeId], bounds: &[(usize, Exact, Exact)]) -> Exchanged {
    let mut found = Exchanged { parts: Vec::new(), step: None, joint: Vec::new() };
    let items: Vec<NodeId> = units.iter().copied().chain([node]).collect();
    for (low, high) in bounds.iter().zip(bounds.iter().skip(1)) {
        let both = (&low.1 - &high.1) + (&high.2 - &low.2);
        let part = both * Exact::from_scaled(5, 1);
        match items.get(low.0..high.0).unwrap_or_default() {
            [own] if *own == node => found.step = Some(part),
            [unit] => found.parts.push((*unit, part)),
            several => found.joint.push((several.to_vec(), part)),
        }
    }
    found
}

/// What is exchanged below a node, in the order of the document: indicators, and dimensions that compare all subjects; the
/// dimensions between are aggregated again.
fn collect(view: &View<'_>, node: NodeId, units: &mut Vec<NodeId>, again: &mut PerNode<bool>) {
    match &view.scored.tree.node(node).part {
        TreePart::Inner(inner) if !view.compares_all(node) => {
            again[node] = true;
            inner.children.iter().for_each(|child| collect(view, *child, units, again));
        }
        _ => units.push(node),
    }
}
