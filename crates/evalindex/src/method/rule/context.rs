//! What a rule is given, and what it gives back.

use rust_decimal::Decimal;

use super::calibration::Calibration;
use super::error::RuleError;
use crate::method::direction::Direction;
use crate::number::Exact;

/// What a rule needs to know of its indicator.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::rule::Setting;
///
/// let setting = Setting::new(100, Direction::Lower);
/// assert_eq!(setting.scale.to_string(), "100");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Setting {
    /// Full marks of the index, in points; above 0.
    pub scale: Decimal,
    /// Which values are better.
    pub direction: Direction,
}

impl Setting {
    /// With these full marks and this direction.
    pub fn new(scale: impl Into<Decimal>, direction: Direction) -> Self {
        Self { scale: scale.into(), direction }
    }
}

/// The observed values that a rule is calibrated on: those of the kind's subjects, or of one group.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{MinMax, Sample, ScoringRule, Setting};
///
/// let values = [3, 9, 5].map(Exact::from);
/// let sample = Sample::new(Setting::new(100, Direction::Higher), &values);
/// let calibration = MinMax::default().calibrate(&sample)?;
/// assert_eq!(calibration.statistic("max")?, Exact::from(9));
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Sample<'a> {
    /// What the rule needs to know of its indicator.
    pub setting: Setting,
    /// The values, in the order of the document's subjects; imputed ones included.
    pub values: &'a [Exact],
    /// The value of the subject that the rule refers to, where it refers to one and that one has a value.
    pub reference: Option<Exact>,
}

impl<'a> Sample<'a> {
    /// These values, without that of a reference subject.
    pub fn new(setting: Setting, values: &'a [Exact]) -> Self {
        Self { setting, values, reference: None }
    }

    /// With this value of the subject that the rule refers to.
    pub fn reference(mut self, value: impl Into<Exact>) -> Self {
        self.reference = Some(value.into());
        self
    }
}

/// What a rule needs beside the value itself.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Calibration, Cell, Completion, ScoringRule, Setting};
///
/// let calibration = Calibration::default();
/// let cell = Cell::new(Setting::new(100, Direction::Higher), &calibration).target(8);
/// let scored = Completion::default().score(&Exact::from(6), &cell)?;
/// assert_eq!(scored.score.to_string(), "75");
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Cell<'a> {
    /// What the rule needs to know of its indicator.
    pub setting: Setting,
    /// The subject's own target, where the document gives one.
    pub target: Option<Exact>,
    /// The subject's own previous figure, for a rule that starts from it.
    pub previous: Option<Exact>,
    /// What the rule took from the data.
    pub calibration: &'a Calibration,
}

impl<'a> Cell<'a> {
    /// A cell of a subject that has neither a target nor a previous figure.
    pub fn new(setting: Setting, calibration: &'a Calibration) -> Self {
        Self { setting, target: None, previous: None, calibration }
    }

    /// With this target of the subject.
    pub fn target(mut self, target: impl Into<Exact>) -> Self {
        self.target = Some(target.into());
        self
    }

    /// With this previous figure of the subject.
    pub fn previous(mut self, figure: impl Into<Exact>) -> Self {
        self.previous = Some(figure.into());
        self
    }

    /// The target: the subject's own, or else the one that the rule gives.
    ///
    /// # Errors
    /// When there is neither.
    pub fn target_or<'t>(&'t self, given: Option<&'t Exact>) -> Result<&'t Exact, RuleError> {
        self.target.as_ref().or(given).ok_or(RuleError::NoTarget)
    }
}

/// A score, and the declared limit that moved it.
///
/// ```
/// use evalindex::number::Exact;
/// use evalindex::rule::Scored;
///
/// let capped = Scored::from(Exact::from(100)).limited_by("cap");
/// assert_eq!((capped.score.to_string().as_str(), capped.limit), ("100", Some("cap")));
/// assert_eq!(Scored::from(Exact::ZERO).limit, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scored {
    /// The score, exactly.
    pub score: Exact,
    /// The parameter of the rule (clamp, cap, floor) that moved the score; this leaves a notice.
    pub limit: Option<&'static str>,
}

impl Scored {
    /// The same score, moved by this parameter of the rule.
    pub fn limited_by(mut self, parameter: &'static str) -> Self {
        self.limit = Some(parameter);
        self
    }
}

impl<T: Into<Exact>> From<T> for Scored {
    fn from(score: T) -> Self {
        Self { score: score.into(), limit: None }
    }
}
