//! Reading of what a document says of its inputs.

use crate::json::{Fields, Json, Reader, each_member};
use crate::model::Input;

/// The members of `inputs`: an object for each input.
pub(super) fn inputs<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Vec<Input> {
    let read = each_member(json, reader, "an object with an object for each input", |member, reader| {
        let id = || member.key.as_ref().to_owned();
        Fields::read_or(member.value, reader, Input::new(id()), |fields| Input {
            id: id(),
            valid: fields.optional("valid"),
            sentinels: fields.or("sentinels", Vec::new()),
        })
    });
    read.unwrap_or_default()
}
