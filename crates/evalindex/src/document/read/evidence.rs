//! Reading of subjects, tasks and adjustments.

use rust_decimal::Decimal;

use crate::json::{Fields, Json, Reader, choice};
use crate::model::{
    Adjustment, CategoryName, Effect, PercentOf, Points, Subject, Task, TaskClass, TaskStatus, VetoEffect,
};

/// The name of a kind or a group.
pub(crate) fn category_name<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> CategoryName {
    Fields::read_or(json, reader, CategoryName::new("", ""), |fields| CategoryName {
        id: fields.required_or_blank("id"),
        name: fields.required_or_blank("name"),
        name_zh: fields.optional("name_zh"),
    })
}

/// A subject. What cannot be read is left blank, so that every subject keeps its position.
pub(crate) fn subject<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Subject {
    Fields::read_or(json, reader, Subject::new("", "", ""), |fields| Subject {
        id: fields.required_or_blank("id"),
        name: fields.required_or_blank("name"),
        name_zh: fields.optional("name_zh"),
        kind: fields.required_or_blank("kind"),
        group: fields.optional("group"),
        part_of: fields.optional("part_of"),
        formed_from: fields.or("formed_from", Vec::new()),
    })
}

/// A task. A field that cannot be read gets its default, so that every task keeps its position.
pub(crate) fn task<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Task {
    Fields::read_or(json, reader, Task::new("", "", TaskClass::Key), |fields| Task {
        id: fields.required_or_blank("id"),
        name: fields.required_or_blank("name"),
        name_zh: fields.optional("name_zh"),
        class: fields.required_or("class", TaskClass::Key),
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
        start: fields.optional("start"),
        due: fields.optional("due"),
        milestones: fields.or("milestones", Vec::new()),
        extensions: fields.or("extensions", Vec::new()),
        reported: fields.optional("reported"),
        finished: fields.optional("finished"),
        verified: fields.optional("verified"),
    })
}

/// The types of adjustments.
const TYPES: [&str; 4] = ["bonus", "deduction", "penalty", "veto"];

/// An adjustment. What cannot be read is left blank, so that every adjustment keeps its position.
pub(crate) fn adjustment<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Adjustment {
    Fields::read_or(json, reader, Adjustment::new("", Effect::Bonus(Points::BySteps), ""), |fields| {
        if !fields.has("type") {
            fields.lacks("type", "one of \"bonus\", \"deduction\", \"penalty\", \"veto\"");
        }
        Adjustment {
            subject: fields.required_or_blank("subject"),
            reason: fields.required_or_blank("reason"),
            index: fields.optional("index"),
            kind: fields.optional("kind"),
            effect: effect(fields),
        }
    })
}

fn effect(fields: &mut Fields<'_, '_>) -> Effect {
    let named = |name: &str| TYPES.into_iter().find(|known| *known == name);
    let kind = fields.with("type", |json, reader| choice(json, reader, &TYPES, "", named)).flatten();
    match kind {
        Some("bonus") => Effect::Bonus(points(fields)),
        Some("deduction") => Effect::Deduction(points(fields)),
        Some("penalty") => Effect::Penalty(points(fields)),
        Some(_) => Effect::Veto(fields.required_or("effect", VetoEffect::Unranked)),
        None => {
            fields.allow(&["effect"]);
            Effect::Bonus(fields.optional("points").map_or(Points::BySteps, Points::Given))
        }
    }
}

/// The points of a bonus or a deduction: given, a percentage of a score, or by the steps of its kind.
fn points(fields: &mut Fields<'_, '_>) -> Points {
    match (fields.has("points"), fields.has("percent")) {
        (true, true) => {
            fields.not_one(&["points", "percent", "of"], "points that are declared twice", 2, "`points` or `percent`");
            Points::BySteps
        }
        (false, true) => {
            fields.allow(&["points"]);
            let of = fields.optional("of").map_or(PercentOf::Base, PercentOf::named);
            Points::Percent { percent: fields.required_or_blank("percent"), of }
        }
        (false, false) if fields.has("kind") => {
            fields.allow(&["points"]);
            Points::BySteps
        }
        _ => Points::Given(fields.required_or_blank("points")),
    }
}
