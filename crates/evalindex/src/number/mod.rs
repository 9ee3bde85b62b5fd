//! Exact numbers: scores to 12 decimals, fractions that never round on the way, declared rounding, real functions.

mod fraction;

mod render;
mod rounding;
mod score;

pub use rounding::{Rounding, RoundingMode};
pub use score::Score;

pub(crate) use fraction::{Fraction, I256, from_wide, power_of_ten};

pub(crate) use render::{as_json, json_number, plain};
