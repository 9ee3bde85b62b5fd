//! From scores to ranks: what is compared.

use rust_decimal::Decimal;

use crate::model::Index;
use crate::number::{Rounding, RoundingMode, Score};
use crate::order::CompareBy;
pub(crate) use crate::order::to_ten_decimals;

/// Scores are compared to 10 decimals, two fewer than they keep, so that intermediate rounding cannot split a tie.
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

#[cfg(test)]
mod tests {
    use super::*;

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
