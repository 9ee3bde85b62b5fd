//! Aggregates that make a node's score from its children's: one file each, one line of registration here.

mod arithmetic;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::{Score, as_json};

/// Why children's scores cannot be aggregated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AggregateError {
    /// The mean is defined for scores of 0 and more only.
    #[error("a `{aggregate}` mean of a negative score")]
    Negative {
        /// Name of the aggregate.
        aggregate: &'static str,
        /// The negative score.
        score: Score,
    },
    /// The result is larger than a score can be.
    #[error("the aggregate is larger, or its computation longer, than exact numbers hold here")]
    TooLarge,
}

/// One present child that counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// Its weight in whole units, positive.
    pub(crate) weight: u128,
    /// Its score.
    pub(crate) score: Score,
}

/// The present children of a node: at least one, all of positive weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) present: &'a [Part],
    /// The total of all the node's weights as declared; `sum` multiplies by it.
    pub(crate) declared_total: Decimal,
}

/// How a node's score is made from its children's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Aggregate {
    /// `Σ wᵢ·sᵢ / Σ wᵢ`, exactly.
    Arithmetic,
}

/// Registers the aggregates that have no parameter; `power` has one and is written out.
impl Aggregate {
    /// The name that documents use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
        }
    }

    pub(crate) fn combine(self, parts: Parts<'_>) -> Result<Score, AggregateError> {
        match self {
            Self::Arithmetic => arithmetic::combine(parts),
        }
    }
}

impl Serialize for Aggregate {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}
