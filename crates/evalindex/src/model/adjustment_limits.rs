//! How far bonuses and deductions may go.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::number::optional_number;

/// Limits on the adjustments of one index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
