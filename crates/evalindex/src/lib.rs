//! Exact, explained, reproducible scores and rankings.

mod document;
mod evaluation;
mod evidence;
mod named;
mod number;
mod problem;
mod scoring;
mod system;

pub use rust_decimal::Decimal;

pub use evaluation::{
    Evaluation, GradeName, GroupPlace, IndexResult, IndicatorCalibration, NodeInfo, NodeScore, Notice, NoticeKind,
    Rank, RankedSubject, UnrankedSubject,
};
pub use evidence::{Adjustment, Effect, Figures, Observation, Subject, Task, TaskClass, TaskStatus, VetoEffect};
pub use number::{Rounding, RoundingMode, Score};
pub use problem::{Position, Problem, ProblemKind, Refused, Severity};
pub use scoring::*;
pub use system::*;
