//! Correlation and Cronbach's alpha from exact sums of scores.

use rust_decimal::Decimal;

use crate::model::positions;
use crate::number::{Exact, I256, Real, correlation};

/// Scores of one node in units of 10⁻¹², by ranked subject; none for a subject without a score. A score has less than
/// 97 bits, so that sums of products over 10⁹ subjects fit into 256 bits.
pub(super) type Column = PerScored<Option<i128>>;

positions! {
    /// A ranked subject, in the order of the document.
    OfScored, ScoredId, PerScored;
}

/// Covariance and variances of two columns over the subjects that have both scores, each times the squared number of
/// these subjects.
#[derive(Clone, Copy)]
pub(super) struct Joint {
    covariance: I256,
    variances: [I256; 2],
}

impl Joint {
    /// The sums of two columns; none for fewer than two subjects.
    pub(super) fn of(one: &Column, other: &Column) -> Option<Self> {
        let (count, [x, y, xx, yy, xy]) = narrow_sums(one, other).or_else(|| wide_sums(one, other))?;
        let count = I256::new(count);
        let centred = |sum: I256, one: I256, other: I256| count.checked_mul(sum)?.checked_sub(one.checked_mul(other)?);
        let joint = Self { covariance: centred(xy, x, y)?, variances: [centred(xx, x, x)?, centred(yy, y, y)?] };
        (count > I256::ONE).then_some(joint)
    }

    /// Pearson's correlation; none where a column is the same for all subjects.
    pub(super) fn correlation(&self) -> Option<Decimal> {
        let [one, other] = self.variances.map(Exact::from);
        correlation(&Exact::from(self.covariance), &one, &other)
    }

    /// The squared correlation.
    pub(super) fn square(&self) -> Option<Real> {
        let [one, other] = self.variances.map(|variance| Exact::from(variance).to_real());
        let covariance = Exact::from(self.covariance).to_real();
        covariance.times(covariance).over(one.times(other))
    }
}

/// The number of subjects that have both scores, and the sums of both, of their squares and of their products.
type Sums = (i128, [I256; 5]);

/// The sums, where scores fit into 64 bits and sums into 128.
fn narrow_sums(one: &Column, other: &Column) -> Option<Sums> {
    let (mut count, mut sums) = (0_i128, [0_i128; 5]);
    for (_, one, other) in one.zip(other) {
        let (Some(one), Some(other)) = (*one, *other) else { continue };
        let [one, other] = [i64::try_from(one).ok()?, i64::try_from(other).ok()?].map(i128::from);
        // 64 by 64 bits each.
        let [xx, yy, xy] = [(one, one), (other, other), (one, other)].map(|(one, other)| one.wrapping_mul(other));
        for (sum, term) in sums.iter_mut().zip([one, other, xx, yy, xy]) {
            *sum = sum.checked_add(term)?;
        }
        count = count.checked_add(1)?;
    }
    Some((count, sums.map(I256::new)))
}

/// The sums of any scores.
fn wide_sums(one: &Column, other: &Column) -> Option<Sums> {
    let (mut count, mut sums) = (0_i128, [I256::ZERO; 5]);
    for (_, one, other) in one.zip(other) {
        let (Some(one), Some(other)) = (*one, *other) else { continue };
        let terms =
            [I256::new(one), I256::new(other), product(one, one)?, product(other, other)?, product(one, other)?];
        for (sum, term) in sums.iter_mut().zip(terms) {
            *sum = sum.checked_add(term)?;
        }
        count = count.checked_add(1)?;
    }
    Some((count, sums))
}

/// The product, in 128 bits where it fits.
fn product(one: i128, other: i128) -> Option<I256> {
    one.checked_mul(other).map(I256::new).or_else(|| I256::new(one).checked_mul(I256::new(other)))
}

/// Cronbach's alpha of some columns over the subjects that have all scores: `k/(k − 1)·(1 − Σ var / var of the sum)`.
/// None for fewer than two columns or subjects, or where the sums are the same for all subjects.
pub(super) fn cronbach(columns: &[&Column]) -> Option<Decimal> {
    let count = Some(columns.len()).filter(|count| *count > 1)?;
    let has_all = |id: &ScoredId| columns.iter().all(|column| column[*id].is_some());
    let complete: Vec<ScoredId> = columns.first()?.ids().filter(has_all).collect();
    let kept: Vec<Column> = columns.iter().map(|column| complete.iter().map(|id| column[*id]).collect()).collect();
    let sum = |id: &ScoredId| columns.iter().try_fold(0_i128, |sum, column| sum.checked_add(column[*id]?));
    let sums: Column = complete.iter().map(sum).collect();
    let variance = |column: &Column| Some(Exact::from(Joint::of(column, column)?.covariance));
    let apart = kept.iter().try_fold(Exact::ZERO, |total, column| Some(total + variance(column)?))?;
    let share = &Exact::ONE - &apart.over(&variance(&sums)?)?;
    (share * Exact::count(count)).over(&Exact::count(count.checked_sub(1)?))?.to_decimal()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Rounding;

    const ROUNDED: Rounding = Rounding::half_up(10);

    fn column(scores: &[i128]) -> Column {
        scores.iter().copied().map(Some).collect()
    }

    #[test]
    fn a_correlation_is_over_the_subjects_that_have_both_scores() {
        let one = column(&[1, 2, 3, 4]);
        let text = |other: &Column| Joint::of(&one, other)?.correlation().map(|value| value.to_string());
        assert_eq!(text(&column(&[2, 4, 6, 8])), Some("1".into()));
        assert_eq!(text(&column(&[9, 7, 5, 3])), Some("-1".into()));
        // By hand: covariance 4·(1 + 6 + 6 + 16) − 10·11 = 6, both variances 4·30 − 100 and 4·(1 + 9 + 4 + 16) − 100: 20.
        assert_eq!(text(&column(&[1, 3, 2, 4])), Some("0.8".into()));
        assert_eq!(text(&[Some(5), None, None, Some(6)].into_iter().collect()), Some("1".into()));
        assert_eq!(text(&[Some(5), None, None, None].into_iter().collect()), None, "one subject");
        assert_eq!(text(&column(&[7; 4])), None, "all the same");
    }

    #[test]
    fn narrow_and_wide_sums_are_the_same() {
        let one = [Some(3), None, Some(-7), Some(i128::from(i64::MAX))].into_iter().collect();
        let other = [Some(5), Some(1), Some(11), Some(-2)].into_iter().collect();
        assert_eq!(narrow_sums(&one, &other), wide_sums(&one, &other));
        assert_eq!(narrow_sums(&one, &one), wide_sums(&one, &one));
        let beyond = [Some(i128::from(i64::MAX) + 1), None, None, None].into_iter().collect();
        assert_eq!((narrow_sums(&beyond, &one), wide_sums(&beyond, &one).map(|(count, _)| count)), (None, Some(1)));
    }

    #[test]
    fn sums_of_the_largest_scores_do_not_overflow() {
        let large = (1_i128 << 96) - 1;
        let one = column(&[large, -large, large, -large]);
        assert_eq!(Joint::of(&one, &one).unwrap().correlation(), Some(Decimal::ONE));
        assert_eq!(cronbach(&[&one, &one]), Some(Decimal::ONE));
    }

    #[test]
    fn alpha_is_that_of_its_formula() {
        // Variances, times n²: 20 and 20; of the sums 2, 5, 5, 8: 4·118 − 400 = 72. 2·(1 − 40/72) = 8/9.
        let (one, other) = (column(&[1, 2, 3, 4]), column(&[1, 3, 2, 4]));
        assert_eq!(
            cronbach(&[&one, &other]).map(|alpha| ROUNDED.apply(alpha).to_string()),
            Some("0.8888888889".into())
        );
        assert_eq!(cronbach(&[&one]), None);
        let lacking = [Some(1), Some(3), Some(2), None].into_iter().collect();
        // Of the first three subjects: 3·14 − 36 = 6 twice; sums 2, 5, 5: 3·54 − 144 = 18; 2·(1 − 12/18).
        assert_eq!(
            cronbach(&[&one, &lacking]).map(|alpha| ROUNDED.apply(alpha).to_string()),
            Some("0.6666666667".into())
        );
    }
}
