//! Reading of what a document says of its inputs.

use crate::json::{Fields, Json, Reader, members, pairs};
use crate::model::Input;

/// The members of `inputs`: an object for each input.
pub(super) fn inputs<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Vec<Input> {
    let pairs = pairs(json, reader, "an object with an object for each input").unwrap_or_default();
    let read = members(pairs, reader).into_iter().map(|member| {
        let id = member.key.clone().into_owned();
        reader.below(member.key, |reader| {
            Fields::read_or(member.value, reader, Input::new(id.clone()), |fields| Input {
                id: id.clone(),
                valid: fields.optional("valid"),
                sentinels: fields.or("sentinels", Vec::new()),
            })
        })
    });
    read.collect()
}
