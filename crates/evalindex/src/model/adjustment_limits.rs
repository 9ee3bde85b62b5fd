//! Limits on bonuses and deductions, and what repeated cases cost.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::number::{digits, optional_number};

/// Limits on the adjustments of one index, and what repeated cases cost.
///
/// ```
/// use evalindex::model::AdjustmentLimits;
///
/// let limits = AdjustmentLimits::default().max_bonus(5).max_deduction(10).steps("late_report", [1, 2, 4]);
/// assert!(limits.bonus_counts);
/// assert_eq!(limits.step("late_report", 7), Some(4.into()));
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
    /// Points by kind of case: of the first that a subject has, of the second, …; the last holds for all further ones.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", serialize_with = "steps")]
    pub steps: BTreeMap<String, Vec<Decimal>>,
}

fn steps<S: Serializer>(steps: &BTreeMap<String, Vec<Decimal>>, out: S) -> Result<S::Ok, S::Error> {
    out.collect_map(
        steps
            .iter()
            .map(|(kind, points)| (kind, points.iter().map(|points| digits(points.normalize())).collect::<Vec<_>>())),
    )
}

impl Default for AdjustmentLimits {
    /// No limits; the bonus counts.
    fn default() -> Self {
        Self { max_bonus: None, max_deduction: None, bonus_counts: true, steps: BTreeMap::new() }
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

    /// With these points for the first case of a kind that a subject has, the second, and so on; each 0 or more.
    pub fn steps<P: Into<Decimal>>(mut self, kind: impl Into<String>, points: impl IntoIterator<Item = P>) -> Self {
        self.steps.insert(kind.into(), points.into_iter().map(Into::into).collect());
        self
    }

    /// The points of a case of this kind, which is the subject's first one for 0; none where there are no steps of the
    /// kind.
    pub fn step(&self, kind: &str, before: usize) -> Option<Decimal> {
        let steps = self.steps.get(kind)?;
        steps.get(before).or(steps.last()).copied()
    }

    /// Whether the bonus is part of the total.
    pub fn bonus_counts(mut self, bonus_counts: bool) -> Self {
        self.bonus_counts = bonus_counts;
        self
    }
}
