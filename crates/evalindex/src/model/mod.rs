//! The parts of a document, declared and observed: indexes, dimensions, indicators, subjects, figures, tasks,
//! adjustments.

mod adjustment;
mod adjustment_limits;
mod adjustment_read;
mod alternative;
mod category_name;
mod date;
mod dimension;
mod draft;
mod figure_column;
mod figures;
mod figures_by_id;
mod formed;
mod grade;
mod index;
mod indicator;
mod input;
mod measure;
mod merged;
mod missing;
mod node;
mod observation;
mod penalties;
mod period;
mod positions;
mod ranking_rule;
mod raters;
mod scenario;
mod schedule;
mod score_step;
mod sentinels;
mod short_figures;
mod source;
mod subject;
mod supervision;
mod task;
mod timeline;
mod treatment;
mod tree;
mod uncertainty;
mod weight_change;
mod weight_error;
mod weights_by_group;

use serde::Serialize;

pub use crate::method::Direction;

pub use self::adjustment::{Adjustment, Effect, PercentOf, Points, VetoEffect};
pub use self::adjustment_limits::AdjustmentLimits;
pub use self::alternative::{Alternative, Options};
pub use self::category_name::CategoryName;
pub use self::date::{Date, NoDate};
pub use self::dimension::Dimension;
pub use self::draft::Draft;
pub use self::figures::Figures;
pub use self::formed::Formed;
pub use self::grade::{Grade, Requirement};
pub use self::index::{Index, WeightScheme, Weights};
pub use self::indicator::Indicator;
pub use self::input::Input;
pub use self::measure::{Denominator, Measure, Transform, Within};
pub use self::missing::{Impute, Missing};
pub use self::observation::Observation;
pub use self::penalties::Penalties;
pub use self::period::Period;
pub use self::ranking_rule::{RankingRule, TieBreak};
pub use self::raters::Raters;
pub use self::scenario::Scenario;
pub use self::schedule::{Extension, Milestone};
pub use self::source::{NodeFigure, NodeSource, PartFigure, PartSource, Source, Take, TaskSource};
pub use self::subject::Subject;
pub use self::supervision::Supervision;
pub use self::task::{Task, TaskClass, TaskStatus};
pub use self::treatment::{Calibrate, Screen, Treatment};
pub use self::uncertainty::Uncertainty;
pub use self::weight_change::WeightChange;
pub use self::weight_error::WeightError;
pub use self::weights_by_group::WeightsByGroup;

pub(crate) use self::alternative::under;
pub(crate) use self::figures_by_id::Table;
pub(crate) use self::positions::{
    Arena, GradeId, GroupId, Id, Ids, IndexId, IndicatorId, NodeId, OfRanked, OfRow, OfSibling, PerGrade, PerGroup,
    PerIndex, PerIndicator, PerNode, PerRanked, PerRow, PerSibling, RankedId, Row, SiblingId, SubjectId, positions,
};
pub(crate) use self::score_step::{ScoreStep, takes_from_data};
pub(crate) use self::tree::{Inner, Tree, TreeIndicator, TreeNode, TreePart};
pub(crate) use self::weight_error::ShareFault;

/// A node of the tree.
///
/// ```
/// use evalindex::model::Node;
/// use evalindex::rule::MinMax;
/// use evalindex::{Dimension, Indicator};
///
/// let dimension = Dimension::new("economy", "Economy", 40).child(Indicator::new("gdp", "GDP", 100, MinMax::default()));
/// assert_eq!(Node::from(dimension).children()[0].id(), "gdp");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Node {
    /// An inner node.
    Dimension(Box<Dimension>),
    /// A leaf.
    Indicator(Box<Indicator>),
}
