//! Limits on bonuses and deductions.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::number::optional_number;

/// Limits on the adjustments of one index.
///
/// ```
/// use evalindex::model::AdjustmentLimits;
///
/// let limits = AdjustmentLimits::default().max_bonus(5).max_deduction(10);
/// assert!(limits.bonus_counts);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AdjustmentLimits {
    /// The most that a subject's bonuses count for together, in points.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub max_bonus: Option<Decimal>,
    /// The most that a subject's deductions count for together, in points.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub max_deduction: Option<Decimal>,
    /// Whether the bonus is part of the total; if not, it serves tie-breaks only.
    pub bonus_counts: bool,
}

impl Default for AdjustmentLimits {
    /// No limits; the bonus counts.
    fn default() -> Self {
        Self { max_bonus: None, max_deduction: None, bonus_counts: true }
    }
}

impl AdjustmentLimits {
    /// With this most that a subject's bonuses count for together, in points; 0 or more.
    pub fn max_bonus(mut self, max_bonus: impl Into<Decimal>) -> Self {
        self.max_bonus = Some(max_bonus.into());
        self
    }

    /// With this most that a subject's deductions count for together, in points; 0 or more.
    pub fn max_deduction(mut self, max_deduction: impl Into<Decimal>) -> Self {
        self.max_deduction = Some(max_deduction.into());
        self
    }

    /// Whether the bonus is part of the total.
    pub fn bonus_counts(mut self, bonus_counts: bool) -> Self {
        self.bonus_counts = bonus_counts;
        self
    }
}
