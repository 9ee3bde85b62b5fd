//! The questions that decisions ask of scores: which is larger, is it at least a cut, what is it rounded. Each is answered
//! from estimates where their bounds decide it, and from exact scores where they do not; nothing else looks at scores.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::estimate::Estimate;
use crate::model::Row;
use crate::number::{Exact, Near, Rounding, Score};

/// Scores of subjects: those of a node, or totals.
pub(crate) trait Scores {
    /// A subject's score with its bound; none where it has no score.
    fn estimate(&self, row: Row) -> Option<Estimate>;

    /// A subject's exact score.
    fn exact(&self, row: Row) -> Option<Exact>;

    /// When real scores count as equal.
    fn near(&self) -> Near;

    /// The order of a subject's score and a cut.
    fn against(&self, row: Row, cut: Decimal) -> Option<Ordering> {
        let decided = self.estimate(row)?.against(cut);
        decided.or_else(|| Some(self.near().compare(&self.exact(row)?, &cut.into())))
    }

    /// A subject's score rounded, as a count of the last kept digit; none also beyond the range of scores.
    fn digits(&self, row: Row, rounding: Rounding) -> Option<i128> {
        digits(self.estimate(row), || self.exact(row), rounding, self.near())
    }

    /// A subject's score, rounded as it is published.
    fn published(&self, row: Row, rounding: Rounding) -> Option<Score> {
        score_of(self.digits(row, rounding)?, rounding)
    }

    /// The rows that have a score, each with its class: from 0 for the lowest; equal scores share one.
    fn classes(&self, rows: impl Iterator<Item = Row>) -> Vec<(Row, usize)> {
        let mut estimates: Vec<(Row, Estimate)> = rows.filter_map(|row| Some((row, self.estimate(row)?))).collect();
        estimates.sort_by_key(|(_, estimate)| estimate.units);
        let open = |one: &(Row, Estimate), other: &(Row, Estimate)| one.1.compare(other.1).is_none_or(Ordering::is_eq);
        let (mut classes, mut next) = (Vec::with_capacity(estimates.len()), 0_usize);
        for run in estimates.chunk_by(open) {
            let below = next;
            for (row, class) in self.classes_of_run(run) {
                let class = below.saturating_add(class);
                next = next.max(class.saturating_add(1));
                classes.push((row, class));
            }
        }
        classes
    }

    /// The classes of neighbours that their bounds do not tell apart.
    fn classes_of_run(&self, run: &[(Row, Estimate)]) -> Vec<(Row, usize)> {
        let equal = |other: &(Row, Estimate)| run.first().and_then(|first| first.1.compare(other.1)).is_some();
        if run.len() < 2 || run.iter().all(equal) {
            return run.iter().map(|(row, _)| (*row, 0)).collect();
        }
        // Every row of a run has a score.
        let exact: Vec<Exact> = run.iter().map(|(row, _)| self.exact(*row).unwrap_or_default()).collect();
        run.iter().map(|(row, _)| *row).zip(self.near().classes(&exact)).collect()
    }
}

/// A score rounded, as a count of the last kept digit; none also beyond the range of scores.
pub(crate) fn digits(
    estimate: Option<Estimate>,
    exact: impl FnOnce() -> Option<Exact>,
    rounding: Rounding,
    near: Near,
) -> Option<i128> {
    estimate.and_then(|estimate| estimate.rounded(rounding)).or_else(|| exact()?.units(rounding, near))
}

/// The score of a count of the last kept digit.
pub(crate) fn score_of(digits: i128, rounding: Rounding) -> Option<Score> {
    let unit = 10_i128.checked_pow(Score::DECIMALS.checked_sub(rounding.decimals)?)?;
    Score::from_units(digits.checked_mul(unit)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PerRow;

    /// Exact scores, with estimates to the nearest 10⁻¹² and the least bound that holds.
    struct Listed(PerRow<Exact>);

    impl Scores for Listed {
        fn estimate(&self, row: Row) -> Option<Estimate> {
            let (nearest, exact) = self.0[row].nearest_score()?;
            Some(Estimate { units: nearest.units(), bound: u32::from(!exact) })
        }

        fn exact(&self, row: Row) -> Option<Exact> {
            Some(self.0[row].clone())
        }

        fn near(&self) -> Near {
            Near::on(Decimal::ONE_HUNDRED)
        }
    }

    fn listed(scores: &[(i128, i128)]) -> Listed {
        Listed(scores.iter().map(|(numerator, denominator)| Exact::ratio(*numerator, *denominator).unwrap()).collect())
    }

    fn classes(scores: &[(i128, i128)]) -> Vec<usize> {
        let listed = listed(scores);
        let mut found = listed.classes(listed.0.ids());
        found.sort_unstable_by_key(|(row, _)| *row);
        found.into_iter().map(|(_, class)| class).collect()
    }

    #[test]
    fn equal_scores_share_a_class_and_unequal_ones_never() {
        let ten_to_14 = 10_i128.pow(14);
        // 1/3 twice, a 10⁻¹⁴ more than 1/3, and exact decimals on either side.
        let scores = [(1, 3), (2, 6), (ten_to_14 + 3, 3 * ten_to_14), (1, 2), (1, 4)];
        assert_eq!(classes(&scores), [1, 1, 2, 3, 0]);
        assert_eq!(classes(&[(1, 2), (1, 2), (3, 6)]), [0, 0, 0]);
        // Neighbours whose bounds touch are settled exactly.
        let unit = 10_i128.pow(12);
        assert_eq!(classes(&[(3, 3 * unit), (4, 3 * unit), (5, 3 * unit), (6, 3 * unit)]), [0, 1, 2, 3]);
    }

    #[test]
    fn cuts_and_halves_are_decided_exactly() {
        let scores = listed(&[(180, 3), (180 * 10_i128.pow(13) - 1, 3 * 10_i128.pow(13)), (489, 8)]);
        let rows: Vec<Row> = scores.0.ids().collect();
        let cut = Decimal::from(60);
        assert_eq!(scores.against(rows[0], cut), Some(Ordering::Equal));
        assert_eq!(scores.against(rows[1], cut), Some(Ordering::Less));
        assert_eq!(scores.published(rows[2], Rounding::half_up(2)).unwrap().to_string(), "61.13");
        assert_eq!(scores.published(rows[1], Rounding::half_up(12)).unwrap().to_string(), "60");
    }
}
