//! Looks for the ranges of each node's share: in closed form where there is one, else by trying.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::curve::{Curve, Family, ShareCurve};
use super::grades::Grades;
use super::pairs::Swaps;
use super::search::{Jump, Outcome, Search, Trial};
use super::stability_range::StabilityRange;
use super::{Found, NodeTipping};
use crate::engine::{Placed, Presence, RankedRow, View, rank};
use crate::model::{NodeId, TieBreak};
use crate::order::{CompareBy, Rank};
use crate::robustness::range::{WeightRange, as_published};

/// Looks for tipping points of one index.
pub(super) struct Finder<'a> {
    view: &'a View<'a>,
    /// The ranked subjects, best first.
    placed: &'a Placed,
    /// What comes out as it is.
    present: &'a Outcome,
    grades: Option<Grades<'a>>,
    /// What the children of nodes come to, each worked out once for all of them.
    families: RefCell<BTreeMap<NodeId, Option<Rc<Family>>>>,
}

/// What was found of a node's share: the ranges of places, of the first and of grades.
#[derive(Default)]
struct Looked {
    ranges: [WeightRange; 3],
    searched: bool,
    grades_searched: bool,
    untried: usize,
}

impl<'a> Finder<'a> {
    /// Of an index whose ranked subjects stand so, best first, and which comes out so.
    pub(super) fn new(
        view: &'a View<'a>,
        placed: &'a Placed,
        present: &'a Outcome,
        grades: Option<Grades<'a>>,
    ) -> Self {
        Self { view, placed, present, grades, families: RefCell::default() }
    }

    /// A node's share among its siblings.
    pub(super) fn share(&self, node: NodeId) -> Option<Decimal> {
        let tree = &self.view.scored.tree;
        let parent = tree.node(node).parent?;
        let position = tree.node(parent).children().iter().position(|child| *child == node)?;
        Some(self.view.shares[parent].as_ref()?.weight(position, Decimal::ONE))
    }

    /// Every ranked subject's total by a node's share, best first; none where there is no closed form.
    fn curves(&self, node: NodeId) -> Option<Vec<Curve>> {
        if self.view.index.ranking.by == CompareBy::Published || self.moves_tie_breaks(node) {
            return None;
        }
        let curve = ShareCurve::new(self.view, node, |parent| {
            let mut families = self.families.borrow_mut();
            families.entry(parent).or_insert_with(|| Family::new(self.view, parent).map(Rc::new)).clone()
        })?;
        self.placed.values().map(|(ranked, _)| curve.curve(ranked)).collect()
    }

    /// Whether equal subjects are told apart by a score that depends on a node's share.
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
                .any(|pair| matches!(pair, [(one, _), (other, _)] if self.are_equal(one, other)))
        };
        tree.ancestors(node).any(breaks) && equals()
    }

    fn are_equal(&self, one: &RankedRow, other: &RankedRow) -> bool {
        let key = |ranked: &RankedRow| rank::key(self.view.index, ranked.total);
        key(one) == key(other)
    }

    /// Whether a subject, ranked or not, lacks one of a node's siblings, or the node itself.
    fn has_gaps(&self, node: NodeId) -> bool {
        let tree = &self.view.scored.tree;
        let rows = self.view.scored.subjects.ids();
        let lacks =
            |child: &NodeId| rows.clone().any(|row| self.view.aggregated.presence(*child, row) != Presence::Present);
        tree.node(node).parent.is_some_and(|parent| tree.node(parent).children().iter().any(lacks))
    }

    /// One node with its share.
    pub(super) fn node(&self, (node, weight): (NodeId, Decimal), swaps: &mut Swaps) -> NodeTipping {
        let id = &self.view.scored.tree.node(node).id;
        let trial = Trial { view: self.view, present: self.present, node, from: weight };
        let looked = if weight == Decimal::ONE {
            // Whoever has all of the weight has it whatever happens: there is nobody to share with.
            Looked::default()
        } else if let Some(curves) = self.curves(node) {
            let jumps = if self.has_gaps(node) { trial.jumps() } else { Vec::new() };
            swaps.meet((id, as_published(weight)), &curves, &jumps);
            self.closed(trial, &curves, &jumps)
        } else {
            let search = Search::new(trial);
            swaps.search((id, as_published(weight)), &search);
            let (ranges, untried) = (search.ranges(), search.untried());
            Looked { ranges, searched: true, grades_searched: true, untried }
        };
        let [ranking, first, grades] = looked.ranges;
        let how = |searched: bool| if searched { Found::Searched } else { Found::Closed };
        NodeTipping {
            node: id.clone(),
            weight: as_published(weight),
            ranking,
            first,
            grades: self.grades.as_ref().map(|_| grades),
            found: how(looked.searched),
            grades_found: how(looked.grades_searched),
            untried: looked.untried,
        }
    }

    /// The ranges from where totals meet; of grades that have no closed form, from a search.
    fn closed(&self, trial: Trial<'_>, curves: &[Curve], jumps: &[Jump]) -> Looked {
        let mut looked = Looked::default();
        let grades = match &self.grades {
            Some(grades) if grades.are_closed() => grades.range(curves, trial.from),
            Some(_) => {
                let search = Search::new(trial);
                (looked.grades_searched, looked.untried) = (true, search.untried());
                let [.., grades] = search.ranges();
                grades
            }
            None => WeightRange::default(),
        };
        looked.ranges = [self.ranking(curves, trial.from), self.first(curves, trial.from), grades];
        for jump in jumps {
            let changed = looked.ranges.iter_mut().zip(jump.changed).filter(|(_, changed)| *changed);
            changed.for_each(|(range, _)| range.reach(jump.share, jump.above));
        }
        looked
    }

    /// The order changes where neighbours meet.
    fn ranking(&self, curves: &[Curve], weight: Decimal) -> WeightRange {
        let mut stability = StabilityRange::new(weight);
        for (curves, places) in curves.windows(2).zip(self.placed.as_slice().windows(2)) {
            if let ([ahead, behind], [first, second]) = (curves, places) {
                self.meet(&mut stability, [ahead, behind], [first, second]);
            }
        }
        stability.range()
    }

    /// The first place changes where anybody meets whoever has it.
    fn first(&self, curves: &[Curve], weight: Decimal) -> WeightRange {
        let mut stability = StabilityRange::new(weight);
        let mut all = curves.iter().zip(self.placed.values());
        if let Some((curve, first)) = all.next() {
            all.for_each(|(other, second)| self.meet(&mut stability, [curve, other], [first, second]));
        }
        stability.range()
    }

    /// Where one meets another behind it. Equal ones that a tie-break tells apart only change when the other gets ahead.
    fn meet(
        &self,
        stability: &mut StabilityRange,
        [ahead, behind]: [&Curve; 2],
        [first, second]: [&(RankedRow, Rank); 2],
    ) {
        if self.are_equal(&first.0, &second.0) {
            stability.parting(*ahead, *behind, first.1 == second.1);
        } else {
            stability.crossing(*ahead, *behind);
        }
    }
}
