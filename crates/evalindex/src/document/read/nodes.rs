//! Reading of the tree of an index: dimensions, which have children, and indicators, which have a rule.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::document::read::weights;
use crate::json::{Fields, Fraction, FromJson, Json, Reader, Shape, Share, choice, decimal, list, not_one_of, string};
use crate::method::aggregate::{Aggregate, Takes};
use crate::method::rule::{MinMax, Reference, Rule, Start, Statistic};
use crate::model::{Dimension, Impute, Indicator, Measure, Missing, Node, Raters, Within};
use crate::number::Exact;
use crate::support::{ProblemKind, one_of};

/// The fields that only a dimension has.
const DIMENSION_FIELDS: [&str; 6] = ["children", "weights", "aggregate", "min_coverage", "min_present", "raters"];
/// The fields of an indicator; a dimension has some of them too.
const INDICATOR_FIELDS: [&str; 16] = [
    "rule",
    "unit",
    "source",
    "owner",
    "input",
    "direction",
    "measure",
    "years",
    "formed",
    "transform",
    "missing",
    "from",
    "within",
    "denominate",
    "treat",
    "error",
];

/// Where the weights of siblings come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weighed {
    /// They are written.
    Written,
    /// They come from a method, or do not matter: a child without one counts.
    Elsewhere,
}

/// A node. What cannot be read is left blank, so that every node keeps its position among its siblings.
pub(crate) fn node<'a>(json: Json<'a>, reader: &mut Reader<'a>, weights: Weighed) -> Node {
    Fields::read_or(json, reader, Dimension::new("", "", Decimal::ZERO).into(), |fields| {
        if fields.has("children") {
            return dimension(fields, weights).into();
        }
        if fields.has("rule") {
            return indicator(fields, weights).into();
        }
        let misspelt = misspelt(fields);
        if misspelt.is_none() {
            undecided(fields);
        }
        fields.allow(&DIMENSION_FIELDS);
        fields.allow(&INDICATOR_FIELDS);
        if misspelt == Some("children") { dimension(fields, weights).into() } else { indicator(fields, weights).into() }
    })
}

/// Which of `children` and `rule` a node without them has under a misspelt name.
fn misspelt<'n>(fields: &Fields<'_, '_>) -> Option<&'n str> {
    fields.keys().find_map(|key| fields.reader_ref().nearest(key, ["children", "rule"]))
}

/// Reports a node that has neither children nor a rule.
fn undecided(fields: &mut Fields<'_, '_>) {
    const SHOWN: usize = 20;
    let object = fields.object();
    let found: Vec<String> = fields.keys().take(SHOWN).map(|key| format!("`{key}`")).collect();
    let reader = fields.reader();
    let problem =
        reader.problem(ProblemKind::Structure, "a node with neither children nor a rule").found(found.join(", "));
    reader.report(object.raw(), problem.expected("`children` for a dimension, or `rule` for an indicator"));
}

fn weight(fields: &mut Fields<'_, '_>, weights: Weighed) -> Exact {
    let Fraction(weight) = match weights {
        Weighed::Written => fields.required_or_blank("weight"),
        Weighed::Elsewhere => fields.or("weight", Fraction(Exact::ONE)),
    };
    weight
}

/// The aggregate of a node, and where the weights of its children come from. Where it cannot be read, nothing is said of
/// weights that it may not take.
pub(crate) fn aggregate(fields: &mut Fields<'_, '_>, have_method: bool) -> (Aggregate, Weighed) {
    let read = fields.optional::<Aggregate>("aggregate");
    let by_weight = match &read {
        Some(aggregate) => aggregate.takes() == Takes::Weighed,
        None => !fields.has("aggregate"),
    };
    let weights = if have_method || !by_weight { Weighed::Elsewhere } else { Weighed::Written };
    (read.unwrap_or_default(), weights)
}

fn dimension(fields: &mut Fields<'_, '_>, weights: Weighed) -> Dimension {
    let (source, by_group) = weights::of_dimension(fields);
    let (aggregate, below) = aggregate(fields, source.is_some() || by_group.is_some());
    Dimension {
        id: fields.required_or_blank("id"),
        name: fields.required_or_blank("name"),
        name_zh: fields.optional("name_zh"),
        weight: weight(fields, weights),
        weights: source,
        weights_by_group: by_group,
        aggregate,
        min_coverage: fields.optional("min_coverage").map(|Share(share)| share),
        min_present: fields.optional("min_present"),
        raters: fields.optional("raters"),
        rule: fields.optional("rule"),
        direction: fields.optional("direction"),
        within: fields.or("within", Within::All),
        missing: fields.or("missing", Missing::Reweight),
        round: fields.optional("round"),
        children: fields.list("children", |json, reader| node(json, reader, below)),
    }
}

fn indicator(fields: &mut Fields<'_, '_>, weights: Weighed) -> Indicator {
    Indicator {
        id: fields.required_or_blank("id"),
        name: fields.required_or_blank("name"),
        name_zh: fields.optional("name_zh"),
        weight: weight(fields, weights),
        rule: fields.with("rule", Rule::from_json).flatten().unwrap_or_else(|| MinMax::default().into()),
        unit: fields.optional("unit"),
        source: fields.optional("source"),
        owner: fields.optional("owner"),
        input: fields.optional("input"),
        denominate: fields.optional("denominate"),
        direction: fields.optional("direction"),
        measure: fields.or("measure", Measure::Level),
        years: fields.optional("years"),
        formed: fields.optional("formed"),
        transform: fields.optional("transform"),
        treat: fields.optional("treat"),
        missing: fields.or("missing", Missing::Error),
        round: fields.optional("round"),
        from: fields.optional("from"),
        within: fields.or("within", Within::All),
        error: fields.optional("error"),
    }
}

impl FromJson for Rule {
    fn expected() -> Cow<'static, str> {
        "an object with a `type`".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() != Shape::Array {
            return one_rule(json, reader);
        }
        let mut all = list(json, reader, "an array of rules", one_rule)?.into_iter();
        let Some(first) = all.next() else {
            let problem = reader.problem(ProblemKind::Structure, "no rule to score by").found("[]");
            reader.report(json.raw(), problem.expected("a rule, or several that score in turn"));
            return None;
        };
        let then: Option<Vec<Self>> = all.collect();
        Some(Self::in_turn(first?, then?))
    }
}

/// One rule.
fn one_rule<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Rule> {
    Fields::read(json, reader, &Rule::expected(), |fields| {
        const EXPECTED: &str = "the name of a rule, such as \"min_max\"";
        if !fields.has("type") {
            fields.lacks("type", EXPECTED);
        }
        let name = fields.with("type", |json, reader| string(json, reader, EXPECTED)).flatten()?;
        if Rule::NAMES.contains(&name.as_ref()) {
            return Rule::read(&name, fields);
        }
        let expected = one_of(Rule::NAMES);
        fields.with("type", |json, reader| not_one_of(json, reader, &name, Rule::NAMES, &expected));
        None
    })
}

impl FromJson for Raters {
    fn expected() -> Cow<'static, str> {
        "{\"standardise\": true}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let standardise = fields.required("standardise")?;
            Some(Self { standardise, ..Self::standardised() })
        })
    }
}

impl FromJson for Reference {
    fn expected() -> Cow<'static, str> {
        "the id of a subject, a number, or a statistic {\"of\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::Object {
            return Statistic::from_json(json, reader).map(Self::Statistic);
        }
        let expected = Self::expected();
        if json.shape() == Shape::String {
            return string(json, reader, &expected).map(|id| Self::Subject(id.into_owned()));
        }
        decimal(json, reader, &expected).map(|value| Self::Number(value.into()))
    }
}

impl FromJson for Start {
    fn expected() -> Cow<'static, str> {
        "a number, \"previous\", or a statistic {\"of\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::Object {
            return Statistic::from_json(json, reader).map(Self::Statistic);
        }
        if json.string().as_deref() == Some("previous") {
            return Some(Self::Previous);
        }
        decimal(json, reader, &Self::expected()).map(|value| Self::Value(value.into()))
    }
}

/// The forms of aggregates with a parameter, for messages.
fn with_parameters() -> String {
    let forms: Vec<String> = Aggregate::NAMES_WITH_PARAMETER.iter().map(|name| format!("{{\"{name}\": …}}")).collect();
    format!(", {}", forms.join(", "))
}

impl FromJson for Aggregate {
    fn expected() -> Cow<'static, str> {
        format!("{}{}", one_of(Self::NAMES), with_parameters()).into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() != Shape::Object {
            return choice(json, reader, Self::NAMES, &with_parameters(), Self::from_name);
        }
        Fields::read(json, reader, &Self::expected(), |fields| {
            let name = fields.only(Self::NAMES_WITH_PARAMETER, "not one aggregate", Self::expected())?;
            Self::read(name, fields)
        })
    }
}

/// The policies for missing figures that have no parameter.
const POLICIES: [&str; 3] = ["error", "unranked", "reweight"];

impl FromJson for Missing {
    fn expected() -> Cow<'static, str> {
        format!("{}, {{\"score\": …}} or {{\"impute\": …}}", one_of(&POLICIES)).into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = Self::expected();
        if json.shape() != Shape::Object {
            let policy = string(json, reader, &expected)?;
            return match policy.as_ref() {
                "error" => Some(Self::Error),
                "unranked" => Some(Self::Unranked),
                "reweight" => Some(Self::Reweight),
                other => {
                    not_one_of(json, reader, other, &POLICIES, &expected);
                    None
                }
            };
        }
        Fields::read(json, reader, &expected, |fields| {
            let score = fields.optional("score").map(Self::Score);
            let impute = fields.optional::<Impute>("impute").map(Self::Impute);
            let given = ["score", "impute"].iter().filter(|name| fields.has(name)).count();
            if given != 1 {
                let object = fields.object();
                let reader = fields.reader();
                let what = "not one policy for a missing figure";
                let problem = reader.problem(ProblemKind::WrongType, what).found(format!("{given} of them"));
                reader.report(object.raw(), problem.expected("either {\"score\": …} or {\"impute\": …}"));
            }
            score.or(impute)
        })
    }
}
