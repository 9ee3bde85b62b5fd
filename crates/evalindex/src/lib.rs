//! Exact, explained, reproducible scores and rankings of regions, departments or anything else that is assessed, from a
//! weighted evaluation index system and its figures.
//!
//! # A tour
//!
//! A [`Document`] holds everything that one evaluation needs: what is measured (an [`Index`] is a weighted tree of
//! [`Dimension`]s and [`Indicator`]s, each indicator with a [`Rule`]) and what was observed ([`Subject`]s, figures,
//! [`Task`]s, [`Adjustment`]s). It is read from JSON or built from a [`Draft`] of typed parts, and checked once.
//! [`Document::evaluate`] gives an [`Evaluation`]: places, scores, grades, what each node adds, and a [`Notice`] of
//! everything that did not go the plain way.
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
//! // b is capped at full marks for growth, and the result says so.
//! assert_eq!(evaluation.notices[0].text, "6.3 is beyond a limit of `completion`: scores 100");
//! # Ok::<(), evalindex::Refused>(())
//! ```
//!
//! What is wrong with a document comes out at once, as [`Problem`]s with path, line, value found and what would be right:
//!
//! ```
//! let refused = evalindex::Document::from_json(r#"{"format": "evalindex/1", "indexes": []}"#).unwrap_err();
//! assert!(refused.problems().len() > 1);
//! ```
//!
//! [`Document::prepare`] scores the figures once; a [`Prepared`] is ranked again under a [`WeightChange`] without reading
//! or normalising anything, and one serves any number of threads. [`Document::prepare_against`] scores new figures
//! against the posts of an earlier evaluation. A rule of your own is one trait, [`ScoringRule`].
//!
//! # What a score is
//!
//! Numbers are [`Decimal`]s from the document to the result; there is no binary float on that way. A rule's result is an
//! exact fraction, rounded once to the 12 decimals of a [`Score`] (half to even); a node's score is made of its
//! children's by an [`Aggregate`], rounded once in the same way. Equal means equal to 10 decimals, or as published, as
//! [`RankingRule`] says. [`Rounding`] is declared, never implied. What 96-bit decimals and 256-bit intermediate results
//! cannot hold is refused by name. Weights that come from a linear program ([`best_worst`],
//! [`Prepared::benefit_of_the_doubt`]) are solved for exactly and rounded once, to 10 decimals.
//!
//! # What it does not do
//!
//! It reads no files, prints nothing, knows no clock and keeps no global state; it never panics on any input.

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

mod comparison;
mod document;
mod evaluation;
mod evidence;
mod explain;
mod frozen;
mod grading;
mod keyed;
mod named;
mod number;
mod prepared;
mod problem;
mod ranking;
mod ready;
mod robustness;
mod scoring;
mod system;
mod weigh;
mod weighting;

pub use rust_decimal::Decimal;

pub use comparison::{ComparisonError, kendall_tau_b, spearman, weighted_spearman, ws_coefficient};
pub use document::{Document, Draft};
pub use evaluation::{
    Evaluation, GradeName, GroupPlace, GroupWeights, History, IndexResult, IndicatorCalibration, NodeInfo, NodeScore,
    Notice, NoticeKind, PastStanding, Preparation, PreparationStep, PreparedCell, Rank, RankedSubject, Treated,
    UnrankedSubject,
};
pub use evidence::{
    Adjustment, Effect, Figures, Observation, Period, Subject, Task, TaskClass, TaskStatus, VetoEffect,
};
pub use number::{Rounding, RoundingMode, Score};
pub use prepared::{Place, Prepared};
pub use problem::{Position, Problem, ProblemKind, Refused, Severity};
pub use robustness::{
    Ahead, Balance, Certain, CertainError, CertainPlaces, Draws, Estimate, FactorSensitivity, Found, Freedom,
    LargestChange, Leave, LeaveOut, LeftOut, Movement, NearDuplicates, NodeBalance, NodeTipping, OutEffect,
    PairTipping, Quantiles, Robustness, RobustnessError, Sensitivity, ShareChange, SobolError, SobolIndex,
    SubjectRobustness, SubjectSensitivity, Tipping, Together, WeightDraws, WeightRange, WhatIf, WhatIfError,
    sobol_indices,
};
pub use scoring::{
    Aggregate, AggregateError, AsIs, Calibration, Cell, Completion, DistanceToReference, Efficacy, ExponentialRank,
    Fault, GapClosed, Interval, MazziottaPareto, MeanMin, MinMax, Owa, Penalty, PerUnit, PercentRank, Piecewise, Power,
    RankLadder, RankShare, RankTies, RatioToBest, RatioToMean, Reference, Rule, RuleError, Sample, Scored, ScoringRule,
    Setting, Spread, Standing, Start, Steps, Topsis, ZScore,
};
pub use system::{
    AdjustmentLimits, Alternative, Calibrate, ClassEdge, Classes, CompareBy, DataError, Denominator, Dimension,
    Direction, Grade, Impute, Index, Indicator, Measure, Missing, Node, Options, PartFigure, PartSource, RankingRule,
    Screen, Source, Take, TaskSource, TieBreak, Ties, Transform, Treatment, WeightScheme, Weights, Within,
};
pub use weighting::{
    BestWorst, DerivedWeights, EndJudgements, Favoured, JudgementFault, Judgements, PairJudgements, Scenario,
    ShareBounds, WeightChange, WeightError, WeightMethod, WeightMethodError, WeightSource, ahp, ahp_geometric,
    best_worst, budget_allocation, equal_weights, rank_order_centroid, rank_reciprocal, rank_sum,
};

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
