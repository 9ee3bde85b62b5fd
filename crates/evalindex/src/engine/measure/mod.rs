//! The figures of an indicator: given, rolled up from parts, or computed from tasks.

mod figures;
mod parts;
mod tasks;

pub(crate) use self::figures::{
    Sources, before, lacks_previous, level, measured, measured_of, measured_values, previous_level,
};
pub(crate) use self::parts::{PartBook, RankedPart, RankedParts};
pub(crate) use self::tasks::{TaskBook, progress, without_cap};
