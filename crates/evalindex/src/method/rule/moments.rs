//! Mean and standard deviation of figures, exactly.

use std::collections::BTreeMap;

use dashu_int::{IBig, UBig};

use crate::method::aggregate::Spread;
use crate::number::{Exact, Real};

/// The arithmetic mean; `None` of nothing.
///
/// Of fractions it is a fraction, of real numbers a real number that does not depend on their order.
pub(crate) fn mean(values: &[Exact]) -> Option<Exact> {
    match Sums::of(values) {
        Some(sums) => sums.total().over(&Exact::count(values.len())),
        None => real_mean(&reals(values)).map(Exact::from),
    }
}

/// The standard deviation of a sample (divisor `n − 1`) or of a population (`n`): the root of the exact variance; `None` of
/// too few values.
///
/// It is a fraction where the variance is the square of one.
pub(crate) fn deviation(values: &[Exact], spread: Spread) -> Option<Exact> {
    match Sums::of(values) {
        Some(sums) => sums.variance(values.len(), spread)?.root(),
        None => real_variance(&reals(values), spread)?.sqrt().map(Exact::from),
    }
}

/// The sample variance (divisor `n − 1`), a fraction where the values are; `None` of fewer than two values.
pub(crate) fn sample_variance(values: &[Exact]) -> Option<Exact> {
    match Sums::of(values) {
        Some(sums) => sums.variance(values.len(), Spread::Sample),
        None => real_variance(&reals(values), Spread::Sample).map(Exact::from),
    }
}

/// The sum; that of real numbers does not depend on their order.
pub(super) fn sum(values: &[Exact]) -> Exact {
    match Sums::of(values) {
        Some(sums) => sums.total(),
        None => Real::total(reals(values)).into(),
    }
}

/// The root of the sum of squares: a fraction where the sum is the square of one.
pub(super) fn length(values: &[Exact]) -> Option<Exact> {
    match Sums::of(values) {
        Some(sums) => sums.squares().root(),
        None => Real::total(reals(values).into_iter().map(|value| value.times(value))).sqrt().map(Exact::from),
    }
}

/// What the squares are divided by: `n − 1`, or `n`.
fn divisor(of: usize, spread: Spread) -> Exact {
    match spread {
        Spread::Sample => Exact::count(of) - Exact::ONE,
        Spread::Population => Exact::count(of),
    }
}

/// Sums of the numerators and of their squares, for each denominator. Figures have few of them: decimals of at most `d`
/// places have (d + 1)².
struct Sums(BTreeMap<UBig, (IBig, IBig)>);

impl Sums {
    /// Of fractions; none where there is a real number among them.
    #[allow(clippy::arithmetic_side_effects, reason = "big integers grow")]
    fn of(values: &[Exact]) -> Option<Self> {
        let mut sums: BTreeMap<UBig, (IBig, IBig)> = BTreeMap::new();
        for value in values {
            let (numerator, denominator) = value.lowest_terms()?;
            let (sum, squares) = sums.entry(denominator).or_default();
            *squares += &numerator * &numerator;
            *sum += numerator;
        }
        Some(Self(sums))
    }

    /// Σx.
    fn total(&self) -> Exact {
        balanced_sum(self.0.iter().map(|(unit, (sum, _))| Exact::of_big(sum.clone(), unit.clone())).collect())
    }

    /// Σx².
    #[allow(clippy::arithmetic_side_effects, reason = "big integers grow")]
    fn squares(&self) -> Exact {
        balanced_sum(self.0.iter().map(|(unit, (_, squares))| Exact::of_big(squares.clone(), unit * unit)).collect())
    }

    /// `(n·Σx² − (Σx)²)/(n·(n − 1))` of a sample, `/n²` of a population.
    fn variance(&self, of: usize, spread: Spread) -> Option<Exact> {
        let (count, total) = (Exact::count(of), self.total());
        (&count * &self.squares() - &total * &total).over(&(&count * &divisor(of, spread)))
    }
}

/// The sum, neighbours first, so that long fractions meet only at the end.
fn balanced_sum(mut terms: Vec<Exact>) -> Exact {
    while terms.len() > 1 {
        terms = terms.chunks(2).map(|pair| pair.iter().sum()).collect();
    }
    terms.pop().unwrap_or_default()
}

fn reals(values: &[Exact]) -> Vec<Real> {
    values.iter().map(Exact::to_real).collect()
}

fn real_mean(values: &[Real]) -> Option<Real> {
    Real::total(values.iter().copied()).over(count(values.len())?)
}

fn real_variance(values: &[Real], spread: Spread) -> Option<Real> {
    let mean = real_mean(values)?;
    let squares = values.iter().map(|value| {
        let deviation = value.minus(mean);
        deviation.times(deviation)
    });
    Real::total(squares).over(divisor(values.len(), spread).to_real())
}

fn count(of: usize) -> Option<Real> {
    i128::try_from(of).ok().map(Real::from_i128)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::super::testing::{exact, real};
    use super::*;

    fn both(texts: &[&str]) -> (Exact, Exact) {
        let values: Vec<Exact> = texts.iter().map(|text| exact(text)).collect();
        (mean(&values).unwrap(), deviation(&values, Spread::Sample).unwrap())
    }

    /// To 28 digits.
    fn shown(texts: &[&str]) -> (String, String) {
        let digits = |value: Exact| value.to_decimal().unwrap().to_string();
        let (mean, deviation) = both(texts);
        (digits(mean), digits(deviation))
    }

    fn pair(mean: &str, deviation: &str) -> (String, String) {
        (mean.to_owned(), deviation.to_owned())
    }

    #[test]
    fn both_have_28_digits_and_more() {
        // From exact fractions and mpmath at 60 digits.
        assert_eq!(shown(&["1", "2", "3"]), pair("2", "1"));
        assert_eq!(shown(&["2", "4", "4", "4", "5", "5", "7", "9"]), pair("5", "2.138089935299395077476427847"));
        assert_eq!(shown(&["1", "2", "4"]), pair("2.3333333333333333333333333333", "1.527525231651946668862682398"));
        let wide = shown(&["12.345678901234567890123456789", "68.765432109876543210987654321", "-55.5"]);
        assert_eq!(wide, pair("8.53703700370370370037037037", "62.22020346472120532772503345"));
    }

    #[test]
    fn means_and_roots_of_squares_are_fractions() {
        // Mean 4/3; variance ((1/3)²·2 + (2/3)²)/2 = 1/3, which is no square.
        let (mean, deviation) = both(&["1", "1", "2"]);
        assert_eq!((mean, deviation.is_rational()), (Exact::ratio(4, 3).unwrap(), false));
        // Mean 1/4; variance (3·(1/4)² + (3/4)²)/3 = 1/4.
        assert_eq!(both(&["0", "0", "0", "1"]), (Exact::ratio(1, 4).unwrap(), Exact::ratio(1, 2).unwrap()));
        // Mean 5/6; variance 2·(1/6)² = 1/18.
        let values = [Exact::ratio(2, 3).unwrap(), Exact::ONE];
        assert_eq!(super::mean(&values), Exact::ratio(5, 6));
        assert_eq!(super::deviation(&values, Spread::Sample), Exact::ratio(1, 18).unwrap().root());
    }

    #[test]
    fn a_population_divides_by_its_number() {
        // Mean 5, Σ(x − 5)² = 32 of 8: the variance is 4, its root 2.
        let eight = ["2", "4", "4", "4", "5", "5", "7", "9"].map(exact);
        assert_eq!(deviation(&eight, Spread::Population), Some(exact("2")));
        assert_eq!(deviation(&[exact("7")], Spread::Population), Some(Exact::ZERO));
        // ln 2, ln 4, ln 8: ln 2·√(2/3), from mpmath at 60 digits.
        let logarithms = [real("2"), real("4"), real("8")];
        let found = deviation(&logarithms, Spread::Population).unwrap().to_string();
        assert_eq!(found, "0.5659523030068885140467578407");
    }

    #[test]
    fn sums_and_lengths_are_fractions_where_they_can_be() {
        assert_eq!((sum(&["1", "2.5"].map(exact)), length(&["3", "-4"].map(exact))), (exact("3.5"), Some(exact("5"))));
        assert_eq!((sum(&[]), length(&[])), (Exact::ZERO, Some(Exact::ZERO)));
        // √(1/4 + 1/9) = √13/6, from mpmath at 60 digits.
        let halves = [Exact::ratio(1, 2).unwrap(), Exact::ratio(1, 3).unwrap()];
        assert_eq!(length(&halves).unwrap().to_string(), "0.6009252125773315488532035446");
        // ln 2 and ln 4: 3·ln 2, and √5·ln 2.
        let logarithms = [real("2"), real("4")];
        assert_eq!(sum(&logarithms).to_string(), "2.079441541679835928251696364");
        assert_eq!(length(&logarithms).unwrap().to_string(), "1.54992421414435845419815903");
    }

    #[test]
    fn neither_a_large_mean_nor_a_wide_range_costs_digits() {
        let one_apart =
            ["1234567890123456789012345678", "1234567890123456789012345679", "1234567890123456789012345681"];
        assert_eq!(shown(&one_apart).1, "1.527525231651946668862682398");
        let ends = shown(&[
            "50000000000000000000000000000",
            "-50000000000000000000000000000",
            "0.0000000000000000000000000001",
        ]);
        assert_eq!(ends, pair("0", "50000000000000000000000000000"));
        let many = vec![Exact::from(Decimal::MAX); 5000];
        assert_eq!(mean(&many), Some(Decimal::MAX.into()));
        assert_eq!(deviation(&many, Spread::Sample), Some(Exact::ZERO));
    }

    #[test]
    fn real_numbers_give_the_same_in_any_order() {
        // ln 2, ln 4 and ln 8: mean 2·ln 2, standard deviation ln 2.
        let values = [real("2"), real("4"), real("8")];
        let (two_ln_2, ln_2) = ("1.386294361119890618834464243", "0.6931471805599453094172321215");
        assert_eq!(mean(&values).unwrap().to_string(), two_ln_2);
        assert_eq!(deviation(&values, Spread::Sample).unwrap().to_string(), ln_2);
        let [two, four, eight] = values;
        let turned = [eight, exact("0.1"), two, four];
        let back: Vec<Exact> = turned.iter().rev().cloned().collect();
        assert!(mean(&turned) == mean(&back) && deviation(&turned, Spread::Sample) == deviation(&back, Spread::Sample));
    }

    #[test]
    fn too_few_values_have_neither() {
        assert_eq!(mean(&[]), None);
        assert_eq!(deviation(&[], Spread::Sample), None);
        assert_eq!(deviation(&[Exact::ONE], Spread::Sample), None);
    }
}
