//! Which values of an indicator are better.

use crate::support::named_enum;

named_enum! {
    /// Which values are better.
    pub enum Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}
