//! Finds the stability ranges of the share of each node: in closed form where there is one, else by a search.

use std::cmp::Ordering;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::curve::{CROSSING, CURVE, ChildSums, Curve, ShareCurve};
use super::grades::Grades;
use super::pairs::Swaps;
use super::search::{Jump, Outcome, Search, Trial};
use super::stability_range::StabilityRange;
use super::{Found, NodeTipping};
use crate::engine::{Placed, Presence, RankedRow, View};
use crate::model::{NodeId, PerNode, PerRow, Row, TieBreak};
use crate::order::{CompareBy, Rank, Ties};
use crate::robustness::control::{Cancelled, Pulse};
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
    sums: PerNode<OnceLock<Option<ChildSums>>>,
    /// What decides between equal totals at present.
    breakers: PerRow<Vec<Option<usize>>>,
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
        let sums = view.shares.map(|_, _| OnceLock::new());
        Self { view, placed, present, grades, sums, breakers: view.breakers() }
    }

    /// The share of a node among its siblings; none for the index itself.
    pub(super) fn share(&self, node: NodeId) -> Option<Decimal> {
        let tree = &self.view.scored.tree;
        let parent = tree.node(node).parent?;
        let shares = self.view.shares[parent].as_ref()?;
        let (position, _) = shares.ids().zip(tree.node(parent).children()).find(|(_, child)| **child == node)?;
        Some(shares.weight(position, Decimal::ONE))
    }

    /// The total of every ranked subject as a function of the share of a node, best first; none where there is no
    /// closed form.
    fn curves(&self, node: NodeId, pulse: &Pulse<'_>) -> Result<Option<Vec<Curve>>, Cancelled> {
        if self.view.index.ranking.by == CompareBy::Published || self.moves_tie_breaks(node) {
            return Ok(None);
        }
        let sums = |parent: NodeId| self.sums[parent].get_or_init(|| ChildSums::new(self.view, parent)).as_ref();
        let Some(curve) = ShareCurve::new(self.view, node, sums) else { return Ok(None) };
        let mut curves = Vec::with_capacity(self.placed.len());
        for (ranked, _) in self.placed.values() {
            pulse.spend(CURVE)?;
            let Some(curve) = curve.curve(ranked) else { return Ok(None) };
            curves.push(curve);
        }
        Ok(Some(curves))
    }

    /// Whether a tie-break between equal subjects depends on the share of a node.
    fn moves_tie_breaks(&self, node: NodeId) -> bool {
        let equals = || {
            self.placed
                .as_slice()
                .windows(2)
                .any(|pair| matches!(pair, [(one, _), (other, _)] if one.class == other.class))
        };
        self.breaks_ties_above(node) && equals()
    }

    /// Whether a node above this one is a tie-break.
    fn breaks_ties_above(&self, node: NodeId) -> bool {
        let tree = &self.view.scored.tree;
        let breaks = |above: NodeId| {
            let mut breakers = self.view.index.ranking.tie_break.iter();
            breakers.any(|one| matches!(one, TieBreak::Node(id) if *id == tree.node(above).id))
        };
        tree.ancestors(node).any(breaks)
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
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn node(
        &self,
        (node, weight): (NodeId, Decimal),
        swaps: &mut Swaps,
        pulse: &Pulse<'_>,
    ) -> Result<NodeTipping, Cancelled> {
        let id = &self.view.scored.tree.node(node).id;
        let trial = Trial { view: self.view, present: self.present, node, from: weight, pulse };
        let found = if weight == Decimal::ONE {
            // A node with the share 1 keeps it: its siblings weigh 0 and cannot take weight in proportion.
            NodeStability::default()
        } else if let Some(curves) = self.curves(node, pulse)? {
            let jumps = if self.has_gaps(node) { trial.jumps()? } else { Vec::new() };
            pulse.spend(curves.len().saturating_mul(CROSSING))?;
            swaps.note_crossings((node, as_published(weight)), &curves, &jumps);
            self.closed(trial, &curves, &jumps)?
        } else {
            let search = Search::new(trial)?;
            swaps.search((node, as_published(weight)), &search)?;
            let (ranges, untried) = (search.ranges()?, search.untried());
            NodeStability { ranges, searched: true, grades_searched: true, untried }
        };
        let [ranking, first, grades] = found.ranges;
        let how = |searched: bool| if searched { Found::Searched } else { Found::Closed };
        Ok(NodeTipping {
            node: id.clone(),
            weight: as_published(weight),
            ranking,
            first,
            grades: self.grades.as_ref().map(|_| grades),
            found: how(found.searched),
            grades_found: how(found.grades_searched),
            untried: found.untried,
        })
    }

    /// The ranges from crossings of totals; that of grades without a closed form from a search.
    fn closed(&self, trial: Trial<'_>, curves: &[Curve], jumps: &[Jump]) -> Result<NodeStability, Cancelled> {
        let mut found = NodeStability::default();
        let grades = match &self.grades {
            Some(grades) if grades.are_closed() => grades.range(curves, trial.from, trial.pulse)?,
            Some(_) => {
                let search = Search::new(trial)?;
                (found.grades_searched, found.untried) = (true, search.untried());
                let [.., grades] = search.ranges()?;
                grades
            }
            None => WeightRange::default(),
        };
        let ranking = self.ranking(curves, trial)?;
        found.ranges = [ranking, self.first(curves, trial)?, grades];
        for jump in jumps {
            let changed = found.ranges.iter_mut().zip(jump.changed).filter(|(_, changed)| *changed);
            changed.for_each(|(range, _)| range.reach(jump.share, jump.above));
        }
        Ok(found)
    }

    /// The ranking changes where the totals of neighbours cross.
    fn ranking(&self, curves: &[Curve], trial: Trial<'_>) -> Result<WeightRange, Cancelled> {
        let mut stability = StabilityRange::new(trial.from);
        for (curves, places) in curves.windows(2).zip(self.placed.as_slice().windows(2)) {
            if let ([ahead, behind], [first, second]) = (curves, places) {
                trial.pulse.spend(CROSSING)?;
                self.note_crossings(&mut stability, trial.node, [ahead, behind], [first, second]);
            }
        }
        Ok(stability.range())
    }

    /// The first place changes where the total of another subject crosses that of the first.
    fn first(&self, curves: &[Curve], trial: Trial<'_>) -> Result<WeightRange, Cancelled> {
        let mut stability = StabilityRange::new(trial.from);
        let mut all = curves.iter().zip(self.placed.values());
        if let Some((curve, first)) = all.next() {
            for (other, second) in all {
                trial.pulse.spend(CROSSING)?;
                self.note_crossings(&mut stability, trial.node, [curve, other], [first, second]);
            }
        }
        Ok(stability.range())
    }

    /// Notes the crossings of two totals. Subjects that are equal and ranked by a tie-break change only where the one
    /// behind gets ahead.
    fn note_crossings(
        &self,
        stability: &mut StabilityRange,
        node: NodeId,
        [ahead, behind]: [&Curve; 2],
        [first, second]: [&(RankedRow, Rank); 2],
    ) {
        if first.0.class == second.0.class {
            stability.parting(ahead, behind, first.1 == second.1);
        } else {
            let order = || self.keep_order(node, first.0.row, second.0.row);
            stability.crossing(ahead, behind, order);
        }
    }

    /// Whether two subjects keep their order where their totals are equal, by tie-breaks that do not depend on the
    /// share of this node.
    fn keep_order(&self, node: NodeId, ahead: Row, behind: Row) -> bool {
        if self.breaks_ties_above(node) {
            return false;
        }
        match self.breakers[ahead].cmp(&self.breakers[behind]) {
            Ordering::Greater => true,
            Ordering::Equal => self.view.index.ranking.ties == Ties::Ordinal && ahead < behind,
            Ordering::Less => false,
        }
    }
}
