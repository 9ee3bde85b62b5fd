//! Points of an explanation: exactly, and as printed, so that printed parts add up to the printed whole.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::json::read_number;
use crate::number::{Exact, Near, Rounding, RoundingMode, digits};

/// Points that a part adds to a score or to a difference of scores, in points of the index: exactly, and as printed. They
/// serialise as printed; read back, what is printed is taken for exact.
///
/// Printed parts are whole multiples of the last decimal that the index declares. Each differs from the exact part by less
/// than one of these; which are rounded up is decided together, by the largest remainders (Hamilton's method of
/// apportionment), so that the parts of a whole add up to the whole as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Points {
    /// Exactly; the parts of a whole add up to it, to the last digit for fractions.
    pub exact: Exact,
    /// As printed, at the decimals of the index.
    pub printed: Decimal,
}

impl Points {
    /// Points with the count of the last decimal that is printed; none where a decimal does not hold it.
    pub(crate) fn new(exact: Exact, units: i128, decimals: u32) -> Option<Self> {
        Some(Self { exact, printed: Decimal::try_from_i128_with_scale(units, decimals).ok()? })
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        digits(self.printed).serialize(out)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let printed = read_number(from)?;
        Ok(Self { exact: printed.into(), printed })
    }
}

/// How the parts of an index are printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printing {
    pub(crate) rounding: Rounding,
    pub(crate) near: Near,
}

impl Printing {
    /// A whole as a count of the last decimal, by the rounding of the index; none beyond 128 bits.
    pub(crate) fn whole(self, whole: &Exact) -> Option<i128> {
        whole.units(self.rounding, self.near)
    }

    /// The parts of a whole as counts of the last decimal that add up to that of the whole, which is its exact value rounded
    /// up or down. Equal remainders are taken in the order of the parts. None beyond 128 bits.
    pub(crate) fn parts(self, parts: &[&Exact], whole: i128) -> Option<Vec<i128>> {
        // What is lost is apportioned as what is gained, so that the opposite of the parts is printed as their opposite.
        if whole < 0 {
            let opposite: Vec<Exact> = parts.iter().map(|part| -*part).collect();
            let counts = self.parts(&opposite.iter().collect::<Vec<_>>(), whole.checked_neg()?)?;
            return counts.into_iter().map(i128::checked_neg).collect();
        }
        let down = Rounding::new(self.rounding.decimals, RoundingMode::Floor);
        let mut counts: Vec<i128> = parts.iter().map(|part| part.units(down, self.near)).collect::<Option<_>>()?;
        let sum = counts.iter().try_fold(0_i128, |sum, count| sum.checked_add(*count))?;
        let lacking = usize::try_from(whole.checked_sub(sum)?).unwrap_or_default();
        let rest = |(part, count): (&&Exact, &i128)| *part - &Exact::from_scaled(*count, self.rounding.decimals);
        let rests: Vec<Exact> = parts.iter().zip(&counts).map(rest).collect();
        let mut order: Vec<(&Exact, &mut i128)> = rests.iter().zip(&mut counts).collect();
        order.sort_by(|one, other| other.0.cmp(one.0));
        for (_, count) in order.into_iter().take(lacking) {
            *count = count.checked_add(1)?;
        }
        Some(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(parts: &[(i128, i128)], whole: i128) -> Vec<i128> {
        let parts: Vec<Exact> = parts.iter().map(|(one, other)| Exact::ratio(*one, *other).unwrap()).collect();
        let printing = Printing { rounding: Rounding::half_up(0), near: Near::on(Decimal::ONE_HUNDRED) };
        printing.parts(&parts.iter().collect::<Vec<_>>(), whole).unwrap()
    }

    #[test]
    fn printed_parts_add_up() {
        // By hand: floors 1, 1, 2 lack 1 of 5, which goes to the largest remainder, 2/3.
        assert_eq!(counts(&[(4, 3), (5, 3), (2, 1)], 5), [1, 2, 2]);
        // Rounded each by itself, three halves would make 3 of 1.5.
        assert_eq!(counts(&[(1, 2), (1, 2), (1, 2)], 2), [1, 1, 0]);
        assert_eq!(counts(&[(-1, 2), (-1, 2), (-1, 2)], -2), [-1, -1, 0]);
        assert_eq!(counts(&[(7, 2), (-5, 2)], 1), [4, -3]);
        assert_eq!(counts(&[(0, 1), (1, 3), (0, 1), (-1, 3)], 0), [0, 0, 0, 0]);
    }
}
