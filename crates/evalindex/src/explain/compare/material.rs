//! What the states of one index are made of, and which sorts of change there are.

use std::rc::Rc;

use super::book::Book;
use super::people::{Inputs, Person, Sources, differ, formed_differ, skeleton};
use super::sides::{Both, Side, State};
use super::union::{Origins, shares, union};
use crate::engine::{Prepared, TreeShares, View};
use crate::model::{Draft, Index, IndexId, PerIndicator, PerRow, Tree, TreeNode, TreePart};
use crate::number::{Exact, Near};
use crate::result::IndicatorCalibration;

/// What the states of one index are made of.
pub(super) struct Material<'a> {
    pub(super) people: &'a PerRow<Person<'a>>,
    pub(super) book: Book<'a>,
    /// By the rules of either document, under the weights of either.
    indexes: Both<Both<Index>>,
    pub(super) shares: Both<TreeShares>,
    skeletons: Vec<(Sources, Draft)>,
    /// The calibrations of both documents, where either has not taken its own from the data at hand.
    pub(super) kept: Option<Both<Vec<IndicatorCalibration>>>,
    /// What adjustments add to each subject in either document.
    pub(super) added: Both<PerRow<Exact>>,
    /// The indexes as either document declares them, with the limits of totals.
    pub(super) declared: Both<&'a Index>,
    /// When totals count as equal.
    pub(super) near: Near,
    /// Which sorts of change there are, in the order of the path.
    pub(super) changes: [bool; 8],
    /// Whether a dimension passes its score through a rule.
    pub(super) has_steps: bool,
    /// For each indicator, by the rules of either document.
    pub(super) uses: PerIndicator<Both<Uses>>,
}

/// Whether a rule reads a subject's own target and previous figure, and these differ.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Uses {
    pub(super) targets: bool,
    pub(super) previous: bool,
}

impl<'a> Material<'a> {
    /// What two prepared documents give for one index; none where their shares are none, which is a bug.
    pub(super) fn new(
        prepared: &Both<(&Prepared, IndexId)>,
        views: &Both<View<'a>>,
        people: &'a PerRow<Person<'a>>,
    ) -> Option<Self> {
        let declared = Both::by(|side| views.of(side).index);
        // Where nodes come from depends on neither rules nor weights.
        let mut origins = Origins::new();
        let indexes = Both::by(|rules| {
            Both::by(|weights| {
                let (index, found) = union(&declared, rules, weights);
                origins = found;
                index
            })
        });
        let trees = Both::by(|rules| Tree::new(&indexes.of(rules).old, &declared.old.id));
        let has_rules = indexes.old.old != indexes.new.old;
        let filled = Both::by(|data| {
            let (document, index) = *prepared.of(data);
            let old = Rc::new(document.filled(index, &indexes.old.old));
            let new = has_rules.then(|| Rc::new(document.filled(index, &indexes.new.old)));
            Both { new: new.unwrap_or_else(|| Rc::clone(&old)), old }
        });
        let own = Both::by(|side| (&views.of(side).scored.tree, views.of(side).shares));
        let shares = Both::by(|side| shares(&trees.old, &origins, &own, side));
        let calibration =
            |side: Side| -> Vec<IndicatorCalibration> { views.of(side).aggregated.calibrations().cloned().collect() };
        let has_kept = Side::BOTH.iter().any(|side| views.of(*side).scored.frozen.is_some());
        let added = |side: Side, person: &Person<'_>| person.at.of(side).map(|at| views.of(side).added(at.row).clone());
        let mut material = Self {
            book: Book::new(people, &Both::by(|side| trees.of(side)), &origins, &declared, filled),
            people,
            shares: Both { old: shares.old?, new: shares.new? },
            skeletons: Vec::new(),
            kept: has_kept.then(|| Both::by(calibration)),
            added: Both::by(|side| people.map(|_, person| added(side, person).unwrap_or_default())),
            near: views.new.scored.near,
            changes: [false; 8],
            has_steps: Side::BOTH.iter().any(|side| trees.of(*side).nodes().iter().any(is_stepped)),
            uses: PerIndicator::new(),
            indexes,
            declared,
        };
        material.look(&trees, &Both::by(|side| views.of(side).draft), &origins);
        Some(material)
    }

    /// The draft that holds groups, targets and previous figures as a state has them.
    pub(super) fn skeleton(&self, sources: Sources) -> Option<&Draft> {
        let [previous, targets, _, _, membership, ..] = self.changes;
        let side = |side: Side, changes: bool| if changes { side } else { Side::Old };
        let meant = Sources {
            membership: side(sources.membership, membership),
            targets: side(sources.targets, targets),
            previous: side(sources.previous, previous),
        };
        self.skeletons.iter().find(|(known, _)| *known == meant).map(|(_, draft)| draft)
    }

    /// The index by certain rules and under certain weights.
    pub(super) fn index(&self, rules: Side, weights: Side) -> &Index {
        self.indexes.of(rules).of(weights)
    }

    /// The tree of the union, by the old rules.
    pub(super) fn tree(&self) -> Tree {
        Tree::new(&self.indexes.old.old, &self.indexes.old.old.id)
    }

    /// The same state, with all that makes no difference as in the old document, or as that on which rules are calibrated.
    pub(super) fn canonical(&self, state: State) -> State {
        let [figures, targets, tasks, calibration, membership, rules, weights, adjustments] = self.changes;
        let side = |side: Side, changes: bool| if changes { side } else { Side::Old };
        let calibrated = side(state.calibration, calibration);
        let own = |side: Side, changes: bool| if changes { side } else { calibrated };
        State {
            figures: own(state.figures, figures),
            targets: own(state.targets, targets),
            tasks: own(state.tasks, tasks),
            calibration: calibrated,
            membership: side(state.membership, membership),
            rules: side(state.rules, rules),
            weights: side(state.weights, weights),
            adjustments: side(state.adjustments, adjustments),
        }
    }

    /// Finds which sorts of change there are, and makes the skeletons.
    fn look(&mut self, trees: &Both<Tree>, drafts: &Both<&Draft>, origins: &Origins) {
        let mut inputs = Inputs::default();
        let (mut figures, mut targets, mut tasks) = (false, false, false);
        for (id, _) in trees.old.by_indicator().iter() {
            let uses = Both::by(|rules| {
                let indicator = &trees.of(rules).by_indicator()[id].indicator;
                let by = indicator.denominate.as_ref().map(|one| one.by.as_str());
                let read = (indicator.rule.as_scoring().uses_target(), indicator.rule.as_scoring().uses_previous());
                self.uses(drafts, [Some(indicator.input_name()), by], read, &mut inputs)
            });
            for rules in Side::BOTH {
                let is_changed = !self.book.is_unchanged(id, rules);
                let of_tasks = self.book.is_from_tasks(id, rules);
                figures |= (is_changed && !of_tasks) || uses.of(rules).previous;
                tasks |= is_changed && of_tasks;
                targets |= uses.of(rules).targets;
            }
            self.uses.push(uses);
        }
        for node in Side::BOTH.iter().flat_map(|rules| trees.of(*rules).nodes()) {
            let TreePart::Inner(inner) = &node.part else { continue };
            let Some(second) = &inner.second_step else { continue };
            let scoring = second.step().scoring();
            let uses = self.uses(
                drafts,
                [Some(&node.id), None],
                (scoring.uses_target(), scoring.uses_previous()),
                &mut inputs,
            );
            (figures, targets) = (figures || uses.previous, targets || uses.targets);
        }
        let moves = |person: &Person<'_>| !person.stays() || person.groups.old != person.groups.new;
        let is_only = |origin: &Both<Option<String>>| origin.old.is_none() || origin.new.is_none();
        let calibration = self.kept.as_ref().is_some_and(|kept| kept.old != kept.new);
        self.changes = [
            figures,
            targets,
            tasks,
            figures || targets || tasks || calibration,
            self.people.values().any(moves),
            self.indexes.old.old != self.indexes.new.old || self.indexes.old.new != self.indexes.new.new,
            self.shares.old != self.shares.new
                || self.indexes.old.old != self.indexes.old.new
                || origins.values().any(is_only),
            has_other_limits(&self.declared)
                || self.people.iter().any(|(row, one)| one.stays() && self.added.old[row] != self.added.new[row]),
        ];
        self.skeletons = self.all_skeletons(drafts, &inputs);
    }

    /// Whether a rule reads the targets and previous figures of some inputs, and they differ; those that are read are noted.
    fn uses(
        &self,
        drafts: &Both<&Draft>,
        named: [Option<&str>; 2],
        (targets, previous): (bool, bool),
        inputs: &mut Inputs,
    ) -> Uses {
        let mut uses = Uses::default();
        if let (true, [Some(input), _]) = (targets, named) {
            inputs.targets.insert(input.to_owned());
            uses.targets = differ(self.people, &Both::by(|side| &drafts.of(side).targets), input);
        }
        for input in named.into_iter().flatten().filter(|_| previous) {
            inputs.previous.insert(input.to_owned());
            uses.previous |= differ(self.people, &Both::by(|side| &drafts.of(side).previous), input)
                || formed_differ(self.people, drafts, input);
        }
        uses
    }

    /// A draft for all sources that differ.
    fn all_skeletons(&self, drafts: &Both<&Draft>, inputs: &Inputs) -> Vec<(Sources, Draft)> {
        let [of_figures, of_targets, _, _, of_membership, ..] = self.changes;
        let sides = |changes: bool| Side::BOTH.into_iter().filter(move |side| changes || *side == Side::Old);
        let kind = &self.indexes.old.old.kind;
        let mut all = Vec::new();
        for membership in sides(of_membership) {
            for targets in sides(of_targets) {
                for previous in sides(of_figures) {
                    let sources = Sources { membership, targets, previous };
                    all.push((sources, skeleton(self.people, kind, (sources, drafts), inputs)));
                }
            }
        }
        all
    }
}

/// Whether the floor or the cap of totals differs.
fn has_other_limits(declared: &Both<&Index>) -> bool {
    let limits = |index: &Index| (index.floor, index.cap);
    limits(declared.old) != limits(declared.new)
}

/// Whether a node passes its score through a rule.
fn is_stepped(node: &TreeNode) -> bool {
    matches!(&node.part, TreePart::Inner(inner) if inner.second_step.is_some())
}
