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

/// The effect of an adjustment; points are on the scale of the index.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::Effect;
///
/// assert_eq!(Effect::Bonus(Decimal::TWO).type_name(), "bonus");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// Adds this number of points, above 0.
    Bonus(Decimal),
    /// Takes away this number of points, above 0.
    Deduction(Decimal),
    /// Adds this number of points, above 0, where the lowest total is the best.
    Penalty(Decimal),
    /// Changes the grade or excludes from the ranking; the score stays.
    Veto(VetoEffect),
}

impl Effect {
    /// The name of its type in documents.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Bonus(_) => "bonus",
            Self::Deduction(_) => "deduction",
            Self::Penalty(_) => "penalty",
            Self::Veto(_) => "veto",
        }
    }

    /// Adds its type, and its points or its effect, to an adjustment.
    pub(crate) fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("type", self.type_name())?;
        match self {
            Self::Veto(effect) => map.serialize_entry("effect", &effect),
            Self::Bonus(points) | Self::Deduction(points) | Self::Penalty(points) => {
                map.serialize_entry("points", &digits(points.normalize()))
            }
        }
    }

    /// Its points; a veto has none.
    pub(crate) const fn points(self) -> Option<Decimal> {
        match self {
            Self::Bonus(points) | Self::Deduction(points) | Self::Penalty(points) => Some(points),
            Self::Veto(_) => None,
        }
    }
}

/// A bonus, deduction, penalty or veto for one subject.
///
/// ```
/// use evalindex::Decimal;
/// use evalindex::model::{Adjustment, Effect};
///
/// let adjustment = Adjustment::new("taiyuan", Effect::Bonus(Decimal::TWO), "national award").index("cities");
/// assert_eq!(adjustment.index.as_deref(), Some("cities"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Adjustment {
    /// Id of the subject.
    pub subject: String,
    /// Its effect.
    pub effect: Effect,
    /// The reason, for people.
    pub reason: String,
    /// Id of the only index that it applies to; every index of the subject's kind when absent.
    pub index: Option<String>,
}

impl Adjustment {
    /// An adjustment in every index of the subject's kind.
    pub fn new(subject: impl Into<String>, effect: Effect, reason: impl Into<String>) -> Self {
        Self { subject: subject.into(), effect, reason: reason.into(), index: None }
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
        map.serialize_entry("reason", &self.reason)?;
        if let Some(index) = &self.index {
            map.serialize_entry("index", index)?;
        }
        map.end()
    }
}
