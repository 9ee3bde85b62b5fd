//! The explanation of one subject's score, as data.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};

use super::closing::Closing;
use super::node::ExplainedNode;
use crate::engine::TotalLimit;
use crate::json::{optional_decimal, read_number};
use crate::model::{Adjustment, Requirement, Within};
use crate::number::{Exact, Formula, json_number};
use crate::order::{Order, Rank};
use crate::result::{GradeName, GroupPlace, Notice};

/// Why a subject has its score and its place in one index: [`Prepared::explain`](crate::Prepared::explain) gives it. It
/// serialises without id, name and kind of the index, which [`OfIndex`](crate::result::OfIndex) adds.
///
/// Read back, these are empty, formulas and what chose them are texts ([`Formula::Text`]), and exact values are those that
/// were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Explanation {
    /// Id of the index.
    #[serde(skip)]
    pub index: String,
    /// Name of the index.
    #[serde(skip)]
    pub name: String,
    /// The same in Chinese.
    #[serde(skip)]
    pub name_zh: Option<String>,
    /// The kind of subject that it scores.
    #[serde(skip)]
    pub kind: String,
    /// Which total is the best.
    #[serde(default = "descending", skip_serializing_if = "Order::is_descending")]
    pub order: Order,
    /// Full marks.
    #[serde(serialize_with = "json_number", deserialize_with = "read_number")]
    pub scale: Decimal,
    /// The subject.
    pub subject: ExplainedSubject,
    /// Its place; none where it has none.
    pub standing: Option<ExplainedPlace>,
    /// Why it has no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unranked: Option<String>,
    /// From the base score to the total; none where nothing that counts has a score.
    pub total: Option<TotalSum>,
    /// Where most points are lost: at most four indicators, the largest loss first. Where the lowest total is the best, those
    /// that add most.
    pub reasons: Vec<Reason>,
    /// The index itself, then its nodes in the order of the document; or one node and those below it, where that was asked
    /// for.
    pub nodes: Vec<ExplainedNode>,
    /// The notices of the evaluation on this subject, and on all.
    pub notices: Vec<Notice>,
}

/// The subject that is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ExplainedSubject {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
}

/// The place of a subject, and what decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ExplainedPlace {
    /// The place.
    pub rank: Rank,
    /// How many subjects are ranked.
    pub of: usize,
    /// The place within the subject's group.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "group",
        deserialize_with = "read_group"
    )]
    pub group: Option<GroupPlace>,
    /// Ids of the subjects that share the place.
    pub tied_with: Vec<String>,
    /// The tie-break that decided between equal totals.
    pub tie_breaks: Vec<DecidedTie>,
    /// The grade or class.
    #[serde(serialize_with = "grade", deserialize_with = "read_grade")]
    pub grade: Option<GradeName>,
    /// What the grade asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge: Option<GradeEdge>,
    /// The vetoes, each with its effect and its reason.
    pub vetoes: Vec<Adjustment>,
}

/// A tie that something else decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DecidedTie {
    /// Id of the other subject, whose total is equal.
    pub with: String,
    /// Whether it is ahead.
    pub is_ahead: bool,
    /// The node, `bonus`, or nothing where the order of the document decides.
    pub by: Option<String>,
}

/// What a grade asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct GradeEdge {
    /// The least total, in points.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_decimal")]
    pub at_least: Option<Decimal>,
    /// The highest total, in points, where the lowest is the best.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_decimal")]
    pub at_most: Option<Decimal>,
    /// What it requires of nodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    /// The share of the ranked subjects that may have it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_decimal")]
    pub max_share: Option<Decimal>,
    /// Whether that share is of all ranked subjects, or of those of the subject's group.
    #[serde(default = "everyone", skip_serializing_if = "Within::is_all")]
    pub within: Within,
    /// How many subjects these are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<usize>,
}

/// From the base score to the total, in points as published: `base + bonus − deduction + rounding = score`, without the
/// bonus where it does not count; with the penalty where the lowest total is the best; and with what the floor or the cap changes, where one does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TotalSum {
    /// The score of the whole tree.
    #[serde(serialize_with = "super::fixed", deserialize_with = "read_number")]
    pub base: Decimal,
    /// Bonuses and deductions as the document gives them.
    pub adjustments: Vec<Adjustment>,
    /// The bonus within its limit.
    #[serde(serialize_with = "super::fixed", deserialize_with = "read_number")]
    pub bonus: Decimal,
    /// The deduction within its limit.
    #[serde(serialize_with = "super::fixed", deserialize_with = "read_number")]
    pub deduction: Decimal,
    /// The points added as penalties, where the lowest total is the best.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::optional_fixed")]
    pub penalty: Option<Decimal>,
    /// Whether the bonus is part of the total.
    pub bonus_counts: bool,
    /// What the floor or the cap of the index changes; none where neither moves the total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitedTotal>,
    /// What rounding each of these by itself leaves.
    #[serde(serialize_with = "super::fixed", deserialize_with = "read_number")]
    pub rounding: Decimal,
    /// The total.
    #[serde(serialize_with = "super::fixed", deserialize_with = "read_number")]
    pub score: Decimal,
}

/// What the floor or the cap of an index changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LimitedTotal {
    /// Which of the two.
    pub by: TotalLimit,
    /// The larger of floor and sum, or the smaller of cap and sum, with its numbers.
    #[serde(serialize_with = "super::node::text", deserialize_with = "super::node::read_text")]
    pub formula: Formula,
    /// The exact total.
    pub value: Exact,
    /// The points that it adds as published; negative where it takes them away.
    #[serde(serialize_with = "super::fixed", deserialize_with = "read_number")]
    pub points: Decimal,
}

/// An indicator at which many points are lost, or which adds many where the lowest total is the best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Reason {
    /// Id of the indicator.
    pub node: String,
    /// Its rule.
    pub rule: String,
    /// The figure that the document gives, or that the rule scored where it gives none.
    #[serde(with = "super::optional_fixed")]
    pub figure: Option<Decimal>,
    /// The points of the index that are lost to full marks; none where the lowest total is the best.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::optional_fixed")]
    pub lost: Option<Decimal>,
    /// The points that it adds to the index, where the lowest total is the best; none elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::optional_fixed")]
    pub contribution: Option<Decimal>,
    /// What alone would bring the next place; none for the first place.
    pub next_place: Option<Closing>,
    /// What alone would bring the next grade; none for the best grade.
    pub next_grade: Option<Closing>,
}

#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn group<S: serde::Serializer>(group: &Option<GroupPlace>, out: S) -> Result<S::Ok, S::Error> {
    group.as_ref().map(|group| (&group.group, group.rank)).serialize(out)
}

#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn grade<S: serde::Serializer>(grade: &Option<GradeName>, out: S) -> Result<S::Ok, S::Error> {
    grade.as_ref().map(|grade| &grade.name).serialize(out)
}

const fn descending() -> Order {
    Order::Descending
}

fn read_group<'de, D: Deserializer<'de>>(from: D) -> Result<Option<GroupPlace>, D::Error> {
    Ok(Option::deserialize(from)?.map(|(group, rank)| GroupPlace { group, rank }))
}

fn read_grade<'de, D: Deserializer<'de>>(from: D) -> Result<Option<GradeName>, D::Error> {
    Ok(Option::deserialize(from)?.map(|name| GradeName { name, name_zh: None }))
}

const fn everyone() -> Within {
    Within::All
}
