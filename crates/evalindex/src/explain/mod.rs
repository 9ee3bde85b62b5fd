//! Why a result is as it is: the path of a score, the distance between two subjects, the change between two results, and
//! the tasks that are behind; and what of a document is worth a second look.

mod compare;
mod gap;
mod points;

pub use self::compare::{
    Comparison, Difference, Incomparable, Move, Part, Passage, PlaceChange, RankAgreement, Split, SplitPart, What,
};
pub use self::gap::{Gap, GapError, GapNode, GapSubject, JointPart};
pub use self::points::Points;

mod advice;
mod tasks;
mod why;

pub use self::advice::{Advice, AdviceKind};
pub use self::tasks::{
    Change, Finishing, Gone, Standing, SupervisedTask, SupervisionError, SupervisionOptions, TaskCounts, TaskGroup,
    TaskGroups, TaskSupervision,
};
pub use self::why::{
    Absence, Closing, DecidedTie, ExplainError, ExplainedNode, ExplainedPlace, ExplainedSubject, Explanation,
    GradeEdge, LimitedTotal, NotClosed, PartRounding, Reason, Step, StepKind, TotalSum, UsedFigure,
};
pub use crate::engine::{Light, TaskBasis, TaskState, TotalLimit};
