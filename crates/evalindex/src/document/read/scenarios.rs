//! Reading of scenarios: named changes of weights.

use std::borrow::Cow;

use crate::json::{Fields, FromJson, Json, Reader};
use crate::model::{Scenario, WeightChange};

/// A scenario. What cannot be read is left blank, so that every scenario keeps its position.
pub(crate) fn scenario<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Scenario {
    Fields::read_or(json, reader, Scenario::new(""), |fields| {
        let mut scenario = Scenario::new(fields.required_or_blank::<String>("name"));
        scenario.index = fields.optional("index");
        scenario.changes = fields.required_or_blank("changes");
        scenario
    })
}

/// The fields that name the node of a change, one for each sort of change.
const CHANGES: [&str; 4] = ["set", "scale", "move", "drop"];

impl FromJson for WeightChange {
    fn expected() -> Cow<'static, str> {
        "{\"set\": …, \"weight\": …}, {\"scale\": …, \"factor\": …}, {\"move\": …, \"to\": …, \"amount\": …} or {\"drop\": …}"
            .into()
    }

    fn several() -> String {
        "changes of weights".to_owned()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, "an object", |fields| {
            let named: Vec<&'static str> = CHANGES.into_iter().filter(|name| fields.has(name)).collect();
            let node = |fields: &mut Fields<'_, '_>, name| fields.required::<String>(name);
            match named.as_slice() {
                ["set"] => {
                    let (node, weight) = (node(fields, "set"), fields.required("weight"));
                    Some(Self::Set { node: node?, weight: weight? })
                }
                ["scale"] => {
                    let (node, factor) = (node(fields, "scale"), fields.required("factor"));
                    Some(Self::Scale { node: node?, factor: factor? })
                }
                ["move"] => {
                    let (from, to, amount) = (node(fields, "move"), fields.required("to"), fields.required("amount"));
                    Some(Self::Move { from: from?, to: to?, amount: amount? })
                }
                ["drop"] => node(fields, "drop").map(Self::drop),
                _ => {
                    fields.not_one(&CHANGES, "not one change of weights", named.len(), Self::expected());
                    None
                }
            }
        })
    }
}
