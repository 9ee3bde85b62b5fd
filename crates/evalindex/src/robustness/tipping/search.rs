//! Stability ranges by trying shares, where there is no closed form.

use rust_decimal::Decimal;

use crate::engine::{TreeShares, View, grades};
use crate::model::{NodeId, PerRow, Row};
use crate::number::Exact;
use crate::order::Rank;
use crate::robustness::control::{Cancelled, Pulse};
use crate::robustness::range::{RangeEnd, WeightRange, as_published, published};

/// The number of shares that are tried on either side of the present one.
const TRIED: u32 = 32;
/// The number of times that the interval with a change is halved at most: then its ends are neighbours to 12 decimals.
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
    /// Its present share.
    pub(super) from: &'a Exact,
    pub(super) pulse: &'a Pulse<'a>,
}

impl Trial<'_> {
    /// The outcome at a share; none where scores cannot be aggregated there.
    fn outcome(&self, share: Decimal) -> Result<Option<Outcome>, Cancelled> {
        self.outcome_at(&share.into())
    }

    /// The same at a fraction.
    fn outcome_at(&self, share: &Exact) -> Result<Option<Outcome>, Cancelled> {
        self.pulse.spend(aggregating(self.view))?;
        let Some(shares) = self.shares(share) else { return Ok(None) };
        Ok(self.view.under(&shares, self.pulse.interrupt()).ok().map(|view| Outcome::of(&view)))
    }

    /// Whether grades are others at a fraction than now; none where it is too long for a trial.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn changes_grades(&self, share: &Exact) -> Result<Option<bool>, Cancelled> {
        Ok(self.outcome_at(share)?.map(|outcome| outcome.grades != self.present.grades))
    }

    /// All shares, with this share of the node.
    fn shares(&self, share: &Exact) -> Option<TreeShares> {
        let tree = &self.view.scored.tree;
        let parent = tree.node(self.node).parent?;
        let mut shares = self.view.shares.clone();
        let entry = shares[parent].as_mut()?;
        let (position, _) = entry.ids().zip(tree.node(parent).children()).find(|(_, child)| **child == self.node)?;
        *entry = entry.with_exact_share(position, share)?;
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
        let low = if self.from.is_zero() { Exact::from(Decimal::new(1, 12)) } else { Exact::ZERO };
        let mut jumps = Vec::new();
        for (tried, share) in [(Exact::ONE, Exact::ONE), (low, Exact::ZERO)] {
            let Some(outcome) = self.outcome_at(&tried)? else { continue };
            let changed = self.sames().map(|same| !same(&outcome));
            let above = share == Exact::ONE || self.from.is_zero();
            jumps.push(Jump { outcome, changed, share, above });
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
    /// The share from which on they differ, 0 or 1; beyond which, where it is the present share.
    pub(super) share: Exact,
    /// Whether it lies above the present share.
    pub(super) above: bool,
}

/// The outcomes at shares of a node on either side of the present one.
pub(super) struct Search<'a> {
    trial: Trial<'a>,
    /// The present share to 12 decimals, as are all that are tried.
    from: Decimal,
    sides: [Tried; 2],
}

impl<'a> Search<'a> {
    /// Tries shares of a node.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn new(trial: Trial<'a>) -> Result<Self, Cancelled> {
        let from = published(trial.from);
        let [low, high] = [Decimal::ZERO, Decimal::ONE].map(|end| tried_up_to(from, end).unwrap_or_default());
        let tried = |shares: Vec<Decimal>| -> Result<Tried, Cancelled> {
            shares.into_iter().map(|share| Ok((share, trial.outcome(share)?))).collect()
        };
        Ok(Self { trial, from, sides: [tried(low)?, tried(high)?] })
    }

    /// The number of tried shares at which scores cannot be aggregated.
    pub(super) fn untried(&self) -> usize {
        self.sides.iter().flatten().filter(|(_, outcome)| outcome.is_none()).count()
    }

    /// The ranges of the share within which ranks, the first place and grades stay: each up to the last tried share that
    /// leaves them, before one that does not or at which they are unknown.
    ///
    /// # Errors
    /// When the job is stopped.
    pub(super) fn ranges(&self) -> Result<[WeightRange; 3], Cancelled> {
        let mut ranges = [WeightRange::default(), WeightRange::default(), WeightRange::default()];
        for (range, same) in ranges.iter_mut().zip(self.trial.sames()) {
            let changed = |share: Decimal| Ok(!self.trial.outcome(share)?.is_some_and(|outcome| same(&outcome)));
            let end = |side: &Tried, up: bool| {
                let end = self.last_same(side, &*same).map(|between| {
                    let (inside, _) = halved(between, &changed)?;
                    Ok(RangeEnd::inside(Some(inside), false, up, self.trial.from))
                });
                end.transpose()
            };
            let [low, high] = &self.sides;
            *range = WeightRange { low: end(low, true)?, high: end(high, false)? };
        }
        Ok(ranges)
    }

    /// The last tried share that is known to leave a part of the outcome, and the next one; none where no tried share
    /// changes it.
    fn last_same(&self, side: &Tried, same: &Same<'_>) -> Option<(Decimal, Decimal)> {
        self.between(side, same)?;
        self.before(side, |outcome| !outcome.is_some_and(same))
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
        let distance = |share: Decimal| share.checked_sub(self.from).unwrap_or(Decimal::MAX).abs();
        let near = |(inside, _): &(Decimal, Decimal)| within.is_none_or(|within| distance(*inside) < within);
        let same_of_all = |outcome: &Outcome| same(outcome, [ahead, behind]);
        let between = self.sides.iter().filter_map(|side| self.between(side, &same_of_all)).filter(near);
        // The two by themselves are enough where scores do not depend on other subjects; in the order of the document.
        pulse.spend(aggregating_two(view))?;
        let subset = view.subset([ahead.min(behind), ahead.max(behind)]);
        let changed = |share: Decimal| match &subset {
            Some(subset) => {
                pulse.spend(aggregating_two(view))?;
                let Some(shares) = self.trial.shares(&share.into()) else { return Ok(false) };
                let Ok(view) = view.of_subset(subset, &shares, pulse.interrupt()) else { return Ok(false) };
                let [first, last] = subset.rows();
                let rows = if ahead < behind { [first, last] } else { [last, first] };
                Ok(!same(&Outcome::of(&view), rows))
            }
            None => Ok(self.trial.outcome(share)?.is_some_and(|outcome| !same_of_all(&outcome))),
        };
        let shares = between.map(|between| Ok(halved(between, &changed)?.1));
        Ok(shares.collect::<Result<Vec<_>, _>>()?.into_iter().min_by_key(|share| distance(*share)))
    }

    /// The last tried share before the first at which a part of the outcome is another, and that one.
    fn between(&self, side: &Tried, same: &Same<'_>) -> Option<(Decimal, Decimal)> {
        self.before(side, |outcome| outcome.is_some_and(|outcome| !same(outcome)))
    }

    /// The last tried share before the first outcome that is an end, and that one.
    fn before(&self, side: &Tried, is_end: impl Fn(Option<&Outcome>) -> bool) -> Option<(Decimal, Decimal)> {
        let mut inside = self.from;
        for (share, outcome) in side {
            if is_end(outcome.as_ref()) {
                return Some((inside, *share));
            }
            inside = *share;
        }
        None
    }
}

/// The shares to be tried between the present one and an end, to 12 decimals.
fn tried_up_to(from: Decimal, end: Decimal) -> Option<Vec<Decimal>> {
    let step = end.checked_sub(from)?.checked_div(Decimal::from(TRIED))?;
    let share = |number| step.checked_mul(Decimal::from(number))?.checked_add(from).map(as_published);
    (1..=TRIED).map(share).collect()
}

/// Narrows two shares, the first inside and the second outside, until they are neighbours to 12 decimals.
///
/// # Errors
/// When the job is stopped.
fn halved(
    (mut inside, mut outside): (Decimal, Decimal),
    is_outside: &dyn Fn(Decimal) -> Result<bool, Cancelled>,
) -> Result<(Decimal, Decimal), Cancelled> {
    for _ in 0..HALVED {
        let middle = inside.checked_add(outside).and_then(|sum| sum.checked_div(Decimal::TWO)).map(as_published);
        let Some(middle) = middle.filter(|middle| *middle != inside && *middle != outside) else { break };
        *(if is_outside(middle)? { &mut outside } else { &mut inside }) = middle;
    }
    Ok((inside, outside))
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
