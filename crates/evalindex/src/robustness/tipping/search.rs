//! Stability ranges by trying shares, where there is no closed form.

use rust_decimal::Decimal;

use crate::engine::{TreeShares, View, grades};
use crate::model::{NodeId, PerRow, Row};
use crate::order::Rank;
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::range::{WeightRange, as_published};

/// The number of shares that are tried on either side of the present one.
const TRIED: u32 = 32;
/// The number of times that the interval with a change is halved.
const HALVED: usize = 40;

/// The outcome: the rank and the grade of each subject; none for an unranked one.
pub(super) struct Outcome {
    ranks: PerRow<Option<Rank>>,
    grades: PerRow<Option<String>>,
}

impl Outcome {
    /// The outcome of an index.
    pub(super) fn of(view: &View<'_>) -> Self {
        let placed = view.placed(view.index.ranking.ties);
        let subjects = &view.scored.subjects;
        let mut outcome = Self { ranks: subjects.filled(None), grades: subjects.filled(None) };
        for ((ranked, rank), (_, grade)) in placed.values().zip(grades(view, &placed)) {
            outcome.ranks[ranked.row] = Some(*rank);
            outcome.grades[ranked.row] = grade;
        }
        outcome
    }

    /// The subjects that are first.
    fn first(&self) -> Vec<Row> {
        let best = self.ranks.values().flatten().min();
        let is_best = |rank: &Option<Rank>| rank.as_ref().is_some_and(|rank| Some(rank) == best);
        self.ranks.iter().filter(|(_, rank)| is_best(rank)).map(|(row, _)| row).collect()
    }

    /// Whether both are ranked.
    pub(super) fn ranks_both(&self, one: Row, other: Row) -> bool {
        self.ranks[one].is_some() && self.ranks[other].is_some()
    }

    /// Whether one subject has a better rank than another.
    pub(super) fn is_ahead(&self, one: Row, other: Row) -> bool {
        self.ranks[one].zip(self.ranks[other]).is_some_and(|(one, other)| one < other)
    }
}

/// Whether a part of an outcome is the same as now.
type Same<'a> = dyn Fn(&Outcome) -> bool + 'a;

/// One node whose share is varied, and the present outcome.
#[derive(Clone, Copy)]
pub(super) struct Trial<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) present: &'a Outcome,
    pub(super) node: NodeId,
    pub(super) from: Decimal,
    pub(super) pulse: &'a Pulse<'a>,
}

impl Trial<'_> {
    /// The outcome at a share; none where scores cannot be aggregated there.
    fn outcome(&self, share: Decimal) -> Result<Option<Outcome>, Cancelled> {
        self.pulse.spend(aggregating(self.view))?;
        let Some(shares) = self.shares(share) else { return Ok(None) };
        Ok(self.view.under(&shares, self.pulse.interrupt()).ok().map(|view| Outcome::of(&view)))
    }

    /// All shares, with this share of the node.
    fn shares(&self, share: Decimal) -> Option<TreeShares> {
        let tree = &self.view.scored.tree;
        let parent = tree.node(self.node).parent?;
        let mut shares = self.view.shares.clone();
        let entry = shares[parent].as_mut()?;
        let (position, _) = entry.ids().zip(tree.node(parent).children()).find(|(_, child)| **child == self.node)?;
        // 12 decimals are enough, and keep the parts of the shares short.
        *entry = entry.set(position, as_published(share), Decimal::ONE).ok()?;
        Some(shares)
    }

    /// Whether ranks, the first place and grades are the same as now.
    fn sames(&self) -> [Box<Same<'_>>; 3] {
        let first = self.present.first();
        [
            Box::new(|outcome| outcome.ranks == self.present.ranks),
            Box::new(move |outcome| outcome.first() == first),
            Box::new(|outcome| outcome.grades == self.present.grades),
        ]
    }

    /// The outcomes where the share of the node is 0 and where it is 1. A subject that has no other score than that of
    /// the node, or none of its siblings, loses its score there and not before. Where the present share is 0, the
    /// outcome just above it instead of that at 0.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn jumps(&self) -> Result<Vec<Jump>, Cancelled> {
        let mut shares = vec![(Decimal::ONE, Decimal::ONE)];
        shares.push(if self.from.is_zero() {
            (Decimal::new(1, 12), Decimal::ZERO)
        } else {
            (Decimal::ZERO, Decimal::ZERO)
        });
        let mut jumps = Vec::new();
        for (tried, share) in shares {
            let Some(outcome) = self.outcome(tried)? else { continue };
            let changed = self.sames().map(|same| !same(&outcome));
            jumps.push(Jump { outcome, changed, share, above: share == Decimal::ONE || self.from.is_zero() });
        }
        Ok(jumps)
    }
}

/// Shares that were tried, with their outcomes.
type Tried = Vec<(Decimal, Option<Outcome>)>;

/// The outcome at a share at which a subject may lose a score or get one.
pub(super) struct Jump {
    pub(super) outcome: Outcome,
    /// Whether ranks, the first place and grades differ from now.
    pub(super) changed: [bool; 3],
    /// The share from which on they differ.
    pub(super) share: Decimal,
    /// Whether it lies above the present share.
    pub(super) above: bool,
}

/// The outcomes at shares of a node on either side of the present one.
pub(super) struct Search<'a> {
    trial: Trial<'a>,
    sides: [Tried; 2],
}

impl<'a> Search<'a> {
    /// Tries shares of a node.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn new(trial: Trial<'a>) -> Result<Self, Cancelled> {
        let [low, high] = [Decimal::ZERO, Decimal::ONE].map(|end| tried_up_to(trial.from, end).unwrap_or_default());
        let tried = |shares: Vec<Decimal>| -> Result<Tried, Cancelled> {
            shares.into_iter().map(|share| Ok((share, trial.outcome(share)?))).collect()
        };
        Ok(Self { trial, sides: [tried(low)?, tried(high)?] })
    }

    /// The number of tried shares at which scores cannot be aggregated.
    pub(super) fn untried(&self) -> usize {
        self.sides.iter().flatten().filter(|(_, outcome)| outcome.is_none()).count()
    }

    /// The ranges of the share within which ranks, the first place and grades stay.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn ranges(&self) -> Result<[WeightRange; 3], Cancelled> {
        let mut ranges = [WeightRange::default(); 3];
        for (range, same) in ranges.iter_mut().zip(self.trial.sames()) {
            let changed = |share: Decimal| Ok(self.trial.outcome(share)?.map(|outcome| !same(&outcome)));
            let end = |side: &Tried| {
                let between = self.between(side, &*same);
                between.map(|between| Ok(as_published(halved(between, &changed)?))).transpose()
            };
            let [low, high] = &self.sides;
            *range = WeightRange { low: end(low)?, high: end(high)? };
        }
        Ok(ranges)
    }

    /// The share nearest to the present one, and nearer than `within`, from which on one subject is ahead of another no
    /// longer; for equal subjects, from which on the other is ahead.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn swap(
        &self,
        (ahead, behind): (Row, Row),
        within: Option<Decimal>,
    ) -> Result<Option<Decimal>, Cancelled> {
        let (view, pulse) = (self.trial.view, self.trial.pulse);
        let equal = !self.trial.present.is_ahead(ahead, behind);
        let same = |outcome: &Outcome, [ahead, behind]: [Row; 2]| {
            outcome.is_ahead(ahead, behind) || equal && !outcome.is_ahead(behind, ahead)
        };
        let distance = |share: Decimal| share.checked_sub(self.trial.from).unwrap_or(Decimal::MAX).abs();
        let near = |(inside, _): &(Decimal, Decimal)| within.is_none_or(|within| distance(*inside) < within);
        let same_of_all = |outcome: &Outcome| same(outcome, [ahead, behind]);
        let between = self.sides.iter().filter_map(|side| self.between(side, &same_of_all)).filter(near);
        // The two by themselves are enough where scores do not depend on other subjects; in the order of the document.
        pulse.spend(aggregating_two(view))?;
        let subset = view.subset([ahead.min(behind), ahead.max(behind)]);
        let changed = |share: Decimal| match &subset {
            Some(subset) => {
                pulse.spend(aggregating_two(view))?;
                let Some(shares) = self.trial.shares(share) else { return Ok(None) };
                let Ok(view) = view.of_subset(subset, &shares, pulse.interrupt()) else { return Ok(None) };
                let [first, last] = subset.rows();
                let rows = if ahead < behind { [first, last] } else { [last, first] };
                Ok(Some(!same(&Outcome::of(&view), rows)))
            }
            None => Ok(self.trial.outcome(share)?.map(|outcome| !same_of_all(&outcome))),
        };
        let shares = between.map(|between| Ok(as_published(halved(between, &changed)?)));
        Ok(shares.collect::<Result<Vec<_>, _>>()?.into_iter().min_by_key(|share| distance(*share)))
    }

    /// The last tried share at which a part of the outcome is the same, and the first at which it is not.
    fn between(&self, side: &Tried, same: &Same<'_>) -> Option<(Decimal, Decimal)> {
        let mut inside = self.trial.from;
        for (share, outcome) in side {
            if outcome.as_ref().is_some_and(|outcome| !same(outcome)) {
                return Some((inside, *share));
            }
            inside = *share;
        }
        None
    }
}

/// The shares to be tried between the present one and an end.
fn tried_up_to(from: Decimal, end: Decimal) -> Option<Vec<Decimal>> {
    let step = end.checked_sub(from)?.checked_div(Decimal::from(TRIED))?;
    (1..=TRIED).map(|number| step.checked_mul(Decimal::from(number))?.checked_add(from)).collect()
}

/// The share between two at which the outcome changes, as far as outcomes are known.
///
/// # Errors
/// When the job is stopped.
fn halved(
    (mut inside, mut outside): (Decimal, Decimal),
    changed: &dyn Fn(Decimal) -> Result<Option<bool>, Cancelled>,
) -> Result<Decimal, Cancelled> {
    for _ in 0..HALVED {
        let Some(middle) = inside.checked_add(outside).and_then(|sum| sum.checked_div(Decimal::TWO)) else { break };
        *(if changed(middle)? == Some(true) { &mut outside } else { &mut inside }) = middle;
    }
    Ok(outside)
}

/// The operations that the scores of all subjects under other weights take, as a job counts them.
pub(super) fn aggregating(view: &View<'_>) -> usize {
    const SCORE: usize = 20;
    view.scored.subjects.len().saturating_mul(view.scored.tree.nodes().len()).saturating_mul(SCORE)
}

/// The same of two subjects by themselves.
pub(super) fn aggregating_two(view: &View<'_>) -> usize {
    const SCORES: usize = 200;
    view.scored.tree.nodes().len().saturating_mul(SCORES)
}
