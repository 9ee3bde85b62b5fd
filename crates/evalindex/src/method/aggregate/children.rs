//! The children of one node, for one subject.

use rust_decimal::Decimal;

use crate::number::{Exact, Near};

/// One present child that counts.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// Its weight in whole units, positive.
    pub(crate) weight: u128,
    /// Its score.
    pub(crate) score: Exact,
}

/// The present children of a node: at least one, all of positive weight.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) present: &'a [Part<'a>],
    /// Full marks of the index.
    pub(crate) scale: Decimal,
    /// The total of all the node's weights as declared; `sum` multiplies by it.
    pub(crate) declared_total: &'a Exact,
    /// When real numbers count as equal.
    pub(crate) near: Near,
}
