//! Places as competition, dense, ordinal and average ranks give them.

use rust_decimal::Decimal;
use serde::ser::{Serialize, Serializer};

use crate::number::json_number;

/// A place, from 1 for the best: whole, or half where equal subjects share the mean of their places.
///
/// ```
/// use evalindex::order::Rank;
///
/// assert_eq!(Rank::between(2, 3).to_string(), "2.5");
/// assert!(Rank::whole(1) < Rank::between(1, 2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank {
    doubled: usize,
}

impl Rank {
    /// A whole place.
    pub const fn whole(place: usize) -> Self {
        Self { doubled: place.saturating_mul(2) }
    }

    /// The mean of two places.
    pub const fn between(first: usize, last: usize) -> Self {
        Self { doubled: first.saturating_add(last) }
    }

    /// Twice the place, which is whole.
    pub(crate) const fn doubled(self) -> usize {
        self.doubled
    }

    /// The place as a decimal number.
    pub fn to_decimal(self) -> Decimal {
        let whole = Decimal::from(self.doubled / 2);
        if self.doubled.is_multiple_of(2) { whole } else { whole.saturating_add(Decimal::new(5, 1)) }
    }

    /// The rank of this number, which is whole or halfway between two whole numbers, and at least 1.
    pub(crate) fn from_decimal(value: Decimal) -> Option<Self> {
        let doubled = value.checked_add(value)?;
        let found = doubled.is_integer().then(|| usize::try_from(doubled).ok())??;
        (found > 1).then_some(Self { doubled: found })
    }
}

impl Serialize for Rank {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        json_number(&self.to_decimal(), out)
    }
}

impl std::fmt::Display for Rank {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.to_decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_whole_or_halves_from_1() {
        let read = |tenths| Rank::from_decimal(Decimal::new(tenths, 1)).map(|rank| rank.to_string());
        assert_eq!([10, 15, 20, 1000].map(read), ["1", "1.5", "2", "100"].map(|place| Some(place.to_owned())));
        assert_eq!([-20, -10, 0, 5, 12].map(read), [const { None }; 5]);
    }
}
