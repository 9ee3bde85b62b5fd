//! What it takes to add a method: a rule or an aggregate is one file, one `mod` line and one line of registration (and, as
//! `readme.rs` asks, a page and a row in the book).
//!
//! Both are added to a copy of the crates, which is then checked by the compiler with the command line on top.

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
use crate::number::{Checked, json_number};

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

    fn score(&self, _: Decimal, cell: &Cell<'_>) -> Result<Scored, RuleError> {
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
use crate::number::{Checked, Score};

/// `(lowest + highest)/2`.
pub(super) fn combine(parts: Parts<'_>) -> Result<Score, AggregateError> {
    let scores = || parts.present.iter().map(|part| part.score);
    let ends = scores().min().zip(scores().max());
    let middle = ends.map(|(lowest, highest)| (Checked::from(lowest) + Checked::from(highest)) / Checked::count(2));
    middle.and_then(Checked::to_score).ok_or(AggregateError::TooLarge)
}
";

#[test]
fn a_rule_and_an_aggregate_are_a_file_and_two_lines_each() {
    let copy = Copy::new("new-method");
    let (rules, aggregates) = (format!("{METHOD}/rule/mod.rs"), format!("{METHOD}/aggregate/mod.rs"));

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

    // A weight method joins here: its file, its `mod` line and its line of registration.

    copy.check(&["evalindex-cli", "--bin", "score"]);
}
