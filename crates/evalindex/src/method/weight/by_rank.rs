//! Weights from the position in an order of importance alone.

use super::error::WeightMethodError;
use crate::number::{I256, Proportion, from_big, least_common_multiple, nearest_big, power_of_ten, to_big};

/// The exponent of the unit of [`reciprocals`] where the exact one is finer.
const UNIT_DECIMALS: u32 = 40;

/// Weights in proportion to whole numbers; none where they are too long.
pub(super) fn weighed(parts: Option<Vec<I256>>) -> Result<Proportion, WeightMethodError> {
    let parts = parts.ok_or(WeightMethodError::TooLong)?;
    if parts.is_empty() {
        return Err(WeightMethodError::Nothing);
    }
    Proportion::computed(&parts).ok_or(WeightMethodError::TooLong)
}

/// `1/1`, `1/2`, … in a common unit: their least common denominator, so that they are exact, or 10⁻⁴⁰ where that is finer.
pub(super) fn reciprocals(count: usize) -> Option<Vec<I256>> {
    let most = power_of_ten(UNIT_DECIMALS)?;
    let positions = || (1_i128..).take(count).map(I256::new);
    let exact = positions()
        .try_fold(I256::ONE, |unit, position| least_common_multiple(unit, position).filter(|unit| *unit <= most));
    let unit = exact.unwrap_or(most);
    positions().map(|position| from_big(&nearest_big(&to_big(unit), &to_big(position))?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(numbers: &[i128]) -> Vec<I256> {
        numbers.iter().copied().map(I256::new).collect()
    }

    #[test]
    fn reciprocals_are_exact_as_long_as_their_denominator_is_short() {
        assert_eq!(reciprocals(4).unwrap(), whole(&[12, 6, 4, 3]));
        assert!(reciprocals(0).unwrap().is_empty());
        // The least common multiple of 1 to 96 has 39 digits, and 97 times as much is above 10⁴⁰.
        assert_eq!(reciprocals(96).unwrap()[0].to_string(), "718766754945489455304472257065075294400");
        let many = reciprocals(97).unwrap();
        assert_eq!((many[0], many[4].to_string()), (power_of_ten(40).unwrap(), format!("2{}", "0".repeat(39))));
        assert_eq!(many[2].to_string(), "3".repeat(40));
    }
}
