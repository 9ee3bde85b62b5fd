//! The figures of an indicator: given, rolled up from parts, or computed from tasks.

mod figures;
mod parts;
mod tasks;

pub(crate) use self::figures::{Sources, level, measured, measured_of, measured_values};
pub(crate) use self::parts::{PartBook, RankedPart, RankedParts};
pub(crate) use self::tasks::{TaskBook, progress, without_cap};
