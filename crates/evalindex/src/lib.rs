//! Exact, explained, reproducible scores and rankings.

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

mod document;
mod evaluation;
mod evidence;
mod explain;
mod grading;
mod named;
mod number;
mod prepared;
mod problem;
mod ranking;
mod scoring;
mod system;
mod weighting;

pub use rust_decimal::Decimal;

pub use document::{Document, Draft};
pub use evaluation::{
    Evaluation, GradeName, GroupPlace, IndexResult, IndicatorCalibration, NodeInfo, NodeScore, Notice, NoticeKind,
    Rank, RankedSubject, UnrankedSubject,
};
pub use evidence::{Adjustment, Effect, Figures, Observation, Subject, Task, TaskClass, TaskStatus, VetoEffect};
pub use number::{Rounding, RoundingMode, Score};
pub use prepared::{Place, Prepared};
pub use problem::{Position, Problem, ProblemKind, Refused, Severity};
pub use scoring::{
    Aggregate, AggregateError, AsIs, Calibration, Cell, Completion, DistanceToReference, Efficacy, ExponentialRank,
    Fault, Interval, MinMax, PerUnit, PercentRank, PercentTies, Piecewise, Power, RankLadder, RatioToBest, RatioToMean,
    Reference, Rule, RuleError, Sample, Scored, ScoringRule, Setting, Standing, Steps, ZScore,
};
pub use system::{
    AdjustmentLimits, CompareBy, Dimension, Direction, Grade, Impute, Index, Indicator, Measure, Missing, Node,
    RankingRule, TaskSource, TieBreak, Ties, Transform, WeightScheme, Within,
};
pub use weighting::{WeightChange, WeightError};
