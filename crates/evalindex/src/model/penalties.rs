//! Penalties for tasks that are behind.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::number::{json_number, optional_number};

/// Points that tasks cost those who lead them, by light; deductions like any other, each with a reason that names the
/// tasks.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Penalties;
///
/// let half_a_point = Penalties::default().overdue(Decimal::new(5, 1)).max(3).index("departments");
/// assert!(half_a_point.red.is_zero());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Penalties {
    /// Points for each overdue task, 0 or more; as for a red one when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub overdue: Option<Decimal>,
    /// Points for each task that is red and not overdue, 0 or more.
    #[serde(skip_serializing_if = "Decimal::is_zero", serialize_with = "json_number")]
    pub red: Decimal,
    /// Points for each task that is behind and yellow, 0 or more.
    #[serde(skip_serializing_if = "Decimal::is_zero", serialize_with = "json_number")]
    pub yellow: Decimal,
    /// Points for each task of which nothing is known, 0 or more.
    #[serde(skip_serializing_if = "Decimal::is_zero", serialize_with = "json_number")]
    pub unknown: Decimal,
    /// The share of these points that those who support a task lose, 0 to 1; those who lead it lose all of them.
    #[serde(skip_serializing_if = "Decimal::is_zero", serialize_with = "json_number")]
    pub support_share: Decimal,
    /// The share of these points that the regions of a task lose, 0 to 1.
    #[serde(skip_serializing_if = "Decimal::is_zero", serialize_with = "json_number")]
    pub region_share: Decimal,
    /// The most that one subject loses by all its tasks, in points.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub max: Option<Decimal>,
    /// Id of the only index in which points are lost; every index of the subject's kind when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
}

impl Penalties {
    /// With these points for each overdue task.
    pub fn overdue(mut self, points: impl Into<Decimal>) -> Self {
        self.overdue = Some(points.into());
        self
    }

    /// With these points for each red task; for an overdue one, too, unless it has its own.
    pub fn red(mut self, points: impl Into<Decimal>) -> Self {
        self.red = points.into();
        self
    }

    /// With these points for each yellow task.
    pub fn yellow(mut self, points: impl Into<Decimal>) -> Self {
        self.yellow = points.into();
        self
    }

    /// With these points for each task of which nothing is known.
    pub fn unknown(mut self, points: impl Into<Decimal>) -> Self {
        self.unknown = points.into();
        self
    }

    /// With this share for those who support a task.
    pub fn support_share(mut self, share: impl Into<Decimal>) -> Self {
        self.support_share = share.into();
        self
    }

    /// With this share for the regions of a task.
    pub fn region_share(mut self, share: impl Into<Decimal>) -> Self {
        self.region_share = share.into();
        self
    }

    /// With this most that one subject loses.
    pub fn max(mut self, points: impl Into<Decimal>) -> Self {
        self.max = Some(points.into());
        self
    }

    /// In this index only.
    pub fn index(mut self, index: impl Into<String>) -> Self {
        self.index = Some(index.into());
        self
    }
}
