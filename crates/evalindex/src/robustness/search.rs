//! Tipping points by trying: where there is no closed form.

use rust_decimal::Decimal;

use super::range::{WeightRange, told};
use crate::evaluation::{Rank, grades};
use crate::prepared::View;

/// How many shares are tried on either side of the present one.
const TRIED: u32 = 32;
/// How often the interval in which something changes is halved.
const HALVED: usize = 40;

/// Ranges that were searched.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Searched {
    pub(super) ranking: WeightRange,
    pub(super) first: WeightRange,
    pub(super) grades: Option<WeightRange>,
}

/// What may change: places by subject, who is first, grades by subject.
struct Outcome {
    ranks: Vec<(usize, Rank)>,
    first: Vec<usize>,
    grades: Vec<(usize, Option<String>)>,
}

impl Outcome {
    fn of(view: &View<'_>) -> Self {
        let placed = view.placed(view.index.ranking.ties);
        let mut ranks: Vec<(usize, Rank)> = placed.iter().map(|(standing, rank)| (standing.place, *rank)).collect();
        let best = ranks.first().map(|(_, rank)| *rank);
        let first = ranks.iter().filter(|(_, rank)| Some(*rank) == best).map(|(place, _)| *place).collect();
        ranks.sort_unstable_by_key(|(place, _)| *place);
        let mut grades = grades(view, &placed);
        grades.sort_unstable_by_key(|(place, _)| *place);
        Self { ranks, first, grades }
    }
}

/// The ranges of a node's share.
pub(super) fn ranges(view: &View<'_>, node: usize, weight: Decimal) -> Searched {
    let present = Outcome::of(view);
    let has_grades = !view.index.grades.is_empty() || view.index.classes.is_some();
    let mut found = Searched { grades: has_grades.then(WeightRange::default), ..Searched::default() };
    for end in [Decimal::ZERO, Decimal::ONE] {
        let side = Side { view, node, from: weight, end };
        let ranking = side.change(&|outcome| outcome.ranks == present.ranks);
        let first = side.change(&|outcome| outcome.first == present.first);
        let graded = if has_grades { side.change(&|outcome| outcome.grades == present.grades) } else { None };
        let down = end.is_zero();
        for (range, change) in
            [(Some(&mut found.ranking), ranking), (Some(&mut found.first), first), (found.grades.as_mut(), graded)]
        {
            if let (Some(range), Some(change)) = (range, change) {
                *(if down { &mut range.low } else { &mut range.high }) = Some(told(change));
            }
        }
    }
    found
}

/// One side of the present share.
struct Side<'a> {
    view: &'a View<'a>,
    node: usize,
    from: Decimal,
    end: Decimal,
}

impl Side<'_> {
    /// The share nearest to the present one at which things are no longer the same.
    fn change(&self, same: &dyn Fn(&Outcome) -> bool) -> Option<Decimal> {
        let step = self.end.checked_sub(self.from)?.checked_div(Decimal::from(TRIED))?;
        if step.is_zero() {
            return None;
        }
        let mut inside = self.from;
        for number in 1..=TRIED {
            let tried = step.checked_mul(Decimal::from(number))?.checked_add(self.from)?;
            if !self.outcome(tried).is_some_and(|outcome| same(&outcome)) {
                return Some(self.halved(inside, tried, same));
            }
            inside = tried;
        }
        None
    }

    fn halved(&self, mut inside: Decimal, mut outside: Decimal, same: &dyn Fn(&Outcome) -> bool) -> Decimal {
        for _ in 0..HALVED {
            let Some(middle) = inside.checked_add(outside).and_then(|sum| sum.checked_div(Decimal::TWO)) else { break };
            if self.outcome(middle).is_some_and(|outcome| same(&outcome)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        outside
    }

    /// What comes out at a share; nothing where scores cannot be aggregated there.
    fn outcome(&self, share: Decimal) -> Option<Outcome> {
        let nodes = self.view.prepared.tree.nodes();
        let parent = nodes.get(self.node)?.parent?;
        let position = nodes.get(parent)?.children().iter().position(|child| *child == self.node)?;
        let mut shares = self.view.shares.clone();
        let entry = shares.get_mut(parent)?.as_mut()?;
        // A few digits are enough, and keep the parts of the shares short.
        *entry = entry.set(position, told(share), Decimal::ONE).ok()?;
        self.view.under(&shares).ok().map(|view| Outcome::of(&view))
    }
}
