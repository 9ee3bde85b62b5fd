//! Exact numbers: scores to 12 decimals, fractions that never round on the way, declared rounding, real functions.

mod checked;
mod correlation;
mod fraction;
mod real;
mod render;
mod rounding;
mod score;
mod transcend;
mod wide;

pub use rounding::{Rounding, RoundingMode};
pub use score::Score;

pub(crate) use checked::Checked;
pub(crate) use correlation::correlation;
pub(crate) use fraction::{Fraction, I256, from_wide, greatest_common_divisor, power_of_ten};
pub(crate) use real::Real;
pub(crate) use render::{NUMBER, as_json, json_number, optional_number, plain};
