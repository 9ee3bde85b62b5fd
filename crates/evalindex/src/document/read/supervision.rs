//! Reading of dates, of the schedules of tasks and of their supervision.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::json::{Fields, FromJson, Json, Reader, string};
use crate::model::{Date, Extension, Milestone, Penalties, Supervision};
use crate::support::ProblemKind;

impl FromJson for Date {
    fn expected() -> Cow<'static, str> {
        "a date such as \"2023-12-31\"".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let text = string(json, reader, &Self::expected())?;
        let date = text.parse().ok();
        if date.is_none() {
            let expected = Self::meant(&text).map_or_else(Self::expected, |meant| format!("\"{meant}\"").into());
            let problem = reader.problem(ProblemKind::WrongType, "no day of the calendar");
            reader.report(json.raw(), problem.found(json.describe()).expected(expected));
        }
        date
    }
}

impl FromJson for Milestone {
    fn expected() -> Cow<'static, str> {
        "{\"due\": …, \"progress\": …}".into()
    }

    fn several() -> String {
        "milestones".to_owned()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (due, progress) = (fields.required("due"), fields.required("progress"));
            Some(Self { due: due?, progress: progress? })
        })
    }
}

impl FromJson for Extension {
    fn expected() -> Cow<'static, str> {
        "{\"to\": …, \"reason\": …}".into()
    }

    fn several() -> String {
        "extensions".to_owned()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (to, reason) = (fields.required("to"), fields.required("reason"));
            Some(Self { to: to?, reason: reason? })
        })
    }
}

impl FromJson for Supervision {
    fn expected() -> Cow<'static, str> {
        "an object with the thresholds of supervision".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let default = Self::default();
            Some(Self {
                on: fields.optional("on"),
                yellow: fields.or("yellow", default.yellow),
                red: fields.or("red", default.red),
                unreported_days: fields.optional("unreported_days"),
                penalties: fields.optional("penalties"),
            })
        })
    }
}

impl FromJson for Penalties {
    fn expected() -> Cow<'static, str> {
        "an object with the points that tasks cost".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self {
                overdue: fields.optional("overdue"),
                red: fields.or("red", Decimal::ZERO),
                yellow: fields.or("yellow", Decimal::ZERO),
                unknown: fields.or("unknown", Decimal::ZERO),
                support_share: fields.or("support_share", Decimal::ZERO),
                region_share: fields.or("region_share", Decimal::ZERO),
                max: fields.optional("max"),
                index: fields.optional("index"),
            })
        })
    }
}
