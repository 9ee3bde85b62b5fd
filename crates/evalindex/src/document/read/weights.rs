//! Weights that come from a method.

use std::borrow::Cow;

use crate::json::{Fields, FromJson, Json, Reader, Shape, choice};
use crate::method::weight::{WeightMethod, WeightSource};
use crate::model::{WeightScheme, Weights};
use crate::support::{ProblemKind, one_of};

/// What stands for a method that cannot be read, so that nothing else is said of the weights.
const BLANK: WeightSource = WeightSource::Method(WeightMethod::Equal);

/// The `weights` of an index.
pub(super) fn of_index(fields: &mut Fields<'_, '_>) -> Weights {
    fields.with("weights", index_weights).unwrap_or_default()
}

fn index_weights<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Weights {
    let expected = format!("{}, or {}", one_of(WeightScheme::NAMES), WeightSource::expected());
    if json.shape() != Shape::Object {
        let or = format!(", or {}", WeightSource::expected());
        return choice(json, reader, WeightScheme::NAMES, &or, WeightScheme::from_name)
            .unwrap_or(WeightScheme::Strict)
            .into();
    }
    let read = Fields::read(json, reader, &expected, |fields| {
        let scheme = fields.or("others", WeightScheme::Strict);
        Some(Weights { scheme, from: Some(from(fields)?) })
    });
    read.unwrap_or_else(|| BLANK.into())
}

/// The `weights` of a dimension.
pub(super) fn of_dimension(fields: &mut Fields<'_, '_>) -> Option<WeightSource> {
    fields.with("weights", |json, reader| WeightSource::from_json(json, reader).unwrap_or(BLANK))
}

impl FromJson for WeightSource {
    fn expected() -> Cow<'static, str> {
        "{\"from\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if let Some(name) = json.string().filter(|name| WeightScheme::from_name(name).is_some()) {
            let what = "what written weights total is said once, for the whole index";
            let problem = reader.problem(ProblemKind::WrongType, what).found(format!("{name:?}"));
            let expected = format!("\"weights\": {name:?} on the index, or {} here", Self::expected());
            reader.report(json.raw(), problem.expected(expected));
            return None;
        }
        Fields::read(json, reader, &Self::expected(), from)
    }
}

fn from(fields: &mut Fields<'_, '_>) -> Option<WeightSource> {
    if !fields.has("from") {
        fields.lacks("from", "the name of a method, such as \"equal\"");
    }
    fields.with("from", source).flatten()
}

/// A method by its name, or the only key of an object.
fn source<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<WeightSource> {
    let known = WeightSource::NAMES_WITH_PARAMETER;
    let forms: Vec<String> = known.iter().map(|name| format!("{{\"{name}\": …}}")).collect();
    let or = format!(", {}", forms.join(", "));
    if json.shape() != Shape::Object {
        return choice(json, reader, WeightMethod::NAMES, &or, WeightMethod::from_name).map(WeightSource::Method);
    }
    let expected = format!("{}{or}", one_of(WeightMethod::NAMES));
    Fields::read(json, reader, &expected, |fields| {
        let name = fields.only(known, "not one method", expected.clone())?;
        WeightSource::read(name, fields)
    })
}
