//! From figures to the result: measure, fill, calibrate, score, aggregate, adjust, rank, grade, assemble.

mod add_history;
mod adjust;
mod aggregate_tree;
mod aggregated;
mod assemble;
mod blend;
mod column;
mod contribution;
mod crossed;
mod decide;
mod derive;
mod detail;
mod diagnostics;
mod estimate;
mod evaluate;
mod exact_mean;
mod figure;
mod fill;
mod frozen;
mod grade;
mod measure;
mod min_max_column;
mod node_step;
mod own_figures;
mod period_paths;
mod periods;
mod prepare;
mod prepared;
mod prepared_weights;
mod recalibrate;
mod score_indicator;
mod shares;
mod site;
mod stages;
mod subset;
mod supervise;
mod task_readers;
mod trace;
mod transform;
mod view;

pub use self::prepared::Prepared;
pub(crate) use self::supervise::adjustments as given_adjustments;
pub use self::supervise::{Light, TaskBasis, TaskState};
pub(crate) use self::view::{Placed, RankedRow};

pub(crate) use self::adjust::AdjustedIndex;
pub(crate) use self::assemble::{assemble, grade_numbers, grades};
pub(crate) use self::blend::{Blend, Blended, BlendedLeaf, By};
pub(crate) use self::column::{Column, Presence};
pub(crate) use self::contribution::{shares_of, splits_points};
pub(crate) use self::crossed::CrossedRow;
pub(crate) use self::decide::Scores;
pub(crate) use self::fill::{Filled, Filling};
pub(crate) use self::frozen::Frozen;
pub(crate) use self::grade::{Candidate, grade, quota};
pub(crate) use self::measure::level;
pub(crate) use self::period_paths::{in_period, own_period};
pub(crate) use self::periods::prepare;
pub(crate) use self::shares::{
    Shares, TreeShares, among_siblings, changed, counting, declared, effective, effective_exact,
};
pub(crate) use self::stages::Stages;
pub(crate) use self::subset::Subset;
pub(crate) use self::supervise::{Judge, Judgement};
pub(crate) use self::trace::{NodePoints, StepTrace, Trace, points};
pub(crate) use self::view::View;
