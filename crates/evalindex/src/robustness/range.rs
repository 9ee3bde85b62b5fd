//! Stability ranges: the shares of a node within which a part of the result does not change.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeTuple, Serializer};

use crate::number::{Exact, Rounding, RoundingMode, digits, plain};

/// A stability range of a share: all shares around the present one with the same result, up to an end on either side.
/// Shares are among siblings, 0 to 1. Serialises to an array of the two ends as [`RangeEnd::share`], with `null` for a
/// side on which nothing changes down to 0, or up to 1.
///
/// ```
/// # use evalindex::Document;
/// # use evalindex::robustness::Control;
/// # let document = Document::from_json(r#"{"format": "evalindex/1",
/// #   "indexes": [{"id": "i", "name": "I", "kind": "region", "children": [
/// #     {"id": "a", "name": "A", "weight": 70, "rule": {"type": "as_is"}},
/// #     {"id": "b", "name": "B", "weight": 30, "rule": {"type": "as_is"}}]}],
/// #   "subjects": [{"id": "x", "name": "X", "kind": "region"}, {"id": "y", "name": "Y", "kind": "region"}],
/// #   "values": {"x": {"a": 80, "b": 10}, "y": {"a": 60, "b": 50}}}"#)?;
/// let range = document.prepare()?.tipping(0, Control::new())?.nodes[0].ranking.clone();
/// let low = range.low.unwrap(); // x leads above 2/3, where the two tie, up to 1
/// assert_eq!((low.share.to_string().as_str(), low.open), ("0.666666666667", true));
/// assert_eq!((low.exact.unwrap().to_string().as_str(), range.high), ("2/3", None));
/// # Ok::<(), evalindex::robustness::Unfinished>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeightRange {
    /// The end at or below the present share; none where no share there changes the result.
    pub low: Option<RangeEnd>,
    /// The end at or above the present share; none where no share there changes the result.
    pub high: Option<RangeEnd>,
}

/// The share at which a stability range ends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RangeEnd {
    /// The end to 12 decimals, rounded inwards, that is towards the present share: at this share the result is as now,
    /// unless the end is open and has no more decimals than these. Where no number of 12 decimals lies between the end and
    /// the present share, it is the present share as published, to the nearest.
    pub share: Decimal,
    /// The end itself, where it is a fraction and known in closed form. None of the root of a quadratic that no fraction is,
    /// where scores are real numbers, and where the end was searched.
    pub exact: Option<Exact>,
    /// Whether the result is another at the end itself: where two totals that were apart tie, or a total rises to the cut of
    /// a grade. At a closed end it is still as now, and changes just beyond: where a tie-break keeps equal totals in order,
    /// where a total comes down to the inclusive cut of its grade, where the present share is the end, and where the end is
    /// the last share of a search that gave the result of now. An end that no fraction is counts as open.
    pub open: bool,
}

impl RangeEnd {
    /// An end that is a fraction; rounded up where it is a low end. `present` is the present share, which rounding does not
    /// pass.
    pub(super) fn exact(end: &Exact, open: bool, up: bool, present: &Exact) -> Self {
        let share = inwards(end, up).and_then(|share| within(share, up, present));
        Self { share: share.unwrap_or_else(|| published(present)), exact: Some(end.clone()), open }
    }

    /// An end that is known to 12 decimals inside.
    pub(super) fn inside(share: Option<Decimal>, open: bool, up: bool, present: &Exact) -> Self {
        let share = share.and_then(|share| within(share, up, present));
        Self { share: share.unwrap_or_else(|| published(present)), exact: None, open }
    }
}

impl Serialize for WeightRange {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut pair = out.serialize_tuple(2)?;
        for side in [&self.low, &self.high] {
            pair.serialize_element(&side.as_ref().map(|end| digits(end.share.normalize())))?;
        }
        pair.end()
    }
}

/// A fraction rounded up or down to 12 decimals.
fn inwards(share: &Exact, up: bool) -> Option<Decimal> {
    let floor = Rounding::new(Rounding::OF_SHARES.decimals, RoundingMode::Floor);
    let rounded = if up { Decimal::ZERO.checked_sub((-share).rounded(floor)?)? } else { share.rounded(floor)? };
    Some(rounded.normalize())
}

/// The share, unless it lies beyond the present one, seen from a low end upwards or from a high end downwards.
fn within(share: Decimal, up: bool, present: &Exact) -> Option<Decimal> {
    let order = Exact::from(share).cmp(present);
    (if up { order.is_le() } else { order.is_ge() }).then_some(share)
}

/// A share to the nearest of 12 decimals; 0 of what no decimal holds, which no share is.
pub(super) fn published(share: &Exact) -> Decimal {
    share.rounded(Rounding::OF_SHARES).unwrap_or_default().normalize()
}

/// A share, rounded as published.
pub(super) fn as_published(share: Decimal) -> Decimal {
    Rounding::OF_SHARES.apply(share).normalize()
}

/// The ranges of weights that make sense, for messages; of a number of percent without its sign, the same with it.
pub(super) fn expected_range(found: Decimal) -> String {
    let is_percent = found.is_integer() && found > Decimal::ONE && found <= Decimal::ONE_HUNDRED;
    let meant = if is_percent { format!(", such as {}%", plain(found)) } else { String::new() };
    format!("0% to 100%{meant}")
}
