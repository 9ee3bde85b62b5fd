//! How near a subject has come to a reference, seen from the worst.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::calibration::Calibration;
use super::checks::positive;
use super::compare::{is_better, order};
use super::context::{Cell, Sample, Scored, Setting};
use super::error::RuleError;
use super::limits::finish_within;
use super::post::{Post, Statistic};
use super::scoring_rule::{Registered, ScoringRule};
use super::working::{Basis, Working, better_by};
use crate::json::Fields;
use crate::method::direction::Direction;
use crate::method::fault::Fault;
use crate::number::{Checked, Exact, Formula, optional_number};

/// What values are compared with.
///
/// ```
/// use evalindex::number::Exact;
/// use evalindex::rule::Reference;
///
/// assert_eq!(Reference::from("taiyuan"), Reference::Subject("taiyuan".to_owned()));
/// assert_eq!(Reference::from(Exact::from(10)), Reference::Number(Exact::from(10)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reference {
    /// The value of the subject with this id; in documents a string.
    Subject(String),
    /// This number, in the unit of the values; in documents a number.
    Number(Exact),
    /// This statistic of the values; in documents an object.
    Statistic(Statistic),
}

impl From<Statistic> for Reference {
    fn from(statistic: Statistic) -> Self {
        Self::Statistic(statistic)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Subject(id) => out.serialize_str(id),
            Self::Number(number) => number.serialize(out),
            Self::Statistic(statistic) => statistic.serialize(out),
        }
    }
}

impl From<Exact> for Reference {
    fn from(number: Exact) -> Self {
        Self::Number(number)
    }
}

impl From<Decimal> for Reference {
    fn from(number: Decimal) -> Self {
        Self::Number(number.into())
    }
}

impl From<&str> for Reference {
    fn from(id: &str) -> Self {
        Self::Subject(id.to_owned())
    }
}

/// Distance to a reference: `S·(1 − (ref − x)/(ref − min))`; direction `lower`: `S·(1 − (x − ref)/(max − ref))`.
///
/// The worst value of the data scores 0, the reference `S`, and what is better than the reference more, up to `cap` if
/// there is one (it leaves a notice). When all values equal the reference, everybody scores `S`, with a notice; any other
/// reference that is no better than the worst value is an error. Source: distance to a reference country in the
/// OECD/JRC Handbook on Constructing Composite Indicators (2008), 5.4, and to the frontier.
///
/// ```
/// use evalindex::model::Direction;
/// use evalindex::number::Exact;
/// use evalindex::rule::{DistanceToReference, ScoringRule, Setting};
///
/// let rule = DistanceToReference::new(Exact::from(10)).cap(100);
/// let scored = rule.score_all(&[0, 5, 12].map(Exact::from), Setting::new(100, Direction::Higher))?;
/// let points: Vec<_> = scored.iter().map(|one| one.score.to_string()).collect();
/// assert_eq!(points, ["0", "50", "100"]);
/// # Ok::<(), evalindex::rule::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DistanceToReference {
    /// What values are compared with.
    pub reference: Reference,
    /// The highest score, above 0; none when absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "optional_number")]
    pub cap: Option<Decimal>,
}

const NAME: &str = "distance_to_reference";

impl DistanceToReference {
    /// Distance to this reference, without a cap.
    pub fn new(reference: impl Into<Reference>) -> Self {
        Self { reference: reference.into(), cap: None }
    }

    /// With this highest score, above 0.
    pub fn cap(mut self, cap: impl Into<Decimal>) -> Self {
        self.cap = Some(cap.into());
        self
    }
}

impl Registered for DistanceToReference {
    fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let reference = fields.required("reference");
        let cap = fields.optional("cap");
        Some(Self { reference: reference?, cap })
    }

    fn unit_parameters(&mut self) -> Vec<(&'static str, &mut Exact)> {
        match &mut self.reference {
            Reference::Subject(_) | Reference::Statistic(_) => Vec::new(),
            Reference::Number(number) => vec![("reference", number)],
        }
    }
}

impl ScoringRule for DistanceToReference {
    fn name(&self) -> &'static str {
        NAME
    }

    fn faults(&self, _: Setting) -> Vec<Fault> {
        let statistic = match self.reference {
            Reference::Statistic(statistic) => Post::from(statistic).fault("reference"),
            _ => None,
        };
        self.cap.and_then(|cap| positive("cap", cap)).into_iter().chain(statistic).collect()
    }

    fn calibrate(&self, sample: &Sample<'_>) -> Result<Calibration, RuleError> {
        let worst = match sample.setting.direction {
            Direction::Higher => sample.values.iter().min(),
            Direction::Lower => sample.values.iter().max(),
        };
        let Some(worst) = worst else {
            return Ok(Calibration::default());
        };
        let unfit = |what: String, expected| RuleError::Calibration { rule: NAME, what, expected };
        let reference = match &self.reference {
            Reference::Number(number) => number,
            Reference::Statistic(statistic) => &Post::from(*statistic).of(sample.values).ok_or(RuleError::TooLarge)?,
            Reference::Subject(id) => sample
                .reference
                .as_ref()
                .ok_or_else(|| unfit(format!("the reference {id:?} has no value"), "a reference that has one"))?,
        };
        let calibration = Calibration::default().with("reference", reference.clone()).with("worst", worst.clone());
        if is_better(reference, worst, sample.setting.direction) {
            Ok(calibration)
        } else if sample.values.iter().all(|value| order(value, reference).is_eq()) {
            Ok(calibration.constant())
        } else {
            let what = format!("the reference, {reference}, is no better than the worst value, {worst}");
            Err(unfit(what, "a reference that is better than the worst value"))
        }
    }

    fn score(&self, x: &Exact, cell: &Cell<'_>) -> Result<Scored, RuleError> {
        let full = Checked::from(cell.setting.scale);
        let cap = self.cap.map(|cap| ("cap", cap));
        if cell.calibration.is_constant() {
            return finish_within(full, None, cap, cell.setting);
        }
        let worst = cell.calibration.statistic("worst")?;
        let reference = cell.calibration.statistic("reference")?;
        // Both differences change sign with the direction, so their ratio does not.
        let way = Checked::from(x - &worst) / Checked::from(reference - worst);
        finish_within(way * full, None, cap, cell.setting)
    }

    fn working(&self, x: &Exact, cell: &Cell<'_>) -> Option<Working> {
        let cap = self.cap.map(|cap| ("cap", cap));
        if cell.calibration.is_constant() {
            return Some(Working::within(cell.setting.scale.into(), None, cap, cell.setting)?.basis(Basis::Constant));
        }
        let worst = cell.calibration.statistic("worst").ok()?;
        let reference = cell.calibration.statistic("reference").ok()?;
        let between = |end: &Exact| better_by(end, &worst, cell.setting.direction);
        let formula = Formula::from(cell.setting.scale) * between(x) / between(&reference);
        Working::within(formula, None, cap, cell.setting)
    }

    fn reference_subject(&self) -> Option<&str> {
        match &self.reference {
            Reference::Subject(id) => Some(id),
            Reference::Number(_) | Reference::Statistic(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{
        assert_monotone, at_fault, calibrated, calibration, decimal, exact, points, scored, setting,
    };
    use super::*;

    #[test]
    fn the_worst_scores_nothing_and_the_reference_full() {
        // COINr tests/testthat/test-normalise.R: x 0, 5, 11 against target 10, free and capped.
        let free = DistanceToReference::new(decimal("10"));
        let values = ["0", "5", "11"];
        assert_eq!(calibrated(&free, &values, "1", Direction::Higher), points(&["0", "0.5", "1.1"]));
        let capped = free.cap(1);
        let outcome = scored(&capped, &values, "1", Direction::Higher);
        assert_eq!(outcome[1], Ok(Scored::from(points("0.5"))));
        assert_eq!(outcome[2], Ok(Scored::from(points("1")).limited_by("cap")));
    }

    #[test]
    fn lower_measures_from_the_largest() {
        // 1 − (x − 2)/(8 − 2).
        let rule = DistanceToReference::new(decimal("2"));
        let expected = points(&["0", "50", "100", "116.666666666667"]);
        assert_eq!(calibrated(&rule, &["8", "5", "2", "1"], "100", Direction::Lower), expected);
        let outcome = scored(&rule, &["8", "1"], "100", Direction::Lower);
        assert_eq!(outcome[1], Ok(Exact::ratio(350, 3).unwrap().into()));
    }

    #[test]
    fn a_subject_may_be_the_reference() {
        let rule = DistanceToReference::new("taiyuan");
        assert_eq!(rule.reference_subject(), Some("taiyuan"));
        let values = [4, 6, 8].map(Exact::from);
        let mut sample = Sample::new(setting("100", Direction::Higher), &values);
        assert!(matches!(rule.calibrate(&sample), Err(RuleError::Calibration { .. })));
        sample.reference = Some(6.into());
        let calibration = rule.calibrate(&sample).unwrap();
        assert_eq!(calibration.statistics(), [("reference".into(), 6.into()), ("worst".into(), 4.into())]);
        let cell = Cell::new(sample.setting, &calibration);
        assert_eq!(rule.score(&exact("5"), &cell), Ok(points("50").into()));
    }

    #[test]
    fn a_reference_no_better_than_the_worst_serves_only_its_equals() {
        let rule = DistanceToReference::new(decimal("5"));
        for direction in [Direction::Higher, Direction::Lower] {
            assert_eq!(calibrated(&rule, &["5", "5.0"], "100", direction), points(&["100", "100"]));
        }
        assert!(calibration(&rule, &["5", "6"], "100", Direction::Higher).is_err());
        assert!(calibration(&rule, &["6", "7"], "100", Direction::Higher).is_err());
        assert!(calibration(&rule, &["5", "4"], "100", Direction::Lower).is_err());
        assert!(calibration(&rule, &["4"], "100", Direction::Higher).is_ok());
    }

    #[test]
    fn better_never_scores_less() {
        for direction in [Direction::Higher, Direction::Lower] {
            assert_monotone(
                &DistanceToReference::new(decimal("0.5")),
                &["-7", "-1", "0.4", "0.5", "3", "20"],
                direction,
            );
        }
    }

    #[test]
    fn a_cap_must_leave_room_and_references_are_written_as_they_are_read() {
        assert_eq!(at_fault(&DistanceToReference::new("a").cap(0)), ["cap"]);
        let json = |rule| serde_json::to_string(&Rule::from(rule)).unwrap();
        let expected = r#"{"type":"distance_to_reference","reference":"a"}"#;
        assert_eq!(json(DistanceToReference::new("a")), expected);
        let expected = r#"{"type":"distance_to_reference","reference":10.5}"#;
        assert_eq!(json(DistanceToReference::new(decimal("10.50"))), expected);
    }
}
