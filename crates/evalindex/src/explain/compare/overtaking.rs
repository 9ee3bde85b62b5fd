//! Who overtook whom, for all subjects at once: each is looked up in trees of those before it, in O(n log n).

use std::collections::BTreeSet;

use crate::model::{PerRow, Row};
use crate::order::Rank;

/// At most so many subjects are named of those that were overtaken, or overtook.
const NAMED: usize = 20;

/// The old and the new place of a subject; none where it is not ranked.
pub(super) type Places = [Option<Rank>; 2];

/// Whom a subject has passed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    /// How many they are.
    pub(super) count: usize,
    /// The first of them by their rows.
    pub(super) named: Vec<Row>,
}

/// What others have done to the place of a subject that is ranked in both documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Overtaking {
    pub(super) overtook: Passed,
    pub(super) overtaken_by: Passed,
    /// How many that were not ranked before are ahead of it now.
    pub(super) came_ahead: usize,
    /// How many that were ahead of it are not ranked now.
    pub(super) went_ahead: usize,
}

/// For every subject: whom it overtook, who overtook it, and who came or went ahead of it; nobody for one that is not ranked
/// in both documents.
pub(super) fn overtaking(places: &PerRow<Places>) -> PerRow<Overtaking> {
    let found: BTreeSet<Rank> = places.values().flatten().flatten().copied().collect();
    let order: Vec<Rank> = found.into_iter().collect();
    // Places as numbers from 0 for the best.
    let number = |rank: &Rank| order.partition_point(|other| other < rank);
    let last = order.len();
    let both = places.map(|_, places| match places {
        [Some(old), Some(new)] => Some([number(old), number(new)]),
        _ => None,
    });
    // Who overtook a subject was behind it and is ahead: the same with both orders turned.
    let turned = both.map(|_, both| both.map(|both| both.map(|place| last.saturating_sub(place))));
    let only = |has: usize, lacks: usize| {
        let of_one = |places: &Places| places.get(has).copied().flatten().filter(|_| places.get(lacks) == Some(&None));
        let mut ranks: Vec<Rank> = places.values().filter_map(of_one).collect();
        ranks.sort_unstable();
        ranks
    };
    let (came, went) = (only(1, 0), only(0, 1));
    let ahead = |ranks: &[Rank], own: Option<Rank>| own.map_or(0, |own| ranks.partition_point(|rank| *rank < own));
    let (overtook, overtaken_by) = (passed(&both), passed(&turned));
    overtook
        .zip(&overtaken_by)
        .map(|(row, overtook, overtaken_by)| {
            let [old, new] = places[row];
            let is_both = old.is_some() && new.is_some();
            let ahead = |ranks: &[Rank], own| if is_both { ahead(ranks, own) } else { 0 };
            Overtaking {
                overtook: overtook.clone(),
                overtaken_by: overtaken_by.clone(),
                came_ahead: ahead(&came, new),
                went_ahead: ahead(&went, old),
            }
        })
        .collect()
}

/// For each row: those with a smaller first number and a larger second one. The numbers are smaller than twice the rows.
fn passed(both: &PerRow<Option<[usize; 2]>>) -> PerRow<Passed> {
    let mut by_first: Vec<(usize, usize, Row)> =
        both.iter().filter_map(|(row, both)| both.map(|[first, second]| (first, second, row))).collect();
    by_first.sort_unstable();
    let most = by_first.iter().map(|(_, second, _)| *second).max().unwrap_or_default();
    let (mut counts, mut largest) = (Counts::new(most), Largest::new(both.len()));
    let rows: Vec<Row> = both.ids().collect();
    let mut all = both.map(|_, _| Passed::default());
    for equal in by_first.chunk_by(|one, other| one.0 == other.0) {
        for (_, second, row) in equal {
            let count = counts.above(*second);
            let named = largest.above(*second, count.min(NAMED));
            all[*row] = Passed { count, named: named.into_iter().filter_map(|at| rows.get(at).copied()).collect() };
        }
        for (_, second, row) in equal {
            counts.add(*second);
            largest.set(row.number(), second.saturating_add(1));
        }
    }
    all
}

/// How often each number was added (a tree of Fenwick, Software: Practice and Experience 24 (1994), from the largest down).
struct Counts {
    sums: Vec<usize>,
}

impl Counts {
    fn new(most: usize) -> Self {
        Self { sums: vec![0; most.saturating_add(2)] }
    }

    /// The position of a number, the largest first, from 1.
    fn position(&self, number: usize) -> usize {
        self.sums.len().saturating_sub(number).saturating_sub(1)
    }

    fn add(&mut self, number: usize) {
        let mut at = self.position(number);
        while let Some(sum) = self.sums.get_mut(at).filter(|_| at > 0) {
            *sum = sum.saturating_add(1);
            at = at.saturating_add(lowest_bit(at));
        }
    }

    /// How many numbers were added that are larger.
    fn above(&self, number: usize) -> usize {
        let (mut at, mut total) = (self.position(number).saturating_sub(1), 0_usize);
        while at > 0 {
            total = total.saturating_add(self.sums.get(at).copied().unwrap_or_default());
            at = at.saturating_sub(lowest_bit(at));
        }
        total
    }
}

fn lowest_bit(number: usize) -> usize {
    number & number.wrapping_neg()
}

/// Numbers at positions, with the largest of each half, of its halves and so on; 0 where there is none yet.
struct Largest {
    /// The root at 1, the children of `i` at `2i` and `2i + 1`, the positions from the middle on.
    tree: Vec<usize>,
}

impl Largest {
    fn new(positions: usize) -> Self {
        Self { tree: vec![0; positions.next_power_of_two().saturating_mul(2)] }
    }

    fn first_leaf(&self) -> usize {
        self.tree.len() / 2
    }

    fn set(&mut self, position: usize, number: usize) {
        let mut at = self.first_leaf().saturating_add(position);
        while let Some(largest) = self.tree.get_mut(at).filter(|_| at > 0) {
            *largest = number.max(*largest);
            at /= 2;
        }
    }

    /// The first positions whose number less 1 is larger, at most so many.
    fn above(&self, number: usize, most: usize) -> Vec<usize> {
        let (mut found, mut open) = (Vec::new(), vec![1_usize]);
        while let Some(at) = open.pop().filter(|_| found.len() < most) {
            if self.tree.get(at).is_none_or(|largest| *largest <= number.saturating_add(1)) {
                continue;
            }
            match at.checked_sub(self.first_leaf()) {
                Some(position) => found.push(position),
                None => open.extend([at.saturating_mul(2).saturating_add(1), at.saturating_mul(2)]),
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(all: &[[usize; 2]]) -> PerRow<Places> {
        let rank = |place: usize| (place > 0).then(|| Rank::whole(place));
        all.iter().map(|both| both.map(rank)).collect()
    }

    /// Everybody against everybody, as the definitions say.
    fn one_by_one(places: &PerRow<Places>) -> PerRow<Overtaking> {
        places.map(|_, own| {
            let mut found = Overtaking::default();
            let [Some(then), Some(now)] = *own else { return found };
            for (row, other) in places.iter() {
                let passed = match *other {
                    [Some(old), Some(new)] if old < then && new > now => &mut found.overtook,
                    [Some(old), Some(new)] if old > then && new < now => &mut found.overtaken_by,
                    [Some(old), None] if old < then => {
                        found.went_ahead += 1;
                        continue;
                    }
                    [None, Some(new)] if new < now => {
                        found.came_ahead += 1;
                        continue;
                    }
                    _ => continue,
                };
                passed.count += 1;
                if passed.named.len() < 20 {
                    passed.named.push(row);
                }
            }
            found
        })
    }

    #[test]
    fn the_last_that_becomes_the_first_passes_all() {
        // By hand: c passes a and b; d, new, comes ahead of b alone; e, which left, was ahead of c.
        let places = places(&[[1, 2], [3, 4], [4, 1], [0, 3], [2, 0]]);
        let rows: Vec<Row> = places.ids().collect();
        let found = overtaking(&places);
        let passed = |rows: &[Row]| Passed { count: rows.len(), named: rows.to_vec() };
        assert_eq!(found[rows[2]].overtook, passed(&rows[..2]));
        assert_eq!([0, 1].map(|at| found[rows[at]].overtaken_by.clone()), [passed(&rows[2..3]), passed(&rows[2..3])]);
        assert_eq!(
            [0, 1, 2].map(|at| (found[rows[at]].came_ahead, found[rows[at]].went_ahead)),
            [(0, 0), (1, 1), (0, 1)]
        );
        assert_eq!([3, 4].map(|at| found[rows[at]].clone()), [Overtaking::default(), Overtaking::default()]);
    }

    #[test]
    fn of_many_the_first_are_named() {
        let mut all: Vec<[usize; 2]> = (1..=30).map(|place| [place, place + 1]).collect();
        all.push([31, 1]);
        let places = places(&all);
        let found = overtaking(&places);
        let last = places.ids().next_back().unwrap();
        assert_eq!(found[last].overtook, Passed { count: 30, named: places.ids().take(20).collect() });
    }

    proptest! {
        #[test]
        fn all_at_once_are_as_one_by_one(all in prop::collection::vec([0_usize..9, 0_usize..9], 0..60)) {
            let places = places(&all);
            prop_assert_eq!(overtaking(&places), one_by_one(&places));
        }
    }
}
