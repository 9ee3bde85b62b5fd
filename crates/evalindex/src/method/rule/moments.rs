//! Mean and standard deviation of figures: exact sums, rounded once to the digits of a decimal.

use rust_decimal::Decimal;

use crate::number::{Fraction, I256, power_of_ten};

/// The arithmetic mean, to as many of 28 digits as fit; `None` of nothing.
pub(crate) fn mean(values: &[Decimal]) -> Option<Decimal> {
    let whole = Whole::new(values)?;
    Fraction::new(whole.sum()?, whole.unit()?)?.to_decimal()
}

/// The sample standard deviation (divisor `n − 1`), to 28 digits; `None` of fewer than two values.
pub(crate) fn sample_deviation(values: &[Decimal]) -> Option<Decimal> {
    let whole = Whole::new(values)?;
    let deviations = whole.deviations()?;
    let shift = deviations.iter().map(|deviation| digits(*deviation)).max()?.saturating_sub(SQUARED_DIGITS);
    let divisor = power_of_ten(shift)?;
    let squares = deviations.into_iter().try_fold(I256::ZERO, |sum, deviation| {
        let deviation = deviation.checked_div(divisor)?;
        sum.checked_add(deviation.checked_mul(deviation)?)
    })?;
    // The deviations are n times those from the mean, so n leaves the root.
    let root = Fraction::new(squares, whole.count()?.checked_sub(I256::ONE)?)?.to_real().sqrt()?;
    (root * Fraction::new(divisor, whole.unit()?)?.to_real()).to_decimal()
}

/// Digits of a deviation that are squared: 256 bits then hold the sum over 10⁸ subjects, and digits beyond
/// these do not show in 28.
const SQUARED_DIGITS: u32 = 34;

fn digits(value: I256) -> u32 {
    (0..77)
        .find(|digits| power_of_ten(*digits).is_none_or(|power| value.unsigned_abs() < power.unsigned_abs()))
        .unwrap_or(77)
}

/// Decimals as whole numbers of one unit, 10 to the minus `scale`.
struct Whole {
    values: Vec<I256>,
    scale: u32,
}

impl Whole {
    fn new(values: &[Decimal]) -> Option<Self> {
        let values: Vec<Decimal> = values.iter().map(Decimal::normalize).collect();
        let scale = values.iter().map(Decimal::scale).max()?;
        let whole =
            |value: &Decimal| I256::new(value.mantissa()).checked_mul(power_of_ten(scale.checked_sub(value.scale())?)?);
        Some(Self { values: values.iter().map(whole).collect::<Option<_>>()?, scale })
    }

    fn count(&self) -> Option<I256> {
        i128::try_from(self.values.len()).ok().map(I256::new)
    }

    fn sum(&self) -> Option<I256> {
        self.values.iter().try_fold(I256::ZERO, |sum, value| sum.checked_add(*value))
    }

    /// The count, in units: what a sum is divided by for a mean.
    fn unit(&self) -> Option<I256> {
        self.count()?.checked_mul(power_of_ten(self.scale)?)
    }

    /// `n·x − Σx`: the deviations from the mean, `n` times.
    fn deviations(&self) -> Option<Vec<I256>> {
        let (count, sum) = (self.count()?, self.sum()?);
        self.values.iter().map(|value| value.checked_mul(count)?.checked_sub(sum)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::decimal;
    use super::*;

    fn of(texts: &[&str]) -> (String, String) {
        let values: Vec<Decimal> = texts.iter().map(|text| decimal(text)).collect();
        (mean(&values).unwrap().to_string(), sample_deviation(&values).unwrap().to_string())
    }

    fn pair(mean: &str, deviation: &str) -> (String, String) {
        (mean.to_owned(), deviation.to_owned())
    }

    #[test]
    fn both_have_28_digits() {
        // From exact fractions and mpmath at 60 digits.
        assert_eq!(of(&["1", "2", "3"]), pair("2", "1"));
        assert_eq!(of(&["2", "4", "4", "4", "5", "5", "7", "9"]), pair("5", "2.138089935299395077476427847"));
        assert_eq!(of(&["1", "2", "4"]), pair("2.3333333333333333333333333333", "1.527525231651946668862682398"));
        let wide = of(&["12.345678901234567890123456789", "68.765432109876543210987654321", "-55.5"]);
        assert_eq!(wide, pair("8.53703700370370370037037037", "62.22020346472120532772503345"));
    }

    #[test]
    fn neither_a_large_mean_nor_a_wide_range_costs_digits() {
        let one_apart =
            ["1234567890123456789012345678", "1234567890123456789012345679", "1234567890123456789012345681"];
        assert_eq!(of(&one_apart).1, "1.527525231651946668862682398");
        let ends =
            of(&["50000000000000000000000000000", "-50000000000000000000000000000", "0.0000000000000000000000000001"]);
        assert_eq!(ends, pair("0", "50000000000000000000000000000"));
        let many = vec![Decimal::MAX; 5000];
        assert_eq!(mean(&many), Some(Decimal::MAX));
        assert_eq!(sample_deviation(&many), Some(Decimal::ZERO));
    }

    #[test]
    fn too_few_values_have_neither() {
        assert_eq!(mean(&[]), None);
        assert_eq!(sample_deviation(&[]), None);
        assert_eq!(sample_deviation(&[Decimal::ONE]), None);
    }
}
