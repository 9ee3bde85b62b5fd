//! Reading of weights that come from a method.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::json::{Fields, FromJson, Json, Reader, Shape, choice, members, pairs, string};
use crate::method::weight::{EndJudgements, PairJudgements, ShareBounds, WeightMethod, WeightSource};
use crate::model::{WeightScheme, Weights};
use crate::support::one_of;

/// Stands for a method that cannot be read; the checks then report no further problem of the weights.
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
        parameter(name, fields)
    })
}

fn parameter(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<WeightSource> {
    let judged = |fields: &mut Fields<'_, '_>| {
        let matrix = fields.required::<Vec<Vec<Judgement>>>(name);
        let max_cr = fields.or("max_cr", PairJudgements::USUAL_MAX_CR);
        let matrix = matrix?.into_iter().map(|row| row.into_iter().map(|judgement| judgement.0).collect()).collect();
        Some(PairJudgements { matrix, max_cr })
    };
    match name {
        "ahp" => judged(fields).map(WeightSource::Ahp),
        "ahp_geometric" => judged(fields).map(WeightSource::AhpGeometric),
        "best_worst" => fields.required(name).map(WeightSource::BestWorst),
        "budget_allocation" => fields.required(name).map(WeightSource::BudgetAllocation),
        "benefit_of_the_doubt" => fields.required(name).map(WeightSource::BenefitOfTheDoubt),
        _ => fields.required::<Targets>(name).map(|targets| WeightSource::TargetImportances(targets.0)),
    }
}

/// A judgement as written: a number, or a text of a number or fraction, which is parsed with the whole matrix.
struct Judgement(String);

impl FromJson for Judgement {
    fn expected() -> Cow<'static, str> {
        "a number, or a fraction such as \"1/3\"".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        match json.shape() {
            Shape::Number => Decimal::from_json(json, reader).map(|number| Self(number.to_string())),
            _ => string(json, reader, &Self::expected()).map(|text| Self(text.into_owned())),
        }
    }
}

impl FromJson for EndJudgements {
    fn expected() -> Cow<'static, str> {
        "{\"best\": …, \"worst\": …, \"best_to_others\": […], \"others_to_worst\": […]}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (best, worst) = (fields.required("best"), fields.required("worst"));
            let (of_best, to_worst) = (fields.required("best_to_others"), fields.required("others_to_worst"));
            Some(Self { best: best?, worst: worst?, best_to_others: of_best?, others_to_worst: to_worst? })
        })
    }
}

impl FromJson for ShareBounds {
    fn expected() -> Cow<'static, str> {
        "{\"least\": …, \"most\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let any = Self::default();
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self { least: fields.or("least", any.least), most: fields.or("most", any.most) })
        })
    }
}

/// Importances by child, in the order of the document.
struct Targets(Vec<(String, Decimal)>);

impl FromJson for Targets {
    fn expected() -> Cow<'static, str> {
        "an object of numbers".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let pairs = pairs(json, reader, &Self::expected())?;
        let read = members(pairs, reader).into_iter().map(|member| {
            let target = reader.below(member.key.clone(), |reader| Decimal::from_json(member.value, reader));
            Some((member.key.into_owned(), target?))
        });
        read.collect::<Option<Vec<_>>>().map(Self)
    }
}
