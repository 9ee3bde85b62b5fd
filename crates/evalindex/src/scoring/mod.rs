//! Scores: figures measured, gaps filled, rules applied, scores aggregated up the tree, points adjusted.

mod adjust;
mod aggregate;
mod climb;
mod column;
mod measure;
mod min_max_column;
mod missing;
mod parts;
mod prepare;
mod rules;
mod settle;
mod shape;
mod site;
mod tasks;
mod transform;
mod treat;

pub use aggregate::{Aggregate, AggregateError, MazziottaPareto, MeanMin, Owa, Penalty, Spread, Topsis};
pub use rules::*;

pub(crate) use adjust::{Adjusted, adjusted};
pub(crate) use climb::{Climbed, climb};
pub(crate) use column::Column;
pub(crate) use column::Presence;
pub(crate) use measure::{Sources, measured_values};
pub(crate) use parts::{PartBook, RankedPart, RankedParts};
pub(crate) use prepare::{PreparedIndex, Preparing, prepare_index};
pub(crate) use site::Remark;
pub(crate) use tasks::TaskBook;
