//! Scores to places: what is compared, who ties, which place equal ones take.

use rust_decimal::Decimal;

use crate::evaluation::Rank;
use crate::number::{Rounding, RoundingMode, Score};
use crate::system::{CompareBy, Index, Ties};

/// Scores are compared to 10 decimals: two fewer than they keep, so that rounding on the way cannot split a tie.
const COMPARED: Rounding = Rounding { decimals: 10, mode: RoundingMode::HalfEven };

/// The score as an index compares it: to 10 decimals, or as published.
pub(crate) fn compared(index: &Index, score: Score) -> Decimal {
    match index.ranking.by {
        CompareBy::Exact => COMPARED.apply(score.to_decimal()),
        CompareBy::Published => index.rounding.apply(score.to_decimal()),
    }
}

/// The same as a whole number, larger for the better score.
pub(crate) fn key(index: &Index, score: Score) -> i128 {
    match index.ranking.by {
        CompareBy::Exact => to_ten_decimals(score.units()),
        CompareBy::Published => compared(index, score).mantissa(),
    }
}

/// Units of 10⁻¹² to units of 10⁻¹⁰, half to even.
pub(crate) fn to_ten_decimals(units: i128) -> i128 {
    let (down, left) = (units.div_euclid(100), units.rem_euclid(100));
    let up = left > 50 || (left == 50 && down & 1 == 1);
    down.saturating_add(i128::from(up))
}

/// Places of items by their keys, the largest key first; equal ones stay in their order.
pub(crate) fn places<K: Ord>(keys: &[K], ties: Ties) -> Vec<(usize, Rank)> {
    let mut order: Vec<(&K, usize)> = keys.iter().zip(0..).collect();
    order.sort_unstable_by(|one, two| two.0.cmp(one.0).then(one.1.cmp(&two.1)));
    let mut placed = Vec::with_capacity(keys.len());
    for (run, equals) in order.chunk_by(|one, two| one.0 == two.0).enumerate() {
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
        let mut placed = places(scores, ties);
        placed.sort_by_key(|(item, _)| *item);
        placed.into_iter().map(|(_, rank)| rank.to_string()).collect()
    }

    #[test]
    fn equal_scores_take_the_places_that_the_rule_says() {
        let scores = [50, 90, 50, 10];
        assert_eq!(ranks(&scores, Ties::Competition), ["2", "1", "2", "4"]);
        assert_eq!(ranks(&scores, Ties::Dense), ["2", "1", "2", "3"]);
        assert_eq!(ranks(&scores, Ties::Average), ["2.5", "1", "2.5", "4"]);
        assert_eq!(ranks(&scores, Ties::Ordinal), ["2", "1", "3", "4"]);
        assert_eq!(ranks(&[], Ties::Competition), [""; 0]);
    }

    #[test]
    fn comparing_looks_at_ten_decimals_or_at_what_is_published() {
        let score = |text: &str| Score::from_decimal(Decimal::from_str_exact(text).unwrap()).unwrap();
        let mut index = Index::new("i", "I", "region");
        assert_ne!(key(&index, score("61.204")), key(&index, score("61.196")));
        assert_eq!(key(&index, score("1.00000000001")), key(&index, score("1")));
        assert_eq!(key(&index, score("0.00000000025")), 2);
        assert_eq!(key(&index, score("-0.00000000015")), -2);
        index.ranking.by = CompareBy::Published;
        assert_eq!(key(&index, score("61.204")), key(&index, score("61.196")));
    }

    #[test]
    fn both_forms_of_comparing_agree() {
        let index = Index::new("i", "I", "region");
        for units in [-1_250, -150, -50, -49, 0, 49, 50, 51, 150, 250, 123_456_789_012_345] {
            let score = Score::from_units(units).unwrap();
            assert_eq!(compared(&index, score).mantissa(), key(&index, score), "{units}");
        }
    }
}
