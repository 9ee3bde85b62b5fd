//! The mean of figures, exactly, rounded once to the digits of a decimal.

use rust_decimal::Decimal;

use crate::number::{Fraction, I256, power_of_ten};

/// The arithmetic mean, to as many of 28 digits as fit; `None` of nothing.
pub(in crate::scoring) fn mean(values: &[Decimal]) -> Option<Decimal> {
    let whole = Whole::new(values)?;
    Fraction::new(whole.sum()?, whole.unit()?)?.to_decimal()
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
}
