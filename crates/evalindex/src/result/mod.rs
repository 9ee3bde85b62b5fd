//! The evaluation as plain data: places, scores, grades, contributions, notices, calibrations.

mod details;
mod evaluation;
mod exchange;
mod figure_origin;
mod frozen_calibration;
mod history;
mod look_up;
mod node_score;
mod notice;
mod place;
mod preparation;
mod provenance;
mod published;
mod read;
mod verify;
mod write;

pub use crate::json::TextNumbers;

pub use self::details::{AdjustmentDetails, Details, NodeDetails, TaskDetails};
pub use self::evaluation::{
    Evaluation, ExpertRatio, GradeName, GroupPlace, GroupWeights, IndexResult, IndicatorCalibration, NodeInfo,
    RankedSubject, UnrankedSubject,
};
pub use self::figure_origin::FigureOrigin;
pub use self::frozen_calibration::{FrozenCalibration, FrozenIndex};
pub use self::history::{History, PastStanding};
pub use self::node_score::NodeScore;
pub use self::notice::{Notice, NoticeKind};
pub use self::place::Place;
pub use self::preparation::{Preparation, PreparationStep, PreparedCell, Treated};
pub use self::provenance::{DocumentId, Generator};
pub use self::published::{OfIndex, OfIndexes, Published};
pub use self::verify::Difference;
pub use self::write::{Page, RankingRow};

pub(crate) use self::read::read_compared;
pub(crate) use self::write::write_compared;
