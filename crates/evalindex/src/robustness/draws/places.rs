//! Ranks from keys: equal keys share a rank, and the next rank is as many further.

use super::sharing::Sharing;
use crate::model::{Ids, OfRanked, RankedId};

/// The number of draws side by side: the ranks of one subject in them fill one cache line.
pub(super) const TILE: usize = 16;
/// The same number in the type of the numbers of draws.
pub(super) const DRAWS_OF_TILE: u32 = 16;

/// Ranks in the draws side by side, one subject after the other; 0 in a draw that gave no ranking.
pub(super) type Tile = [[u32; TILE]];

/// A number from 0 to below 2⁵², rounded to a whole one: adding 2⁵² leaves it in the last 52 bits.
pub(super) fn last_bits(number: f64) -> u64 {
    (number + 4_503_599_627_370_496.0).to_bits() & ((1 << 52) - 1)
}

/// Turns keys into ranks, with the memory that is kept from one draw to the next.
pub(super) struct Placing {
    /// The subjects.
    subjects: Ids<OfRanked>,
    buckets: Vec<u32>,
    heads: Vec<u32>,
    /// Best first: the distance of a key from the best one, and in the last bits the subject.
    sorted: Vec<u64>,
    /// The number of last bits that hold the subject.
    bits: u32,
    /// The number of subjects that are first.
    firsts: usize,
}

impl Placing {
    /// For these subjects.
    pub(super) fn new(subjects: Ids<OfRanked>) -> Self {
        let (buckets, heads, sorted) = (Vec::new(), Vec::new(), Vec::new());
        Self { subjects, buckets, heads, sorted, bits: 0, firsts: 0 }
    }

    /// Writes the rank of every subject, from 1, into the column of this draw. Keys are whole numbers below 2⁵², the
    /// largest the best.
    pub(super) fn write(&mut self, keys: &[f64], sharing: &Sharing, tile: &mut Tile, draw: usize) {
        self.sort(keys);
        if sharing.is_plain() {
            self.firsts = self.sorted.partition_point(|entry| entry >> self.bits == 0);
            let mut last = (1_u32, 0);
            self.number(tile, draw, |number, behind, _| {
                if behind > last.1 {
                    last = (number, behind);
                }
                last.0
            });
            return;
        }
        self.sort_equals(sharing);
        let (mut place, mut before, mut firsts) = (0_u32, None, 0_usize);
        self.number(tile, draw, |number, behind, entry| {
            let own = Some((behind, self.breaker(entry, sharing)));
            if own > before {
                place = if sharing.dense { place.wrapping_add(1) } else { number };
                before = own;
            }
            firsts = firsts.wrapping_add(usize::from(place == 1));
            place
        });
        self.firsts = firsts;
    }

    /// Writes the rank of each subject, best first. `place` gets its position from 1, its distance from the best key,
    /// and its entry.
    #[inline]
    fn number(&self, tile: &mut Tile, draw: usize, mut place: impl FnMut(u32, u64, u64) -> u32) {
        for (entry, number) in self.sorted.iter().zip(1_u32..) {
            let place = place(number, entry >> self.bits, *entry);
            if let Some(cell) = tile.get_mut(self.row(*entry)).and_then(|row| row.get_mut(draw)) {
                *cell = place;
            }
        }
    }

    /// The subjects that were first in the draw that was written last.
    pub(super) fn first(&self) -> impl Iterator<Item = RankedId> {
        self.sorted.iter().take(self.firsts).filter_map(|entry| self.subject(*entry))
    }

    /// Sorts subjects with equal keys by their tie-breaks.
    fn sort_equals(&mut self, sharing: &Sharing) {
        let mut sorted = std::mem::take(&mut self.sorted);
        for equals in sorted.chunk_by_mut(|one, other| one >> self.bits == other >> self.bits) {
            equals.sort_unstable_by_key(|entry| (self.breaker(*entry, sharing), *entry));
        }
        self.sorted = sorted;
    }

    /// The subject of an entry.
    fn subject(&self, entry: u64) -> Option<RankedId> {
        self.subjects.clone().nth(self.row(entry))
    }

    /// The tie-break of the subject of an entry.
    fn breaker(&self, entry: u64, sharing: &Sharing) -> u32 {
        self.subject(entry).map_or(0, |subject| sharing.breaker(subject))
    }

    /// The row of a tile that an entry stands for.
    #[allow(clippy::cast_possible_truncation, reason = "the subject is a position in memory")]
    fn row(&self, entry: u64) -> usize {
        (entry & !(u64::MAX << self.bits)) as usize
    }

    /// Sorts best first: into buckets by the position of a key between the least and the greatest, then within each
    /// bucket.
    fn sort(&mut self, keys: &[f64]) {
        let (least, most) =
            keys.iter().fold((f64::MAX, f64::MIN), |(least, most), key| (least.min(*key), most.max(*key)));
        self.bits = usize::BITS.saturating_sub(keys.len().leading_zeros());
        let behind = |key: f64| last_bits(most - key);
        if behind(least).leading_zeros() <= self.bits {
            return self.sort_far_apart(keys);
        }
        let count = keys.len().next_power_of_two().saturating_mul(2);
        let scale = if most > least { (count as f64 - 1.0) / (most - least) } else { 0.0 };
        self.buckets.clear();
        #[allow(clippy::cast_possible_truncation, reason = "the last bits are what is wanted")]
        self.buckets.extend(keys.iter().map(|key| last_bits((most - key) * scale) as u32));
        self.count_into_heads(count);
        self.sorted.resize(keys.len(), 0);
        for ((key, bucket), subject) in keys.iter().zip(&self.buckets).zip(0_u64..) {
            if let Some(head) = self.heads.get_mut(*bucket as usize) {
                if let Some(entry) = self.sorted.get_mut(*head as usize) {
                    *entry = behind(*key) << self.bits | subject;
                }
                *head = head.wrapping_add(1);
            }
        }
        insert_in_order(&mut self.sorted);
    }

    /// The first position of each bucket.
    fn count_into_heads(&mut self, count: usize) {
        self.heads.clear();
        self.heads.resize(count, 0);
        for bucket in &self.buckets {
            if let Some(members) = self.heads.get_mut(*bucket as usize) {
                *members = members.wrapping_add(1);
            }
        }
        let mut before = 0_u32;
        for head in &mut self.heads {
            let members = *head;
            *head = before;
            before = before.wrapping_add(members);
        }
    }

    /// For keys too large to share a word with their subject: their numbers in order are used instead.
    fn sort_far_apart(&mut self, keys: &[f64]) {
        let mut order: Vec<(f64, u64)> = keys.iter().copied().zip(0..).collect();
        order.sort_unstable_by(|one, two| two.0.total_cmp(&one.0));
        let (mut number, mut above) = (0_u64, order.first().map_or(0.0, |(key, _)| *key));
        self.sorted.clear();
        for (key, subject) in order {
            if key < above {
                (number, above) = (number.wrapping_add(1), key);
            }
            self.sorted.push(number << self.bits | subject);
        }
    }
}

/// Insertion sort, for a list in which no entry is far from its position.
fn insert_in_order(sorted: &mut [u64]) {
    for at in 1..sorted.len() {
        let mut to = at;
        while let Some([better, worse]) = to.checked_sub(1).and_then(|from| sorted.get_mut(from..=to)) {
            if better <= worse {
                break;
            }
            std::mem::swap(better, worse);
            to = to.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PerRanked;

    #[test]
    fn ranks_are_those_that_counting_gives() {
        for (count, far) in [1_u32, 2, 11, 24, 25, 100, 1000, 5000].into_iter().flat_map(|n| [(n, 1e3), (n, 4e15)]) {
            // Whole numbers with many ties, and one nearer or farther away.
            let mut keys: Vec<f64> = (0..count).map(|number| f64::from(number * 7919 % 137)).collect();
            keys[0] = far;
            let mut tile = vec![[0; TILE]; keys.len()];
            let subjects: PerRanked<f64> = keys.iter().copied().collect();
            let mut placing = Placing::new(subjects.ids());
            placing.write(&keys, &Sharing::default(), &mut tile, 3);
            let found: Vec<u32> = tile.iter().map(|row| row[3]).collect();
            let expected: Vec<u32> =
                keys.iter().map(|key| 1 + keys.iter().map(|other| u32::from(other > key)).sum::<u32>()).collect();
            assert_eq!(found, expected, "{count}");
            assert_eq!(placing.first().map(RankedId::number).collect::<Vec<_>>(), [0]);
        }
    }
}
