//! The parts of a gap as printed: at every level they add up to the level above.

use super::JointPart;
use super::parts::GapParts;
use crate::engine::{Scores, View, limit_of};
use crate::explain::points::{Points, Printing};
use crate::model::{NodeId, PerNode, Row};
use crate::number::Exact;

/// All parts, exactly and as printed.
pub(super) struct Pieces {
    pub(super) gap: Points,
    pub(super) parts: PerNode<Option<Points>>,
    pub(super) steps: PerNode<Option<Points>>,
    pub(super) joint: Vec<JointPart>,
    pub(super) bonus: Points,
    pub(super) deduction: Points,
    /// None where the highest total is the best.
    pub(super) penalty: Option<Points>,
    /// What floor and cap change; none where they move neither total.
    pub(super) limits: Option<Points>,
    pub(super) rounding: Points,
}

/// One piece of a node.
#[derive(Clone, Copy)]
enum Piece {
    Node(NodeId),
    Step(NodeId),
    Joint(usize),
}

impl Pieces {
    /// The parts of the gap of two ranked subjects; none where a number is beyond the range of scores.
    pub(super) fn of(view: &View<'_>, [a, b]: [Row; 2], parts: &GapParts) -> Option<Self> {
        let printing = Printing { rounding: view.index.rounding, near: view.scored.near };
        let decimals = view.index.rounding.decimals;
        let top = view.scored.tree.top();
        let base = parts.nodes[top].as_ref()?;
        let deduction = &view.adjusted[b].deduction - &view.adjusted[a].deduction;
        let penalty = &view.adjusted[a].penalty - &view.adjusted[b].penalty;
        let bonus = view.added(a) - view.added(b) - deduction.clone() - penalty.clone();
        let limits = limits(view, [a, b])?;
        let exact = &(&(&(base + &bonus) + &deduction) + &penalty) + &limits;
        let whole = printing.whole(&exact)?;
        let counts = printing.parts(&[base, &bonus, &deduction, &penalty, &limits], whole)?;
        let [of_base, of_bonus, of_deduction, of_penalty, of_limits] = counts.try_into().ok()?;
        let digits = |row| view.totals().digits(row, view.index.rounding);
        let printed = digits(a)?.checked_sub(digits(b)?)?;
        let mut all = Self {
            parts: parts.nodes.filled(None),
            steps: parts.nodes.filled(None),
            joint: Vec::new(),
            bonus: Points::new(bonus, of_bonus, decimals)?,
            deduction: Points::new(deduction, of_deduction, decimals)?,
            penalty: if view.order().is_ascending() { Some(Points::new(penalty, of_penalty, decimals)?) } else { None },
            limits: if limits.is_zero() { None } else { Some(Points::new(limits, of_limits, decimals)?) },
            rounding: Points::new(
                Exact::from_scaled(printed, decimals) - exact.clone(),
                printed.checked_sub(whole)?,
                decimals,
            )?,
            gap: Points::new(exact, printed, decimals)?,
        };
        all.parts[top] = Points::new(base.clone(), of_base, decimals);
        let mut open = vec![(top, of_base)];
        while let Some((node, whole)) = open.pop() {
            all.split(view, parts, printing, (node, whole), &mut open)?;
        }
        Some(all)
    }

    /// Prints the pieces of a node, and puts those with pieces of their own among the open ones.
    fn split(
        &mut self,
        view: &View<'_>,
        parts: &GapParts,
        printing: Printing,
        (node, whole): (NodeId, i128),
        open: &mut Vec<(NodeId, i128)>,
    ) -> Option<()> {
        let mut pieces = Vec::new();
        below(view, parts, node, &mut pieces);
        let exact = |piece: &Piece| match piece {
            Piece::Node(node) => parts.nodes[*node].as_ref(),
            Piece::Step(node) => parts.steps[*node].as_ref(),
            Piece::Joint(number) => parts.joint.get(*number).map(|(_, _, part)| part),
        };
        let exact: Vec<&Exact> = pieces.iter().map(exact).collect::<Option<_>>()?;
        if exact.is_empty() {
            return Some(());
        }
        for ((piece, part), count) in pieces.iter().zip(&exact).zip(printing.parts(&exact, whole)?) {
            let points = Points::new((*part).clone(), count, printing.rounding.decimals)?;
            match piece {
                Piece::Node(node) => {
                    self.parts[*node] = Some(points);
                    open.push((*node, count));
                }
                Piece::Step(node) => self.steps[*node] = Some(points),
                Piece::Joint(number) => {
                    let (_, nodes, _) = parts.joint.get(*number)?;
                    let nodes = nodes.iter().map(|node| view.scored.tree.node(*node).id.clone()).collect();
                    self.joint.push(JointPart { nodes, part: points });
                }
            }
        }
        Some(())
    }
}

/// The pieces of a node: its children with parts, in place of other children what is below them, its own step, and what its
/// indicators make together.
fn below(view: &View<'_>, parts: &GapParts, node: NodeId, pieces: &mut Vec<Piece>) {
    for child in view.scored.tree.node(node).children() {
        match parts.nodes[*child] {
            Some(_) => pieces.push(Piece::Node(*child)),
            None => below(view, parts, *child, pieces),
        }
    }
    if parts.steps[node].is_some() {
        pieces.push(Piece::Step(node));
    }
    let joint = parts.joint.iter().enumerate().filter(|(_, (root, ..))| *root == node);
    pieces.extend(joint.map(|(number, _)| Piece::Joint(number)));
}

/// What floor and cap of the index change, of one total less of the other.
fn limits(view: &View<'_>, rows: [Row; 2]) -> Option<Exact> {
    let totals = view.totals();
    let moved = |row: Row| {
        let sum = totals.sum(row)?;
        let limit = limit_of(view.index, &sum, view.scored.near);
        Some(limit.map_or(Exact::ZERO, |(_, at)| Exact::from(at) - sum))
    };
    let [a, b] = rows.map(moved);
    Some(a? - b?)
}
