//! From figures to the result: measure, fill, calibrate, score, aggregate, adjust, rank, grade, assemble.

mod add_history;
mod adjust;
mod aggregate_tree;
mod assemble;
mod column;
mod contribution;
mod derive;
mod fill;
mod frozen;
mod grade;
mod measure;
mod min_max_column;
mod periods;
mod prepare;
mod prepared;
pub(crate) mod rank;
mod score_indicator;
mod shares;
mod site;
mod stages;
mod subset;
mod transform;
mod view;

pub use self::prepared::Prepared;
pub(crate) use self::view::RankedRow;

pub(crate) use self::assemble::grades;
pub(crate) use self::column::{Column, Presence};
pub(crate) use self::frozen::Frozen;
pub(crate) use self::grade::{Candidate, grade, quota};
pub(crate) use self::periods::{in_period, own_period, prepare_periods, prepared};
pub(crate) use self::rank::key;
pub(crate) use self::shares::{Shares, TreeShares, changed, declared};
pub(crate) use self::stages::{AdjustedIndex, Stages};
pub(crate) use self::subset::Subset;
pub(crate) use self::view::View;
