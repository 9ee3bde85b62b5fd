//! Keys to places: which items tie, and which place equal items take.

use super::rank::Rank;
use super::ties::Ties;
use crate::number::nearest;

/// Units of 10⁻¹² to units of 10⁻¹⁰, half to even.
pub(crate) fn to_ten_decimals(units: i128) -> i128 {
    nearest(units, 100).map_or(units, |(nearest, _)| nearest)
}

/// Places of items by their keys, the largest key first; equal items keep their order.
pub(crate) fn places<K: Ord, T: Copy>(mut keyed: Vec<(K, T)>, ties: Ties) -> Vec<(T, Rank)> {
    keyed.sort_by(|one, two| two.0.cmp(&one.0));
    let mut placed = Vec::with_capacity(keyed.len());
    for (run, equals) in keyed.chunk_by(|one, two| one.0 == two.0).enumerate() {
        let first = placed.len().saturating_add(1);
        let last = placed.len().saturating_add(equals.len());
        for (within, (_, item)) in equals.iter().enumerate() {
            let rank = match ties {
                Ties::Competition => Rank::whole(first),
                Ties::Dense => Rank::whole(run.saturating_add(1)),
                Ties::Average => Rank::between(first, last),
                Ties::Ordinal => Rank::whole(first.saturating_add(within)),
            };
            placed.push((*item, rank));
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(scores: &[i32], ties: Ties) -> Vec<String> {
        let mut placed = places(scores.iter().copied().zip(0..).collect(), ties);
        placed.sort_by_key(|(item, _): &(usize, Rank)| *item);
        placed.into_iter().map(|(_, rank)| rank.to_string()).collect()
    }

    #[test]
    fn equal_scores_share_places_by_the_declared_rule() {
        let scores = [50, 90, 50, 10];
        assert_eq!(ranks(&scores, Ties::Competition), ["2", "1", "2", "4"]);
        assert_eq!(ranks(&scores, Ties::Dense), ["2", "1", "2", "3"]);
        assert_eq!(ranks(&scores, Ties::Average), ["2.5", "1", "2.5", "4"]);
        assert_eq!(ranks(&scores, Ties::Ordinal), ["2", "1", "3", "4"]);
        assert_eq!(ranks(&[], Ties::Competition), [""; 0]);
    }

    #[test]
    fn halves_of_ten_decimals_go_to_even() {
        assert_eq!([149, 150, 151, 250, -150, -151].map(to_ten_decimals), [1, 2, 2, 2, -2, -2]);
    }
}
