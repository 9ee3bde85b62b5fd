//! Finds the stability ranges of the share of each node: in closed form where there is one, else by a search.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::curve::{CROSSING, CURVE, ChildSums, ShareCurve};
use super::grades::Grades;
use super::pairs::Swaps;
use super::root::Root;
use super::search::{Jump, Outcome, Search, Trial};
use super::stability_range::StabilityRange;
use super::total::Total;
use super::{Found, NodeTipping};
use crate::engine::{Placed, Presence, RankedRow, View};
use crate::model::{NodeId, PerNode, PerRow, TieBreak};
use crate::number::Exact;
use crate::order::{CompareBy, Rank, Ties};
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::effective::limits_are_idle;
use crate::robustness::range::{WeightRange, published};

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
    /// Whether weights may bring totals to the floor or the cap of the index.
    is_limited: bool,
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
        let is_limited = !limits_are_idle(view);
        Self { view, placed, present, grades, sums, is_limited, breakers: view.breakers() }
    }

    /// The share of a node among its siblings; none for the index itself.
    pub(super) fn share(&self, node: NodeId) -> Option<Exact> {
        let tree = &self.view.scored.tree;
        let parent = tree.node(node).parent?;
        let shares = self.view.shares[parent].as_ref()?;
        let (_, part) = tree.node(parent).children().iter().zip(shares.parts()).find(|(child, _)| **child == node)?;
        shares.share(*part)
    }

    /// Whether the share of a node can be changed.
    fn is_weighed(&self, node: NodeId) -> bool {
        let tree = &self.view.scored.tree;
        tree.node(node).parent.is_some_and(|parent| tree.node(parent).is_weighed())
    }

    /// Scores as functions of the share of a node; none where there is no closed form.
    fn share_curve(&self, node: NodeId) -> Option<ShareCurve<'_>> {
        let sums = |parent: NodeId| self.sums[parent].get_or_init(|| ChildSums::new(self.view, parent)).as_ref();
        ShareCurve::new(self.view, node, sums)
    }

    /// The total of every ranked subject, larger for the better, as a function of the share of a node, best first; none where there is no
    /// closed form.
    fn totals(&self, node: NodeId, pulse: &Pulse<'_>) -> Result<Option<Vec<Total>>, Cancelled> {
        if self.view.index.ranking.by == CompareBy::Published || self.is_limited || self.moves_tie_breaks(node) {
            return Ok(None);
        }
        let Some(curve) = self.share_curve(node) else { return Ok(None) };
        let mut totals = Vec::with_capacity(self.placed.len());
        for (ranked, _) in self.placed.values() {
            pulse.spend(CURVE)?;
            let Some(curve) = curve.total(ranked.row) else { return Ok(None) };
            totals.push(Total::from(self.view.order().merit(curve)));
        }
        Ok(Some(totals))
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
        self.view.index.ranking.tie_break.iter().any(|one| self.is_above(one, node).is_some())
    }

    /// The node that a tie-break looks at, where it is above this one.
    fn is_above(&self, tie_break: &TieBreak, node: NodeId) -> Option<NodeId> {
        let tree = &self.view.scored.tree;
        let TieBreak::Node(id) = tie_break else { return None };
        tree.ancestors(node).find(|above| tree.node(*above).id == *id)
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
        (node, share): (NodeId, &Exact),
        swaps: &mut Swaps,
        pulse: &Pulse<'_>,
    ) -> Result<NodeTipping, Cancelled> {
        let id = &self.view.scored.tree.node(node).id;
        let trial = Trial { view: self.view, present: self.present, node, from: share, pulse };
        let found = if *share == Exact::ONE || !self.is_weighed(node) {
            // A node with the share 1 keeps it: its siblings weigh 0 and cannot take weight in proportion. So does one that
            // is taken without regard to weights.
            NodeStability::default()
        } else if let Some(totals) = self.totals(node, pulse)? {
            let jumps = if self.has_gaps(node) { trial.jumps()? } else { Vec::new() };
            pulse.spend(totals.len().saturating_mul(CROSSING))?;
            swaps.note_crossings((node, share), &totals, &jumps);
            self.closed(trial, &totals, &jumps)?
        } else {
            let search = Search::new(trial)?;
            swaps.search((node, share), &search)?;
            let (ranges, untried) = (search.ranges()?, search.untried());
            NodeStability { ranges, searched: true, grades_searched: true, untried }
        };
        let [ranking, first, grades] = found.ranges;
        let how = |searched: bool| if searched { Found::Searched } else { Found::Closed };
        Ok(NodeTipping {
            node: id.clone(),
            declared: self.view.scored.tree.written_weight(node),
            weight: published(share),
            ranking,
            first,
            grades: self.grades.as_ref().map(|_| grades),
            found: how(found.searched),
            grades_found: how(found.grades_searched),
            untried: found.untried,
        })
    }

    /// The ranges from crossings of totals; that of grades without a closed form from a search.
    fn closed(&self, trial: Trial<'_>, totals: &[Total], jumps: &[Jump]) -> Result<NodeStability, Cancelled> {
        let tried = [false, true].map(|above| jumps.iter().any(|jump| jump.above == above));
        let mut stabilities = [(); 3].map(|()| StabilityRange::new(trial.from, tried));
        let [ranking, first, grades] = &mut stabilities;
        self.ranking(totals, trial, ranking)?;
        self.first(totals, trial, first)?;
        let closed_grades = self.grades.as_ref().filter(|grades| grades.are_closed());
        if let Some(closed) = closed_grades {
            let kept = |pair: [RankedRow; 2], share: &Root| self.keep_order(trial.node, pair, share);
            closed.note(totals, trial.from, grades, &kept, trial.pulse)?;
            for end in grades.ends().filter(|end| end.several && closed.have_quotas()) {
                let changes = end.share.exact().map(|share| trial.changes_grades(share)).transpose()?.flatten();
                end.open = changes.unwrap_or(end.open);
            }
        }
        for jump in jumps {
            let changed = stabilities.iter_mut().zip(jump.changed).filter(|(_, changed)| *changed);
            changed.for_each(|(stability, _)| stability.jump(&jump.share, jump.above));
        }
        let near = self.view.scored.near;
        let mut found = NodeStability { ranges: stabilities.map(|one| one.range(near)), ..NodeStability::default() };
        if self.grades.is_some() && closed_grades.is_none() {
            let search = Search::new(trial)?;
            (found.grades_searched, found.untried) = (true, search.untried());
            let ([.., grades], [.., searched]) = (&mut found.ranges, search.ranges()?);
            *grades = searched;
        }
        Ok(found)
    }

    /// The ranking changes where the totals of neighbours cross.
    fn ranking(&self, totals: &[Total], trial: Trial<'_>, stability: &mut StabilityRange) -> Result<(), Cancelled> {
        for (totals, places) in totals.windows(2).zip(self.placed.as_slice().windows(2)) {
            if let ([ahead, behind], [first, second]) = (totals, places) {
                trial.pulse.spend(CROSSING)?;
                self.note_crossings(stability, trial.node, [ahead, behind], [first, second]);
            }
        }
        Ok(())
    }

    /// The first place changes where the total of another subject crosses that of the first.
    fn first(&self, totals: &[Total], trial: Trial<'_>, stability: &mut StabilityRange) -> Result<(), Cancelled> {
        let mut all = totals.iter().zip(self.placed.values());
        if let Some((total, first)) = all.next() {
            for (other, second) in all {
                trial.pulse.spend(CROSSING)?;
                self.note_crossings(stability, trial.node, [total, other], [first, second]);
            }
        }
        Ok(())
    }

    /// Notes the crossings of two totals. Subjects that are equal and ranked by a tie-break change only where the one
    /// behind gets ahead.
    fn note_crossings(
        &self,
        stability: &mut StabilityRange,
        node: NodeId,
        [ahead, behind]: [&Total; 2],
        [first, second]: [&(RankedRow, Rank); 2],
    ) {
        if first.0.class == second.0.class {
            stability.parting(ahead, behind, first.1 == second.1);
        } else {
            stability.crossing(ahead, behind, |share| self.keep_order(node, [first.0, second.0], share));
        }
    }

    /// Whether two subjects keep their order at a share at which their totals are equal, by tie-breaks. Not at one that is no
    /// fraction, which no weights can have.
    fn keep_order(&self, node: NodeId, [ahead, behind]: [RankedRow; 2], share: &Root) -> bool {
        let Some(share) = share.exact() else { return false };
        let at = |row| self.breakers[row].iter();
        let moving = self.view.index.ranking.tie_break.iter().map(|one| self.is_above(one, node));
        let orders = at(ahead.row).zip(at(behind.row)).zip(moving).map(|((one, other), moving)| match moving {
            Some(above) => self.compare_at(above, node, [ahead, behind], share),
            None => Some(one.cmp(other)),
        });
        let decides = orders.into_iter().find(|order| order.is_none_or(Ordering::is_ne));
        match decides.unwrap_or(Some(Ordering::Equal)) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => self.view.index.ranking.ties == Ties::Ordinal && ahead.row < behind.row,
            Some(Ordering::Less) | None => false,
        }
    }

    /// The order of the scores of a node above for two subjects, at a share of this one; a missing score comes last. None
    /// where there is no closed form.
    fn compare_at(&self, above: NodeId, node: NodeId, pair: [RankedRow; 2], share: &Exact) -> Option<Ordering> {
        let curve = self.share_curve(node)?;
        let scores = pair.map(|ranked| {
            let has_score = self.view.aggregated.presence(above, ranked.row) == Presence::Present;
            if has_score { Some(curve.score(above, ranked.row)?.at(share)) } else { Some(None) }
        });
        let [one, other] = scores;
        match (one?, other?) {
            (Some(one), Some(other)) => Some(self.view.order().by_scores(self.view.scored.near.compare(&one, &other))),
            (one, other) => Some(one.is_some().cmp(&other.is_some())),
        }
    }
}
