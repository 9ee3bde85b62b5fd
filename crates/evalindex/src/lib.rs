//! Exact, explained, reproducible scores and rankings of regions, departments or anything else that is assessed, from a
//! weighted evaluation index system and its figures.
//!
//! # A tour
//!
//! A [`Document`] holds everything that one evaluation needs: what is measured (an [`Index`] is a weighted tree of
//! [`Dimension`]s and [`Indicator`]s, each indicator with a [`Rule`]) and what was observed ([`Subject`]s, figures,
//! [`Task`]s, [`Adjustment`]s). It is read from JSON or built from a [`Draft`] of typed parts, and checked once.
//! [`Document::evaluate`] gives an [`Evaluation`]: places, scores, grades, the contribution of each node, and a
//! [`Notice`] of every exception: imputed, clamped, reweighted.
//!
//! ```
//! use evalindex::Document;
//!
//! let document = Document::from_json(r#"{
//!   "format": "evalindex/1", "title": "Two cities", "period": "2023",
//!   "indexes": [{"id": "cities", "name": "Cities", "kind": "region", "children": [
//!     {"id": "growth", "name": "GDP growth", "weight": 60, "rule": {"type": "completion", "target": 6}},
//!     {"id": "pm25", "name": "PM2.5", "weight": 40, "direction": "lower",
//!      "rule": {"type": "min_max", "min": 30, "max": 50}}]}],
//!   "subjects": [{"id": "a", "name": "A", "kind": "region"}, {"id": "b", "name": "B", "kind": "region"}],
//!   "values": {"a": {"growth": 4.5, "pm25": 34}, "b": {"growth": 6.3, "pm25": 48}}}"#)?;
//! let evaluation = document.evaluate()?;
//! let first = &evaluation.indexes[0].ranking[0];
//! // a: 0.6·(100·4.5/6) + 0.4·(100·(50 − 34)/20) = 45 + 32
//! assert_eq!((first.subject.as_str(), first.score.to_string().as_str()), ("a", "77"));
//! // b is clamped at full marks for growth, and a notice reports it.
//! assert_eq!(evaluation.notices[0].text, "6.3 is beyond the `cap` of `completion`: scores 100");
//! # Ok::<(), evalindex::Refused>(())
//! ```
//!
//! All faults of a document are reported at once, as [`Problem`]s with path, position, value found and value expected:
//!
//! ```
//! let refused = evalindex::Document::from_json(r#"{"format": "evalindex/1", "indexes": []}"#).unwrap_err();
//! assert!(refused.problems().len() > 1);
//! ```
//!
//! [`Document::prepare`] scores the figures once. A [`Prepared`] is ranked again under a [`WeightChange`] without
//! scoring any figure again, is shared by any number of threads, and answers how far its ranking can be trusted:
//! [`Prepared::what_if`], [`Prepared::tipping`], [`Prepared::certain`], [`Prepared::robustness`],
//! [`Prepared::sensitivity`], [`Prepared::leave_out`], [`Prepared::balance`]. [`Document::prepare_against`] scores new
//! figures against the calibration of an earlier evaluation, and [`Document::prepare_with`] against one that was written and
//! read. A rule of the embedding program implements
//! [`ScoringRule`].
//!
//! # Where things are
//!
//! The root has the names of the tour; everything else is in a public module:
//!
//! - [`number`]: scores and declared rounding;
//! - [`order`]: ranks, ties, classes and rank correlation;
//! - [`model`]: the parts of a document, from indexes to tasks and scenarios;
//! - [`rule`], [`aggregate`], [`weight`]: the methods, each with formula and source;
//! - [`result`]: the evaluation as plain data, its pages, and numbers as text;
//! - [`robustness`]: what-if, tipping points, certain leads, draws, sensitivity, leave-out and balance;
//! - [`explain`]: why one subject is ahead of another ([`Prepared::gap`]), what changed between two documents or periods
//!   ([`Prepared::compare`]), which tasks are behind, who leads them, and what finishing each would add;
//! - [`problem`]: problems, warnings and refusals.
//!
//! # What a score is
//!
//! Numbers are [`Decimal`]s from the document to the result; there is no binary float on that way. A rule's result is
//! an exact fraction, rounded once to the 12 decimals of a [`Score`] (half to even); a node's score is made of its
//! children's by an [`Aggregate`], rounded once in the same way. Equal means equal to 10 decimals, or as published, as
//! [`RankingRule`] says. [`Rounding`] is declared, never implied. A number that 96-bit decimals or 256-bit intermediate
//! results cannot hold is refused, and the problem names it. Logarithms, roots and powers are computed in integers, to
//! about 37 digits, the same on every machine.
//!
//! Linear programs are solved exactly, in integers of any size: weights of [`best_worst`] and
//! [`Prepared::benefit_of_the_doubt`] are exact. [`Prepared::certain`] uses binary
//! floats for leads that are clear by a proven bound, and exact numbers for all others. The draws of
//! [`Prepared::robustness`] and [`Prepared::sensitivity`] are statistics, computed in binary floats and repeatable by
//! their seed.
//!
//! # Features
//!
//! Both are on by default; with `default-features = false` the core remains: documents, evaluation, [`Prepared`] and
//! [`Prepared::what_if`].
//!
//! | feature | adds | and depends on |
//! |---|---|---|
//! | `robustness` | the analyses of the module [`robustness`]: draws, sensitivity, tipping, certain, leave-out, balance | `rand_chacha`, `pulp`, `libm` |
//! | `data-weights` | weights that are computed from figures (`entropy`, `standard_deviation`, `standard_deviation_raw`, `critic`, `merec`, `principal_components`, `benefit_of_the_doubt`, `target_importances`) or by a linear program (`best_worst`) | none |
//!
//! What a document means depends on no feature: every document is read and checked in the same way, and one whose weights
//! this build cannot compute is refused by name when it is prepared.
//!
//! # What it does not do
//!
//! It reads no files, prints nothing, reads no clock and keeps no global state; it never panics on any input.
//!
//! [`Task`]: model::Task
//! [`Adjustment`]: model::Adjustment
//! [`RankingRule`]: model::RankingRule
//! [`Notice`]: result::Notice
//! [`ScoringRule`]: rule::ScoringRule
//! [`Aggregate`]: aggregate::Aggregate
//! [`Rounding`]: number::Rounding
//! [`best_worst`]: weight::best_worst

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::float_arithmetic,
        clippy::print_stdout,
        clippy::print_stderr,
        clippy::exit
    )
)]
#![cfg_attr(
    not(all(feature = "robustness", feature = "data-weights")),
    allow(
        dead_code,
        unused_imports,
        reason = "the core serves what the features add; the full build finds what is unused"
    )
)]

mod document;
mod engine;
pub mod explain;
mod json;
mod method;
pub mod model;
pub mod number;
pub mod order;
pub mod result;
pub mod robustness;
mod support;

pub use rust_decimal::Decimal;

pub use document::Document;
pub use engine::Prepared;
pub use method::{aggregate, rule, weight};
pub use model::{Dimension, Draft, Index, Indicator, Subject, WeightChange, WeightError};
pub use number::Score;
pub use result::Evaluation;
pub use rule::Rule;
pub use support::problem;
pub use support::{IndexError, IndexRef, Limits, Problem, Refused, UnknownIndex};

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The examples of the book's page on embedding run as tests.
#[cfg(all(doctest, feature = "robustness"))]
#[doc = include_str!("../doctests/embedding.md")]
struct Embedding;

/// The example of the book's page on rank correlation runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../doctests/rank_correlation.md")]
struct RankCorrelation;
