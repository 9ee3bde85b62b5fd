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

impl Serialize for WeightRange {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut pair = out.serialize_tuple(2)?;
        for side in [self.low, self.high] {
            pair.serialize_element(&side.map(|share| as_json(share.normalize())).transpose()?)?;
        }
        pair.end()
    }
}

/// A range in the making, around the present share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    present: Decimal,
    range: WeightRange,
}

impl Around {
    /// Everything that a share can be.
    pub(super) fn new(present: Decimal) -> Self {
        Self { present, range: WeightRange::default() }
    }

    /// Takes note of a share at which something changes.
    pub(super) fn event(&mut self, share: Decimal) {
        if share <= self.present && share >= Decimal::ZERO && self.range.low.is_none_or(|low| low < share) {
            self.range.low = Some(share);
        }
        if share >= self.present && share <= Decimal::ONE && self.range.high.is_none_or(|high| high > share) {
            self.range.high = Some(share);
        }
    }

    /// The range.
    pub(super) fn range(self) -> WeightRange {
        self.range
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_events_on_either_side_make_the_range() {
        let mut around = Around::new(Decimal::new(4, 1));
        for event in [Decimal::new(1, 1), Decimal::new(3, 1), Decimal::new(9, 1), Decimal::TWO, Decimal::NEGATIVE_ONE] {
            around.event(event);
        }
        let range = around.range();
        assert_eq!((range.low, range.high), (Some(Decimal::new(3, 1)), Some(Decimal::new(9, 1))));
        assert_eq!(serde_json::to_string(&range).unwrap(), "[0.3,0.9]");
        assert_eq!(serde_json::to_string(&WeightRange::default()).unwrap(), "[null,null]");
    }
}
