//! The index: one weighted tree for one kind of subject.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Node;
use super::adjustment_limits::AdjustmentLimits;
use super::grade::Grade;
use super::measure::Within;
use super::missing::Missing;
use super::positions::{GradeId, Iter, OfGrade, listed};
use super::ranking_rule::RankingRule;
use super::score_step::SecondStep;
use super::treatment::{Calibrate, Screen};
use super::weights_by_group::WeightsByGroup;
use crate::method::aggregate::Aggregate;
use crate::method::rule::Rule;
use crate::method::weight::WeightSource;
use crate::number::{Rounding, json_number, optional_number};
use crate::order::Classes;
use crate::support::named_enum;

named_enum! {
    /// What the weights of siblings must total.
    ///
    /// ```
    /// use evalindex::model::WeightScheme;
    ///
    /// assert_eq!(WeightScheme::Relative.name(), "relative");
    /// ```
    #[non_exhaustive]
    pub enum WeightScheme {
        /// Exactly 1, or exactly 100, or exactly their parent's weight (at the top: `scale`).
        Strict = "strict",
        /// Anything positive; shares are weights divided by their total.
        Relative = "relative",
    }
}

/// What the weights of siblings must total, and where those of the first level come from.
///
/// ```
/// use evalindex::model::{WeightScheme, Weights};
///
/// assert_eq!(Weights::from(WeightScheme::Relative).from, None);
/// assert_eq!(Weights::default().scheme(WeightScheme::Relative).scheme, WeightScheme::Relative);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weights {
    /// What written weights must total.
    pub scheme: WeightScheme,
    /// Where those of the first level come from; they are written when absent.
    pub from: Option<WeightSource>,
    /// Those of the first level for the subjects of each group, where they differ.
    pub by_group: Option<WeightsByGroup>,
}

impl Weights {
    /// With this rule for the totals of written weights.
    pub fn scheme(mut self, scheme: WeightScheme) -> Self {
        self.scheme = scheme;
        self
    }
}

impl Default for Weights {
    /// Strict, and written.
    fn default() -> Self {
        WeightScheme::Strict.into()
    }
}

impl From<WeightScheme> for Weights {
    fn from(scheme: WeightScheme) -> Self {
        Self { scheme, from: None, by_group: None }
    }
}

impl From<WeightSource> for Weights {
    fn from(source: WeightSource) -> Self {
        Self { scheme: WeightScheme::Strict, from: Some(source), by_group: None }
    }
}

impl From<WeightsByGroup> for Weights {
    fn from(by_group: WeightsByGroup) -> Self {
        Self { scheme: WeightScheme::Strict, from: None, by_group: Some(by_group) }
    }
}

impl Serialize for Weights {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if self.from.is_none() && self.by_group.is_none() {
            return self.scheme.serialize(out);
        }
        let mut map = out.serialize_map(None)?;
        if let Some(source) = &self.from {
            source.write(&mut map)?;
        }
        if let Some(by_group) = &self.by_group {
            by_group.write(&mut map)?;
        }
        if self.scheme != WeightScheme::Strict {
            map.serialize_entry("others", &self.scheme)?;
        }
        map.end()
    }
}

/// One weighted tree, for one kind of subject, as written: checked when its document is built.
///
/// ```
/// use evalindex::model::Grade;
/// use evalindex::number::Rounding;
/// use evalindex::rule::Completion;
/// use evalindex::{Index, Indicator};
///
/// let index = Index::new("cities", "Cities", "region")
///     .rounding(Rounding::half_up(1))
///     .grade(Grade::new("good").at_least(80))
///     .grade(Grade::new("fair"))
///     .child(Indicator::new("growth", "GDP growth", 100, Completion::new(6)));
/// assert_eq!(index.scale.to_string(), "100");
/// ```
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[non_exhaustive]
pub struct Index {
    /// Id, unique among the document's indexes.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// The kind of subject that it scores, such as `region`.
    pub kind: String,
    /// Full marks, in points, above 0; every bounded rule scores from 0 to `scale`.
    #[serde(serialize_with = "json_number")]
    pub scale: Decimal,
    /// What the weights of siblings must total, and where those of the first level come from.
    pub weights: Weights,
    /// How the children of the top become the base score.
    pub aggregate: Aggregate,
    /// The least share of the weight of its children that must be present, 0 to 1; below it a subject is not ranked.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub min_coverage: Option<Decimal>,
    /// The least number of its children that must be present; with fewer a subject is not ranked. Where fewer apply, all of
    /// these are enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_present: Option<usize>,
    /// A rule that the aggregated score passes through, over all subjects, before adjustments: the base score is what comes
    /// of it. It takes higher aggregated scores as better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// The least total, in points: a lower one, adjustments in it, is raised to it before it is compared or rounded.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub floor: Option<Decimal>,
    /// The largest total, in points: a higher one is cut to it.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub cap: Option<Decimal>,
    /// Rounding of published scores; nothing is rounded on the way.
    pub rounding: Rounding,
    /// How scores become places.
    pub ranking: RankingRule,
    /// Grades from best to last; none when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// Classes of equal size, in place of grades.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes: Option<Classes>,
    /// The least data with which a subject takes part; every subject takes part when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screen: Option<Screen>,
    /// The data on which rules are calibrated, where there are several periods.
    #[serde(skip_serializing_if = "Calibrate::is_each")]
    pub calibrate: Calibrate,
    /// Limits on bonus and deduction.
    pub adjustments: AdjustmentLimits,
    /// The first level of the tree.
    pub children: Vec<Node>,
}

impl Index {
    /// The grades with their positions, best first.
    pub(crate) fn by_grade(&self) -> Iter<'_, OfGrade, Grade> {
        listed(&self.grades)
    }

    /// Whether totals have a floor or a cap.
    pub(crate) fn has_total_limits(&self) -> bool {
        self.floor.is_some() || self.cap.is_some()
    }

    /// One grade.
    pub(crate) fn grade_at(&self, grade: GradeId) -> &Grade {
        grade.of(&self.grades)
    }

    /// An index on a scale of 100 with strict weights, arithmetic means, two decimals half up and competition ranks.
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            name_zh: None,
            kind: kind.into(),
            scale: Decimal::ONE_HUNDRED,
            weights: Weights::default(),
            aggregate: Aggregate::Arithmetic,
            min_coverage: None,
            min_present: None,
            rule: None,
            floor: None,
            cap: None,
            rounding: Rounding::default(),
            ranking: RankingRule::default(),
            grades: Vec::new(),
            classes: None,
            screen: None,
            calibrate: Calibrate::Each,
            adjustments: AdjustmentLimits::default(),
            children: Vec::new(),
        }
    }

    /// With this name in Chinese.
    pub fn name_zh(mut self, name_zh: impl Into<String>) -> Self {
        self.name_zh = Some(name_zh.into());
        self
    }

    /// With full marks of this number of points, above 0.
    pub fn scale(mut self, scale: impl Into<Decimal>) -> Self {
        self.scale = scale.into();
        self
    }

    /// With this rule for the totals of weights, or with the weights of the first level from this source.
    pub fn weights(mut self, weights: impl Into<Weights>) -> Self {
        self.weights = weights.into();
        self
    }

    /// With this aggregate at the top.
    pub fn aggregate(mut self, aggregate: impl Into<Aggregate>) -> Self {
        self.aggregate = aggregate.into();
        self
    }

    /// With this least share of the weight of its children that must be present, 0 to 1.
    pub fn min_coverage(mut self, share: impl Into<Decimal>) -> Self {
        self.min_coverage = Some(share.into());
        self
    }

    /// With this least number of children that must be present.
    pub fn min_present(mut self, children: usize) -> Self {
        self.min_present = Some(children);
        self
    }

    /// With this rule for its aggregated score.
    pub fn rule(mut self, rule: impl Into<Rule>) -> Self {
        self.rule = Some(rule.into());
        self
    }

    /// The step from the aggregated score to the base score; none where the one is the other.
    pub(crate) fn second_step(&self) -> Option<SecondStep> {
        Some(SecondStep {
            id: self.id.clone(),
            rule: self.rule.clone()?,
            direction: None,
            within: Within::All,
            missing: Missing::Reweight,
            round: None,
        })
    }

    /// With this least total, in points.
    pub fn floor(mut self, points: impl Into<Decimal>) -> Self {
        self.floor = Some(points.into());
        self
    }

    /// With this largest total, in points.
    pub fn cap(mut self, points: impl Into<Decimal>) -> Self {
        self.cap = Some(points.into());
        self
    }

    /// With this rounding of published scores.
    pub fn rounding(mut self, rounding: Rounding) -> Self {
        self.rounding = rounding;
        self
    }

    /// With this ranking rule.
    pub fn ranking(mut self, ranking: RankingRule) -> Self {
        self.ranking = ranking;
        self
    }

    /// With one more grade, below those already there.
    pub fn grade(mut self, grade: Grade) -> Self {
        self.grades.push(grade);
        self
    }

    /// With classes of equal size in place of grades.
    pub fn classes(mut self, classes: Classes) -> Self {
        self.classes = Some(classes);
        self
    }

    /// Without the subjects that have too little data.
    pub fn screen(mut self, screen: Screen) -> Self {
        self.screen = Some(screen);
        self
    }

    /// With rules calibrated on this data, where there are several periods.
    pub fn calibrate(mut self, calibrate: Calibrate) -> Self {
        self.calibrate = calibrate;
        self
    }

    /// With these limits on adjustments.
    pub fn adjustments(mut self, limits: AdjustmentLimits) -> Self {
        self.adjustments = limits;
        self
    }

    /// With one more dimension or indicator at the first level.
    pub fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }
}
