//! Conflicts: sets of rivals that no weights put on one side together, and the least number of rivals that settles them.

/// The largest number of rivals in a set.
pub(super) const MOST: usize = 64;

/// A set of rivals by their numbers, which are below [`MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rivals(u64);

impl Rivals {
    /// The set of some numbers.
    pub(super) fn of(numbers: impl IntoIterator<Item = usize>) -> Self {
        let bit = |number: usize| u32::try_from(number).ok().and_then(|number| 1_u64.checked_shl(number)).unwrap_or(0);
        Self(numbers.into_iter().map(bit).fold(0, |all, bit| all | bit))
    }

    /// Whether a number is in it.
    pub(super) fn has(self, number: usize) -> bool {
        self.meets(Self::of([number]))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The same without those of another set.
    pub(super) fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Each member as a set of its own.
    fn members(self) -> impl Iterator<Item = Self> {
        (0..MOST).map(|number| Self::of([number])).filter(move |one| self.meets(*one))
    }
}

/// Sets of rivals, of each of which one at least is on the other side.
pub(super) struct Conflicts {
    sets: Vec<Rivals>,
    /// The number of rivals on the other side that is proven.
    at_least: usize,
    /// The branches that may still be looked into.
    branches: usize,
}

impl Conflicts {
    /// No conflicts; answers may look into this number of branches.
    pub(super) fn new(branches: usize) -> Self {
        Self { sets: Vec::new(), at_least: 0, branches }
    }

    pub(super) fn push(&mut self, set: Rivals) {
        self.sets.push(set);
    }

    /// The number of rivals on the other side that is proven: no fewer have one of each set.
    pub(super) fn at_least(&self) -> usize {
        self.at_least
    }

    /// A smallest set of rivals with one of each set; none where the branches do not suffice.
    pub(super) fn smallest(&mut self) -> Option<Rivals> {
        loop {
            let found = self.chosen(Rivals::default(), Rivals::default(), self.at_least);
            if found.is_some() || self.branches == 0 {
                return found;
            }
            self.at_least = self.at_least.checked_add(1)?;
        }
    }

    /// The rivals chosen with at most so many more, such that they have one of each set, but none of those excluded.
    fn chosen(&mut self, chosen: Rivals, excluded: Rivals, more: usize) -> Option<Rivals> {
        self.branches = self.branches.saturating_sub(1);
        let open = || self.sets.iter().filter(|set| !set.meets(chosen)).map(|set| set.without(excluded));
        let Some(next) = open().min_by_key(|set| set.count()) else { return Some(chosen) };
        // Sets that share no rival need one each.
        let (mut apart, mut needed) = (Rivals::default(), 0_usize);
        for set in open() {
            if !set.meets(apart) {
                apart = apart.with(set);
                needed = needed.saturating_add(1);
            }
        }
        if needed > more || self.branches == 0 {
            return None;
        }
        let mut excluded = excluded;
        for one in next.members() {
            let found = self.chosen(chosen.with(one), excluded, more.saturating_sub(1));
            if found.is_some() {
                return found;
            }
            excluded = excluded.with(one);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smallest(sets: &[&[usize]]) -> (usize, Rivals) {
        let mut conflicts = Conflicts::new(20_000);
        for set in sets {
            conflicts.push(Rivals::of(set.iter().copied()));
        }
        let found = conflicts.smallest().unwrap();
        assert_eq!(found.count() as usize, conflicts.at_least());
        assert!(sets.iter().all(|set| found.meets(Rivals::of(set.iter().copied()))));
        (conflicts.at_least(), found)
    }

    #[test]
    fn one_rival_may_settle_all() {
        assert_eq!(smallest(&[]), (0, Rivals::default()));
        assert_eq!(smallest(&[&[1, 2], &[2, 3], &[4, 2, 63]]), (1, Rivals::of([2])));
    }

    #[test]
    fn pairs_of_five_in_a_circle_need_three() {
        assert_eq!(smallest(&[&[0, 1], &[1, 2], &[2, 3], &[3, 4], &[4, 0]]).0, 3);
    }

    #[test]
    fn the_smallest_is_that_of_trying_all() {
        let mut seed = 5_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        for _ in 0..200 {
            let sets: Vec<Vec<usize>> =
                (0..next(9)).map(|_| (0..=next(3)).map(|_| next(9) as usize).collect()).collect();
            let by_hand = (0..512_u64)
                .map(Rivals)
                .filter(|all| sets.iter().all(|set| all.meets(Rivals::of(set.iter().copied()))))
                .map(Rivals::count)
                .min();
            let sets: Vec<&[usize]> = sets.iter().map(Vec::as_slice).collect();
            assert_eq!(Some(u32::try_from(smallest(&sets).0).unwrap()), by_hand);
        }
    }
}
