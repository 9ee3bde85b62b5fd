//! Weights that come from a method.

use std::borrow::Cow;

use crate::json::{Fields, Fraction, FromJson, Json, Reader, Shape, choice, each_member};
use crate::method::weight::{WeightMethod, WeightSource};
use crate::model::{WeightScheme, Weights, WeightsByGroup};
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
        if fields.has("by_group") {
            return Some(Weights { scheme, from: None, by_group: Some(by_group(fields)?) });
        }
        Some(Weights { scheme, from: Some(from(fields)?), by_group: None })
    });
    read.unwrap_or_else(|| BLANK.into())
}

/// The `weights` of a dimension.
pub(super) fn of_dimension(fields: &mut Fields<'_, '_>) -> (Option<WeightSource>, Option<WeightsByGroup>) {
    fields.with("weights", dimension_weights).unwrap_or_default()
}

fn dimension_weights<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> (Option<WeightSource>, Option<WeightsByGroup>) {
    if json.shape() != Shape::Object {
        return (Some(WeightSource::from_json(json, reader).unwrap_or(BLANK)), None);
    }
    let expected = format!("{}, or {}", WeightSource::expected(), "{\"by_group\": …}");
    let read = Fields::read(json, reader, &expected, |fields| {
        Some(if fields.has("by_group") { (None, by_group(fields)) } else { (from(fields), None) })
    });
    match read {
        Some((_, Some(by_group))) => (None, Some(by_group)),
        read => (Some(read.and_then(|(source, _)| source).unwrap_or(BLANK)), None),
    }
}

/// The weights of each child by group.
fn by_group(fields: &mut Fields<'_, '_>) -> Option<WeightsByGroup> {
    fields.with("by_group", groups).flatten()
}

fn groups<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<WeightsByGroup> {
    let mut all = WeightsByGroup::new();
    let read = each_member(json, reader, "an object with the weights of each group", |group, reader| {
        let own = each_member(group.value, reader, "an object with the weight of each child", |child, reader| {
            let weight = Fraction::from_json(child.value, reader);
            weight.map(|Fraction(weight)| (child.key.as_ref().to_owned(), weight))
        });
        all.groups.insert(group.key.as_ref().to_owned(), own.into_iter().flatten().flatten().collect());
    });
    read.map(|_| all)
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
