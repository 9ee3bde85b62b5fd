//! Adjustments: bonus, deduction, penalty, veto, each with a reason.

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::number::digits;
use crate::support::named_enum;

named_enum! {
    /// The effect of a veto; the score never changes.
    ///
    /// ```
    /// use evalindex::model::VetoEffect;
    ///
    /// assert_eq!(VetoEffect::Unranked.name(), "unranked");
    /// ```
    #[non_exhaustive]
    pub enum VetoEffect {
        /// The subject gets the last grade.
        LowestGrade = "lowest_grade",
        /// The subject cannot get the first grade.
        BarTopGrade = "bar_top_grade",
        /// The subject is left out of the ranking.
        Unranked = "unranked",
    }
}

/// How many points an adjustment adds or takes away, on the scale of the index.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Points;
///
/// assert_eq!(Points::from(Decimal::TWO), Points::from(2));
/// assert_eq!(Points::BySteps.given(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Points {
    /// This number, above 0.
    Given(Decimal),
    /// As many as the index says for the first, second, … adjustment of its [`kind`](Adjustment::kind) that a subject
    /// has: [`AdjustmentLimits::steps`](crate::model::AdjustmentLimits::steps).
    BySteps,
    /// `percent/100` times a score of the subject, unrounded.
    Percent {
        /// The percentage, above 0; of a deduction at most 100.
        percent: Decimal,
        /// Of which score.
        of: PercentOf,
    },
}

/// The score of which an adjustment is a percentage.
///
/// ```
/// use evalindex::model::PercentOf;
///
/// assert_eq!(PercentOf::Node("safety".to_owned()).name(), "safety");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PercentOf {
    /// The base score of the index.
    Base,
    /// The score of the node with this id; a subject without one gets nothing added or taken away.
    Node(String),
}

impl PercentOf {
    /// The score of that name in documents.
    pub(crate) fn named(name: String) -> Self {
        if name == "base" { Self::Base } else { Self::Node(name) }
    }

    /// The name that documents use.
    pub fn name(&self) -> &str {
        match self {
            Self::Base => "base",
            Self::Node(id) => id,
        }
    }
}

impl Points {
    /// The number, where it is given.
    pub const fn given(&self) -> Option<Decimal> {
        match self {
            Self::Given(points) => Some(*points),
            Self::BySteps | Self::Percent { .. } => None,
        }
    }

    /// Adds what declares the points to an adjustment.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Given(points) => map.serialize_entry("points", &digits(points.normalize())),
            Self::BySteps => Ok(()),
            Self::Percent { percent, of } => {
                map.serialize_entry("percent", &digits(percent.normalize()))?;
                map.serialize_entry("of", of.name())
            }
        }
    }
}

impl From<Decimal> for Points {
    fn from(points: Decimal) -> Self {
        Self::Given(points)
    }
}

impl From<i32> for Points {
    fn from(points: i32) -> Self {
        Self::Given(points.into())
    }
}

/// The effect of an adjustment.
///
/// ```
/// use evalindex::model::Effect;
///
/// assert_eq!(Effect::Bonus(2.into()).type_name(), "bonus");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// Adds points.
    Bonus(Points),
    /// Takes points away.
    Deduction(Points),
    /// Adds points where the lowest total is the best.
    Penalty(Points),
    /// Changes the grade or excludes from the ranking; the score stays.
    Veto(VetoEffect),
}

impl Effect {
    /// The name of its type in documents.
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Bonus(_) => "bonus",
            Self::Deduction(_) => "deduction",
            Self::Penalty(_) => "penalty",
            Self::Veto(_) => "veto",
        }
    }

    /// Adds its type, and its points or its effect, to an adjustment.
    pub(crate) fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("type", self.type_name())?;
        match self {
            Self::Bonus(points) | Self::Deduction(points) | Self::Penalty(points) => points.write(map),
            Self::Veto(effect) => map.serialize_entry("effect", effect),
        }
    }

    /// The points that it adds or takes away; none of a veto.
    pub const fn points(&self) -> Option<&Points> {
        match self {
            Self::Bonus(points) | Self::Deduction(points) | Self::Penalty(points) => Some(points),
            Self::Veto(_) => None,
        }
    }

    /// The same effect with this number of points; a veto stays as it is.
    pub(crate) fn of(&self, points: Decimal) -> Self {
        match self {
            Self::Bonus(_) => Self::Bonus(points.into()),
            Self::Deduction(_) => Self::Deduction(points.into()),
            Self::Penalty(_) => Self::Penalty(points.into()),
            Self::Veto(effect) => Self::Veto(*effect),
        }
    }
}

/// A bonus, deduction, penalty or veto for one subject.
///
/// ```
/// use evalindex::model::{Adjustment, Effect, Points};
///
/// let adjustment = Adjustment::new("taiyuan", Effect::Bonus(2.into()), "national award").index("cities");
/// assert_eq!(adjustment.index.as_deref(), Some("cities"));
/// let late = Adjustment::new("taiyuan", Effect::Deduction(Points::BySteps), "report of May").kind("late_report");
/// assert_eq!(late.kind.as_deref(), Some("late_report"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Adjustment {
    /// Id of the subject.
    pub subject: String,
    /// Its effect.
    pub effect: Effect,
    /// The kind of case that it is for, of which the index has `steps`; then it has no points of its own.
    pub kind: Option<String>,
    /// The reason, for people.
    pub reason: String,
    /// Id of the only index that it applies to; every index of the subject's kind when absent.
    pub index: Option<String>,
}

impl Adjustment {
    /// An adjustment in every index of the subject's kind.
    pub fn new(subject: impl Into<String>, effect: Effect, reason: impl Into<String>) -> Self {
        Self { subject: subject.into(), effect, kind: None, reason: reason.into(), index: None }
    }

    /// For a case of this kind, of which the index has `steps`.
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = Some(kind.into());
        self
    }

    /// Whether it applies in an index of this id.
    pub(crate) fn is_in(&self, index: &str) -> bool {
        self.index.as_ref().is_none_or(|only| only == index)
    }

    /// In this index only.
    pub fn index(mut self, index: impl Into<String>) -> Self {
        self.index = Some(index.into());
        self
    }
}

impl Serialize for Adjustment {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("subject", &self.subject)?;
        self.effect.write(&mut map)?;
        if let Some(kind) = &self.kind {
            map.serialize_entry("kind", kind)?;
        }
        map.serialize_entry("reason", &self.reason)?;
        if let Some(index) = &self.index {
            map.serialize_entry("index", index)?;
        }
        map.end()
    }
}
