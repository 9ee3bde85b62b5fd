//! Exact numbers: fractions of any length and real functions, declared rounding, published scores.

mod checked;
mod correlation;
mod exact;
mod formula;
mod integer;
mod proportion;
mod real;
mod render;
mod rounding;
mod score;
mod total;
mod transcend;
mod wide;

pub use self::exact::Exact;
pub use self::formula::{Formula, Function};
pub use self::proportion::Proportion;
pub use self::rounding::{Rounding, RoundingMode};
pub use self::score::Score;

pub(crate) use self::checked::Checked;
pub(crate) use self::correlation::correlation;
pub(crate) use self::exact::{AsFraction, Near, Rest, json_fraction, nearest};
pub(crate) use self::integer::{I256, from_big, greatest_common_divisor, nearest_big, power_of_ten, to_big};
pub(crate) use self::proportion::{in_one_unit, least_common_multiple, over_common_denominator};
pub(crate) use self::real::Real;
pub(crate) use self::render::{NUMBER, Number, digits, json_number, optional_number, plain};
