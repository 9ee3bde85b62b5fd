//! WHAT is measured: index trees, weights, rules as data, grades.

mod adjusting;
mod grade;
mod index;
mod node;
mod placing;

pub use adjusting::AdjustmentLimits;
pub use grade::Grade;
pub use index::{Index, WeightScheme};
pub use node::{Dimension, Direction, Impute, Indicator, Measure, Missing, Node, TaskSource, Transform, Within};
pub(crate) use node::optional_number;
pub use placing::{CompareBy, RankingRule, TieBreak, Ties};
