//! The figures of an indicator: given, rolled up from parts, taken from a node, or computed from tasks.

mod figures;
mod nodes;
mod parts;
mod tasks;

pub(crate) use self::figures::{
    Sources, before, lacks_previous, level, measured, measured_of, measured_values, previous_level,
};
pub(crate) use self::nodes::{AtNode, NodeBook};
pub(crate) use self::parts::{PartBook, RankedPart, RankedParts};
pub(crate) use self::tasks::{TaskBook, progress, without_cap};
