//! Ranges of a weight within which something stays as it is.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::number::{Fraction, Rounding, RoundingMode, digits};

/// The rounding of a share that is published.
const PUBLISHED: Rounding = Rounding { decimals: 12, mode: RoundingMode::HalfEven };

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
    /// Something changes at a share of 0 or 1, on one side: at an end where nothing does before, or at once.
    pub(super) fn reach(&mut self, share: Decimal, above: bool) {
        let side = if above { &mut self.high } else { &mut self.low };
        if above && share.is_zero() {
            *side = Some(share);
        } else {
            side.get_or_insert(share);
        }
    }
}

impl Serialize for WeightRange {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut pair = out.serialize_tuple(2)?;
        for side in [self.low, self.high] {
            pair.serialize_element(&side.map(|share| digits(share.normalize())))?;
        }
        pair.end()
    }
}

/// A share, rounded as published.
pub(super) fn as_published(share: Decimal) -> Decimal {
    PUBLISHED.apply(share).normalize()
}

/// A share; what is 0 or 1 as published is exactly that, whatever was rounded on the way.
pub(super) fn with_ends(share: Decimal) -> Decimal {
    Some(as_published(share)).filter(|share| share.is_zero() || *share == Decimal::ONE).unwrap_or(share)
}

/// An exact fraction, rounded as published.
pub(super) fn fraction_as_published(share: Fraction) -> Option<Decimal> {
    share.to_decimal().map(as_published)
}
