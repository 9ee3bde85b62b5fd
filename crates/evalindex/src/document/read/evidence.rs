//! Subjects, tasks and adjustments.

use rust_decimal::Decimal;

use crate::json::{Fields, Json, Reader, choice};
use crate::model::{Adjustment, Effect, Subject, Task, TaskClass, TaskStatus, VetoEffect};

/// A subject. What cannot be read is left blank, so that every subject keeps its place.
pub(crate) fn subject<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Subject {
    let read = Fields::read(json, reader, "an object", |fields| {
        Some(Subject {
            id: fields.required("id").unwrap_or_default(),
            name: fields.required("name").unwrap_or_default(),
            name_zh: fields.optional("name_zh"),
            kind: fields.required("kind").unwrap_or_default(),
            group: fields.optional("group"),
            part_of: fields.optional("part_of"),
        })
    });
    read.unwrap_or_else(|| Subject::new("", "", ""))
}

/// A task. What cannot be read is left as it is without a word in the document, so that every task keeps its place.
pub(crate) fn task<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Task {
    let read = Fields::read(json, reader, "an object", |fields| {
        Some(Task {
            id: fields.required("id").unwrap_or_default(),
            name: fields.required("name").unwrap_or_default(),
            name_zh: fields.optional("name_zh"),
            class: fields.required("class").unwrap_or(TaskClass::Key),
            weight: fields.or("weight", Decimal::ONE),
            lead: fields.or("lead", Vec::new()),
            support: fields.or("support", Vec::new()),
            regions: fields.or("regions", Vec::new()),
            target: fields.optional("target"),
            actual: fields.optional("actual"),
            progress: fields.optional("progress"),
            unit: fields.optional("unit"),
            planned: fields.or("planned", Decimal::ONE_HUNDRED),
            status: fields.or("status", TaskStatus::Active),
        })
    });
    read.unwrap_or_else(|| Task::new("", "", TaskClass::Key))
}

/// The types of adjustments.
const TYPES: [&str; 3] = ["bonus", "deduction", "veto"];

/// An adjustment. What cannot be read is left blank, so that every adjustment keeps its place.
pub(crate) fn adjustment<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Adjustment {
    let read = Fields::read(json, reader, "an object", |fields| {
        if !fields.has("type") {
            fields.lacks("type", "one of \"bonus\", \"deduction\", \"veto\"");
        }
        let adjustment = Adjustment {
            subject: fields.required("subject").unwrap_or_default(),
            reason: fields.required("reason").unwrap_or_default(),
            index: fields.optional("index"),
            effect: effect(fields),
        };
        Some(adjustment)
    });
    read.unwrap_or_else(|| Adjustment::new("", Effect::Bonus(Decimal::ZERO), ""))
}

fn effect(fields: &mut Fields<'_, '_>) -> Effect {
    let named = |name: &str| TYPES.into_iter().find(|known| *known == name);
    let kind = fields.with("type", |json, reader| choice(json, reader, &TYPES, "", named)).flatten();
    match kind {
        Some("bonus") => Effect::Bonus(fields.required("points").unwrap_or_default()),
        Some("deduction") => Effect::Deduction(fields.required("points").unwrap_or_default()),
        Some(_) => Effect::Veto(fields.required("effect").unwrap_or(VetoEffect::Unranked)),
        None => {
            fields.allow(&["effect"]);
            Effect::Bonus(fields.or("points", Decimal::ONE))
        }
    }
}
