//! The supervision of tasks: from how many points behind its schedule a task is shown yellow or red.

use rust_decimal::Decimal;
use serde::Serialize;

use super::date::Date;
use super::penalties::Penalties;
use crate::number::json_number;

/// How tasks are supervised: the day on which they are judged, and the thresholds of their lights.
///
/// Thresholds are points: progress expected less progress reached, both in percent of the whole task.
///
/// ```
/// use evalindex::model::{Date, Supervision};
///
/// let quarterly = Supervision::default().on(Date::new(2023, 9, 30).unwrap()).unreported_days(100);
/// assert_eq!((quarterly.yellow.to_string(), quarterly.red.to_string()), ("10".into(), "30".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Supervision {
    /// The day on which tasks are judged, unless another one is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// From this many points behind, a task is yellow; above 0.
    #[serde(serialize_with = "json_number")]
    pub yellow: Decimal,
    /// From this many points behind, a task is red; above `yellow`, at most 100.
    #[serde(serialize_with = "json_number")]
    pub red: Decimal,
    /// After this many days without a report, the state of a task is unknown: 40 when absent. Where it is given, a task
    /// without any report counts from its start; else such a task needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreported_days: Option<u32>,
    /// Points that tasks cost those who lead them; they need `on`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub penalties: Option<Penalties>,
}

impl Default for Supervision {
    /// Yellow from 10 points behind, red from 30; no day.
    fn default() -> Self {
        Self { on: None, yellow: Decimal::TEN, red: Decimal::from(30), unreported_days: None, penalties: None }
    }
}

impl Supervision {
    /// The days that a report may be old unless the document says otherwise.
    pub(crate) const UNREPORTED_DAYS: u32 = 40;

    /// On this day, unless another one is asked for.
    pub fn on(mut self, day: Date) -> Self {
        self.on = Some(day);
        self
    }

    /// Yellow from this many points behind.
    pub fn yellow(mut self, points: impl Into<Decimal>) -> Self {
        self.yellow = points.into();
        self
    }

    /// Red from this many points behind.
    pub fn red(mut self, points: impl Into<Decimal>) -> Self {
        self.red = points.into();
        self
    }

    /// Unknown after this many days without a report.
    pub fn unreported_days(mut self, days: u32) -> Self {
        self.unreported_days = Some(days);
        self
    }

    /// With these penalties.
    pub fn penalties(mut self, penalties: Penalties) -> Self {
        self.penalties = Some(penalties);
        self
    }
}
