//! Cases: the index evaluated exactly, one draw after the other, with drawn weights, methods and errors of figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::sample::{Sampler, Stream, below, normal, unit};
use super::sharing::ties;
use crate::engine::{AdjustedIndex, Placed, Prepared, Shares, TreeShares, View, meets_requirements};
use crate::model::{
    Alternative, Draft, Index, IndexId, NodeId, Observation, PerNode, PerRanked, PerRow, RankedId, Row, TreePart,
    Uncertainty, positions,
};
use crate::number::I256;
use crate::robustness::effective::PerLeaf;
use crate::robustness::grading::Lacking;
use crate::support::{Interrupt, Refused};

/// The total of drawn shares as whole numbers, 2⁴⁰.
const PART: f64 = 1_099_511_627_776.0;

positions! {
    /// A choice between the declared method and the options of one alternative.
    OfChoice, ChoiceId, PerChoice;
}

/// An index, with what is drawn.
pub(super) struct Cases<'a> {
    pub(super) prepared: &'a Prepared,
    pub(super) index: IndexId,
    pub(super) view: &'a View<'a>,
    pub(super) sampler: &'a Sampler,
    /// The choices that are drawn.
    pub(super) alternatives: PerChoice<&'a Alternative>,
    /// The inputs whose figures are drawn.
    pub(super) errors: Vec<(&'a str, Uncertainty)>,
    /// The position of each subject in the present ranking; none for an unranked one.
    positions: PerRow<Option<RankedId>>,
    /// The ranked subjects.
    ranked: PerRanked<Row>,
}

/// One case: drawn weights, methods and errors under which the index is evaluated.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    /// The drawn shares of every group.
    pub(super) shares: Vec<f64>,
    /// The option of each choice, from 1; 0 is the declared method.
    pub(super) options: PerChoice<usize>,
    /// The number of the draw whose errors the figures have; none where they have no errors.
    pub(super) errors: Option<u32>,
}

/// The rank (from 1) and the key of every subject, in the order of the present ranking.
pub(super) struct Outcome {
    pub(super) places: PerRanked<u32>,
    pub(super) keys: PerRanked<i128>,
    pub(super) lacking: Lacking,
}

/// An index with some options applied, and prepared.
type PreparedCase = (Index, AdjustedIndex);

/// What a thread keeps from one case to the next.
#[derive(Default)]
pub(super) struct Bench {
    /// Indexes prepared under options, without errors of figures.
    kept: BTreeMap<PerChoice<usize>, Result<Arc<PreparedCase>, String>>,
    /// A draft whose figures have the errors of some draw.
    draft: Option<Draft>,
}

/// The number of prepared indexes that are kept.
const KEPT: usize = 64;

impl<'a> Cases<'a> {
    /// An index with what is drawn: weights; methods and errors of figures where these are asked for.
    pub(super) fn new(
        (prepared, index, view): (&'a Prepared, IndexId, &'a View<'a>),
        sampler: &'a Sampler,
        placed: &Placed,
        (methods, errors): (bool, bool),
    ) -> Self {
        let ranked = placed.map(|_, (ranked, _)| ranked.row);
        let mut positions = view.scored.subjects.filled(None);
        ranked.iter().for_each(|(at, row)| positions[*row] = Some(at));
        let of_index = |alternative: &&Alternative| methods && alternative.is_of(view.index);
        let alternatives = view.draft.alternatives.iter().filter(of_index).collect();
        let mut inputs: Vec<(&str, Uncertainty)> = Vec::new();
        for one in view.scored.tree.indicators().iter().filter(|_| errors) {
            let input = one.indicator.input_name();
            if let Some(error) = one.indicator.error.filter(|_| inputs.iter().all(|(known, _)| *known != input)) {
                inputs.push((input, error));
            }
        }
        Self { prepared, index, view, sampler, alternatives, errors: inputs, positions, ranked }
    }

    /// The indicators that count, by node.
    pub(super) fn leaves(&self) -> PerLeaf<NodeId> {
        let tree = &self.view.scored.tree;
        let counted = self.sampler.groups().iter().flat_map(|group| &group.members).map(|(child, _)| *child);
        let is_leaf = |node: &NodeId| matches!(tree.node(*node).part, TreePart::Leaf(_));
        let mut leaves: Vec<NodeId> = counted.filter(is_leaf).collect();
        leaves.sort_unstable();
        leaves.into_iter().collect()
    }

    /// The number of operations that one case takes, as a job counts them: every node of every subject is aggregated,
    /// and where figures have errors, scored before.
    pub(super) fn operations(&self) -> usize {
        const AGGREGATED: usize = 20;
        const SCORED: usize = 200;
        let each = if self.errors.is_empty() { AGGREGATED } else { SCORED };
        let nodes = self.view.scored.tree.nodes().len();
        self.view.scored.subjects.len().saturating_mul(nodes).saturating_mul(each)
    }

    /// The case of a draw.
    pub(super) fn draw(&self, number: u32) -> Case {
        let mut case = Case { errors: (!self.errors.is_empty()).then_some(number), ..Case::default() };
        self.sampler.draw(number, &mut case.shares);
        let mut random = self.sampler.random(number, Stream::Methods);
        case.options = self.alternatives.map(|_, one| below(one.options.len().saturating_add(1), &mut random));
        case
    }

    /// The effective weight of every node.
    pub(super) fn whole(&self, case: &Case) -> PerNode<f64> {
        let mut of_nodes = self.view.scored.tree.by_node().filled(0.0);
        self.sampler.whole(&case.shares, &mut of_nodes);
        of_nodes
    }

    /// The ranking of a case, or the reason why it has none. Where the work is stopped, both are no answer.
    pub(super) fn outcome(&self, case: &Case, bench: &mut Bench, interrupt: Interrupt<'_>) -> Result<Outcome, String> {
        let shares = self.shares(&case.shares).ok_or("the drawn weights cannot be shared out")?;
        if let Some(number) = case.errors {
            let draft = bench.draft.get_or_insert_with(|| self.view.draft.clone());
            self.put_errors(number, draft)?;
            let (index, adjusted) = self.prepared_with(&case.options, draft, interrupt)?;
            return self.places(View::new((draft, &index), &adjusted, &shares, interrupt));
        }
        if case.options.values().all(|option| *option == 0) {
            return self.places(self.view.under(&shares, interrupt));
        }
        if bench.kept.len() >= KEPT && !bench.kept.contains_key(&case.options) {
            bench.kept.clear();
        }
        let prepare = || self.prepared_with(&case.options, self.view.draft, interrupt).map(Arc::new);
        let kept = bench.kept.entry(case.options.clone()).or_insert_with(prepare).clone()?;
        let (index, adjusted) = kept.as_ref();
        self.places(View::new((self.view.draft, index), adjusted, &shares, interrupt))
    }

    /// The index with these options applied, prepared with the figures of a draft.
    fn prepared_with(
        &self,
        options: &PerChoice<usize>,
        draft: &Draft,
        interrupt: Interrupt<'_>,
    ) -> Result<PreparedCase, String> {
        let mut index = self.view.index.clone();
        for (_, alternative, option) in self.alternatives.zip(options) {
            if let Some(option) = option.checked_sub(1) {
                alternative.apply(option, &mut index);
            }
        }
        let adjusted = self.prepared.prepared_under(self.index, draft, &index, interrupt);
        let adjusted = adjusted.map_err(Refused::first_reason)?;
        Ok((index, adjusted))
    }

    /// Writes the figures of a draw into a draft: each observed figure with a random error added.
    fn put_errors(&self, number: u32, draft: &mut Draft) -> Result<(), String> {
        let mut random = self.sampler.random(number, Stream::Errors);
        for (input, error) in &self.errors {
            for subject in self.view.scored.subjects.values() {
                let Observation::Value(figure) = self.view.draft.values.figure(input, *subject) else { continue };
                let times = if error.is_normal() { normal(&mut random) } else { 2.0 * unit(&mut random) - 1.0 };
                #[allow(clippy::cast_possible_truncation, reason = "some deviations")]
                let times = Decimal::new(libm::round(times * 1e9) as i64, 9);
                let off = error.off(figure, times).ok_or("a figure with its error is more than a number holds")?;
                draft.values.set(input, subject.number(), Observation::Value(off));
            }
        }
        Ok(())
    }

    /// The drawn shares as whole numbers; groups that are not drawn keep their exact shares.
    fn shares(&self, drawn: &[f64]) -> Option<TreeShares> {
        let mut all = self.view.shares.clone();
        let mut next = drawn.iter();
        for group in self.sampler.groups() {
            let of_group: Vec<f64> = next.by_ref().take(group.members.len()).copied().collect();
            let declared = group.members.iter().map(|(_, share)| share);
            if of_group.iter().zip(declared).all(|(drawn, declared)| (drawn - declared).abs() < 1e-15) {
                continue;
            }
            let children = self.view.scored.tree.node(group.parent).children();
            let part = |child: &NodeId| {
                let Some((_, share)) = group.members.iter().zip(&of_group).find(|((member, _), _)| member == child)
                else {
                    return I256::ZERO;
                };
                #[allow(clippy::cast_possible_truncation, reason = "a share is at most 1")]
                let part = libm::round(share * PART) as i64;
                // A node that counts under the present weights counts in every draw: with the weight 0 it would be left
                // out.
                I256::from(part.max(1))
            };
            let parts: Vec<I256> = children.iter().map(part).collect();
            all[group.parent] = Some(Shares::of_parts(&parts)?);
        }
        Some(all)
    }

    /// The subjects that do not meet what grades require of nodes.
    fn lacking(&self, view: &View<'_>) -> Lacking {
        let requiring = view.index.by_grade().filter(|(_, grade)| !grade.requires.is_empty());
        let of_grade = |(id, grade)| {
            let lacks = move |(_, row): &(RankedId, &Row)| !meets_requirements(view, **row, grade);
            self.ranked.iter().filter(lacks).map(move |(at, _)| (at, id))
        };
        requiring.flat_map(of_grade).collect()
    }

    /// The rank and the key of every subject; a reason where a subject is unranked.
    fn places(&self, view: Result<View<'_>, Refused>) -> Result<Outcome, String> {
        let view = view.map_err(Refused::first_reason)?;
        let (mut places, mut keys) = (self.ranked.filled(0_u32), self.ranked.filled(0_i128));
        for (ranked, rank) in view.placed(ties(view.index)).values() {
            let at =
                self.positions[ranked.row].ok_or("a subject is ranked that has no place in the ranking as it is")?;
            places[at] = u32::try_from(rank.doubled() / 2).unwrap_or(u32::MAX);
            keys[at] = view.draw_key(ranked.row).ok_or("a ranked subject has no total")?;
        }
        match places.iter().filter(|(_, place)| **place == 0).map(|(at, _)| self.ranked[at]).min() {
            None => Ok(Outcome { places, keys, lacking: self.lacking(&view) }),
            Some(out) => {
                let reason =
                    view.why_unranked(out).ok_or("this is a bug in evalindex: a ranked subject has no rank")?;
                Err(format!("`{}` is not ranked: {reason}", view.subject(out).id))
            }
        }
    }
}
