//! Ranges of a weight within which something stays as it is.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::number::{Fraction, Rounding, RoundingMode, as_json};

/// Shares are told to so many decimals.
const TOLD: Rounding = Rounding { decimals: 12, mode: RoundingMode::HalfEven };

/// From the last share below the present one at which something changes to the first one above; a side that no share
/// reaches is none. Serialises to an array of two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeightRange {
    /// Where it changes below.
    pub low: Option<Decimal>,
    /// Where it changes above.
    pub high: Option<Decimal>,
}

impl WeightRange {
    /// Where nothing changes before, it does at the end.
    pub(super) fn reach(&mut self, end: Decimal) {
        let side = if end.is_zero() { &mut self.low } else { &mut self.high };
        side.get_or_insert(end);
    }
}

impl Serialize for WeightRange {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut pair = out.serialize_tuple(2)?;
        for side in [self.low, self.high] {
            pair.serialize_element(&side.map(|share| as_json(share.normalize())).transpose()?)?;
        }
        pair.end()
    }
}

/// A share as it is told.
pub(super) fn told(share: Decimal) -> Decimal {
    TOLD.apply(share).normalize()
}

/// The same of an exact fraction.
pub(super) fn told_fraction(share: Fraction) -> Option<Decimal> {
    share.to_decimal().map(told)
}
