//! Reading of alternatives, and of errors of figures.

use std::borrow::Cow;

use crate::json::{Fields, FromJson, Json, Reader, Share};
use crate::method::aggregate::Aggregate;
use crate::method::rule::MinMax;
use crate::model::{Alternative, Missing, Options, Uncertainty};

/// The fields that an alternative may replace.
const REPLACED: [&str; 3] = ["rule", "aggregate", "missing"];

/// An alternative. What cannot be read is left blank, so that every alternative keeps its position.
pub(crate) fn alternative<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Alternative {
    Fields::read_or(json, reader, Alternative::new("", Options::Rule(Vec::new())), |fields| {
        let name = fields.required_or_blank::<String>("name");
        let index = fields.optional("index");
        let nodes = fields.or("nodes", Vec::new());
        let given: Vec<&str> = REPLACED.into_iter().filter(|name| fields.has(name)).collect();
        let options = match given.as_slice() {
            ["rule"] => Options::Rule(options(fields, "rule", || MinMax::default().into())),
            ["aggregate"] => Options::Aggregate(options(fields, "aggregate", || Aggregate::Arithmetic)),
            ["missing"] => Options::Missing(options(fields, "missing", || Missing::Error)),
            several => {
                let expected = "one of `rule`, `aggregate` and `missing`, with an array of options";
                fields.not_one(&REPLACED, "not one thing to do otherwise", several.len(), expected);
                Options::Rule(Vec::new())
            }
        };
        Alternative { name, index, nodes, options }
    })
}

/// Options, each left blank where it cannot be read.
fn options<T: FromJson>(fields: &mut Fields<'_, '_>, name: &'static str, blank: impl Fn() -> T) -> Vec<T> {
    fields.list(name, |json, reader| T::from_json(json, reader).unwrap_or_else(&blank))
}

impl FromJson for Uncertainty {
    fn expected() -> Cow<'static, str> {
        "{\"sd\": …}, {\"relative_sd\": …}, {\"within\": …} or {\"relative_within\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let given: Vec<&'static str> = Self::NAMES.iter().copied().filter(|name| fields.has(name)).collect();
            if let [name] = given.as_slice() {
                let size = if name.starts_with("relative") {
                    fields.required(name).map(|Share(share)| share)
                } else {
                    fields.required(name)
                };
                return size.and_then(|size| Self::from_name(name, size));
            }
            fields.not_one(Self::NAMES, "not one error of figures", given.len(), Self::expected());
            None
        })
    }
}
