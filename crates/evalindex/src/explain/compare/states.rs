//! The totals in each state on the path from one document to the other.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::material::Material;
use super::people::Sources;
use super::sides::{Side, State};
use crate::engine::{Blend, Blended, BlendedLeaf, By, limited};
use crate::model::{IndicatorId, PerIndicator, PerRow, Row};
use crate::number::Exact;
use crate::support::Refused;

/// The scores of one run: the figures of one state by certain calibrations.
pub(super) struct Run {
    pub(super) leaves: PerIndicator<Rc<Leaf>>,
    blended: Blended,
}

/// The scores of one indicator, and the subjects whose figure could not be measured or filled.
pub(super) struct Leaf {
    pub(super) scores: BlendedLeaf,
    failed: BTreeSet<Row>,
}

/// What makes the scores of an indicator.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct LeafKey {
    id: IndicatorId,
    rules: Side,
    membership: Side,
    figures: Side,
    targets: Side,
    previous: Side,
    calibration: Side,
}

/// The states computed so far.
pub(super) struct States<'a> {
    material: &'a Material<'a>,
    runs: HashMap<State, Rc<Run>>,
    leaves: HashMap<LeafKey, Rc<Leaf>>,
    blends: HashMap<(Sources, Side, Side), Rc<Blend<'a>>>,
}

impl<'a> States<'a> {
    /// None computed yet.
    pub(super) fn new(material: &'a Material<'a>) -> Self {
        Self { material, runs: HashMap::new(), leaves: HashMap::new(), blends: HashMap::new() }
    }

    /// The totals of all subjects in a state; none where it leaves one without a score.
    ///
    /// # Errors
    /// When a draft of the state is not there, which is a bug.
    pub(super) fn totals(&mut self, state: State) -> Result<PerRow<Option<Exact>>, Refused> {
        let run = self.run(state)?;
        let added = self.material.added.of(state.adjustments);
        Ok(run.blended.base.map(|row, base| {
            let base = base.as_ref()?;
            let sum = if added[row].is_zero() { base.clone() } else { base + &added[row] };
            Some(limited(self.material.declared.of(state.adjustments), sum, self.material.near))
        }))
    }

    /// The scores of a state.
    pub(super) fn run(&mut self, state: State) -> Result<Rc<Run>, Refused> {
        let state = State { adjustments: Side::Old, ..self.material.canonical(state) };
        if let Some(known) = self.runs.get(&state) {
            return Ok(Rc::clone(known));
        }
        let run = Rc::new(self.computed(state)?);
        self.runs.insert(state, Rc::clone(&run));
        Ok(run)
    }

    fn computed(&mut self, state: State) -> Result<Run, Refused> {
        let sample = state.calibrated();
        let other = if sample == state || !self.material.has_steps { None } else { Some(self.run(sample)?) };
        let ids: Vec<IndicatorId> = self.material.uses.ids().collect();
        let leaves: PerIndicator<Rc<Leaf>> =
            ids.into_iter().map(|id| self.leaf(id, state)).collect::<Result<_, _>>()?;
        let material = self.material;
        let by = match (&material.kept, &other) {
            (Some(kept), _) => By::Kept(kept.of(state.calibration)),
            (None, Some(other)) => By::Other(&other.blended),
            (None, None) => By::Itself,
        };
        let blend = self.blend(state.sources(), (state.rules, state.weights))?;
        let shares = material.shares.of(state.weights);
        let scores: PerIndicator<_> = leaves.values().map(|leaf| (&leaf.scores, &leaf.failed)).collect();
        let blended = blend.aggregate(&scores, shares, &by)?;
        Ok(Run { leaves, blended })
    }

    /// The scores of one indicator in a state.
    fn leaf(&mut self, id: IndicatorId, state: State) -> Result<Rc<Leaf>, Refused> {
        let State { rules, membership, calibration, .. } = state;
        let (book, uses) = (&self.material.book, *self.material.uses[id].of(rules));
        let figures = match (book.is_unchanged(id, rules), book.is_from_tasks(id, rules)) {
            (true, _) => calibration,
            (false, true) => state.tasks,
            (false, false) => state.figures,
        };
        let key = |calibration: Side, figures: Side| LeafKey {
            id,
            rules,
            membership,
            figures,
            targets: if uses.targets { state.targets } else { figures },
            previous: if uses.previous { state.figures } else { figures },
            calibration,
        };
        let own = key(calibration, figures);
        let all = |side: Side| LeafKey { figures: side, targets: side, previous: side, ..own };
        if self.material.kept.is_some() || own == all(calibration) {
            return self.scored(own, None);
        }
        let sample = self.scored(all(calibration), None)?;
        if sample.scores.takes_nothing() {
            // What it is calibrated on makes no difference.
            return self.scored(key(figures, figures), None);
        }
        self.scored(own, Some(&sample))
    }

    /// The scores that a key stands for, by the calibration of others or by their own.
    fn scored(&mut self, key: LeafKey, sample: Option<&Leaf>) -> Result<Rc<Leaf>, Refused> {
        if let Some(known) = self.leaves.get(&key) {
            return Ok(Rc::clone(known));
        }
        let by = match (&self.material.kept, sample) {
            (Some(kept), _) => By::Kept(kept.of(key.calibration)),
            (None, Some(sample)) => By::Other(&sample.scores),
            (None, None) => By::Itself,
        };
        let sources = Sources { membership: key.membership, targets: key.targets, previous: key.previous };
        let blend = self.blend(sources, (key.rules, Side::Old))?;
        let (cells, failed) = self.material.book.cells(key.id, key.rules, (key.figures, key.membership));
        let leaf = Rc::new(Leaf { scores: blend.leaf(key.id, cells, &by), failed: failed.into_iter().collect() });
        self.leaves.insert(key, Rc::clone(&leaf));
        Ok(leaf)
    }

    fn blend(&mut self, sources: Sources, (rules, weights): (Side, Side)) -> Result<Rc<Blend<'a>>, Refused> {
        let key = (sources, rules, weights);
        if let Some(known) = self.blends.get(&key) {
            return Ok(Rc::clone(known));
        }
        let skeleton = self.material.skeleton(sources);
        let skeleton = skeleton.ok_or_else(|| Refused::internal("a state of a comparison has no subjects"))?;
        let blend = Rc::new(Blend::new(skeleton, self.material.index(rules, weights)));
        self.blends.insert(key, Rc::clone(&blend));
        Ok(blend)
    }
}

impl State {
    /// The state of those on which rules are calibrated: their own figures, targets and tasks are those of the calibration.
    fn calibrated(self) -> Self {
        let side = self.calibration;
        Self { figures: side, targets: side, tasks: side, ..self }
    }

    fn sources(self) -> Sources {
        Sources { membership: self.membership, targets: self.targets, previous: self.figures }
    }
}
