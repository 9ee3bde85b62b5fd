//! Stability ranges: the shares of a node within which a part of the result does not change.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::number::{Exact, Rounding, digits, plain};

/// A stability range of a share: from the nearest share at or below the present one at which the result changes, to the
/// nearest such share at or above it. Shares are among siblings, 0 to 1, rounded to 12 decimals. Serialises to an array
/// of two, with `null` for a side on which nothing changes.
///
/// ```
/// # use evalindex::Document;
/// # use evalindex::robustness::Control;
/// # let document = Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
/// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
/// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 40}}}"#)?;
/// let range = document.prepare()?.tipping(0, Control::new())?.nodes[0].ranking;
/// assert_eq!((range.low.unwrap().to_string(), range.high), ("0.6".to_owned(), None)); // x leads from 0.6 up to 1
/// # Ok::<(), evalindex::robustness::Unfinished>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeightRange {
    /// The nearest share at or below the present one at which the result changes; none where no share there changes it.
    pub low: Option<Decimal>,
    /// The nearest share at or above the present one at which the result changes; none where no share there changes it.
    pub high: Option<Decimal>,
}

impl WeightRange {
    /// Notes a change at a share of 0 or 1 on one side. It counts where no nearer change is known; above a present
    /// share of 0, it counts at once.
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
    Rounding::OF_SHARES.apply(share).normalize()
}

/// A share; one that is 0 or 1 as published becomes exactly 0 or 1, which removes errors of rounding.
pub(super) fn with_ends(share: Decimal) -> Decimal {
    Some(as_published(share)).filter(|share| share.is_zero() || *share == Decimal::ONE).unwrap_or(share)
}

/// The ranges of weights that make sense, for messages; of a number of percent without its sign, the same with it.
pub(super) fn expected_range(found: Decimal) -> String {
    let is_percent = found.is_integer() && found > Decimal::ONE && found <= Decimal::ONE_HUNDRED;
    let meant = if is_percent { format!(", such as {}%", plain(found)) } else { String::new() };
    format!("0% to 100%{meant}")
}

/// An exact fraction, rounded as published.
pub(super) fn fraction_as_published(share: &Exact) -> Option<Decimal> {
    share.to_decimal().map(as_published)
}
