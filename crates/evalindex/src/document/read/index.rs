//! Reading of an index, with its ranking, grades and adjustment limits.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::nodes::{aggregate, node};
use crate::document::read::weights;
use crate::json::{Fields, FromJson, Json, Reader, Shape, Share, choice, each_member, string};
use crate::model::{AdjustmentLimits, Calibrate, Grade, Index, RankingRule, Requirement, Screen, TieBreak, Within};
use crate::number::Rounding;
use crate::order::{ClassEdge, Classes};

/// An index. What cannot be read is left blank, so that every index keeps its position.
pub(crate) fn index<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Index {
    Fields::read_or(json, reader, Index::new("", "", ""), |fields| {
        let weights = weights::of_index(fields);
        let (aggregate, weighed) = aggregate(fields, weights.from.is_some() || weights.by_group.is_some());
        Index {
            id: fields.required_or_blank("id"),
            name: fields.required_or_blank("name"),
            name_zh: fields.optional("name_zh"),
            kind: fields.required_or_blank("kind"),
            scale: fields.or("scale", Decimal::ONE_HUNDRED),
            weights,
            aggregate,
            min_coverage: fields.optional("min_coverage").map(|Share(share)| share),
            min_present: fields.optional("min_present"),
            rule: fields.optional("rule"),
            floor: fields.optional("floor"),
            cap: fields.optional("cap"),
            rounding: fields.or("rounding", Rounding::default()),
            ranking: fields.or("ranking", RankingRule::default()),
            grades: fields.list("grades", grade),
            classes: fields.optional("classes"),
            screen: fields.optional("screen"),
            calibrate: fields.or("calibrate", Calibrate::Each),
            adjustments: fields.or("adjustments", AdjustmentLimits::default()),
            children: fields.required_list("children", |json, reader| node(json, reader, weighed)),
        }
    })
}

fn grade<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Grade {
    Fields::read_or(json, reader, Grade::new(""), |fields| Grade {
        name: fields.required_or_blank("name"),
        name_zh: fields.optional("name_zh"),
        at_least: fields.optional("at_least"),
        at_most: fields.optional("at_most"),
        max_share: fields.optional("max_share").map(|Share(share)| share),
        within: fields.or("within", Within::All),
        requires: fields.list("requires", requirement),
    })
}

fn requirement<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Requirement {
    let blank = Requirement { node: String::new(), at_least: None, at_most: None };
    Fields::read_or(json, reader, blank, |fields| Requirement {
        node: fields.required_or_blank("node"),
        at_least: fields.optional("at_least"),
        at_most: fields.optional("at_most"),
    })
}

impl FromJson for Classes {
    fn expected() -> Cow<'static, str> {
        "{\"count\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self { edge: fields.or("edge", ClassEdge::Up), count: fields.required("count")? })
        })
    }
}

impl FromJson for Screen {
    fn expected() -> Cow<'static, str> {
        "{\"min_share\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self { min_share: fields.required::<Share>("min_share")?.0 })
        })
    }
}

impl FromJson for Calibrate {
    fn expected() -> Cow<'static, str> {
        "\"each\", \"pooled\" or {\"base\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        if json.shape() == Shape::Object {
            return Fields::read(json, reader, &Self::expected(), |fields| fields.required("base").map(Self::Base));
        }
        let named = |name: &str| match name {
            "each" => Some(Self::Each),
            "pooled" => Some(Self::Pooled),
            _ => None,
        };
        choice(json, reader, &["each", "pooled"], " or {\"base\": …}", named)
    }
}

impl FromJson for Rounding {
    fn expected() -> Cow<'static, str> {
        "{\"decimals\": …, \"mode\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let default = Self::default();
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self { decimals: fields.or("decimals", default.decimals), mode: fields.or("mode", default.mode) })
        })
    }
}

impl FromJson for RankingRule {
    fn expected() -> Cow<'static, str> {
        "{\"order\": …, \"ties\": …, \"by\": …, \"tie_break\": […]}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let default = Self::default();
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self {
                order: fields.or("order", default.order),
                ties: fields.or("ties", default.ties),
                by: fields.or("by", default.by),
                tie_break: fields.or("tie_break", default.tie_break),
            })
        })
    }
}

impl FromJson for TieBreak {
    fn expected() -> Cow<'static, str> {
        "the id of a node, or \"bonus\"".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        let key = string(json, reader, &Self::expected())?;
        Some(if key == "bonus" { Self::Bonus } else { Self::Node(key.into_owned()) })
    }
}

/// Lists of points by kind.
fn steps<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> BTreeMap<String, Vec<Decimal>> {
    let read =
        each_member(json, reader, "an object with an array of points for each kind of case", |member, reader| {
            (member.key.as_ref().to_owned(), Vec::from_json(member.value, reader).unwrap_or_default())
        });
    read.unwrap_or_default().into_iter().collect()
}

impl FromJson for AdjustmentLimits {
    fn expected() -> Cow<'static, str> {
        "{\"max_bonus\": …, \"max_deduction\": …, \"bonus_counts\": …}".into()
    }

    fn from_json<'a>(json: Json<'a>, reader: &mut Reader<'a>) -> Option<Self> {
        Fields::read(json, reader, &Self::expected(), |fields| {
            Some(Self {
                max_bonus: fields.optional("max_bonus"),
                max_deduction: fields.optional("max_deduction"),
                bonus_counts: fields.or("bonus_counts", true),
                steps: fields.with("steps", steps).unwrap_or_default(),
            })
        })
    }
}
