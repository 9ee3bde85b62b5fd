//! One node of an explanation: figure, formulas, score, weight, points.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::closing::Closing;
use crate::json::{InOrder, read_number};
use crate::method::rule::Basis;
use crate::model::{Impute, NodeSource};
use crate::number::{Exact, Formula, json_number};
use crate::order::Rank;
use crate::result::FigureOrigin;
use crate::support::named_enum;

/// One node on the way from figures to the base score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ExplainedNode {
    /// Id.
    pub node: String,
    /// Name.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// How deep it lies: 0 for the index itself.
    pub depth: usize,
    /// Unit of its figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where its figures come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Id of the responsible department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Name of its rule, or of the aggregate of a dimension.
    pub method: String,
    /// The figure; none at a node that has no rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<UsedFigure>,
    /// The steps to the score, each a formula with its numbers.
    pub steps: Vec<Step>,
    /// The score as published.
    #[serde(with = "super::optional_fixed")]
    pub score: Option<Decimal>,
    /// The place among the ranked subjects in this node.
    pub rank: Option<Rank>,
    /// Why there is no score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<Absence>,
    /// The weight among its siblings as the document has it; the scale of the index itself.
    #[serde(serialize_with = "json_number", deserialize_with = "read_number")]
    pub weight: Decimal,
    /// The share of the whole index, 0 to 1.
    #[serde(serialize_with = "fraction")]
    pub share: Exact,
    /// The same after the weight of nodes without a score has gone to their siblings; none of a node without a score.
    #[serde(serialize_with = "optional_fraction")]
    pub counted: Option<Exact>,
    /// The points that it adds to the base score; none where points cannot be split: below an aggregate other than the
    /// arithmetic mean, a rounded dimension, or one with a rule.
    #[serde(with = "super::optional_fixed")]
    pub contribution: Option<Decimal>,
    /// The points of the index that are lost to full marks: `counted·(scale − score)`. Where points cannot be split, the
    /// points that full marks at this indicator alone would add, where one can tell. None where the lowest total is the best.
    #[serde(with = "super::optional_fixed")]
    pub lost: Option<Decimal>,
    /// What rounding the points of its children one by one leaves: theirs and this add up to its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<PartRounding>,
    /// What this indicator alone would need for the next place; none for the first place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_place: Option<Closing>,
    /// What this indicator alone would need for the next grade; none for the best grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_grade: Option<Closing>,
}

/// The figure of a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct UsedFigure {
    /// The figure as the document gives it; none where it gives none.
    #[serde(with = "super::optional_fixed")]
    pub observed: Option<Decimal>,
    /// The period of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Where the scored figure came from; none where there is none.
    pub from: Option<FigureOrigin>,
    /// The node of an index before that it is taken from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeSource>,
    /// How it was imputed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imputed: Option<Impute>,
    /// The figure that the rule scored.
    pub used: Option<Exact>,
    /// The target that it was scored against, on the scale of `used`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Exact>,
    /// Whether the target is the subject's own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_target: bool,
    /// What the rule took from the data, by name.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "by_name",
        deserialize_with = "read_by_name"
    )]
    pub calibration: Vec<(String, Exact)>,
    /// What later rules in turn took, each by name.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each_by_name",
        deserialize_with = "read_each_by_name"
    )]
    pub then: Vec<Vec<(String, Exact)>>,
    /// The group from whose figures it took that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
}

/// One step to a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Step {
    /// What is done.
    pub what: StepKind,
    /// The formula with its numbers.
    #[serde(serialize_with = "text", deserialize_with = "read_text")]
    pub formula: Formula,
    /// What it comes to.
    pub value: Exact,
    /// What chose the formula.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "basis",
        deserialize_with = "read_basis"
    )]
    pub basis: Option<Basis>,
}

/// What rounding parts one by one leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PartRounding {
    /// Of the contributions.
    #[serde(serialize_with = "super::fixed", deserialize_with = "read_number")]
    pub contribution: Decimal,
    /// Of the lost points; none where the lowest total is the best.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::optional_fixed")]
    pub lost: Option<Decimal>,
}

named_enum! {
    /// What a step does.
    ///
    /// ```
    /// use evalindex::explain::StepKind;
    ///
    /// assert_eq!(StepKind::Scored.name(), "scored");
    /// ```
    #[non_exhaustive]
    pub enum StepKind {
        /// The figure is taken from a node of an index before.
        Taken = "taken",
        /// The figure is divided by another one.
        Divided = "divided",
        /// The figure of the period before is formed from those of former units.
        Formed = "formed",
        /// The change or the growth of the figure is taken.
        Measured = "measured",
        /// The figure is moved inwards, or its logarithm taken, as the others are too skewed.
        Treated = "treated",
        /// A function is applied to the figure.
        Transformed = "transformed",
        /// The children's scores are aggregated.
        Aggregated = "aggregated",
        /// The rule scores.
        Scored = "scored",
        /// The document gives the score of a missing figure.
        Given = "given",
        /// The mean of the siblings' scores is put in the place of a missing one.
        Imputed = "imputed",
        /// The mark of a rater is put on the mean and spread of all raters.
        Standardised = "standardised",
        /// The score is rounded before the parent uses it.
        Rounded = "rounded",
    }
}

named_enum! {
    /// Why a node has no score.
    ///
    /// ```
    /// use evalindex::explain::Absence;
    ///
    /// assert_eq!(Absence::NotApplicable.name(), "not_applicable");
    /// ```
    #[non_exhaustive]
    pub enum Absence {
        /// It does not apply to the subject.
        NotApplicable = "not_applicable",
        /// It has no figure, or nothing below it has one.
        Missing = "missing",
        /// It has a figure, and none of the period before.
        NoPrevious = "no_previous",
        /// Too little below it has a score.
        LowCoverage = "low_coverage",
    }
}

pub(super) fn text<S: Serializer>(formula: &Formula, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(formula)
}

#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn basis<S: Serializer>(basis: &Option<Basis>, out: S) -> Result<S::Ok, S::Error> {
    basis.as_ref().map(ToString::to_string).serialize(out)
}

fn fraction<S: Serializer>(share: &Exact, out: S) -> Result<S::Ok, S::Error> {
    share.fraction().unwrap_or_else(|| share.to_string()).serialize(out)
}

#[allow(clippy::ref_option, reason = "the form that serde calls")]
fn optional_fraction<S: Serializer>(share: &Option<Exact>, out: S) -> Result<S::Ok, S::Error> {
    share.as_ref().map(|share| share.fraction().unwrap_or_else(|| share.to_string())).serialize(out)
}

fn by_name<S: Serializer>(statistics: &[(String, Exact)], out: S) -> Result<S::Ok, S::Error> {
    out.collect_map(statistics.iter().map(|(name, value)| (name, value)))
}

pub(super) fn read_text<'de, D: Deserializer<'de>>(from: D) -> Result<Formula, D::Error> {
    String::deserialize(from).map(Formula::Text)
}

fn read_basis<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Basis>, D::Error> {
    Ok(Option::deserialize(from)?.map(Basis::Text))
}

fn read_by_name<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, Exact)>, D::Error> {
    InOrder::deserialize(from).map(|found| found.0)
}

fn each_by_name<S: Serializer>(all: &[Vec<(String, Exact)>], out: S) -> Result<S::Ok, S::Error> {
    struct ByName<'a>(&'a [(String, Exact)]);
    impl Serialize for ByName<'_> {
        fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
            by_name(self.0, out)
        }
    }
    out.collect_seq(all.iter().map(|one| ByName(one)))
}

fn read_each_by_name<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Vec<(String, Exact)>>, D::Error> {
    Ok(Vec::<InOrder<Exact>>::deserialize(from)?.into_iter().map(|one| one.0).collect())
}
