//! What it takes to add a method: a rule, an aggregate or a weight method is one file, one `mod` line and one line of
//! registration (and, as `readme.rs` asks, a page and a row in the book).
//!
//! Each is added to a copy of the crates, which is then checked by the compiler with the command line on top.

use crate::copy::Copy;

const METHOD: &str = "crates/evalindex/src/method";

/// A rule with a parameter of its own.
const FIXED_SHARE: &str = r#"//! The same share of full marks for every value.

use rust_decimal::Decimal;
use serde::Serialize;

use super::checks::not_negative;
use super::context::{Cell, Scored, Setting};
use super::error::RuleError;
use super::limits::finish;
use super::scoring_rule::{Registered, ScoringRule};
use crate::json::Fields;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, json_number};

/// The same share of full marks for every value: `S·share`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FixedShare {
    /// The share of full marks, 0 or more.
    #[serde(serialize_with = "json_number")]
    pub share: Decimal,
}

impl Registered for FixedShare {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required("share").map(|share| Self { share })
    }
}

impl ScoringRule for FixedShare {
    fn name(&self) -> &'static str {
        "fixed_share"
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        not_negative("share", self.share).into_iter().collect()
    }

    fn score(&self, _: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        finish(Checked::from(cell.setting.scale) * Checked::from(self.share))
    }

    fn uses_direction(&self) -> bool {
        false
    }
}
"#;

/// An aggregate without a parameter.
const MIDRANGE: &str = r"//! The middle of the range.

use super::children::Parts;
use super::error::AggregateError;
use super::formula::Weighed;
use crate::number::{Exact, Formula, Function};

/// `(lowest + highest)/2`.
pub(super) fn combine(parts: Parts<'_>) -> Result<Exact, AggregateError> {
    let scores = || parts.present.iter().map(|part| &part.score);
    let (lowest, highest) = scores().min().zip(scores().max()).ok_or(AggregateError::TooLarge)?;
    (lowest + highest).over(&Exact::from(2)).ok_or(AggregateError::TooLarge)
}

/// The middle with its numbers.
pub(super) fn formula(children: &Weighed<'_>) -> Formula {
    (children.among(Function::Min) + children.among(Function::Max)) / 2
}
";

/// A weight method with a parameter, which documents and files of judgements hold.
const DIRECT_RATING: &str = r#"//! Direct rating.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::ser::SerializeMap;

use super::data::Columns;
use super::derived::DerivedWeights;
use super::error::{JudgementFault, WeightMethodError};
use super::json::Numbers;
use super::judgement_file::{Cell, NumberRows, parsed};
use super::parameter::{JudgedItems, Parameter};
use super::proportion::in_proportion;
use crate::json::Fields;
use crate::number::Real;

/// Points of 0 or more, one a child; weights are in proportion to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratings {
    /// The points.
    pub points: Vec<Decimal>,
}

impl Parameter for Ratings {
    fn read(name: &'static str, fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.required(name).map(|points| Self { points })
    }

    fn write<M: SerializeMap>(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, &Numbers(&self.points))
    }
}

impl JudgedItems for Ratings {
    fn from_file(text: &str) -> Result<(Vec<String>, Self), WeightMethodError> {
        /// The form.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            items: Vec<String>,
            points: Vec<Cell>,
        }
        let Form { items, points } = parsed(text)?;
        let mut rows = NumberRows::of(&items);
        let points = rows.row("points", &points);
        rows.all_read()?;
        Ok((items, Self { points }))
    }
}

pub(super) fn weigh(columns: &Columns, ratings: &Ratings) -> Result<DerivedWeights, WeightMethodError> {
    let (items, points) = (columns.ids(), &ratings.points);
    if points.len() != items.len() || points.iter().any(Decimal::is_sign_negative) {
        let fault = JudgementFault::new("the points", format!("{points:?}"), "one of 0 or more for each child");
        return Err(WeightMethodError::Judgements(vec![fault]));
    }
    let parts: Vec<Real> = points.iter().copied().map(Real::from_decimal).collect();
    let weights = in_proportion(&parts).ok_or(WeightMethodError::Nothing)?;
    Ok(DerivedWeights::new("direct_rating", items, weights))
}
"#;

#[test]
fn a_rule_an_aggregate_and_a_weight_method_are_a_file_and_two_lines_each() {
    let copy = Copy::new("new-method");
    let [rules, aggregates, weights] =
        ["rule", "aggregate", "weight"].map(|family| format!("{METHOD}/{family}/mod.rs"));

    copy.add_file(&format!("{METHOD}/rule/fixed_share.rs"), FIXED_SHARE);
    copy.add_line(&rules, "mod exponential_rank;", "mod fixed_share;");
    copy.add_line(&rules, r#"    as_is::AsIs = "as_is","#, r#"    fixed_share::FixedShare = "fixed_share","#);

    copy.add_file(&format!("{METHOD}/aggregate/midrange.rs"), MIDRANGE);
    copy.add_line(&aggregates, "mod method;", "mod midrange;");
    copy.add_line(
        &aggregates,
        "        borda::Borda: All,",
        "        /// `(lowest + highest)/2`.\n        midrange::Midrange: Mean,",
    );

    copy.add_file(&format!("{METHOD}/weight/direct_rating.rs"), DIRECT_RATING);
    copy.add_line(&weights, "mod derived;", "mod direct_rating;");
    copy.add_line(
        &weights,
        r#"        budget_allocation::BudgetAllocation(Budgets) = "budget_allocation": Judgements,"#,
        "        /// Points.\n        direct_rating::DirectRating(Ratings) = \"direct_rating\": Judgements,",
    );

    copy.check(&["evalindex-cli", "--bin", "score"]);
}
