//! WHAT is measured: index trees, weights, rules as data, grades.

mod adjusting;
mod grade;
mod index;
mod node;
mod placing;
mod tree;

pub use adjusting::AdjustmentLimits;
pub use grade::Grade;
pub use index::{Index, WeightScheme};
pub(crate) use node::optional_number;
pub use node::{Dimension, Direction, Impute, Indicator, Measure, Missing, Node, TaskSource, Transform, Within};
pub use placing::{CompareBy, RankingRule, TieBreak, Ties};
pub(crate) use tree::{Tree, TreeIndicator, TreeNode, TreePart};
