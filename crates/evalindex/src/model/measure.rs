//! What is measured and how it is read: direction, measure, transform, circle of comparison, denominator.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::number::json_number;
use crate::support::named_enum;

named_enum! {
    /// What is taken from the observed figure `x` and the previous one `p`.
    pub enum Measure {
        /// `x` itself.
        Level = "level",
        /// `x − p`.
        Change = "change",
        /// `100·(x − p)/p`, in percent; `p` must be positive.
        Growth = "growth",
    }
}

named_enum! {
    /// A function applied to the measured value, and to those parameters of the rule that are in its unit, before scoring.
    pub enum Transform {
        /// Natural logarithm; positive values only.
        Ln = "ln",
        /// Decimal logarithm; positive values only.
        Log10 = "log10",
        /// Square root; no negative values.
        Sqrt = "sqrt",
    }
}

named_enum! {
    /// Among whom a data-driven rule looks.
    pub enum Within {
        /// All subjects of the kind.
        All = "all",
        /// The subject's own group.
        Group = "group",
    }
}

/// A division before anything else is done: `scale·x/d`, such as patents per 10,000 people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Denominator {
    /// The input that the figure is divided by; its figures must be positive.
    pub by: String,
    /// What the quotient is multiplied by; above 0.
    #[serde(serialize_with = "json_number")]
    pub scale: Decimal,
}

impl Denominator {
    /// Per unit of this input.
    pub fn by(input: impl Into<String>) -> Self {
        Self { by: input.into(), scale: Decimal::ONE }
    }

    /// Per so many units.
    pub fn scale(mut self, scale: Decimal) -> Self {
        self.scale = scale;
        self
    }
}
