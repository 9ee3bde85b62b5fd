//! Which values of an indicator are better.

use crate::support::named_enum;

named_enum! {
    /// Which values are better.
    ///
    /// ```
    /// use evalindex::model::Direction;
    ///
    /// assert_eq!(Direction::from_name("lower"), Some(Direction::Lower));
    /// ```
    pub enum Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}

impl Direction {
    /// The other one.
    pub(crate) const fn opposite(self) -> Self {
        match self {
            Self::Higher => Self::Lower,
            Self::Lower => Self::Higher,
        }
    }
}
