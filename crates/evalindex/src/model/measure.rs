//! What is scored of a figure: measure, transform, subjects of comparison, denominator.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::number::json_number;
use crate::support::named_enum;

named_enum! {
    /// What is scored of the observed figure `x` and the previous one `p`; in the unit of the figures, or in percent.
    ///
    /// ```
    /// use evalindex::model::Measure;
    ///
    /// assert_eq!(Measure::from_name("growth"), Some(Measure::Growth));
    /// ```
    #[non_exhaustive]
    pub enum Measure {
        /// `x` itself.
        Level = "level",
        /// `x − p`.
        Change = "change",
        /// `100·(x − p)/p`, in percent; `p` must be positive. Over `n` years that of one year,
        /// `100·((x/p)^(1/n) − 1)`; `x` must not be negative then.
        Growth = "growth",
    }
}

named_enum! {
    /// A function applied to the measured value, and to those parameters of the rule that are in its unit, before scoring.
    ///
    /// ```
    /// use evalindex::model::Transform;
    ///
    /// assert_eq!(Transform::Log10.name(), "log10");
    /// ```
    #[non_exhaustive]
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
    /// The subjects on which a data-driven rule is calibrated.
    ///
    /// ```
    /// use evalindex::model::Within;
    ///
    /// assert_eq!(Within::NAMES, ["all", "group"]);
    /// ```
    #[non_exhaustive]
    pub enum Within {
        /// All subjects of the kind.
        All = "all",
        /// The subject's own group.
        Group = "group",
    }
}

impl Within {
    /// Whether it is all subjects, as where nothing is declared.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
    pub(crate) fn is_all(&self) -> bool {
        *self == Self::All
    }
}

/// The division of a figure, before any other step: `scale·x/d`, such as patents per 10,000 people.
///
/// ```
/// use evalindex::model::Denominator;
///
/// let per_10_000_people = Denominator::by("population").scale(10_000);
/// assert_eq!(per_10_000_people.scale.to_string(), "10000");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
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

    /// Per this number of units.
    pub fn scale(mut self, scale: impl Into<Decimal>) -> Self {
        self.scale = scale.into();
        self
    }
}
