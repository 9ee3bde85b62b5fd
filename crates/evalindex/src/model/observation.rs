//! One observed figure.

use rust_decimal::Decimal;

/// One observed figure, or why there is none.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Observation;
///
/// assert_eq!(Observation::from(Decimal::ONE), Observation::Value(Decimal::ONE));
/// assert_eq!(Observation::default(), Observation::Missing);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Observation {
    /// No figure is known.
    #[default]
    Missing,
    /// The input does not apply to this subject.
    NotApplicable,
    /// The figure, in the unit of the input.
    Value(Decimal),
}

impl From<Decimal> for Observation {
    fn from(value: Decimal) -> Self {
        Self::Value(value)
    }
}
