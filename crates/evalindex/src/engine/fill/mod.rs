//! Missing figures imputed and outliers treated, as the document declares.

mod missing;
mod shape;
mod treat;

pub(crate) use self::missing::{Filled, Filling, fill};
pub(crate) use self::treat::treat;
