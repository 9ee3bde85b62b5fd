//! WHAT is measured: index trees, weights, rules as data, grades.

mod adjusting;
mod alternative;
mod data_error;
mod dimension;
mod grade;
mod index;
mod indicator;
mod measuring;
mod missing;
mod node;
mod placing;
mod source;
mod treating;
mod tree;

pub use adjusting::AdjustmentLimits;
pub use alternative::{Alternative, Options};
pub use data_error::DataError;
pub use dimension::Dimension;
pub use grade::{ClassEdge, Classes, Grade};
pub use index::{Index, WeightScheme, Weights};
pub use indicator::Indicator;
pub use measuring::{Denominator, Direction, Measure, Transform, Within};
pub use missing::{Impute, Missing};
pub use node::Node;
pub use placing::{CompareBy, RankingRule, TieBreak, Ties};
pub use source::{PartFigure, PartSource, Source, Take, TaskSource};
pub use treating::{Calibrate, Screen, Treatment};

pub(crate) use alternative::under;
pub(crate) use tree::{Inner, Tree, TreeIndicator, TreeNode, TreePart};
