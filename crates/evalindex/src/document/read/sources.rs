//! Reading of denominators, treatments, and sources of inputs: tasks, parts and nodes.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::json::{Fields, FromJson, Json, Reader, Shape, Share, choice, string};
use crate::model::{
    Denominator, Formed, NodeFigure, NodeSource, PartFigure, PartSource, Source, Take, TaskSource, Treatment,
};
use crate::support::ProblemKind;

impl FromJson for Denominator {
    fn expected() -> Cow<'static, str> {
        "{\"by\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let (by, scale) = (fields.required("by"), fields.or("scale", Decimal::ONE));
            Some(Self { by: by?, scale })
        })
    }
}

impl FromJson for Formed {
    fn expected() -> Cow<'static, str> {
        "\"sum\", or {\"mean_by\": …} with an input".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::String {
            let sum = |name: &str| (name == "sum").then_some(Self::Sum);
            return choice(json, reader, &["sum"], ", or {\"mean_by\": …} with an input", sum);
        }
        Fields::read(json, reader, &Self::expected(), |fields| fields.required("mean_by").map(Self::MeanBy))
    }
}

impl FromJson for Treatment {
    fn expected() -> Cow<'static, str> {
        "{\"winsorise\": …, \"log\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let default = Self::default();
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self {
                winsorise: fields.or("winsorise", default.winsorise),
                log: fields.or("log", default.log),
                skew: fields.or("skew", default.skew),
                kurtosis: fields.or("kurtosis", default.kurtosis),
            })
        })
    }
}

/// The sources of computed inputs.
const SOURCES: [&str; 3] = ["tasks", "parts", "node"];

impl FromJson for Source {
    fn expected() -> Cow<'static, str> {
        "{\"tasks\": {…}}, {\"parts\": {…}} or {\"node\": {…}}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            let given: Vec<&str> = SOURCES.into_iter().filter(|name| fields.has(name)).collect();
            if given.is_empty() {
                let meant = fields.keys().find_map(|key| fields.reader_ref().nearest(key, SOURCES));
                fields.lacks(meant.unwrap_or("tasks"), "an object");
            }
            let tasks = fields.with("tasks", tasks).flatten().map(Source::Tasks);
            let parts = fields.with("parts", parts).flatten().map(Source::Parts);
            let node = fields.with("node", node).flatten().map(Source::Node);
            if let [one, other, ..] = given.as_slice() {
                let object = fields.object();
                let reader = fields.reader();
                let problem = reader.problem(ProblemKind::WrongType, "an input worked out in two ways");
                reader.report(object.raw(), problem.found(format!("`{one}` and `{other}`")).expected("one of them"));
            }
            tasks.or(parts).or(node)
        })
    }
}

fn tasks<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<TaskSource> {
    let default = TaskSource::default();
    Fields::read(json, reader, "an object", |fields| {
        Some(TaskSource {
            class: fields.optional("class"),
            support_share: fields.or("support_share", Share(default.support_share)).0,
            cap: fields.or("cap", Share(default.cap)).0,
        })
    })
}

fn parts<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<PartSource> {
    Fields::read(json, reader, "an object", |fields| {
        let index = fields.required("index");
        let of = fields.or("of", PartFigure::Score);
        let weight_by = fields.optional("weight_by");
        let take = fields.required("take");
        Some(PartSource { index: index?, of, weight_by, take: take? })
    })
}

fn node<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<NodeSource> {
    Fields::read(json, reader, "an object", |fields| {
        let (index, id) = (fields.required("index"), fields.required("id"));
        let of = fields.or("of", NodeFigure::Score);
        Some(NodeSource { index: index?, id: id?, of })
    })
}

impl FromJson for PartFigure {
    fn expected() -> Cow<'static, str> {
        "\"score\", \"rank\" or the id of a node".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let name = string(json, reader, &Self::expected())?;
        Some(match name.as_ref() {
            "score" => Self::Score,
            "rank" => Self::Rank,
            node => Self::Node(node.to_owned()),
        })
    }
}

/// The ways to combine parts that have a parameter.
const TAKES: [&str; 3] = ["share_at_least", "share_of_top", "extent"];

impl FromJson for Take {
    fn expected() -> Cow<'static, str> {
        "\"mean\", {\"share_at_least\": …}, {\"share_of_top\": …} or {\"extent\": […]}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let expected = Self::expected();
        if json.shape() != Shape::Object {
            let mean = |name: &str| (name == "mean").then_some(Self::Mean);
            return choice(
                json,
                reader,
                &["mean"],
                ", {\"share_at_least\": …}, {\"share_of_top\": …} or {\"extent\": […]}",
                mean,
            );
        }
        Fields::read(json, reader, &expected, |fields| {
            let given = TAKES.iter().filter(|name| fields.has(name)).count();
            let at_least = fields.optional("share_at_least").map(Self::ShareAtLeast);
            let of_top = fields.optional("share_of_top").map(|Share(share)| Self::ShareOfTop(share));
            let extent = fields.optional("extent").map(Self::Extent);
            if given != 1 {
                fields.not_one(&TAKES, "not one thing to make of parts", given, expected.clone());
            }
            at_least.or(of_top).or(extent)
        })
    }
}
