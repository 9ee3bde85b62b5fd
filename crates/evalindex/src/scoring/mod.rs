//! Scores: rules applied to values, and scores aggregated up the tree.

pub(crate) mod aggregate;
pub(crate) mod rules;

pub use aggregate::{Aggregate, AggregateError};
pub use rules::*;
