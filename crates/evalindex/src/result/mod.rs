//! The evaluation as plain data: places, scores, grades, contributions, notices, calibration.

mod evaluation;
mod history;
mod json;
mod place;
mod preparation;

pub use self::evaluation::{
    Evaluation, GradeName, GroupPlace, GroupWeights, IndexResult, IndicatorCalibration, NodeInfo, NodeScore, Notice,
    NoticeKind, RankedSubject, UnrankedSubject,
};
pub use self::history::{History, PastStanding};
pub(crate) use self::json::write_compared;
pub use self::place::Place;
pub use self::preparation::{Preparation, PreparationStep, PreparedCell, Treated};
