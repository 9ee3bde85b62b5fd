//! Why a result is as it is: the path of a score, the distance between two subjects, the change between two results, and
//! the tasks that are behind.

mod why;

pub use self::why::{
    Absence, Closing, DecidedTie, ExplainError, ExplainedNode, ExplainedSubject, Explanation, GradeEdge, NotClosed,
    PartRounding, Reason, Standing, Step, StepKind, TotalSum, UsedFigure,
};
