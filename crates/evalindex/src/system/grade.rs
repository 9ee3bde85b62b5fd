//! Grades: named classes of the result, by cut point and quota, or numbered ones of equal size.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::named::named_enum;
use crate::number::optional_number;

/// One grade of an index's list, which goes from best to last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grade {
    /// Name, unique in its index.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// The lowest score of this grade, inclusive; no cut when absent. The last grade takes the rest whatever its cut.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub at_least: Option<Decimal>,
    /// The largest share of the ranked subjects that may have this grade, 0 to 1; the number is rounded down.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub max_share: Option<Decimal>,
}

impl Grade {
    /// A grade with neither cut nor quota.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), name_zh: None, at_least: None, max_share: None }
    }

    /// With the lowest score, inclusive.
    pub fn at_least(mut self, score: Decimal) -> Self {
        self.at_least = Some(score);
        self
    }

    /// With the largest share of ranked subjects.
    pub fn max_share(mut self, share: Decimal) -> Self {
        self.max_share = Some(share);
        self
    }
}

named_enum! {
    /// Into which class a place at the edge of two falls.
    pub enum ClassEdge {
        /// `⌈k·place/n⌉`: as in the English Indices of Deprivation.
        Up = "up",
        /// `⌊k·(place − 1)/n⌋ + 1`.
        Down = "down",
    }
}

/// Classes of equal size by place, such as deciles, instead of named grades: 1 is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Classes {
    /// How many classes there are, 2 or more.
    pub count: usize,
    /// Into which class a place at the edge of two falls.
    pub edge: ClassEdge,
}

impl Classes {
    /// So many classes, the edge as in deciles of the English Indices of Deprivation.
    pub fn new(count: usize) -> Self {
        Self { count, edge: ClassEdge::Up }
    }
}
