//! Finds the stability ranges of the share of each node: in closed form where there is one, else by a search.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::curve::{ChildSums, Curve, ShareCurve};
use super::grades::Grades;
use super::pairs::Swaps;
use super::search::{Jump, Outcome, Search, Trial};
use super::stability_range::StabilityRange;
use super::{Found, NodeTipping};
use crate::engine::{Placed, Presence, RankedRow, View};
use crate::model::{NodeId, TieBreak};
use crate::order::{CompareBy, Rank};
use crate::robustness::range::{WeightRange, as_published};

/// Finds the stability ranges of one index.
pub(super) struct Finder<'a> {
    view: &'a View<'a>,
    /// The ranked subjects, best first.
    placed: &'a Placed,
    /// The present ranks and grades.
    present: &'a Outcome,
    grades: Option<Grades<'a>>,
    /// The sums over the children of nodes, each computed once.
    sums: RefCell<BTreeMap<NodeId, Option<Rc<ChildSums>>>>,
}

/// The stability ranges of one node: of the ranking, of the first place and of the grades.
#[derive(Default)]
struct NodeStability {
    ranges: [WeightRange; 3],
    searched: bool,
    grades_searched: bool,
    untried: usize,
}

impl<'a> Finder<'a> {
    /// For an index with these ranked subjects, best first, and this present outcome.
    pub(super) fn new(
        view: &'a View<'a>,
        placed: &'a Placed,
        present: &'a Outcome,
        grades: Option<Grades<'a>>,
    ) -> Self {
        Self { view, placed, present, grades, sums: RefCell::default() }
    }

    /// The share of a node among its siblings; none for the index itself.
    pub(super) fn share(&self, node: NodeId) -> Option<Decimal> {
        let tree = &self.view.scored.tree;
        let parent = tree.node(node).parent?;
        let position = tree.node(parent).children().iter().position(|child| *child == node)?;
        Some(self.view.shares[parent].as_ref()?.weight(position, Decimal::ONE))
    }

    /// The total of every ranked subject as a function of the share of a node, best first; none where there is no
    /// closed form.
    fn curves(&self, node: NodeId) -> Option<Vec<Curve>> {
        if self.view.index.ranking.by == CompareBy::Published || self.moves_tie_breaks(node) {
            return None;
        }
        let curve = ShareCurve::new(self.view, node, |parent| {
            let mut sums = self.sums.borrow_mut();
            sums.entry(parent).or_insert_with(|| ChildSums::new(self.view, parent).map(Rc::new)).clone()
        })?;
        self.placed.values().map(|(ranked, _)| curve.curve(ranked)).collect()
    }

    /// Whether a tie-break between equal subjects depends on the share of a node.
    fn moves_tie_breaks(&self, node: NodeId) -> bool {
        let tree = &self.view.scored.tree;
        let breaks = |above: NodeId| {
            let mut breakers = self.view.index.ranking.tie_break.iter();
            breakers.any(|one| matches!(one, TieBreak::Node(id) if *id == tree.node(above).id))
        };
        let equals = || {
            self.placed
                .as_slice()
                .windows(2)
                .any(|pair| matches!(pair, [(one, _), (other, _)] if one.class == other.class))
        };
        tree.ancestors(node).any(breaks) && equals()
    }

    /// Whether a subject, ranked or not, lacks a score of a node or of one of its siblings.
    fn has_gaps(&self, node: NodeId) -> bool {
        let tree = &self.view.scored.tree;
        let rows = self.view.scored.subjects.ids();
        let lacks =
            |child: &NodeId| rows.clone().any(|row| self.view.aggregated.presence(*child, row) != Presence::Present);
        tree.node(node).parent.is_some_and(|parent| tree.node(parent).children().iter().any(lacks))
    }

    /// The ranges of one node with this share.
    pub(super) fn node(&self, (node, weight): (NodeId, Decimal), swaps: &mut Swaps) -> NodeTipping {
        let id = &self.view.scored.tree.node(node).id;
        let trial = Trial { view: self.view, present: self.present, node, from: weight };
        let found = if weight == Decimal::ONE {
            // A node with the share 1 keeps it: its siblings weigh 0 and cannot take weight in proportion.
            NodeStability::default()
        } else if let Some(curves) = self.curves(node) {
            let jumps = if self.has_gaps(node) { trial.jumps() } else { Vec::new() };
            swaps.note_crossings((id, as_published(weight)), &curves, &jumps);
            self.closed(trial, &curves, &jumps)
        } else {
            let search = Search::new(trial);
            swaps.search((id, as_published(weight)), &search);
            let (ranges, untried) = (search.ranges(), search.untried());
            NodeStability { ranges, searched: true, grades_searched: true, untried }
        };
        let [ranking, first, grades] = found.ranges;
        let how = |searched: bool| if searched { Found::Searched } else { Found::Closed };
        NodeTipping {
            node: id.clone(),
            weight: as_published(weight),
            ranking,
            first,
            grades: self.grades.as_ref().map(|_| grades),
            found: how(found.searched),
            grades_found: how(found.grades_searched),
            untried: found.untried,
        }
    }

    /// The ranges from crossings of totals; that of grades without a closed form from a search.
    fn closed(&self, trial: Trial<'_>, curves: &[Curve], jumps: &[Jump]) -> NodeStability {
        let mut found = NodeStability::default();
        let grades = match &self.grades {
            Some(grades) if grades.are_closed() => grades.range(curves, trial.from),
            Some(_) => {
                let search = Search::new(trial);
                (found.grades_searched, found.untried) = (true, search.untried());
                let [.., grades] = search.ranges();
                grades
            }
            None => WeightRange::default(),
        };
        found.ranges = [self.ranking(curves, trial.from), self.first(curves, trial.from), grades];
        for jump in jumps {
            let changed = found.ranges.iter_mut().zip(jump.changed).filter(|(_, changed)| *changed);
            changed.for_each(|(range, _)| range.reach(jump.share, jump.above));
        }
        found
    }

    /// The ranking changes where the totals of neighbours cross.
    fn ranking(&self, curves: &[Curve], weight: Decimal) -> WeightRange {
        let mut stability = StabilityRange::new(weight);
        for (curves, places) in curves.windows(2).zip(self.placed.as_slice().windows(2)) {
            if let ([ahead, behind], [first, second]) = (curves, places) {
                self.note_crossings(&mut stability, [ahead, behind], [first, second]);
            }
        }
        stability.range()
    }

    /// The first place changes where the total of another subject crosses that of the first.
    fn first(&self, curves: &[Curve], weight: Decimal) -> WeightRange {
        let mut stability = StabilityRange::new(weight);
        let mut all = curves.iter().zip(self.placed.values());
        if let Some((curve, first)) = all.next() {
            all.for_each(|(other, second)| self.note_crossings(&mut stability, [curve, other], [first, second]));
        }
        stability.range()
    }

    /// Notes the crossings of two totals. Subjects that are equal and ranked by a tie-break change only where the one
    /// behind gets ahead.
    fn note_crossings(
        &self,
        stability: &mut StabilityRange,
        [ahead, behind]: [&Curve; 2],
        [first, second]: [&(RankedRow, Rank); 2],
    ) {
        if first.0.class == second.0.class {
            stability.parting(ahead, behind, first.1 == second.1);
        } else {
            stability.crossing(ahead, behind);
        }
    }
}
