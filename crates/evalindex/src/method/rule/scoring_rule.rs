//! What every rule does, and what a rule of the library does besides.

use std::fmt;

use super::calibration::Calibration;
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::working::Working;
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::Exact;

/// How a value becomes a score. Implement it to add a rule of your own ([`Rule::custom`](super::Rule::custom)).
///
/// A rule is calibrated once on all values, then applied to each. It must not depend on anything else, so that the same
/// document gives the same result everywhere. [`ScoringRule::score_all`] does both, for tests of a rule.
///
/// ```
/// use evalindex::Rule;
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{Cell, RuleError, Scored, ScoringRule, Setting};
///
/// /// Full marks for a pass (1), none for a fail (0).
/// #[derive(Debug)]
/// struct PassFail;
///
/// impl ScoringRule for PassFail {
///     fn name(&self) -> &str {
///         "pass_fail"
///     }
///     fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
///         Ok(if *x >= Exact::ONE { cell.setting.scale.into() } else { Exact::ZERO.into() })
///     }
/// }
///
/// let rule = Rule::custom(PassFail);
/// assert_eq!(rule.name(), "pass_fail");
/// let scored = PassFail.score_all(&[Exact::ONE, Exact::ZERO], Setting::new(100, Direction::Higher))?;
/// assert_eq!(scored[0].score.to_string(), "100");
/// # Ok::<(), RuleError>(())
/// ```
pub trait ScoringRule: fmt::Debug + Send + Sync {
    /// The rule's name: its `type` in documents.
    fn name(&self) -> &str;

    /// Everything impossible about the parameters; looked at once, when the document is built.
    fn faults(&self, setting: Setting) -> Vec<Fault> {
        let _ = setting;
        Vec::new()
    }

    /// What the rule takes from the data.
    ///
    /// # Errors
    /// When the data as a whole cannot serve the rule.
    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let _ = sample;
        Ok(Calibration::default())
    }

    /// The score of one value.
    ///
    /// # Errors
    /// When the rule cannot take the value.
    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError>;

    /// How [`Self::score`] comes to the score of a value: the formula with the numbers put in. An explanation shows it, and
    /// nothing else but the score where there is none. Its value must be the score.
    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let _ = (x, cell);
        None
    }

    /// The scores of these values, the rule being calibrated on them first: what an evaluation does, without targets,
    /// previous figures and a reference subject.
    ///
    /// # Errors
    /// When the values as a whole cannot serve the rule, or the rule cannot take one of them.
    fn score_all(&self, values: &[Exact], setting: Setting) -> Result<Vec<Scored>, RuleError> {
        let calibration = self.calibrate(&Sample::new(setting, values))?;
        let cell = Cell::new(setting, &calibration);
        values.iter().map(|x| self.score(x, &cell)).collect()
    }

    /// The direction that the parameters themselves imply, if they do.
    fn implied_direction(&self) -> Option<Direction> {
        None
    }

    /// Whether the indicator's direction makes a difference; where it makes none, giving `lower` leaves a warning.
    fn uses_direction(&self) -> bool {
        true
    }

    /// A figure that is larger the better the value is; used to find the worst one.
    ///
    /// # Errors
    /// When the rule cannot take the value.
    fn merit(&self, x: &Exact, setting: Setting) -> Result<Exact, RuleError> {
        Ok(match setting.direction {
            Direction::Higher => x.clone(),
            Direction::Lower => -x,
        })
    }

    /// Which way a value must change to score more, where more of that never scores less; and how far that holds. The
    /// other way must never score more. None where there is no such way.
    fn improving(&self, x: &Exact, setting: Setting) -> Option<(Direction, Option<Exact>)> {
        let _ = x;
        Some((setting.direction, None))
    }

    /// Whether the rule scores against a target, which may also be given by subject.
    fn uses_target(&self) -> bool {
        false
    }

    /// Whether the rule starts from the subject's own previous figure.
    fn uses_previous(&self) -> bool {
        false
    }

    /// The target among the parameters, if there is one.
    fn default_target(&self) -> Option<&Exact> {
        None
    }

    /// The id of a subject that the rule refers to.
    fn reference_subject(&self) -> Option<&str> {
        None
    }
}

/// What a rule of the library adds: how it is read, and which of its parameters are in the unit of the values.
pub(crate) trait Registered: ScoringRule + Sized {
    /// Reads the parameters; what is wrong is reported through `fields`.
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self>;

    /// The parameters in the unit of the values, to which a transform applies too, each with its name.
    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        Vec::new()
    }
}
